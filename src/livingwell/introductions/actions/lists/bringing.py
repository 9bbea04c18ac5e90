"""Everybody on a waiting list, at once: each held by the team, with a day to be reached by, and nothing sent to them.

Many rows are written by as few statements as one. All of it, or none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access import actions as access
from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Event, Journey
from livingwell.journeys.words import Happened
from livingwell.lib.hours import LONDON
from livingwell.people import actions as people
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import GivenBy
from livingwell.places.models import Team
from livingwell.places.words import Pack

from ... import queries
from ...models import Confidence, Introduction, Passage, WaitingList
from ...rules.lists import Kept, Listed, Plan, became, perhaps_the_same
from ...words import FROM_A_LIST, ForWhom, Said
from ..arriving import uuid_of
from .keeping import check_leads, turn_of

AT_ONCE = 500  # rows in one statement


@dataclass(frozen=True)
class Bringing:
    """Somebody as they are brought in: their row, their key, and the days that are promised of them."""

    row: Listed
    person_id: UUID
    reach_by: date
    first_conversation_by: date

    @property
    def introduction_id(self) -> UUID:
        return uuid_of("introduction", self.person_id)

    @property
    def journey_id(self) -> UUID:
        return uuid_of("journey", self.person_id)


@action
def bring_in(*, waiting: WaitingList, pack: Pack, by: Viewer) -> Kept:
    """Bring in everybody on a list of whom the team can say when they are reached. Returns what became of each row.

    Raises NotPossible, and makes nothing, where the list is longer than the team can do within the place's horizon.
    What the file said is forgotten with it.
    """
    one = turn_of(waiting)
    check_leads(one.team, by)
    kept = queries.opened(one)
    plan = queries.plan_of(one, kept, pack=pack, today=timezone.localdate())
    plan.check()
    perhaps = perhaps_the_same(plan.people, queries.everybody_seen())
    plan, made = _fresh(plan, one.team, by)
    everybody = _bringing(plan, made, pack)
    _write(everybody, one.team, by)
    done = Kept(became=became(plan, made), perhaps=perhaps)
    one.says, one.brought_in_at = done.in_text(), timezone.now()
    one.save(update_fields=["says", "brought_in_at"])
    return done


def _fresh(plan: Plan, team: Team, by: Viewer) -> tuple[Plan, dict[int, UUID]]:
    """Make the bare keys; leave out whoever had one, and was brought in at the same moment or out of our sight."""
    made = queries.row_keys(plan.people, team)
    fresh = access.bring_in(person_ids=made.values(), team_id=team.pk, words=team.name, by=by)
    return plan.without({number for number, key in made.items() if key not in fresh}), made


def _bringing(plan: Plan, made: Mapping[int, UUID], pack: Pack) -> list[Bringing]:
    days, rhythm = plan.reached_on(), timedelta(days=pack.rhythm.first_conversation_days)
    return [Bringing(row, made[row.number], days[row.number], days[row.number] + rhythm) for row in plan.people]


def _write(everybody: list[Bringing], team: Team, by: Viewer) -> None:
    people.make_people(people=[_person(one) for one in everybody], by=by)
    people.add_ways(ways=[way for one in everybody for way in _ways(one, by)], by=by)
    openings = [_opening(one) for one in everybody]
    opened = journeys.open_journeys(openings=openings, team=team, by=by)
    _write_introductions(everybody, opened, by)
    journeys.record_events(events=[_introduced(one, by) for one in everybody], by=by)


def _person(one: Bringing) -> Person:
    about = {"needs": one.row.needs, "language": one.row.language}
    return people.new_person(person_id=one.person_id, called=one.row.called, about=about)


def _ways(one: Bringing, by: Viewer) -> Iterable[WayToReach]:
    """Return the ways to reach somebody. None of it is their own word, so nothing goes on any of them."""
    for way in one.row.ways:
        yield people.new_way(
            person_id=one.person_id,
            channel=way.channel,
            value=way.value,
            given_by=GivenBy.SOMEBODY_ELSE,
            when=way.when,
            by=by,
        )


def _opening(one: Bringing) -> journeys.Opening:
    return journeys.Opening(
        journey_id=one.journey_id,
        person_id=one.person_id,
        reach_by=one.reach_by,
        first_conversation_by=one.first_conversation_by,
        what=_("Be in touch for the first time"),
    )


def _write_introductions(everybody: list[Bringing], opened: list[Journey], by: Viewer) -> None:
    """Write each introduction with the date that the list gives it, so that nobody's waiting begins again."""
    now = timezone.now()
    Introduction.objects.bulk_create(
        [_introduction(one, journey, now, by) for one, journey in zip(everybody, opened, strict=True)],
        batch_size=AT_ONCE,
    )
    Passage.objects.bulk_create((passage for one in everybody for passage in _passages(one)), batch_size=AT_ONCE)
    # A note was written for whoever kept the list: the person reads it once one of us has decided that they may.
    Confidence.objects.bulk_create(
        (
            Confidence(introduction_id=one.introduction_id, person_id=one.person_id, words=one.row.note)
            for one in everybody
            if one.row.note
        ),
        batch_size=AT_ONCE,
    )


def _introduction(one: Bringing, journey: Journey, now: datetime, by: Viewer) -> Introduction:
    since = one.row.introduced_on
    return Introduction(
        pk=one.introduction_id,
        person_id=one.person_id,
        journey=journey,
        site_id=journey.team.site_id,
        team=journey.team,
        door=FROM_A_LIST,
        for_whom=ForWhom.LISTED,
        received_at=datetime.combine(since, time(), LONDON) if since else now,
        promised_by=one.reach_by,
        reach_by=one.reach_by,
        called=one.row.called,
        introducer_called=one.row.introduced_by,
        practitioner_id=by.ref,
    )


def _passages(one: Bringing) -> Iterable[Passage]:
    remarks = "\n".join(_(remark.sentence) % {"words": remark.words} for remark in one.row.remarks)
    for said, words in ((Said.GOING_ON, one.row.going_on), (Said.LISTED, remarks)):
        if words:
            yield Passage(
                introduction_id=one.introduction_id,
                person_id=one.person_id,
                said=said,
                words=words,
                by_introducer=True,
            )


def _introduced(one: Bringing, by: Viewer) -> Event:
    """Return the event: it happened now, and says since when they have waited."""
    since = one.row.introduced_on
    return journeys.new_event(
        kind=Happened.INTRODUCED,
        person_id=one.person_id,
        journey_id=one.journey_id,
        about={
            "for_whom": str(ForWhom.LISTED),
            "door": FROM_A_LIST,
            "by": by.called,
            "introduced_on": since.isoformat() if since else "",
        },
        from_id=one.introduction_id,
        by=by,
    )

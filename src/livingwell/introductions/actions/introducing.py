"""Coming in at a door. From the commit of this action on, a team holds somebody and has a day to reach them by."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from livingwell.access import actions as access
from livingwell.access.acting import action
from livingwell.access.naming import at_the_door
from livingwell.access.words import Kind, Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Happened, StepBy, StepKind
from livingwell.lib import keys
from livingwell.people import actions as people
from livingwell.people.words import UNDER_18, AgeBand, GivenBy
from livingwell.places.models import Practitioner, Team
from livingwell.places.words import Pack

from .. import rules
from ..models import Confidence, Introduction, Passage, Receipt
from ..rules import Introducing
from ..words import ForWhom, Said

RECEIPT_LASTS = timedelta(days=180)


@dataclass(frozen=True)
class Introduced:
    """What whoever introduced somebody takes away: the link to their receipt, and the day somebody is in touch by."""

    introduction_id: UUID
    person_id: UUID
    link: str
    reach_by: date


@action
def introduce(
    *,
    key: UUID,
    said: Introducing,
    team: Team,
    door: str,
    pack: Pack,
    now: datetime,
    practitioner: Practitioner | None = None,
    by: Viewer,
) -> Introduced:
    """Introduce somebody. `key` is the form's own: the same form twice is one person, one journey, one receipt."""
    rules.check_introducing(said)
    made = Introduced(
        introduction_id=_uuid("introduction", key),
        person_id=_uuid("person", key),
        link=_link(key),
        reach_by=pack.reach_by(now),
    )
    try:
        with transaction.atomic(), at_the_door(made.person_id):
            access.make_key(person_id=made.person_id, by=by)
            _come_in(made, said, team, door, pack, now, practitioner, by)
    except IntegrityError as error:
        if not _is_second_arrival(error):
            raise
    return made


def _come_in(made, said, team, door, pack, now, practitioner, by):
    people.make_person(person_id=made.person_id, called=said.called, about=dict(said.about), by=by)
    _add_ways(made.person_id, said, practitioner, by)
    journey = journeys.open_journey(
        person_id=made.person_id,
        team=team,
        reach_by=made.reach_by,
        first_conversation_days=pack.rhythm.first_conversation_days,
        what="Be in touch for the first time",
        journey_id=_uuid("journey", made.introduction_id),
        by=by,
    )
    introduction = _write_introduction(made, said, team, door, journey, practitioner)
    _write_words(introduction, said)
    _write_receipt(introduction, made.link, said, by)
    journeys.record_event(
        kind=Happened.INTRODUCED,
        person_id=made.person_id,
        journey_id=journey.pk,
        about={"for_whom": str(said.for_whom), "door": door, "by": by.called},
        from_id=introduction.pk,
        by=by,
    )
    _promise_more(journey, said, team, pack, now, by)


def _add_ways(person_id: UUID, said: Introducing, practitioner: Practitioner | None, by: Viewer) -> None:
    if said.for_whom == ForWhom.ME:
        given_by = GivenBy.THEMSELVES
    elif practitioner is not None and said.introducer and said.introducer.they_agreed:
        given_by = GivenBy.PRACTITIONER
    else:
        given_by = GivenBy.SOMEBODY_ELSE
    for way in said.ways:
        if way.value.strip():
            people.add_way(
                person_id=person_id,
                channel=way.channel,
                value=way.value,
                given_by=given_by,
                may_message=way.may_message,
                may_leave_message=way.may_leave_message,
                may_say=way.may_say,
                not_say=way.not_say,
                when=way.when,
                by=by,
            )


def _write_introduction(made, said, team, door, journey, practitioner) -> Introduction:
    from_another = said.introducer
    return Introduction.objects.create(
        pk=made.introduction_id,
        person_id=made.person_id,
        journey=journey,
        site_id=team.site_id,
        team=team,
        door=door,
        for_whom=said.for_whom,
        reach_by=made.reach_by,
        called=said.called.strip(),
        wants_a_ring=said.wants_a_ring,
        introducer_called=from_another.called if from_another else "",
        introducer_is=from_another.is_to_them if from_another else "",
        introducer_organisation=from_another.organisation if from_another else "",
        introducer_contact=from_another.contact if from_another else "",
        they_agreed=from_another.they_agreed if from_another else None,
        why_not_agreed=from_another.why_not_agreed if from_another else "",
        tell_back=said.tell_back,
        practitioner=practitioner,
    )


def _write_words(introduction: Introduction, said: Introducing) -> None:
    passages = {Said.GOING_ON: said.going_on, Said.WOULD_HELP: said.would_help}
    Passage.objects.bulk_create(
        Passage(
            introduction=introduction,
            person_id=introduction.person_id,
            said=what,
            words=words.strip(),
            by_introducer=said.for_whom != ForWhom.ME,
        )
        for what, words in passages.items()
        if words.strip()
    )
    if said.introducer and said.introducer.in_confidence.strip():
        Confidence.objects.create(
            introduction=introduction,
            person_id=introduction.person_id,
            words=said.introducer.in_confidence.strip(),
        )


def _write_receipt(introduction: Introduction, link: str, said: Introducing, by: Viewer) -> None:
    until = timezone.now() + RECEIPT_LASTS
    Receipt.objects.create(
        introduction=introduction,
        person_id=introduction.person_id,
        link_digest=keys.link_digest(link),
        by_introducer=said.for_whom != ForWhom.ME,
        until=until,
    )
    access.tie(
        person_id=introduction.person_id,
        party_kind=Kind.RECEIPT,
        party_id=introduction.pk,
        reason="receipt",
        until=until,
        by=by,
    )


def _promise_more(journey: Journey, said: Introducing, team: Team, pack: Pack, now: datetime, by: Viewer) -> None:
    """Make the steps that some introductions ask for beside the first: a ring, and a named lead under 18."""
    doer = Doer(StepBy.TEAM, team_id=team.pk)
    if said.wants_a_ring:
        journeys.make_step(
            journey=journey,
            what="Ring them as soon as the door is read: they asked to be rung",
            doer=doer,
            due_on=pack.next_read(now).date(),
            kind=StepKind.REACH,
            by=by,
        )
    if AgeBand(str(said.about.get("age_band") or "")) in UNDER_18:
        journeys.make_step(
            journey=journey,
            what="Name who leads for somebody under 18. No parent is contacted unless they ask",
            doer=doer,
            due_on=pack.reach_by(now),
            kind=StepKind.YOUNG_LEAD,
            by=by,
        )


def _uuid(label: str, key: UUID) -> UUID:
    return UUID(bytes=keys.made_from(settings.VIEWER_KEY, label, key)[:16], version=4)


def _link(key: UUID) -> str:
    return urlsafe_b64encode(keys.made_from(settings.VIEWER_KEY, "receipt", key)).decode().rstrip("=")


def _is_second_arrival(error: IntegrityError) -> bool:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", "") == "access_personkey_pkey"

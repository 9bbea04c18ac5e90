"""Pausing, ending and returning. Each ending leaves a way back, and coming back is one action."""

from contextlib import nullcontext
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access import queries as access_queries
from livingwell.access.acting import action
from livingwell.access.naming import coming_back
from livingwell.access.words import Viewer
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people import actions as people
from livingwell.places.models import Practitioner

from .. import rules
from ..models import Holding, Journey, NextStep, Parting, Try
from ..words import ENDINGS, Ending, Happened, StepBy, StepKind, TryOutcome
from .holding import open_journey
from .stepping import make_step
from .stream import record_event

HAS_ENDED = N_("This journey has already ended. Coming back opens a new one.")


@action
def pause(*, journey: Journey, until: date, words: str, by: Viewer) -> None:
    """Pause: still held, with a day when somebody is in touch again."""
    rules.check_due(until, timezone.localdate())
    _must_be_open(journey)
    Journey.objects.filter(pk=journey.pk).update(paused_at=timezone.now(), paused_until=until)
    make_step(
        journey=journey,
        what=words.strip() or _("Be in touch again after the pause"),
        doer=_holder(journey),
        due_on=until,
        kind=StepKind.BE_IN_TOUCH,
        by=by,
    )
    record_event(
        kind=Happened.PAUSED,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={"until": until.isoformat(), "words": words.strip()},
        by=by,
    )


@action
def resume(*, journey: Journey, by: Viewer) -> None:
    """End a pause."""
    resumed = Journey.objects.filter(pk=journey.pk, paused_at__isnull=False).update(paused_at=None, paused_until=None)
    if not resumed:
        raise NotPossible(N_("This journey is not paused."))
    record_event(kind=Happened.RESUMED, person_id=journey.person_id, journey_id=journey.pk, by=by)


@action
def end(
    *,
    journey: Journey,
    ending: Ending,
    words: str = "",
    second_id: UUID | None = None,
    died_on: date | None = None,
    by: Viewer,
) -> Parting:
    """End a journey. The team's tie stays, so that the way back finds the same people; open steps are put aside."""
    rules.check_ending(ending, words=words, by_id=by.ref, second_id=second_id, tries=_tries(journey))
    now = timezone.now()
    ended = Journey.objects.filter(pk=journey.pk, ended_at__isnull=True).update(
        ended_at=now, paused_at=None, paused_until=None
    )
    if not ended:  # somebody else has just ended it
        raise NotPossible(HAS_ENDED)
    Holding.objects.filter(journey=journey, until__isnull=True).update(until=now)
    NextStep.objects.filter(journey=journey, kept_at__isnull=True, put_aside_at__isnull=True).update(
        put_aside_at=now, ended_by=by.called, ended_words=_(ENDINGS[ending].label)
    )
    parting = Parting.objects.create(
        journey=journey,
        person_id=journey.person_id,
        ending=ending,
        words=words.strip(),
        second_id=second_id,
        by_id=by.ref,
        by_called=by.called,
    )
    if ENDINGS[ending].stops_messages:
        people.record_death(person_id=journey.person_id, died_on=died_on or timezone.localdate(), by=by)
    record_event(
        kind=ENDINGS[ending].happened,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={"ending": str(ending), "words": words.strip()},
        from_id=parting.pk,
        by=by,
    )
    return parting


@action
def return_(*, last: Journey, reach_by: date, first_conversation_days: int, words: str = "", by: Viewer) -> Journey:
    """Come back: one action, the same team, and the same holder where they may still hold. Asks nothing again."""
    if last.is_open:
        raise NotPossible(N_("The door never shut: this journey is still open."))
    _is_alive(last, by)
    holder = _same_holder(last)
    # Somebody who comes back by their own page adds a journey for themselves, which their own tie does not let them.
    with coming_back(last.person_id) if by.is_person else nullcontext():
        journey = open_journey(
            person_id=last.person_id,
            team=last.team,
            reach_by=reach_by,
            first_conversation_days=first_conversation_days,
            what=words.strip()[:500] or _("Welcome them back"),
            returns_to=last,
            holder=holder,
            by=by,
        )
        record_event(
            kind=Happened.RETURNED,
            person_id=last.person_id,
            journey_id=journey.pk,
            about={"words": words.strip(), "holder": holder.called if holder else last.team.name},
            by=by,
        )
    return journey


def _is_alive(last: Journey, by: Viewer) -> None:
    """Put right a death recorded by mistake: whoever comes back has not died."""
    if not Parting.objects.filter(journey=last, ending=Ending.DIED).exists():
        return
    if by.is_person:
        raise NotPossible(
            N_("We have something wrong about you, and we are sorry. Ring us, and it is put right at once.")
        )
    people.put_death_right(person_id=last.person_id, by=by)
    record_event(kind=Happened.PUT_RIGHT, person_id=last.person_id, journey_id=last.pk, about={"what": "died"}, by=by)


def _same_holder(last: Journey) -> Practitioner | None:
    """Return who held last, where they may again: still here, still in the team, and not refused since."""
    held = Holding.objects.filter(journey=last).select_related("practitioner").order_by("-made_at").first()
    before = held.practitioner if held else None
    if before is None or before.left_at is not None:
        return None
    return before if _may_hold(last, before.pk) else None


def _may_hold(journey: Journey, practitioner_id: UUID) -> bool:
    """Return whether somebody who held before may hold again: still in the team, and not refused since."""
    from_team = journey.team.memberships.filter(practitioner_id=practitioner_id, until__isnull=True).exists()
    refused = access_queries.refusals(journey.person_id).filter(practitioner_id=practitioner_id).exists()
    return from_team and not refused


def _tries(journey: Journey) -> list[rules.TryMade]:
    return [
        rules.TryMade(
            one.how, one.at.astimezone(LONDON).hour, one.at.astimezone(LONDON).date(), TryOutcome(one.outcome)
        )
        for one in Try.objects.filter(journey=journey)
    ]


def _holder(journey: Journey) -> rules.Doer:
    holding = Holding.objects.get(journey=journey, until__isnull=True)
    if holding.practitioner_id:
        return rules.Doer(StepBy.PRACTITIONER, practitioner_id=holding.practitioner_id)
    return rules.Doer(StepBy.TEAM, team_id=holding.team_id)


def _must_be_open(journey: Journey) -> None:
    if not Journey.objects.filter(pk=journey.pk, ended_at__isnull=True).exists():
        raise NotPossible(HAS_ENDED)

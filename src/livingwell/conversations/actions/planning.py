"""Planning a conversation, moving it, beginning it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.design import dates
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import OPEN_STEP, Journey, NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Happened, StepBy, StepKind
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people.words import Meeting
from livingwell.places.models import Practitioner

from .. import queries, rules
from ..models import Conversation, Move, Note
from ..words import STANDS_FOR_IT, State
from .guides import load_guide_for
from .reminding import drop_reminder, remind_as_agreed


@dataclass(frozen=True)
class _Arranged:
    """Where, when and with whom, as it was said."""

    how: Meeting
    at: datetime
    practitioner: Practitioner
    place: str
    company: str
    also: Practitioner | None = None
    lasts: int = 60


@action
def plan(
    *,
    journey: Journey,
    how: Meeting,
    at: datetime,
    practitioner: Practitioner,
    place: str = "",
    company: str = "",
    also: Practitioner | None = None,
    lasts: int = 60,
    by: Viewer,
) -> Conversation:
    """Plan a conversation to come. A next step stands for it until it is had."""
    now = timezone.now()
    rules.check_at(at, now=now, talked_already=False, horizon_days=journey.site.horizon_days)
    one = _make(journey, _Arranged(how, at, practitioner, place, company, also, lasts), by=by)
    _stand_for(one, by)
    _planned(one, by)
    remind_as_agreed(conversation=one, by=by)
    return one


@action
def start(
    *,
    journey: Journey,
    how: Meeting,
    practitioner: Practitioner,
    at: datetime | None = None,
    place: str = "",
    company: str = "",
    also: Practitioner | None = None,
    lasts: int = 60,
    by: Viewer,
) -> Conversation:
    """Begin a conversation that is happening now, or that was had at `at` and is now written down."""
    now = timezone.now()
    rules.check_at(at or now, now=now, talked_already=True, horizon_days=journey.site.horizon_days)
    one = _make(journey, _Arranged(how, at or now, practitioner, place, company, also, lasts), by=by)
    return _begin(one, at or now)


@action
def begin(*, conversation: Conversation, by: Viewer) -> Conversation:
    """Begin a planned conversation; one already begun goes on, wherever it was begun."""
    one = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if State(one.state) == State.BEGUN:
        return one
    rules.check_can_become(State(one.state), State.BEGUN)
    drop_reminder(conversation=one, words=_("They were talking already"), by=by)
    return _begin(one, timezone.now())


@action
def move(
    *,
    conversation: Conversation,
    how: Meeting,
    at: datetime,
    practitioner: Practitioner,
    place: str = "",
    company: str = "",
    also: Practitioner | None = None,
    lasts: int = 60,
    upon: str | None = None,
    by: Viewer,
) -> Conversation:
    """Change where, when or with whom, while it is still to come.

    `upon` is how it was arranged on the page it was moved on: nothing arranged meanwhile is undone unseen.
    """
    journey = conversation.journey
    rules.check_at(at, now=timezone.now(), talked_already=False, horizon_days=journey.site.horizon_days)
    _check_arranged(journey, arranged := _Arranged(how, at, practitioner, place, company, also, lasts))
    one = Conversation.objects.select_for_update(of=("self",)).select_related("practitioner").get(pk=conversation.pk)
    if State(one.state) != State.PLANNED:
        raise NotPossible(N_("This conversation is no longer to come, so it cannot be moved."))
    if upon is not None and upon != one.arranged:
        raise NotPossible(
            N_("Somebody else has just moved this: %(at)s, with %(called)s. Yours is here: keep it to move it again."),
            at=one.at,
            called=one.practitioner.called,
        )
    if one.at != at:
        _moved(one, at, by)
    drop_reminder(conversation=one, words=_("Moved to another time"), by=by)
    _arrange(one, arranged)
    one.save(update_fields=["how", "at", "practitioner", "place", "company", "also", "lasts"])
    before = list(steps_that_stand_for(one))
    _stand_for(one, by)
    for step in before:
        journeys.put_step_aside(step=step, words=_("Moved to another time"), by=by)
    remind_as_agreed(conversation=one, by=by)
    return one


def steps_that_stand_for(conversation: Conversation) -> list[NextStep]:
    """Return the open steps made when a conversation was planned."""
    return list(NextStep.objects.filter(OPEN_STEP, from_id=conversation.pk, kind__in=STANDS_FOR_IT))


def _make(journey: Journey, arranged: _Arranged, *, by: Viewer) -> Conversation:
    if not Journey.objects.filter(pk=journey.pk, ended_at__isnull=True).exists():
        raise NotPossible(N_("This journey has ended. Coming back opens a new one."))
    _check_arranged(journey, arranged)
    one = Conversation(
        person_id=journey.person_id,
        journey=journey,
        guide=queries.newest_guide(journey.site_id) or load_guide_for(site=journey.site, by=by),
        is_first=journey.first_conversation_at is None,
        made_by=by.called,
    )
    _arrange(one, arranged)
    one.save(force_insert=True)
    Note.objects.create(person_id=journey.person_id, conversation=one)
    return one


def _arrange(one: Conversation, arranged: _Arranged) -> None:
    one.how, one.at, one.lasts = arranged.how, arranged.at, arranged.lasts
    one.practitioner, one.also = arranged.practitioner, arranged.also
    one.place, one.company = arranged.place.strip(), arranged.company.strip()


def _check_arranged(journey: Journey, arranged: _Arranged) -> None:
    rules.check_place(arranged.how, arranged.place)
    _check_may_talk(journey, arranged.practitioner)
    if arranged.also is not None and arranged.also.pk == arranged.practitioner.pk:
        raise NotPossible(N_("Choose somebody else for the second, or nobody."), field="also")
    if arranged.also is not None:
        _check_may_talk(journey, arranged.also, field="also")


def _moved(one: Conversation, to_at: datetime, by: Viewer) -> None:
    """Keep how it stood before, and that it was moved: rows and an event, and no reason."""
    Move.objects.create(
        person_id=one.person_id,
        conversation=one,
        was_at=one.at,
        was_how=one.how,
        was_place=one.place,
        was_with=one.practitioner.called,
        to_at=to_at,
        by_called=by.called,
    )
    about = {"at": one.at.isoformat(), "to": to_at.isoformat(), "by_person": False}
    _happened(one, Happened.CONVERSATION_MOVED, by, about)


def _check_may_talk(journey: Journey, practitioner: Practitioner, *, field: str = "practitioner") -> None:
    if practitioner.pk not in {one.pk for one in queries.who_may_talk(journey, timezone.now())}:
        raise NotPossible(
            N_("%(called)s is not alongside %(person)s. Draw them in first."),
            field=field,
            called=practitioner.called,
            person=journey.person.called,
        )


def _begin(conversation: Conversation, begun_at: datetime) -> Conversation:
    conversation.state, conversation.begun_at = State.BEGUN, begun_at
    conversation.save(update_fields=["state", "begun_at"])
    return conversation


def _others_stand(conversation: Conversation) -> bool:
    """Return whether the promise of a first conversation already stands, made when they were reached."""
    return (
        conversation.is_first
        and NextStep.objects.filter(OPEN_STEP, journey_id=conversation.journey_id, kind=StepKind.FIRST_CONVERSATION)
        .exclude(from_id=conversation.pk)
        .exists()
    )


def _stand_for(conversation: Conversation, by: Viewer) -> None:
    if _others_stand(conversation):
        return
    journeys.make_step(
        journey=conversation.journey,
        what=_("Talk with %(called)s") % {"called": conversation.journey.person.called},
        doer=Doer(StepBy.PRACTITIONER, practitioner_id=conversation.practitioner_id),
        due_on=dates.local_date(conversation.at),
        kind=StepKind.FIRST_CONVERSATION if conversation.is_first else StepKind.BE_IN_TOUCH,
        at_words=dates.clock(conversation.at),
        from_id=conversation.pk,
        by=by,
    )


def _planned(one: Conversation, by: Viewer) -> None:
    about = {"how": str(one.how), "at": one.at.isoformat(), "first": one.is_first}
    _happened(one, Happened.CONVERSATION_PLANNED, by, about)


def _happened(one: Conversation, kind: Happened, by: Viewer, about: dict[str, object]) -> None:
    journeys.record_event(
        kind=kind, person_id=one.person_id, journey_id=one.journey_id, about=about, from_id=one.pk, by=by
    )

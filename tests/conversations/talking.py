"""Conversations in a state a test begins with, made by the actions themselves."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from neighbourhood import Place, as_, introduce

from livingwell.conversations import actions, queries
from livingwell.conversations.models import Conversation
from livingwell.conversations.rules import Arriving
from livingwell.journeys.models import Journey
from livingwell.journeys.words import StepBy
from livingwell.people.words import Meeting
from livingwell.places.models import Practitioner


def planned(
    place: Place, journey: Journey | None = None, *, by: Practitioner | None = None, days: int = 3
) -> Conversation:
    """A conversation to come, on a walk, three days from now."""
    by = by or place.shanice
    journey = journey or introduce(place)
    with as_(by) as viewer:
        one = actions.plan(
            journey=open_journey(journey.pk),
            how=Meeting.WALK,
            at=timezone.now() + timedelta(days=days),
            practitioner=by,
            place="the lock by the mill",
            by=viewer,
        )
        return found(one.pk)


def begun(place: Place, journey: Journey | None = None, *, by: Practitioner | None = None) -> Conversation:
    """A conversation that is being had, on the bench by the library."""
    by = by or place.shanice
    journey = journey or introduce(place)
    with as_(by) as viewer:
        one = actions.start(
            journey=open_journey(journey.pk),
            how=Meeting.CHOSEN,
            practitioner=by,
            place="the bench by the library",
            by=viewer,
        )
        return found(one.pk)


def ready(place: Place, journey: Journey | None = None, *, words: str = "Ama sings on Sundays.") -> Conversation:
    """A conversation with a note and a next step of Shanice's: it only wants reading back."""
    one = begun(place, journey)
    with as_(place.shanice) as viewer:
        write(one, words, by=viewer)
        agree(one, "Ring Priya about the date", by=viewer)
        return found(one.pk)


def held(place: Place, journey: Journey | None = None, **said) -> Conversation:
    """A conversation that was read back together."""
    one = ready(place, journey, **said)
    with as_(place.shanice) as viewer:
        actions.finish(conversation=one, read=mark_of(one), by=viewer)
        return found(one.pk)


def write(conversation: Conversation, words: str, *, revision: int | None = None, writer: str = "tab", by):
    """Send words as an open page does; without a revision, as one that has just read the note."""
    if revision is None:
        revision = found(conversation.pk).note.revision
    return actions.save_note(conversation=conversation, arriving=Arriving(words, revision, writer), by=by)


def agree(conversation: Conversation, what: str, *, done_by: StepBy = StepBy.PRACTITIONER, days: int = 7, by):
    today = timezone.localdate()
    return actions.agree(
        conversation=conversation, done_by=done_by, what=what, due_on=today + timedelta(days=days), today=today, by=by
    )


def mark_of(conversation: Conversation) -> str:
    """What the page to read out carries, so that what is finished is what was read."""
    from livingwell.conversations import rules

    one = found(conversation.pk)
    steps = queries.made_in(one, queries.steps_of(one))
    return rules.reading_mark(one.note.revision, [step.pk for step in steps])


def found(pk: UUID) -> Conversation:
    one = queries.find_conversation(pk)
    if one is None:
        raise AssertionError("this viewer does not see the conversation")
    return one


def open_journey(pk: UUID) -> Journey:
    journey = queries.find_open_journey(pk)
    if journey is None:
        raise AssertionError("this viewer does not see the journey")
    return journey

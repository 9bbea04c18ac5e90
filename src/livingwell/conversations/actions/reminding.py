"""Reminding somebody of a conversation: only as they agreed, once, in neutral words, and no longer once it has changed.

It is a message like any other, so the rules of safe contact are asked when it is written and again when it goes.
"""

from uuid import UUID

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Kind, Viewer
from livingwell.design import dates
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.messages import actions as messages
from livingwell.messages import queries as message_queries
from livingwell.messages import rules as message_rules
from livingwell.messages.models import Message
from livingwell.messages.words import Sort
from livingwell.messages.words import State as MessageState
from livingwell.people.models import WayToReach
from livingwell.post import actions as post

from .. import queries
from ..models import Conversation, Reminder
from ..words import State

CHANGED = N_("What it reminds of was moved, or is off.")


@action
def remind(*, conversation: Conversation, by: Viewer) -> Reminder:
    """Write what reminds somebody, to go when they agreed. Raises NotPossible with why there is none.

    It is in the name of whoever comes. Whoever asks has read what they said about when.
    """
    one = (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("person", "practitioner")
        .get(pk=conversation.pk)
    )
    way = queries.reminding_way(one.person_id)
    if way is None:
        raise NotPossible(N_("They have not agreed to a reminder. Ask them first, and note it where it is safe."))
    if State(one.state) != State.PLANNED or queries.reminder_of(one.pk) is not None:
        raise NotPossible(N_("There is nothing to remind of, or a reminder waits already."))
    message = _write(one, way)
    return Reminder.objects.create(
        person_id=one.person_id, conversation=one, message=message, for_at=one.at, practitioner=one.practitioner
    )


def remind_as_agreed(*, conversation: Conversation, by: Viewer) -> Reminder | None:
    """Write what they agreed to, where nobody has to choose the moment; a rule that says no stops no booking."""
    way = queries.reminding_way(conversation.person_id)
    if way is None or way.when.strip():
        return None
    try:
        return remind(conversation=conversation, by=by)
    except NotPossible:
        return None


def drop_reminder(*, conversation: Conversation, words: str, by: Viewer) -> None:
    """Let nothing remind of how it stood before: what waits is held back, what post has is asked about again."""
    standing = queries.reminder_of(conversation.pk)
    if standing is None:
        return
    Reminder.objects.filter(pk=standing.pk).update(ended_at=timezone.now())
    if standing.message.state == MessageState.WAITING:
        messages.hold_back(message=standing.message, words=words, by=by)
    elif standing.message.state == MessageState.HANDED_OVER:
        post.ask_again(delivery_id=standing.message_id)


def why_changed(message_id: UUID) -> str | None:
    """Return why a reminder no longer stands, or None: it does, or the message reminds of nothing. For workers."""
    one = Reminder.objects.select_related("conversation").filter(message_id=message_id).first()
    if one is None:
        return None
    talk = one.conversation
    stands = one.ended_at is None and (talk.state, talk.at) == (State.PLANNED, one.for_at)
    return None if stands and talk.practitioner_id == one.practitioner_id else CHANGED


def _write(one: Conversation, way: WayToReach) -> Message:
    goes_at = queries.when_reminded(way, one.at)
    if goes_at <= timezone.now():
        raise NotPossible(N_("The time for a reminder has passed."))
    wording = message_queries.wordings_here().ready[Sort.REMINDER]
    when = dates.day_and_time(one.at)
    filled = dict.fromkeys(wording.asks, when)
    message = messages.write(
        person=one.person,
        way=way,
        sort=Sort.REMINDER,
        words=message_rules.fill(wording.words, by=one.practitioner.called, **filled),
        send_after=goes_at,
        by=Viewer(Kind.PRACTITIONER, one.practitioner_id, called=one.practitioner.called),
    )
    if message.goes_at >= one.at:
        raise NotPossible(N_("The time for a reminder has passed."))
    return message

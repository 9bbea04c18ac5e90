"""Writing messages, sending them when their moment comes, and noting what became of them."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel
from livingwell.post import actions as post
from livingwell.post import queries as post_queries
from livingwell.post.deferring import defer
from livingwell.post.words import State as PostState

from . import filling, outcomes, queries, rules
from .composing import check_may_go, compose
from .models import Message
from .words import NEXT_STATES, Sort, State, Writer

SETTLED_AS = {
    PostState.SENT: State.SENT,
    PostState.GAVE_UP: State.NOT_SENT,
    PostState.UNSURE: State.UNSURE,
    PostState.WITHDRAWN: State.WITHDRAWN,
}
NOT_GONE = (State.WAITING, State.HANDED_OVER)
PUT_BACK = N_("This place was put back from a backup. The message may have gone since: ask before you write again.")
WITH_ALL_IT_HANGS_ON = ("self", "way", "person")


@action
def write(
    *,
    person: Person,
    way: WayToReach,
    sort: Sort,
    words: str,
    subject: str = "",
    send_after: datetime | None = None,
    by: Viewer,
) -> Message:
    """Write a message, to go at `send_after` or now; in the night it waits for nine. Raises NotPossible with why not.

    It goes with the caller's transaction or not at all, and the rules are asked again at the moment it goes.
    """
    message = compose(person=person, way=way, sort=sort, words=words, subject=subject, send_after=send_after, by=by)
    message.save(force_insert=True)
    if message.goes_at <= message.made_at:
        defer("messages.send", message_id=str(message.pk))
    return message


@action
def hold_back(*, message: Message, words: str = "", by: Viewer) -> None:
    """Take a message back before it has gone. Raises NotPossible once it is on its way."""
    one = Message.objects.select_for_update().get(pk=message.pk)
    if State(one.state) != State.WAITING:
        raise NotPossible(N_("This message has already gone, so it cannot be taken back."))
    _become(one, State.HELD_BACK, why_not=words.strip() or _("%(called)s took it back") % {"called": by.called})


@action
def say_posted(*, message: Message, on: date, by: Viewer) -> None:
    """Say that a letter was posted, and on which day. From then on nothing stops it, and it counts as sent."""
    one = Message.objects.select_for_update().get(pk=message.pk)
    if one.posted_on is not None:
        raise NotPossible(N_("%(called)s has already said that this was posted."), called=one.posted_by)
    if State(one.state) != State.HANDED_OVER or message.way.channel != Channel.LETTER:
        raise NotPossible(N_("This is not a letter that waits to be posted. Look again before you post it."))
    rules.check_posted(on, printed_on=timezone.localdate(one.made_at), today=timezone.localdate())
    one.posted_on, one.posted_by = on, by.called
    one.save(update_fields=["posted_on", "posted_by"])
    post.say_posted(delivery_id=one.pk)


@action
def stop_all(*, person_id: UUID, by: Viewer) -> None:
    """Stop every message to somebody who has died, in the transaction that records it.

    What waits here is held back; what post has is asked about again at once, and is withdrawn unless it has gone.
    Nobody is told: whoever records a death knows that nothing is to be said to somebody any more.
    Called before the death is written, so that this and `send` lock a message before they lock a person.
    """
    not_gone = Message.objects.select_related("way").select_for_update(of=("self",)).filter(person_id=person_id)
    for message in not_gone.filter(state__in=NOT_GONE):
        if message.state == State.HANDED_OVER:
            post.ask_again(delivery_id=message.pk)
        else:
            _become(message, State.HELD_BACK, why_not=rules.HAS_DIED)


@action
def send(*, message_id: UUID, by: Viewer) -> Message | None:
    """Hand a message over to post, if its moment has come and the rules still say yes; hold it back if they do not.

    For a job. However often it is called, a message is handed over once: its row is locked, its state tells, and post
    takes the same id once. Its person and way are locked too, so that a death waits until this is over, or is seen.
    """
    rows = Message.objects.select_related("way", "person").select_for_update(of=WITH_ALL_IT_HANGS_ON)
    message = rows.filter(pk=message_id, state=State.WAITING).first()
    if message is None or message.goes_at > timezone.now():
        return None
    try:
        _hand_over(message)
    except NotPossible as reason:
        _become(message, State.HELD_BACK, why_not=str(reason))
        outcomes.tell(_outcome(message), sent=False)
    return message


@action
def hold_what_was_due(*, by: Viewer) -> int:
    """Hold back what waits and whose moment has come, because the place was put back from a backup; return how many.

    It may have gone between the backup and now. Whoever wrote it is told, and decides.
    """
    due = Message.objects.select_related("way", "person").filter(state=State.WAITING, goes_at__lte=timezone.now())
    messages = list(due.order_by("goes_at"))
    for message in messages:
        _become(message, State.HELD_BACK, why_not=_(PUT_BACK))
        outcomes.tell(_outcome(message), sent=False)
    return len(messages)


@action
def settle(*, message_id: UUID, came_to: PostState, by: Viewer) -> Message | None:
    """Note how post's delivery ended, once; None when it was no message of ours, or is noted already."""
    message = Message.objects.select_related("way").select_for_update(of=("self",)).filter(pk=message_id).first()
    state = SETTLED_AS.get(came_to)
    if message is None or state is None or state not in NEXT_STATES[State(message.state)]:
        return None
    _become(message, state, why_not=post_queries.why_withdrawn(message_id))
    outcomes.tell(_outcome(message), sent=state == State.SENT)
    return message


def _hand_over(message: Message) -> None:
    check_may_go(message)
    post.hand_over(
        id=message.pk,
        transport=message.way.channel,
        to=rules.address_lines(message.way.value) if message.way.channel == Channel.LETTER else message.way.value,
        sender=message.by_called or queries.wordings_here().from_us,
        subject=message.subject,
        body=filling.filled(message.pk, message.words),
    )
    _become(message, State.HANDED_OVER)


def _become(message: Message, state: State, *, why_not: str = "") -> None:
    message.state, message.why_not = state, why_not[:300]
    message.settled_at = None if state == State.HANDED_OVER else timezone.now()
    message.save(update_fields=["state", "why_not", "settled_at"])


def _outcome(message: Message) -> outcomes.Outcome:
    return outcomes.Outcome(
        message_id=message.pk,
        person_id=message.person_id,
        sort=message.sort,
        channel=message.way.channel,
        by_id=message.by_id,
        by_called=message.by_called,
        at=message.settled_at or timezone.now(),
        why_not=message.why_not,
        by_may_act=queries.writer_of(message) == Writer.ALONGSIDE,
    )

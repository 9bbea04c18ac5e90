"""A message as it would be, before anybody says "send it": what the check page shows, and what writing then keeps."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel

from . import queries, rules, standing
from .models import Message
from .words import Sort, Writer


def compose(
    *,
    person: Person,
    way: WayToReach,
    sort: Sort,
    words: str,
    subject: str = "",
    send_after: datetime | None = None,
    by: Viewer,
) -> Message:
    """Return a message not yet written, once the rules have said yes to it for the moment it would go.

    In the night it waits for nine. An email without a subject takes the place's own. Raises NotPossible with why not.
    """
    now = timezone.now()
    facts = queries.facts_of_way(way)
    message = Message(
        person=person,
        way=way,
        sort=sort,
        words=rules.for_a_text(words) if way.channel == Channel.TEXT else words.strip(),
        subject=_subject(sort, subject, called=by.called) if way.channel == Channel.EMAIL else "",
        goes_at=rules.goes_at(facts, wanted=send_after or now, now=now),
        made_at=now,
        by_id=by.ref if by.is_practitioner else None,
        by_called=by.called,
    )
    rules.may_send(facts, queries.facts_of_person(person), message=as_ruled(message), now=message.goes_at)
    return message


def as_ruled(message: Message, writer: Writer = Writer.ALONGSIDE) -> rules.Message:
    """Return what the rules ask of a message. Whoever is writing one is alongside: else they had not found anybody."""
    return rules.Message(
        sort=Sort(message.sort),
        words=message.words,
        subject=message.subject,
        goes_at=message.goes_at,
        by_somebody=message.by_id is not None,
        by_called=message.by_called,
        writer=writer,
        not_said=queries.wordings_here().not_said,
    )


def check_may_go(message: Message) -> None:
    """Raise NotPossible, with a sentence that says why, unless a message may go at this moment. For workers.

    `message` was read with its way and its person.
    """
    reason = standing.why_no_longer(message.pk)
    if reason:
        raise NotPossible(reason)
    rules.may_send(
        queries.facts_of_way(message.way),
        queries.facts_of_person(message.person),
        message=as_ruled(message, queries.writer_of(message)),
        now=timezone.now(),
    )


def why_not_any_more(message_id: UUID) -> str | None:
    """Return why a message handed over may no longer go, or None: where it may, and for what is no message of ours.

    A letter that somebody has posted went, whatever happened since.
    """
    message = Message.objects.select_related("way", "person").filter(pk=message_id, posted_on=None).first()
    if message is None:
        return None
    try:
        check_may_go(message)
    except NotPossible as reason:
        return str(reason)
    return None


def _subject(sort: Sort, typed: str, *, called: str) -> str:
    wordings = queries.wordings_here()
    ready = wordings.ready.get(sort) or wordings.ready[Sort.IN_TOUCH]
    return typed.strip() or rules.fill(ready.subject, by=called or wordings.from_us)

"""A message as it would be, before anybody says "send it": what the check page shows, and what writing then keeps."""

from datetime import datetime

from django.utils import timezone

from livingwell.access.words import Viewer
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel

from . import queries, rules
from .models import Message
from .words import Sort


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


def as_ruled(message: Message) -> rules.Message:
    """Return what the rules ask of a message."""
    return rules.Message(
        sort=Sort(message.sort),
        words=message.words,
        subject=message.subject,
        goes_at=message.goes_at,
        by_somebody=message.by_id is not None,
        not_said=queries.wordings_here().not_said,
    )


def _subject(sort: Sort, typed: str, *, called: str) -> str:
    wordings = queries.wordings_here()
    ready = wordings.ready.get(sort) or wordings.ready[Sort.IN_TOUCH]
    return typed.strip() or rules.fill(ready.subject, by=called or wordings.from_us)

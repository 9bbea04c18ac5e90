"""A row of the team's list."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .. import rules
from ..models import Introduction
from ..queries import Waiting
from ..words import STATES, WAITING, ForWhom, State
from .promises import day_words

A_FEW = 140  # letters of somebody's words on a row


@dataclass(frozen=True)
class IntroductionCard:
    """A row of the list: who came, by whom, a few of their words, and the promise that is next."""

    id: UUID
    called: str
    came: str
    words: str
    state: str
    due: str
    is_waiting: bool
    is_past: bool
    team: str
    tags: tuple[str, ...]
    received_at: datetime

    @classmethod
    def of(cls, row: Waiting, today: date) -> "IntroductionCard":
        """Make a row of what `queries.waiting_for` read."""
        one, state = row.one, state_of(row.one)
        is_waiting = one.journey.is_open and state in WAITING
        return cls(
            id=one.pk,
            called=one.person.called,
            came=came_by(one),
            words=Truncator(row.first_words).chars(A_FEW),
            state=_(STATES[state]),
            due=day_words(row.due_on, today),
            is_waiting=is_waiting,
            is_past=is_waiting and row.due_on < today,
            team=one.team.name,
            tags=tags_of(one, has_more=row.has_more),
            received_at=one.received_at,
        )


def state_of(one: Introduction) -> State:
    """Return where an introduction has got to, whichever page that was written on."""
    journey = one.journey
    return rules.got_to(
        State(one.state), spoken=journey.last_spoken_at is not None, talked=journey.first_conversation_at is not None
    )


def came_by(one: Introduction) -> str:
    """Return who came to the door: "by themselves", "with Piotr, his brother"."""
    if one.for_whom == ForWhom.ME:
        return _("came to the door themselves")
    who = ", ".join(part for part in (one.introducer_called, one.introducer_is, one.introducer_organisation) if part)
    if one.for_whom == ForWhom.LISTED:
        return _("from a waiting list, introduced by %(who)s") % {"who": who} if who else _("from a waiting list")
    return _("introduced by %(who)s") % {"who": who}


def tags_of(one: Introduction, *, has_more: bool) -> tuple[str, ...]:
    """Return what a reader should know at a glance. None of it is a colour, a number or an order."""
    said = (
        (has_more, _("Said more, not yet read")),
        (one.wants_a_ring and not one.read_at, _("Asked to be rung")),
        (one.been_before, _("Been with us before")),
        (one.is_under_18, _("Under 18")),
        (one.for_whom not in (ForWhom.ME, ForWhom.LISTED) and not one.they_agreed, _("Does not know yet")),
    )
    return tuple(words for is_so, words in said if is_so)

"""What is booked: how it was moved and what reminds of it, for the team; and what is planned with me, on My page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.people.models import WayToReach
from livingwell.people.words import CHANNELS, REMINDED, Channel

from ..models import Conversation, Move, Reminder
from ..rules import reminded_at
from .around import where


@dataclass(frozen=True)
class Moved:
    """One time it was moved: from when, to when (or not known yet), and by whom. There is no why."""

    was_at: datetime
    to_at: datetime | None
    by: str

    @classmethod
    def of(cls, move: Move) -> "Moved":
        return cls(move.was_at, move.to_at, move.by_called)


@dataclass(frozen=True)
class Reminding:
    """What reminds somebody: when it goes and how, why it did not; or what they agreed to, for one of us to say yes."""

    agreed: str = ""  # "A text message, the day before"; empty where they agreed to none
    goes_at: datetime | None = None
    state: str = ""
    when: str = ""  # what they said about when they may be reached
    would_go_at: datetime | None = None  # nothing is written yet, and one of us may

    @classmethod
    def of(cls, one: Conversation, way: WayToReach | None, standing: Reminder | None, now: datetime) -> "Reminding":
        if standing is not None:
            message = standing.message
            return cls(_agreed(message.way), message.goes_at, message.get_state_display(), message.way.when)
        if way is None:
            return cls()
        goes_at = reminded_at(one.at, way.reminds_hours or 0)
        return cls(_agreed(way), when=way.when, would_go_at=goes_at if goes_at > now else None)


def _agreed(way: WayToReach) -> str:
    before = _(REMINDED[way.reminds_hours]) if way.reminds_hours in REMINDED else ""
    channel = _(CHANNELS[Channel(way.channel)])
    return ", ".join(part for part in (channel, before[:1].lower() + before[1:]) if part)


@dataclass(frozen=True)
class Coming:
    """Something planned with me: when, with whom, where, and the other times that could be."""

    id: UUID
    at: datetime
    who: str
    where: str
    company: str
    offers: tuple[datetime, ...] = ()

    @classmethod
    def of(cls, one: Conversation, offers: Iterable[datetime] = ()) -> "Coming":
        names = [one.practitioner.called, one.also.called if one.also else ""]
        who = _("%(one)s and %(other)s") % {"one": names[0], "other": names[1]} if names[1] else names[0]
        return cls(one.pk, one.at, who, where(one), one.company, tuple(offers))

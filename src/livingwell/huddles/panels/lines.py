"""The lines that the board and paper show of somebody: ways to reach them, next steps, worries, moments, people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from livingwell.design.filters import phone
from livingwell.introductions.words import Said as Asked
from livingwell.journeys.models import Event
from livingwell.journeys.panels import said_of
from livingwell.people.rules import is_unproved
from livingwell.people.words import Channel, GivenBy

from .saying import short_day


@dataclass(frozen=True)
class WayLine:
    """One way to reach somebody: how, where, when, whether a message is all right, and what never to say."""

    how: str
    where: str
    when: str
    message: str
    never: str


@dataclass(frozen=True)
class StepLine:
    """An open next step: who, what, by when."""

    id: str
    what: str
    who: str
    due_on: date
    when: str  # the same day, in a word
    at_words: str
    is_late: bool


@dataclass(frozen=True)
class Named:
    """A practitioner by name, and their key."""

    id: str
    called: str


@dataclass(frozen=True)
class WorryLine:
    """A worry not yet settled, and who shares it."""

    id: str
    words: str
    by: str
    at: datetime
    shared: tuple[Named, ...]


@dataclass(frozen=True)
class Moment:
    at: datetime
    said: str


def way_line(way: Mapping[str, Any]) -> WayLine:
    """Return a way to reach somebody as it is read, of what a query read as JSON."""
    channel = Channel(way["channel"])
    called = {
        Channel.CALL: _("Call"),
        Channel.TEXT: _("Text"),
        Channel.EMAIL: _("Email"),
        Channel.LETTER: _("Write"),
        Channel.THROUGH: _("Through somebody they trust"),
    }[channel]
    where = phone(way["value"]) if channel in {Channel.CALL, Channel.TEXT} else way["value"]
    return WayLine(called, where, way["when"].strip(), _message(channel, way), way["not_say"].strip())


def _message(channel: Channel, way: Mapping[str, Any]) -> str:
    """Return whether anything may be sent or left on a way. What somebody else gave gets nothing, whatever it says."""
    if is_unproved(given_by=GivenBy(way["given_by"]), is_verified=way["is_verified"]):
        return _("Somebody else gave this: no message")
    if channel == Channel.THROUGH:
        return _("Speak with them: no message")
    if channel == Channel.CALL:
        return _("Leaving a message is all right") if way["may_leave_message"] else _("Leave no message")
    return _("A message is all right") if way["may_message"] else _("No message")


def step_line(one: Mapping[str, Any], today: date) -> StepLine:
    """Return a next step as it is read, of what a query read as JSON."""
    due_on = date.fromisoformat(one["due_on"])
    who = one["practitioner"] or one["team"] or ""
    when = short_day(due_on, today)
    return StepLine(one["id"], one["what"], who, due_on, when, one["at_words"], due_on < today)


def worry_line(one: Mapping[str, Any]) -> WorryLine:
    """Return a worry as it is read, of what a query read as JSON."""
    shared = tuple(Named(who["id"], who["called"]) for who in one["shared"])
    return WorryLine(one["id"], one["words"], one["by"], datetime.fromisoformat(one["at"]), shared)


def moment(one: Mapping[str, Any]) -> Moment:
    """Return something that happened as it is read, of what a query read as JSON."""
    event = Event(kind=one["kind"], by_called=one["by_called"], about=one["about"])
    return Moment(datetime.fromisoformat(one["at"]), said_of(event))


def told_at_the_door(passages: Iterable[Mapping[str, Any]]) -> str:
    """Return a story to begin from, in the words that were typed at the door, saying whose they are."""
    told = []
    for one in passages:
        words = one["words"].strip()
        if one["by_introducer"]:
            who = ", ".join(part for part in (one["introducer"], one["introducer_is"]) if part)
            words = _("%(who)s says: %(words)s") % {"who": who or _("Whoever introduced them"), "words": words}
        elif one["said"] == Asked.WOULD_HELP:
            words = _("What would help: “%(words)s”") % {"words": words.strip("“”\"' ")}
        told.append(words)
    return "\n".join(told)

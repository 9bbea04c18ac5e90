"""What to know before writing to somebody: what they need, the ways that are safe, and why the others are not."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from livingwell.design.filters import phone
from livingwell.design.sentences import said
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel

from . import queries
from .models import Message

NUMBERS = frozenset({Channel.CALL, Channel.TEXT})


@dataclass(frozen=True)
class Way:
    """A way to write to somebody: what they said of it, or why nothing goes there."""

    row: WayToReach
    why_not: str

    @property
    def address(self) -> str:
        """Where it is, as people write it."""
        return phone(self.row.value) if self.row.channel in NUMBERS else self.row.value

    @property
    def says(self) -> tuple[str, ...]:
        """What they said may and may not be said, and when, a sentence each."""
        parts = [
            (_("When: %(words)s"), self.row.when),
            (_("May be said: %(words)s"), self.row.may_say),
            (_("Never say: %(words)s"), self.row.not_say),
        ]
        return tuple(sentence % {"words": words.rstrip(". ")} + "." for sentence, words in parts if words.strip())


@dataclass(frozen=True)
class Desk:
    """What to know before writing to somebody: what they need, the ways that are safe, and why the others are not."""

    person: Person
    safe: tuple[Way, ...]
    not_safe: tuple[Way, ...]

    @classmethod
    def of(cls, person: Person, ways: Iterable[WayToReach]) -> "Desk":
        """Return the desk, from a person and the ways to reach them that are in use."""
        facts = queries.facts_of_person(person)
        reasons = [(way, queries.why_not_on(way, facts)) for way in ways]
        all_ways = [Way(way, said(reason) if reason else "") for way, reason in reasons]
        return cls(
            person=person,
            safe=tuple(way for way in all_ways if not way.why_not),
            not_safe=tuple(way for way in all_ways if way.why_not),
        )

    def way_of(self, message: Message) -> Way:
        """Return the way a message would go on, as it is read."""
        return next(way for way in self.safe if way.row.pk == message.way_id)

    @property
    def has_needs(self) -> bool:
        person = self.person
        return bool(person.needs.strip() or person.language.strip() or person.wants_interpreter)

"""One introduction as a team reads it: met as a person first, then how to be in touch, then what may be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.journeys.models import Try
from livingwell.journeys.rules import TryMade, check_tried_enough
from livingwell.journeys.words import TRIED_BY, TRY_OUTCOMES, TriedBy, TryOutcome
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.people.models import Person, WayToReach
from livingwell.people.panels import Way
from livingwell.people.words import AGE_BANDS, MEETINGS, AgeBand, Meeting

from ..models import Confidence, Introduction, Passage
from ..queries import PerhapsSame
from ..words import SAID, SAID_LATER, STATES, WAITING, ForWhom, Said, State, TellBack
from .listing import came_by, state_of, tags_of
from .promises import day_words

# How to be in touch and what they need are shown as they now are, not as they were typed.
READ_FIRST = (Said.GOING_ON, Said.WOULD_HELP, Said.SAFE_NOW, Said.LISTED)


def needs_of(person: Person) -> tuple[str, ...]:
    """Return what somebody needs to take part: shown before anything is sent."""
    meets = ", ".join(_(MEETINGS[Meeting(one)]) for one in person.meets)
    age = AgeBand(person.age_band)
    said = (
        (person.language, _("Speaks %(words)s")),
        (_("An interpreter, please") if person.wants_interpreter else "", "%(words)s"),
        (person.needs, "%(words)s"),
        (meets, _("Would like to talk: %(words)s")),
        (person.meets_where, "%(words)s"),
        (person.meets_when, "%(words)s"),
        (person.company, _("Coming along: %(words)s")),
        (_(AGE_BANDS[age]) if age else "", _("Age: %(words)s")),
    )
    return tuple(sentence % {"words": words} for words, sentence in said if words)


@dataclass(frozen=True)
class Tried:
    """One try, in a sentence."""

    at: datetime
    text: str
    reached: bool

    @classmethod
    def of(cls, one: Try) -> "Tried":
        how, came = _(TRIED_BY[TriedBy(one.how)]), _(TRY_OUTCOMES[TryOutcome(one.outcome)])
        return cls(
            one.at,
            " ".join(part for part in (f"{how}. {came}.", one.words, f"({one.by_called})") if part),
            one.outcome == TryOutcome.REACHED,
        )


def tried(tries: Iterable[Try]) -> tuple[Tried, ...]:
    """Return tries as they are read, in the order given."""
    return tuple(Tried.of(one) for one in tries)


def why_not_let_go(tries: Sequence[Try], spoken_at: datetime | None) -> str:
    """Return the sentence that says why somebody cannot be let go of yet; empty when they can."""
    made = [TryMade(one.how, one.at.astimezone(LONDON), TryOutcome(one.outcome)) for one in tries]
    try:
        check_tried_enough(made, spoken_at)
    except NotPossible as reason:
        return _(reason.sentence)
    return ""


@dataclass(frozen=True)
class LettingGo:
    """The page of letting go: what was tried, and why it may be too soon."""

    id: UUID
    called: str
    tries: tuple[Tried, ...]
    why_not: str

    @classmethod
    def of(cls, one: Introduction, tries: Sequence[Try]) -> "LettingGo":
        return cls(one.pk, one.person.called, tried(tries), why_not_let_go(tries, one.journey.last_spoken_at))


@dataclass(frozen=True)
class Part:
    """Something said at the door, under what it answers."""

    label: str
    words: str
    at: datetime
    is_new: bool


@dataclass(frozen=True)
class IntroductionPage:
    """One introduction."""

    one: Introduction
    came: str
    state: str
    due: str
    is_past: bool
    tags: tuple[str, ...]
    words: tuple[Part, ...]
    later: tuple[Part, ...]
    in_confidence: tuple[Confidence, ...]
    reaching: tuple[Way, ...]
    needs: tuple[str, ...]
    tries: tuple[Tried, ...]
    same: tuple[PerhapsSame, ...]
    short_words: str
    can_be_read: bool
    is_waiting: bool
    may_come_back: bool
    why_not_let_go: str

    @classmethod
    def of(
        cls,
        one: Introduction,
        *,
        passages: Iterable[Passage],
        confidences: Iterable[Confidence],
        ways: Iterable[WayToReach],
        tries: Sequence[Try],
        same: Iterable[PerhapsSame],
        short_words: str,
        today: date,
    ) -> "IntroductionPage":
        state, is_open = state_of(one), one.journey.is_open
        due_on = one.reach_by if state in {State.RECEIVED, State.READ} else one.journey.first_conversation_by
        is_waiting = is_open and state in WAITING
        parts = [_part(passage, one) for passage in passages]
        has_more = any(part.is_new for _said, part in parts)
        return cls(
            one=one,
            came=came_by(one),
            state=_(STATES[state]),
            due=day_words(due_on, today) if due_on else "",
            is_past=bool(is_waiting and due_on and due_on < today),
            tags=tags_of(one, has_more=has_more),
            words=tuple(part for said, part in parts if said in READ_FIRST),
            later=tuple(part for said, part in parts if said in SAID_LATER),
            in_confidence=tuple(confidences),
            reaching=tuple(Way.of(way) for way in ways),
            needs=needs_of(one.person),
            tries=tried(tries),
            same=tuple(same),
            short_words=short_words if one.for_whom == ForWhom.ME else "",
            can_be_read=one.state == State.RECEIVED or has_more,
            is_waiting=is_waiting,
            may_come_back=not is_open,
            why_not_let_go=why_not_let_go(tries, one.journey.last_spoken_at),
        )

    def told(self) -> dict[str, object]:
        """Return what the form about telling the introducer begins with."""
        one, reached = self.one, next((made.at for made in self.tries if made.reached), None)
        is_told = one.tell_back != TellBack.NOTHING and one.told_reached_on is not None
        return {
            "tell_back": one.tell_back,
            "reached_on": one.told_reached_on or (reached.astimezone(LONDON).date() if reached else None),
            "going_on": one.told_going_on,
            "agreed": is_told,
        }


def _part(passage: Passage, one: Introduction) -> tuple[Said, Part]:
    said = Said(passage.said)
    is_new = said in SAID_LATER and passage.made_at > (one.read_at or one.received_at)
    return said, Part(_(SAID[said]), passage.words, passage.made_at, is_new)

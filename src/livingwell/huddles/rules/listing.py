"""Who is on the agenda, and why. Two tables: when a reason stands, and what it says in few words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from livingwell.lib.sentences import N_

from ..words import ORDER, PROMISED_WITHIN, Came, Outcome, Why
from .facts import NOTHING, Fact, Promise, Row, Said

NEVER = date.max  # sorts after every promise


@dataclass(frozen=True)
class _Day:
    today: date
    quiet_days: int
    promised_within: int


def _is_paused(fact: Fact, day: _Day) -> bool:
    return fact.paused_until is not None and fact.paused_until > day.today


def _is_promised(fact: Fact, day: _Day) -> bool:
    if fact.first_conversation_by is None or fact.first_conversation_on is not None:
        return False
    return fact.first_conversation_by <= day.today + timedelta(days=day.promised_within) and not _is_paused(fact, day)


def _is_quiet(fact: Fact, day: _Day) -> bool:
    return _quiet_for(fact, day.today) >= timedelta(days=day.quiet_days) and not _is_paused(fact, day)


def _quiet_for(fact: Fact, today: date) -> timedelta:
    return today - (fact.last_spoken_on or fact.opened_on)


def _is_left(fact: Fact, day: _Day) -> bool:
    """Whoever the last huddle did not come to is left from it, but for somebody nobody has ever thought about: new."""
    return bool(fact.undone) or fact.carried_on is not None or (fact.left_over_on is not None and fact.brought_before)


APPLIES: Mapping[Why, Callable[[Fact, _Day], bool]] = {
    Why.LEFT_UNDONE: _is_left,
    Why.NEW: lambda fact, day: not fact.brought_before and not fact.is_return,
    Why.PROMISED: _is_promised,
    Why.WORRY: lambda fact, day: bool(fact.worries),
    Why.ASKED: lambda fact, day: bool(fact.asked),
    Why.RETURNING: lambda fact, day: not fact.brought_before and fact.is_return,
    Why.PAST_DUE: lambda fact, day: bool(fact.past_due),
    Why.QUIET: _is_quiet,
}

CAME = {
    Came.BY_HERSELF: N_("came herself, %(day)s"),
    Came.BY_HIMSELF: N_("came himself, %(day)s"),
    Came.BY_THEMSELVES: N_("came to the door, %(day)s"),
    Came.WITH_SOMEONE: N_("%(by)s, %(day)s"),
    Came.FROM_A_LIST: N_("from a waiting list, %(day)s"),
}


def _left(fact: Fact, today: date) -> Said:
    if fact.undone:
        return Said("%(what)s", (("what", _soonest(fact.undone).what),))
    if fact.carried_on:
        return Said(N_("brought back from %(day)s"), (("day", fact.carried_on),))
    return Said(N_("left over from %(day)s"), (("day", fact.left_over_on),)) if fact.left_over_on else NOTHING


def _promised(fact: Fact, today: date) -> Said:
    if fact.first_conversation_by is None:
        return NOTHING
    sentence = N_("was by %(day)s") if fact.first_conversation_by < today else N_("by %(day)s")
    return Said(sentence, (("day", fact.first_conversation_by),))


def _returning(fact: Fact, today: date) -> Said:
    if fact.ended_before_on is None:
        return Said(N_("came back, %(day)s"), (("day", fact.opened_on),))
    return Said(N_("after %(span)s"), (("span", fact.opened_on - fact.ended_before_on),))


def brings(by: str) -> Said:
    return Said(N_("%(by)s brings"), (("by", by),)) if by else NOTHING


SAYS: Mapping[Why, Callable[[Fact, date], Said]] = {
    Why.LEFT_UNDONE: _left,
    Why.NEW: lambda fact, today: Said(CAME[fact.came], (("by", fact.came_by), ("day", fact.opened_on))),
    Why.PROMISED: _promised,
    Why.WORRY: lambda fact, today: brings(fact.worries[0].by if fact.worries else ""),
    Why.ASKED: lambda fact, today: brings(fact.asked[0].by if fact.asked else ""),
    Why.RETURNING: _returning,
    Why.PAST_DUE: lambda fact, today: (
        Said(N_("was due %(day)s"), (("day", _soonest(fact.past_due).due_on),)) if fact.past_due else NOTHING
    ),
    Why.QUIET: lambda fact, today: Said("%(span)s", (("span", _quiet_for(fact, today)),)),
}


def agenda(facts: Iterable[Fact], today: date, *, quiet_days: int, promised_within: int = PROMISED_WITHIN) -> list[Row]:
    """Return who is thought about together today, and why, in the order they are taken.

    First by the first of their reasons (`words.Why`); then whoever was promised something soonest; then who has been
    with us longest. Nothing about a worry moves anybody up.
    """
    day = _Day(today, quiet_days, promised_within)
    rows = [_row(fact, whys, today) for fact in facts if (whys := _whys(fact, day))]
    return sorted(rows, key=_place_in_line)


def _whys(fact: Fact, day: _Day) -> tuple[Why, ...]:
    return tuple(why for why in Why if APPLIES[why](fact, day))


def _row(fact: Fact, whys: Sequence[Why], today: date) -> Row:
    return Row(
        journey_id=fact.journey_id,
        called=fact.called,
        whys=tuple(whys),
        said=SAYS[whys[0]](fact, today),
        due=promised_next(fact),
        opened_on=fact.opened_on,
    )


def _place_in_line(row: Row) -> tuple[int, date, date, str, UUID]:
    return ORDER[row.whys[0]], row.due, row.opened_on, row.called.casefold(), row.journey_id


def promised_next(fact: Fact) -> date:
    """Return the earliest day something was promised for that has not happened; the last day there is, for nothing."""
    days = [promise.due_on for promise in (*fact.undone, *fact.past_due)]
    if fact.first_conversation_by and not fact.first_conversation_on:
        days.append(fact.first_conversation_by)
    return min(days, default=NEVER)


def _soonest(promises: Iterable[Promise]) -> Promise:
    return min(promises, key=lambda promise: promise.due_on)


def waited_too_long(facts: Iterable[Fact], today: date) -> list[Fact]:
    """Return who was promised a first conversation by a day that has passed, and has had none."""
    return [
        fact
        for fact in facts
        if fact.first_conversation_by and not fact.first_conversation_on and fact.first_conversation_by < today
    ]


@dataclass(frozen=True)
class Kept:
    """Somebody already on this huddle's list, and what has become of it."""

    journey_id: UUID
    called: str
    whys: tuple[Why, ...]
    outcome: Outcome = Outcome.WAITING
    holder: str = ""
    by: str = ""
    has_ended: bool = False


@dataclass(frozen=True)
class Place:
    """A place on the board: why somebody is here, and whether the team has thought about them yet."""

    row: Row
    outcome: Outcome = Outcome.WAITING
    holder: str = ""
    has_ended: bool = False

    @property
    def is_done(self) -> bool:
        return self.has_ended or self.outcome != Outcome.WAITING


def board(kept: Iterable[Kept], facts: Iterable[Fact], *, live: Iterable[Row], today: date) -> list[Place]:
    """Return the list as everybody sees it: who was on it when it opened, and whoever has a reason since.

    Somebody once on the list stays on it, whatever has happened to their reason, until the huddle closes.
    """
    by_journey = {fact.journey_id: fact for fact in facts}
    places = [_kept_place(one, by_journey.get(one.journey_id), today) for one in kept]
    there = {place.row.journey_id for place in places}
    places += [Place(row) for row in live if row.journey_id not in there]
    return sorted(places, key=lambda place: _place_in_line(place.row))


def _kept_place(one: Kept, fact: Fact | None, today: date) -> Place:
    whys = one.whys or (Why.ASKED,)
    said = SAYS[whys[0]](fact, today) if fact else NOTHING
    if said == NOTHING and whys[0] == Why.ASKED:
        said = brings(one.by)
    row = Row(
        journey_id=one.journey_id,
        called=one.called,
        whys=whys,
        said=said,
        due=promised_next(fact) if fact else NEVER,
        opened_on=fact.opened_on if fact else NEVER,
    )
    return Place(row, one.outcome, one.holder, one.has_ended)


def next_after(places: Sequence[Place], journey_id: UUID | None) -> Place | None:
    """Return the next person nobody has thought about yet, going round once from after `journey_id`; None when done."""
    at = next((index for index, place in enumerate(places) if place.row.journey_id == journey_id), -1)
    rest = [*places[at + 1 :], *places[: at + 1]]
    return next((place for place in rest if not place.is_done and place.row.journey_id != journey_id), None)

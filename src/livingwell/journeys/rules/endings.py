"""How a journey may end, and what letting go takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people.words import Channel

from ..words import ENDINGS, Ending, TriedBy, TryOutcome

NOT_HEARD = N_(
    "Nobody has spoken with them yet, so nobody can say this for them. "
    "If you have, write that down first. If they cannot be reached, say so, with a second name."
)
TRY_MORE = N_("Try at least three times, on different days, before letting go.")
TRY_MORE_SINCE = N_(
    "You have spoken with them. Try at least three times since then, on different days, before letting go."
)


@dataclass(frozen=True)
class TryMade:
    """One try to reach somebody, as the rule for letting go needs it; `at` is on the clock on the wall."""

    how: str
    at: datetime
    outcome: TryOutcome


def check_ending(
    ending: Ending,
    *,
    words: str,
    by_id: UUID | None,
    second_id: UUID | None,
    tries: Sequence[TryMade],
    spoken_at: datetime | None,
) -> None:
    """Raise NotPossible unless a journey may end so. `spoken_at` is when somebody last spoke with them on it.

    An ending that is the person's own word has been heard from them. Not reaching somebody, or not any more, takes a
    reason, two practitioners named, and tries at different times by different means (promise 2).
    """
    rule = ENDINGS[ending]
    if rule.is_their_own_word and spoken_at is None:
        raise NotPossible(NOT_HEARD, field="ending")
    if rule.needs_words and not words.strip():
        raise NotPossible(N_("Say in a few words why."), field="words")
    if not rule.needs_second_practitioner:
        return
    if second_id is None or by_id is None or second_id == by_id:
        raise NotPossible(N_("Letting go takes two practitioners. Name a second one."), field="second")
    check_tried_enough(tries, spoken_at)


def check_tried_enough(tries: Sequence[TryMade], spoken_at: datetime | None) -> None:
    """Raise NotPossible unless somebody was tried three times, on different days, at different times, in two ways.

    Only tries since somebody last spoke with them count: having been reached once keeps nobody from being let go of.
    """
    spoken = [one.at for one in tries if one.outcome == TryOutcome.REACHED] + ([spoken_at] if spoken_at else [])
    since = [one for one in tries if not spoken or one.at > max(spoken)]
    if len(since) < 3 or len({one.at.date() for one in since}) < 2:
        raise NotPossible(TRY_MORE_SINCE if spoken else TRY_MORE, field="ending")
    if len({one.how for one in since}) < 2:
        raise NotPossible(
            N_("Try in at least two ways, a call and a letter perhaps, before letting go."), field="ending"
        )
    if len({part_of_day(one.at.hour) for one in since}) < 2:
        raise NotPossible(N_("Try at another time of day before letting go."), field="ending")


@dataclass(frozen=True)
class WayInUse:
    """A way to reach somebody, as the rule for leaving a message needs it."""

    channel: Channel
    may_message: bool
    may_be_left: bool


# Which ways a try goes on: a text's number can be rung, and what a visit leaves lies on the mat like a letter.
TRIED_ON: dict[TriedBy, frozenset[Channel]] = {
    TriedBy.CALL: frozenset({Channel.CALL, Channel.TEXT}),
    TriedBy.TEXT: frozenset({Channel.TEXT}),
    TriedBy.EMAIL: frozenset({Channel.EMAIL}),
    TriedBy.LETTER: frozenset({Channel.LETTER}),
    TriedBy.VISIT: frozenset({Channel.LETTER}),
    TriedBy.THROUGH: frozenset({Channel.THROUGH}),
}


def check_left_message(how: TriedBy, ways: Sequence[WayInUse]) -> None:
    """Raise NotPossible unless the person said that a message is safe there.

    Where no way of that sort is known, any way that they said is safe will do. What is safe on a way that only somebody
    else gave, nobody has said yet.
    """
    there = [way for way in ways if way.channel in TRIED_ON[how]] or ways
    if not any(way.may_be_left or (way.may_message and how != TriedBy.CALL) for way in there):
        raise NotPossible(
            N_(
                "They have not said that a message is safe there, so nothing may be left. If one was, say so in words "
                "below, and choose “No answer”."
            ),
            field="outcome",
        )


def part_of_day(hour: int) -> str:
    """Return which part of the day an hour (0 to 23) is in."""
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"

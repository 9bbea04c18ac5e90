"""One person on paper: who holds, how to reach them safely, what happens next, what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ..models import Brought
from ..words import OUTCOMES, WHY, Outcome, Why
from .lines import StepLine, WayLine, step_line, told_at_the_door, way_line


@dataclass(frozen=True)
class Sheet:
    called: str
    pronouns: str
    whys: tuple[str, ...]
    story: str
    holder: str
    ways: tuple[WayLine, ...]
    steps: tuple[tuple[str, StepLine], ...]  # (whose, step)
    outcome: str
    decision: str


def sheets(brought: Iterable[Brought], today: date) -> tuple[Sheet, ...]:
    """Return everybody brought to a huddle, as paper shows them."""
    return tuple(_sheet(one, today) for one in brought)


def _sheet(one: Brought, today: date) -> Sheet:
    read = vars(one)
    return Sheet(
        called=one.person.called,
        pronouns=one.person.pronouns,
        whys=tuple(_(WHY[Why(why)]) for why in one.why),
        story=one.story or told_at_the_door(read["passages"]),
        holder=read["holder"] or "",
        ways=tuple(way_line(way) for way in read["ways"]),
        steps=tuple((step["done_by"], step_line(step, today)) for step in read["steps"]),
        outcome="" if one.outcome == Outcome.WAITING else _(OUTCOMES[Outcome(one.outcome)]),
        decision=one.decision,
    )

"""One person on paper: who holds, how to reach them safely, what happens next, what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from livingwell.design.filters import phone
from livingwell.people.words import Channel

from ..models import Brought
from ..words import OUTCOMES, WHY, Outcome, Why
from .person import StepLine, safely, step_line, told_at_the_door


@dataclass(frozen=True)
class Sheet:
    called: str
    pronouns: str
    whys: tuple[str, ...]
    story: str
    holder: str
    ways: tuple[tuple[str, str], ...]  # (number or address, how it is safe)
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
        ways=tuple((_number(way), safely(way)) for way in read["ways"]),
        steps=tuple((step["done_by"], step_line(step, today)) for step in read["steps"]),
        outcome="" if one.outcome == Outcome.WAITING else _(OUTCOMES[Outcome(one.outcome)]),
        decision=one.decision,
    )


def _number(way: dict[str, str]) -> str:
    return phone(way["value"]) if way["channel"] in {Channel.CALL, Channel.TEXT} else way["value"]

"""The geometry of a round picture of wedges, and of a ladder; templates draw them, and a table beside says the same.

Shapes are drawn in a square of 200 by 200 around the middle, words in per cent of it: letters then stay the size of the
words around them on any screen (see charts.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

RADIUS, MOST = 97, 10
WORDS_AT = 0.74  # of the radius
TINTS = 4  # calm colours in turn: they tell neighbours apart, and say nothing of a number
RUNG, TOP = 1.55, 1.0  # rem
SIDE, SHOWN = 14, 10  # per cent at either side of the ladder; how many of the latest are drawn, beside the first


@dataclass(frozen=True)
class Slice:
    """One wedge before it is drawn: 0 to 10 now and before, None where nothing was said."""

    key: str
    label: str
    value: int | None
    before: int | None = None


@dataclass(frozen=True)
class Wedge:
    """One wedge: its whole ground, how much of it is filled, and the edge of how much was before."""

    key: str
    label: str
    said: str
    tint: int
    begins: float  # in turns from the top, clockwise
    ends: float
    ground: str
    filled: str
    before: str
    x: float
    y: float


@dataclass(frozen=True)
class Round:
    """The whole picture, and what it says in one line for whoever hears it."""

    wedges: tuple[Wedge, ...]
    rings: tuple[float, ...]
    summary: str
    has_before: bool


def round_of(slices: Sequence[Slice], *, unsaid: str) -> Round:
    """Return the wedges of a wheel, the first at the top. `unsaid` stands where there is no number."""
    share = 1 / max(len(slices), 1)
    wedges = tuple(_wedge(number, one, share, unsaid) for number, one in enumerate(slices))
    summary = ", ".join(f"{one.label} {one.said}" for one in wedges)
    rings = tuple(round(RADIUS * step / MOST, 1) for step in (2, 4, 6, 8, 10))
    return Round(wedges, rings, summary, any(one.before for one in wedges))


def _wedge(number: int, one: Slice, share: float, unsaid: str) -> Wedge:
    begins = (number - 0.5) * share
    middle, out = 2 * pi * number * share, WORDS_AT * RADIUS
    return Wedge(
        key=one.key,
        label=one.label,
        said=unsaid if one.value is None else str(one.value),
        tint=number % TINTS + 1,
        begins=round(begins, 4),
        ends=round(begins + share, 4),
        ground=wedge_path(begins, begins + share, RADIUS),
        filled=wedge_path(begins, begins + share, RADIUS * (one.value or 0) / MOST),
        before=wedge_path(begins, begins + share, RADIUS * (one.before or 0) / MOST),
        x=round(50 + out * sin(middle) / 2, 2),
        y=round(50 - out * cos(middle) / 2, 2),
    )


def wedge_path(begins: float, ends: float, radius: float) -> str:
    """Return an SVG path from the middle out, between two turns from the top; nothing for a radius of 0."""
    if not radius:
        return ""
    corners = [(radius * sin(2 * pi * turn), -radius * cos(2 * pi * turn)) for turn in (begins, ends)]
    (x1, y1), (x2, y2) = corners
    wide = 1 if ends - begins > 0.5 else 0
    return f"M0 0L{x1:.1f} {y1:.1f}A{radius:.1f} {radius:.1f} 0 {wide} 1 {x2:.1f} {y2:.1f}Z"


@dataclass(frozen=True)
class Dot:
    """One foothold: `x` in per cent, `y` in rem."""

    x: float
    y: float
    said: str


@dataclass(frozen=True)
class Rung:
    """One rung of a ladder, with its number."""

    y: float
    said: str


@dataclass(frozen=True)
class Ladder:
    """A ladder of eleven rungs, the footholds on it from the first to the latest, and the way between them."""

    rungs: tuple[Rung, ...]
    dots: tuple[Dot, ...]
    height: float
    summary: str

    @property
    def ways(self) -> tuple[tuple[Dot, Dot], ...]:
        return tuple(zip(self.dots, self.dots[1:], strict=False))


def ladder_of(climbed: Sequence[tuple[str, int]]) -> Ladder:
    """Return a ladder of (day, rung) in order of time: of many, the first and the latest are drawn."""
    shown = [*climbed[:1], *climbed[1:][-SHOWN:]]
    room = (100 - 2 * SIDE) / max(len(shown) - 1, 1)
    dots = tuple(
        Dot(round(SIDE + place * room if len(shown) > 1 else 50, 2), _height(rung), str(rung))
        for place, (_day, rung) in enumerate(shown)
    )
    summary = ", ".join(f"{day}: {rung}" for day, rung in shown)
    rungs = tuple(Rung(_height(n), str(n)) for n in range(MOST + 1))
    return Ladder(rungs, dots, round(RUNG * MOST + 2 * TOP, 2), summary)


def _height(rung: int) -> float:
    return round(TOP + (MOST - rung) * RUNG, 2)

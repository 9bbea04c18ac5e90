"""The geometry of pictures made of figures; templates draw it, and a table beside it says the same.

Heights are in rem and lengths in per cent of the picture, so that the words in it stay the size of the words around
it on any screen: a picture that scales as a whole has letters too small to read on a phone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

ROW, LABEL, BAR = 3.1, 1.2, 1.1  # rem
FULL = 84  # per cent: the rest is for the figure after the longest bar

Row = tuple[str, float] | tuple[str, float, int]


@dataclass(frozen=True)
class Bar:
    """One row: a label with its bar beneath, the figure at the bar's end. `tint` is 1 to 6, or 0 for the brand."""

    label: str
    said: str
    tint: int
    length: float
    label_y: float
    bar_y: float
    said_y: float


@dataclass(frozen=True)
class Bars:
    """All the rows, in a box `height` rem high."""

    rows: tuple[Bar, ...]
    height: float

    @property
    def summary(self) -> str:
        """Every label and figure in one line, for whoever hears the picture."""
        return ", ".join(f"{row.label} {row.said}" for row in self.rows)


def as_said(value: float) -> str:
    """A whole number without its ".0"."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def bar_rows(rows: Iterable[Row], *, longest: float | None = None) -> Bars:
    """Rows of (label, value) or (label, value, tint), value >= 0, drawn on one scale.

    `longest` is the value of a full bar, for two pictures to share; otherwise the largest here. Raises ValueError for
    a value below nothing, which no bar can show.
    """
    given = [(str(label), float(value), int(rest[0]) if rest else 0) for label, value, *rest in rows]
    below = [label for label, value, _tint in given if value < 0]
    if below:
        raise ValueError(f"bars show values from 0 up; below 0 here: {', '.join(below)}")
    most = longest or max((value for _label, value, _tint in given), default=0) or 1
    drawn = tuple(_bar(index, row, most) for index, row in enumerate(given))
    return Bars(drawn, round(len(given) * ROW, 2))


def _bar(index: int, row: tuple[str, float, int], most: float) -> Bar:
    label, value, tint = row
    top = index * ROW
    return Bar(
        label=label,
        said=as_said(value),
        tint=tint,
        length=round(min(value / most, 1) * FULL, 2),
        label_y=round(top + LABEL - 0.2, 2),
        bar_y=round(top + LABEL + 0.15, 2),
        said_y=round(top + LABEL + 0.15 + BAR * 0.8, 2),
    )


TALL, EDGE = 7.0, 0.9  # rem: a line's height, and what is left free above and below it
FROM, TO = 4.0, 92.0  # per cent


@dataclass(frozen=True)
class Dot:
    """One moment of a line: when, the figure, and where it stands."""

    label: str
    said: str
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """Moments in order, each joined to the one after: `joins` are pairs of dots."""

    dots: tuple[Dot, ...]
    height: float = TALL

    @property
    def joins(self) -> tuple[tuple[Dot, Dot], ...]:
        return tuple(zip(self.dots, self.dots[1:], strict=False))

    @property
    def summary(self) -> str:
        """Every moment and figure in one line, for whoever hears the picture."""
        return ", ".join(f"{dot.label} {dot.said}" for dot in self.dots)


def line(points: Iterable[tuple[str, float]], *, least: float, most: float) -> Line:
    """Points of (when, figure), in order, drawn between the least and the most there can be; higher stands higher."""
    given = list(points)
    step = (TO - FROM) / max(len(given) - 1, 1)
    return Line(
        tuple(
            Dot(
                label,
                as_said(value),
                round(FROM + number * step, 2),
                round(EDGE + (1 - (value - least) / (most - least)) * (TALL - 2 * EDGE), 2),
            )
            for number, (label, value) in enumerate(given)
        )
    )

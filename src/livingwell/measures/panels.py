"""What somebody's check-ins come to, as they read it and as those alongside do: lines, and what changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.design.charts import Line, line
from livingwell.design.dates import plain_date

from . import queries
from .models import CheckIn, Figure
from .words import BECAME, BY, MOMENTS, Became, By, How, Measure, Moment, Scale


@dataclass(frozen=True)
class Moved:
    """One part of a check-in that moved since the first time, with the threshold that says so."""

    called: str
    first: str
    now: str
    became: str
    source: str


@dataclass(frozen=True)
class Drawn:
    """One line of one measure: what it is called, the picture, and its ends."""

    called: str
    line: Line
    high: str
    low: str
    became: str
    source: str


@dataclass(frozen=True)
class Course:
    """How one measure has gone: its lines, and what moved between the first time and the last."""

    measure: str
    lines: tuple[Drawn, ...]
    moved: tuple[Moved, ...]
    last_at: datetime
    left_out: int


@dataclass(frozen=True)
class Row:
    """One check-in, in a list."""

    id: UUID
    called: str
    measure: str
    moment: str
    by: str
    asked_by: str
    asked_at: datetime
    answered_at: datetime | None
    typed_by: str
    stopped_at: datetime | None
    is_open: bool
    has_begun: bool
    cannot_wait: bool
    is_sent: bool

    @classmethod
    def of(cls, one: CheckIn) -> "Row":
        measure = queries.measure(one.measure)
        return cls(
            id=one.pk,
            called=measure.called if measure else one.measure,
            measure=one.measure,
            moment=_(MOMENTS[Moment(one.moment)]),
            by=_(BY[By(one.by)]),
            asked_by=one.asked_by,
            asked_at=one.asked_at,
            answered_at=one.answered_at,
            typed_by=one.typed_by,
            stopped_at=one.stopped_at,
            is_open=one.answered_at is None and one.stopped_at is None,
            has_begun=bool(one.items),
            cannot_wait=one.cannot_wait,
            is_sent=one.by == By.LINK,
        )


def rows_of(asked: Iterable[CheckIn]) -> tuple[Row, ...]:
    return tuple(Row.of(one) for one in asked)


def courses(figures: Iterable[Figure]) -> tuple[Course, ...]:
    """Return how each measure has gone, the one answered last first. `figures` are in order of time."""
    by_measure: dict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        by_measure[one.measure].append(one)
    found = [course for slug, some in by_measure.items() if (course := _course(queries.measure(slug), some))]
    return tuple(sorted(found, key=lambda one: one.last_at, reverse=True))


def _course(measure: Measure | None, figures: list[Figure]) -> Course | None:
    if measure is None:
        return None
    order = [item.key for item in measure.items]
    last = [one for one in figures if one.check_in_id == figures[-1].check_in_id]
    last.sort(key=lambda one: order.index(one.scale.partition(".")[2]) if "." in one.scale else -1)
    return Course(
        measure=measure.called,
        lines=lines_of(measure, figures),
        moved=tuple(_moved(measure, one) for one in last if one.became in (Became.BETTER, Became.WORSE)),
        last_at=figures[-1].at,
        left_out=max((one.of - one.answered for one in last if "." not in one.scale), default=0),
    )


def lines_of(measure: Measure, figures: Iterable[Figure]) -> tuple[Drawn, ...]:
    """Return a measure's lines: of its totals, or where it has none of each item."""
    given = [one for one in figures if one.value is not None]
    totals = [scale for scale in measure.scales if scale.how != How.ITEM]
    kept = [(scale, [one for one in given if one.scale == scale.key]) for scale in totals]
    return tuple(_drawn(measure, scale, some) for scale, some in kept if some)


def _drawn(measure: Measure, scale: Scale, figures: list[Figure]) -> Drawn:
    least, most = _ends(measure, scale)
    points = [(plain_date(one.at), float(one.value or 0)) for one in figures]
    up, down = (_("Easier is up"), _("Harder is down"))
    if not measure.higher_is_better:
        up, down = (_("Harder is up"), _("Easier is down"))
    return Drawn(
        called=scale.called,
        line=line(points, least=least, most=most),
        high=up,
        low=down,
        became=_said(figures[-1]),
        source=_source(figures[-1]),
    )


def _ends(measure: Measure, scale: Scale) -> tuple[float, float]:
    if scale.table:
        return float(min(scale.table.values())), float(max(scale.table.values()))
    times = len(scale.items) if scale.how == How.SUM else 1
    return measure.least * times, measure.most * times


def _said(one: Figure) -> str:
    said = BECAME[Became(one.became)]
    return _(said) if said else ""


def _source(one: Figure) -> str:
    if one.threshold is None:
        return ""
    return _("Moved counts from %(least)s. %(source)s (%(version)s)") % {
        "least": f"{one.threshold.normalize():f}",
        "source": one.threshold_source,
        "version": one.threshold_version,
    }


def _moved(measure: Measure, one: Figure) -> Moved:
    key = one.scale.partition(".")[2]
    called = measure.item(key).asked if key else next(s.called for s in measure.scales if s.key == one.scale)
    first, now = (f"{value:f}".removesuffix(".00") for value in (one.first, one.value))
    return Moved(called, first, now, _said(one), _source(one))

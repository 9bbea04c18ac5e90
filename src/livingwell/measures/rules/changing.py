"""What changed, held against the first figure that counts, by a threshold whose source is kept with the result."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ..words import Became, Measure, Result, Score, Threshold


def compare(
    value: Decimal | None,
    *,
    first: Decimal | None,
    threshold: Threshold | None,
    higher_is_better: bool,
) -> Became:
    """Return what became of a figure since the first: moved by the threshold or more, one way or the other, or not.

    Of a figure that is not there nothing is said; nor where nobody published by how much it must move.
    """
    if value is None:
        return Became.NOT_SAID
    if first is None:
        return Became.FIRST
    if threshold is None:
        return Became.NOT_SAID
    better = value - first if higher_is_better else first - value
    if better >= threshold.least:
        return Became.BETTER
    return Became.WORSE if -better >= threshold.least else Became.NO_CHANGE


def results(measure: Measure, scores: Iterable[Score], firsts: Mapping[str, Decimal]) -> tuple[Result, ...]:
    """Return each figure of a check-in beside the first of its own kind: an item beside the same item."""
    return tuple(_result(measure, one, firsts.get(one.scale)) for one in scores)


def _result(measure: Measure, one: Score, first: Decimal | None) -> Result:
    threshold = _threshold(measure, one.scale)
    became = compare(one.value, first=first, threshold=threshold, higher_is_better=measure.higher_is_better)
    return Result(one, became, first, threshold)


def _threshold(measure: Measure, scale: str) -> Threshold | None:
    named = scale.partition(".")[0]
    return next(one.change for one in measure.scales if one.key == named)

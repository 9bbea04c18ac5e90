"""From answers to figures. What was not answered stays unanswered: nothing is guessed, and nothing counts as nought."""

from collections.abc import Mapping
from decimal import Decimal

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..words import How, Measure, Scale, Score

HUNDREDTH = Decimal("0.01")
OUT_OF_RANGE = N_("Answers here go from %(least)s to %(most)s, so %(given)s cannot be one.")

Answers = Mapping[str, int | None]


def check_answers(measure: Measure, answers: Answers) -> None:
    """Raise NotPossible for an answer out of range, or to something that is not asked."""
    known = {one.key for one in measure.items}
    for key, given in answers.items():
        if key not in known:
            raise NotPossible(N_("“%(key)s” is not asked here."), key=key)
        if given is not None and not measure.least <= given <= measure.most:
            raise NotPossible(OUT_OF_RANGE, field=key, least=measure.least, most=measure.most, given=given)


def score(measure: Measure, answers: Answers) -> tuple[Score, ...]:
    """Return every figure of a check-in. One of a sum or a mean needs all of its items; the others need none of them.

    Raises NotPossible as `check_answers` does.
    """
    check_answers(measure, answers)
    return tuple(one for scale in measure.scales for one in _scores(measure, scale, answers))


def _scores(measure: Measure, scale: Scale, answers: Answers) -> tuple[Score, ...]:
    given = {key: _counted(measure, key, answers) for key in scale.items}
    if scale.how == How.ITEM:
        return tuple(
            Score(f"{scale.key}.{key}", measure.item(key).area or key, value, int(value is not None), 1)
            for key, value in given.items()
        )
    said = [value for value in given.values() if value is not None]
    whole = _figure(scale, said) if len(said) == len(scale.items) else None
    return (Score(scale.key, scale.called, whole, len(said), len(scale.items)),)


def _counted(measure: Measure, key: str, answers: Answers) -> Decimal | None:
    """Return what an answer counts for: turned round where its item is asked the other way round."""
    given = answers.get(key)
    if given is None:
        return None
    return Decimal(measure.least + measure.most - given if measure.item(key).reversed else given)


def _figure(scale: Scale, said: list[Decimal]) -> Decimal:
    total = sum(said, Decimal(0))
    if scale.how == How.MEAN:
        return (total / len(said)).quantize(HUNDREDTH)
    return scale.table.get(total, total)

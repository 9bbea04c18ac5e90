"""A turn of the wheel: what may be said of each part of a life, and what moved since. Pure."""

from collections.abc import Mapping

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..words import LEAST, MOST
from .goal import OUT_OF_RANGE


def check_turn(values: Mapping[str, int | None]) -> None:
    """Raise NotPossible where nothing is said, or a number is off the scale. Any part may be left unsaid."""
    for key, value in values.items():
        if value is not None and not LEAST <= value <= MOST:
            raise NotPossible(OUT_OF_RANGE, field=key, least=LEAST, most=MOST)
    if all(value is None for value in values.values()):
        raise NotPossible(N_("Give one part of the wheel a number. The others can wait."))


def moved(now: Mapping[str, int | None], before: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return by how much each part of the wheel moved; None where it was not said both times."""
    found: dict[str, int | None] = {}
    for key, value in now.items():
        was = before.get(key)
        found[key] = None if value is None or was is None else value - was
    return found

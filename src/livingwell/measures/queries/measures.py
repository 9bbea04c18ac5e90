"""Which measures there are: those that come with us, and a place's own before them."""

from functools import lru_cache
from pathlib import Path

from livingwell.places import queries as places

from .. import rules
from ..words import About, Measure

HERE = Path(__file__).parent.parent


@lru_cache
def measures() -> dict[str, Measure]:
    """Return every measure, by slug. A place's own file stands before ours of the same name."""
    written = places.written_for(HERE, "measures")
    return {slug: rules.read_measure(slug, path.read_text()) for slug, path in written.items()}


def measure(slug: str) -> Measure | None:
    """Return a measure by its slug, or None."""
    return measures().get(slug)


def for_people() -> list[Measure]:
    """Return the measures that people are asked, by name."""
    found = [one for one in measures().values() if one.about == About.PERSON]
    return sorted(found, key=lambda one: one.called)


def asked_here() -> list[Measure]:
    """Return those of them that can be asked here."""
    return [one for one in for_people() if rules.why_not_asked(one) is None]


def not_asked_here() -> list[tuple[str, str]]:
    """Return what each of the others is called, and why it cannot be asked here yet."""
    return [(one.called, reason) for one in for_people() if (reason := rules.why_not_asked(one))]

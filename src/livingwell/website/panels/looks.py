"""Who has looked, said calmly: somebody who opened three pages one afternoon looked on one day, three times."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from livingwell.access.models import Look
from livingwell.design import dates
from livingwell.glass.queries import Glass

LOOKS = 200  # pages opened, newest first: weeks of them, once those of one day stand together


@dataclass(frozen=True)
class Looked:
    """Somebody looked on a day: how often, last when, and why where that was said."""

    called: str
    role: str
    organisation: str
    why: str
    last_at: datetime
    times: int = 1


def looked(looks: Iterable[Look]) -> tuple[Looked, ...]:
    """Return looks, newest first, those of one day by one of us for one reason together."""
    found: dict[tuple[object, ...], Looked] = {}
    for look in looks:
        key = (look.by_kind, look.by_id, look.by_called, look.why, dates.local_date(look.at))
        one = Looked(look.by_called, look.by_role, look.by_organisation, look.why, look.at)
        found[key] = replace(found[key], times=found[key].times + 1) if key in found else one
    return tuple(found.values())


def own_looked(looks: Iterable[Look], glasses: Iterable[Glass]) -> tuple[Looked, ...]:
    """Return the same as somebody reads it of themselves: who broke the glass by role, organisation and reason only."""
    broken = list(glasses)
    return looked([_nameless(look) if _by_glass(look, broken) else look for look in looks])


def _by_glass(look: Look, glasses: Iterable[Glass]) -> bool:
    return any(one.practitioner_id == look.by_id and one.at <= look.at <= one.open_until for one in glasses)


def _nameless(look: Look) -> Look:
    look.by_called = ""
    return look

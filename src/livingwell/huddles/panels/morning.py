"""A team's morning copy as paper shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from ..queries.morning import Copy
from .lines import StepLine, WayLine, step_line, way_line


@dataclass(frozen=True)
class Member:
    """Somebody in the team: from where, which days, and who covers while they are away."""

    called: str
    who: str
    days: str
    away: str


@dataclass(frozen=True)
class Turn:
    """Somebody is on duty, from when until when."""

    called: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class CannotWait:
    """A worry that cannot wait, about whom, and who has taken it up or is to."""

    called: str
    words: str
    by: str
    at: datetime
    who: str


@dataclass(frozen=True)
class OnPaper:
    """One person: who holds, who covers, how to reach them safely, what happens next."""

    called: str
    pronouns: str
    holder: str
    away: str
    quiet_until: date | None
    ways: tuple[WayLine, ...]
    steps: tuple[tuple[str, StepLine], ...]  # (whose, step)
    is_worried_about: bool


@dataclass(frozen=True)
class MorningPage:
    """The whole copy: first what cannot wait, then everybody by name."""

    made_at: datetime
    phone: str
    numbers: tuple[Mapping[str, str], ...]
    members: tuple[Member, ...]
    duties: tuple[Turn, ...]
    worries: tuple[CannotWait, ...]
    people: tuple[OnPaper, ...]

    @classmethod
    def of(cls, copy: Copy, today: date) -> "MorningPage":
        team, people = copy.team, [said for _person_id, said in copy.people]
        return cls(
            made_at=copy.made_at,
            phone=team["phone"],
            numbers=tuple(team["numbers"]),
            members=tuple(map(_member, team["members"])),
            duties=tuple(
                Turn(one["called"], datetime.fromisoformat(one["from"]), datetime.fromisoformat(one["until"]))
                for one in team["duties"]
            ),
            worries=tuple(_worries(people)),
            people=tuple(_on_paper(one, today) for one in people),
        )


def _member(one: Mapping[str, Any]) -> Member:
    who = ", ".join(part for part in (one["role"], one["organisation"]) if part)
    days = ", ".join(str(WEEKDAYS_ABBR[day]) for day in one["days"]) or _("no days said")
    return Member(one["called"], who, days, _away(one))


def _away(one: Mapping[str, Any]) -> str:
    if not one["away_until"]:
        return ""
    until = f"{date.fromisoformat(one['away_until']):%-d %B}"
    if one["cover"]:
        return _("away until %(day)s; %(cover)s covers") % {"day": until, "cover": one["cover"]}
    return _("away until %(day)s; the whole team covers") % {"day": until}


def _worries(people: Iterable[Mapping[str, Any]]) -> Iterable[CannotWait]:
    for one in people:
        for worry in one["worries"]:
            who = (
                _("%(who)s has taken it up") % {"who": worry["taken_up_by"]}
                if worry["taken_up_by"]
                else _("nobody has taken it up yet; it was sent to %(who)s") % {"who": worry["reaches"]}
            )
            yield CannotWait(one["called"], worry["words"], worry["by"], datetime.fromisoformat(worry["at"]), who)


def _on_paper(one: Mapping[str, Any], today: date) -> OnPaper:
    return OnPaper(
        called=one["called"],
        pronouns=one["pronouns"],
        holder=one["holder"],
        away=_away(one),
        quiet_until=date.fromisoformat(one["quiet_until"]) if one["quiet_until"] else None,
        ways=tuple(way_line(way) for way in one["ways"]),
        steps=tuple((step["done_by"], step_line(step, today)) for step in one["steps"]),
        is_worried_about=bool(one["worries"]),
    )

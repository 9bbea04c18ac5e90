"""Finding somebody, and my team's people: rows of those the viewer may see, and of nobody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from livingwell.access.words import Viewer
from livingwell.design.filters import phone
from livingwell.introductions import queries as introductions
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Holding, Journey, NextStep, Parting
from livingwell.people import queries as people
from livingwell.people.rules import Found
from livingwell.places import queries as places

PAGE = 25
AMONG = 200  # of those found: whoever types one letter has hundreds as near, and types another


@dataclass(frozen=True)
class Row:
    """Somebody in the list: who holds, what is next and when, or how it ended."""

    person_id: UUID
    called: str
    pronouns: str = ""
    by: str = ""  # by what they were found, where it is not what they are called
    team: str = ""
    holder: str = ""
    next_what: str = ""
    due_on: date | None = None
    is_late: bool = False
    is_paused: bool = False
    ending: str = ""
    ended_at: datetime | None = None


@dataclass(frozen=True)
class FindPage:
    """What was found for some words; or, with none, my team's people, looked at one way."""

    words: str
    look: str
    rows: tuple[Row, ...]
    total: int
    counts: Mapping[str, int]
    page: int = 1
    has_next: bool = False
    on_duty: tuple[str, ...] = ()

    @property
    def news(self) -> str:
        """What is read out when the list has changed."""
        if not self.total:
            return _("Nobody found")
        return ngettext("%(count)s person", "%(count)s people", self.total) % {"count": self.total}


def found_by(words: str, viewer: Viewer, now: datetime) -> FindPage:
    """Return who is near what was typed: the nearest first, and of those as near, whose next step is due first."""
    found = people.find_by(words, also_called=introductions.names_given())
    nearest = found[:AMONG]
    due = journeys.due_of([one.id for one in nearest])
    nearest.sort(key=lambda one: (one.near, due.get(one.id) or date.max))
    shown = {one.id: one for one in nearest[:PAGE]}
    standing = journeys.newest_journeys(shown)
    rows = {row.person_id: row for row in _rows(list(standing.values()), now)}
    return FindPage(
        words=words,
        look="",
        rows=tuple(replace(rows.get(one.id, Row(one.id, one.called)), by=_by(one)) for one in shown.values()),
        total=len(found),
        counts={},
        on_duty=_on_duty(viewer, now) if not found else (),
    )


def people_of(viewer: Viewer, now: datetime, *, look: str, page: int) -> FindPage:
    """Return my team's people, a page of them."""
    counts = journeys.counts_of_people(viewer.someone, now)
    first = (page - 1) * PAGE
    listed = list(journeys.people_of(viewer.someone, now, look=look)[first : first + PAGE])
    total = counts[look]
    return FindPage("", look, tuple(_rows(listed, now)), total, counts, page, has_next=first + PAGE < total)


def _rows(listed: Sequence[Journey], now: datetime) -> list[Row]:
    ids = [one.pk for one in listed]
    holdings, partings = journeys.holdings_of(ids), journeys.partings_of(ids)
    soonest: dict[UUID, NextStep] = {}
    for step in journeys.open_steps(ids):
        soonest.setdefault(step.journey_id, step)
    return [_row(one, holdings.get(one.pk), soonest.get(one.pk), partings.get(one.pk), now.date()) for one in listed]


def _row(one: Journey, holding: Holding | None, step: NextStep | None, parting: Parting | None, on: date) -> Row:
    holder = (holding.practitioner or holding.team) if holding else None
    return Row(
        person_id=one.person_id,
        called=one.person.called,
        pronouns=one.person.pronouns,
        team=one.team.name,
        holder=getattr(holder, "called", "") or getattr(holder, "name", ""),
        next_what=step.what if step and one.is_open else "",
        due_on=step.due_on if step and one.is_open else None,
        is_late=bool(step and one.is_open and step.due_on < on),
        is_paused=one.is_paused,
        ending=_(str(parting.get_ending_display())) if parting else "",
        ended_at=one.ended_at,
    )


def _by(one: Found) -> str:
    if not one.by:
        return ""
    if not one.is_by_way:
        return _("introduced as %(name)s") % {"name": one.by}
    return one.by if any(letter.isalpha() for letter in one.by) else phone(one.by)


def _on_duty(viewer: Viewer, now: datetime) -> tuple[str, ...]:
    """Return who is on duty in my teams, to be asked."""
    teams = [team.pk for team in places.teams_of(viewer.someone, now)]
    return tuple(dict.fromkeys(duty.practitioner.called for duty in places.on_duty(teams, now)))

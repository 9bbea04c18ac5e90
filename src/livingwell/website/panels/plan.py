"""A plan's pages: the same sheets for the person and for those alongside, and one part of one of them."""

from dataclasses import dataclass, field
from uuid import UUID

from livingwell.access.words import Part
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Holding
from livingwell.journeys.panels import alongside
from livingwell.people.models import Person
from livingwell.plans import queries
from livingwell.plans.models import KeptSuggestion, KeptVersion
from livingwell.plans.panels import SheetPanel, VersionPanel, history_of, sheets_of, shown_to
from livingwell.plans.words import Asked

SHOWN = 20


def plan_sheets(person_id: UUID) -> tuple[SheetPanel, ...]:
    """Return somebody's plan, as the named viewer may see it. Two queries."""
    return _sheets(person_id, Part.PLAN)


def safety_sheets(person_id: UUID) -> tuple[SheetPanel, ...]:
    """Return somebody's safety plan, as the named viewer may see it. Two queries."""
    return _sheets(person_id, Part.SAFETY_PLAN)


def _sheets(person_id: UUID, kept: Part) -> tuple[SheetPanel, ...]:
    all_sheets = queries.worksheets_here()
    sheets = all_sheets.plan() if kept == Part.PLAN else (all_sheets.safety_plan(),)
    versions, waiting = queries.newest_versions(person_id, kept), queries.waiting_suggestions(person_id, kept)
    return sheets_of(sheets, versions, waiting)


def who_sees(person: Person, holding: Holding | None, kept: Part) -> str:
    """Return by name who sees what somebody does not keep to themselves: those whose tie opens that part."""
    ties = [one for one in journeys.who_can_see(person.pk) if kept in one.tie.sees and one.tie.party_id != person.pk]
    return shown_to(alongside(ties, holding, person=person))


@dataclass(frozen=True)
class PartPage:
    """One part of a plan: what stands there, what was suggested, and every version of it, some at a time."""

    asked: Asked
    newest: KeptVersion | None
    history: tuple[VersionPanel, ...]
    suggestions: tuple[KeptSuggestion, ...]
    page: int = 1
    has_more: bool = False
    waiting: tuple[KeptSuggestion, ...] = field(default=())

    @classmethod
    def of(cls, person_id: UUID, asked: Asked, *, page: int) -> "PartPage":
        versions = queries.versions_of(person_id, asked, skip=(page - 1) * SHOWN, most=SHOWN + 1)
        suggestions = tuple(queries.suggestions_for(person_id, asked))
        return cls(
            asked=asked,
            newest=queries.newest_of(person_id, asked),
            history=history_of(versions, SHOWN),
            suggestions=tuple(one for one in suggestions if not one.waits),
            page=page,
            has_more=len(versions) > SHOWN,
            waiting=tuple(one for one in suggestions if one.waits),
        )

    @property
    def number(self) -> int:
        return self.newest.number if self.newest else 0

    @property
    def words(self) -> str:
        return self.newest.words if self.newest else ""

    def suggestion(self, wanted: object) -> KeptSuggestion | None:
        """Return one that still waits, by its id as it was sent; or None."""
        return next((one for one in self.waiting if str(one.pk) == str(wanted)), None)

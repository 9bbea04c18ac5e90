"""Reading a plan. The database shows what the named viewer may see, and nobody else what is kept to oneself."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Manager

from livingwell.access.words import Part
from livingwell.places import queries as places

from .. import rules
from ..models import (
    KeptSuggestion,
    KeptVersion,
    PlanPart,
    PlanSuggestion,
    PlanVersion,
    SafetyPart,
    SafetySuggestion,
    SafetyVersion,
)
from ..words import Answer, Asked, PlanQuestion, Sheet, Worksheets

ROOM = Path(__file__).parent.parent
OURS = "brackwell"  # the worksheets of every place that has written none of its own


@dataclass(frozen=True)
class Shelf:
    """The three tables in which one part of a person is kept."""

    parts: Manager[Any]
    versions: Manager[Any]
    suggestions: Manager[Any]


SHELVES = {
    Part.PLAN: Shelf(PlanPart.objects, PlanVersion.objects, PlanSuggestion.objects),
    Part.SAFETY_PLAN: Shelf(SafetyPart.objects, SafetyVersion.objects, SafetySuggestion.objects),
}


@lru_cache
def worksheets() -> dict[str, Worksheets]:
    """Return the worksheets of every place that has some, by slug. Raises NotPossible naming file, line and mistake."""
    found = places.written_for(ROOM, "worksheets")
    return {slug: rules.read_worksheets(path.read_text(), of=f"worksheets/{slug}.toml") for slug, path in found.items()}


def worksheets_here() -> Worksheets:
    """Return the worksheets of the place this server runs; ours where it has written none."""
    return worksheets().get(places.pack_here().slug) or worksheets()[OURS]


def find_asked(person_id: UUID, sheet: str, question: str) -> Asked | None:
    """Return a question of the worksheets; or one that they ask no more, and this person has answered; or None."""
    return worksheets_here().find(sheet, question) or _asked_once(person_id, f"{sheet}/{question}")


def _asked_once(person_id: UUID, key: str) -> Asked | None:
    sheet, question = key.split("/")
    for kept, shelf in SHELVES.items():
        version = shelf.versions.filter(person_id=person_id, part__key=key).order_by("-number").first()
        one = version or shelf.suggestions.filter(person_id=person_id, key=key).order_by("-made_at").first()
        if one is not None:
            as_it_was = PlanQuestion(question, one.asked)
            return Asked(Sheet(sheet, "", questions=(as_it_was,), kept=kept), as_it_was, 0)
    return None


def newest_versions(person_id: UUID, kept: Part) -> dict[str, KeptVersion]:
    """Return what stands in somebody's plan, or safety plan, now: by the part's key. One query."""
    found = SHELVES[kept].versions.filter(person_id=person_id).select_related("part")
    return {one.part.key: one for one in found.order_by("part_id", "-number").distinct("part_id")}


def waiting_suggestions(person_id: UUID, kept: Part) -> list[KeptSuggestion]:
    """Return what others suggested and the person has not answered yet, the oldest first."""
    found = SHELVES[kept].suggestions.filter(person_id=person_id, answer=Answer.WAITS)
    return list(found.order_by("made_at"))


def suggestions_for(person_id: UUID, asked: Asked) -> list[KeptSuggestion]:
    """Return every suggestion there was for one part, the newest first."""
    found = SHELVES[asked.sheet.kept].suggestions.filter(person_id=person_id, key=asked.key)
    return list(found.order_by("-made_at"))


def find_suggestion(suggestion_id: UUID) -> KeptSuggestion | None:
    """Return a suggestion, wherever it is kept, or None: not there and not yours are the same."""
    found = (shelf.suggestions.filter(pk=suggestion_id).first() for shelf in SHELVES.values())
    return next((one for one in found if one is not None), None)


def versions_of(person_id: UUID, asked: Asked, *, skip: int, most: int) -> list[KeptVersion]:
    """Return some versions of one part, the newest first, past the first few."""
    found = SHELVES[asked.sheet.kept].versions.filter(person_id=person_id, part__key=asked.key)
    return list(found.select_related("part").order_by("-number")[skip : skip + most])


def newest_of(person_id: UUID, asked: Asked) -> KeptVersion | None:
    """Return what stands in one part now, or None."""
    found = SHELVES[asked.sheet.kept].versions.filter(person_id=person_id, part__key=asked.key)
    return found.select_related("part").order_by("-number").first()

"""A plan as a page shows it: each sheet with its parts, who wrote them, who sees them, and what is suggested."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from livingwell.journeys.panels import Alongside

from .. import rules
from ..models import KeptSuggestion, KeptVersion
from ..words import Asked, Piece, PlanQuestion, Sheet

EARLIER = "earlier"  # a sheet of our own making: what answered a question that the worksheets no longer ask


@dataclass(frozen=True)
class Suggested:
    """What somebody else would write, and who."""

    id: UUID
    words: str
    by: str
    by_id: UUID | None
    at: datetime

    @classmethod
    def of(cls, one: KeptSuggestion) -> "Suggested":
        return cls(one.pk, one.words, one.by_called, one.by_id, one.made_at)


@dataclass(frozen=True)
class PartPanel:
    """One part of a plan. `number` is the version that stands, 0 where nothing does."""

    sheet: str
    question: PlanQuestion
    version: KeptVersion | None
    suggested: tuple[Suggested, ...] = ()

    @property
    def words(self) -> str:
        return self.version.words if self.version else ""

    @property
    def number(self) -> int:
        return self.version.number if self.version else 0

    @property
    def only_me(self) -> bool:
        return self.version is not None and self.version.only_me


@dataclass(frozen=True)
class SheetPanel:
    """One worksheet with what is written on it."""

    sheet: Sheet
    parts: tuple[PartPanel, ...]

    @property
    def is_written(self) -> bool:
        return any(one.words for one in self.parts)


def sheets_of(
    sheets: Iterable[Sheet], versions: Mapping[str, KeptVersion], suggestions: Iterable[KeptSuggestion]
) -> tuple[SheetPanel, ...]:
    """Return sheets with what stands on them. What answers no question any more comes last, on a sheet of its own."""
    waiting: dict[str, list[KeptSuggestion]] = {}
    for one in suggestions:
        waiting.setdefault(one.key, []).append(one)
    left = dict(versions)
    made = tuple(
        SheetPanel(sheet, tuple(_part(sheet, one, left, waiting) for one in sheet.questions)) for sheet in sheets
    )
    earlier = tuple(_earlier(key, left.get(key), waiting.get(key, [])) for key in sorted({*left, *waiting}))
    still = tuple(one for one in earlier if one.words or one.suggested)
    return (*made, SheetPanel(Sheet(EARLIER, ""), still)) if still else made


def _part(
    sheet: Sheet, one: PlanQuestion, left: dict[str, KeptVersion], waiting: dict[str, list[KeptSuggestion]]
) -> PartPanel:
    key = Asked(sheet, one, 0).key
    return PartPanel(sheet.key, one, left.pop(key, None), tuple(map(Suggested.of, waiting.pop(key, []))))


def _earlier(key: str, version: KeptVersion | None, suggestions: list[KeptSuggestion]) -> PartPanel:
    sheet, question = key.split("/")
    asked = version.asked if version else suggestions[0].asked
    return PartPanel(sheet, PlanQuestion(question, asked), version, tuple(map(Suggested.of, suggestions)))


@dataclass(frozen=True)
class VersionPanel:
    """One version and what it changed: `pieces` read as the new words, with what was taken out where it stood."""

    version: KeptVersion
    pieces: tuple[Piece, ...]


def history_of(versions: Iterable[KeptVersion], most: int) -> tuple[VersionPanel, ...]:
    """Return at most so many versions, given the newest first, each with what changed since the one before it."""
    newest_first = list(versions)
    before = [*(one.words for one in newest_first[1:]), ""]
    pairs = list(zip(newest_first, before[: len(newest_first)], strict=True))[:most]
    return tuple(VersionPanel(one, rules.what_changed(old, one.words)) for one, old in pairs)


def shown_to(around: Iterable[Alongside]) -> str:
    """Return by name who sees what is not kept to oneself, each once."""
    return ", ".join(dict.fromkeys(one.called for one in around))

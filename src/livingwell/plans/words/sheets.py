"""Worksheets as a place writes them: sheets of questions, and under which part of a person their words are kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from livingwell.access.words import Part


class Shows(StrEnum):
    """What stands on a sheet: questions with the person's words, or the next steps that are there already."""

    WORDS = "words"
    STEPS = "steps"


@dataclass(frozen=True)
class PlanQuestion:
    """A question of a worksheet. `key` stays as it is when its words change."""

    key: str
    ask: str
    hint: str = ""


@dataclass(frozen=True)
class Sheet:
    """One worksheet. `kept` is the part of a person that its words are kept under: their plan, or their safety plan."""

    key: str
    name: str
    about: str = ""
    questions: tuple[PlanQuestion, ...] = ()
    shows: Shows = Shows.WORDS
    kept: Part = Part.PLAN

    @property
    def is_safety_plan(self) -> bool:
        return self.kept == Part.SAFETY_PLAN


@dataclass(frozen=True)
class Asked:
    """One question where it stands: on which sheet, of which version of the worksheets."""

    sheet: Sheet
    question: PlanQuestion
    version: int

    @property
    def key(self) -> str:
        """Return what a part of a plan is known by: "about-me/matters"."""
        return f"{self.sheet.key}/{self.question.key}"


@dataclass(frozen=True)
class Worksheets:
    """The worksheets of a place, as one version of them."""

    version: int
    sheets: tuple[Sheet, ...]

    def plan(self) -> tuple[Sheet, ...]:
        """Return the sheets of the plan itself, in order."""
        return tuple(one for one in self.sheets if not one.is_safety_plan)

    def safety_plan(self) -> Sheet:
        """Return the one sheet that is the safety plan; `rules.read_worksheets` sees that there is one."""
        return next(one for one in self.sheets if one.is_safety_plan)

    def asked(self) -> Iterator[Asked]:
        return (Asked(sheet, one, self.version) for sheet in self.sheets for one in sheet.questions)

    def find(self, sheet: str, question: str) -> Asked | None:
        """Return a question by its sheet's key and its own, or None."""
        return next((one for one in self.asked() if one.key == f"{sheet}/{question}"), None)

"""What is kept of a list while somebody brings it in, as text to be sealed; and what is kept once they have."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ...words import COLUMNS, NAMES, ONE_OF_A_KIND, WAYS, Column
from .sheets import UNWORKED, Merge, Sheet


@dataclass(frozen=True)
class Chosen:
    """What somebody said of a list: which tab, where its headings are, what its columns say; and how it is reached."""

    sheet: int
    headings: int
    columns: Mapping[int, Column]
    per_day: int
    from_on: date


@dataclass(frozen=True)
class Became:
    """What became of a row: somebody, who is reached by a day; or nobody, for a reason. `begins` says which it was."""

    number: int
    begins: str
    person_id: str = ""
    reach_by: str = ""
    also: tuple[int, ...] = ()
    is_undated: bool = False
    why: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Perhaps:
    """A row that is perhaps the same person as another row, or as somebody here: who, and how we come to think so."""

    number: int
    called: str
    other: str
    by_way: bool
    other_number: int = 0
    person_id: str = ""
    team: str = ""


@dataclass(frozen=True)
class Kept:
    """A list as it is kept: its tabs until people are made of them, and then what became of each row."""

    sheets: tuple[Sheet, ...] = ()
    chosen: Chosen | None = None
    became: tuple[Became, ...] = ()
    perhaps: tuple[Perhaps, ...] = ()

    def choosing(self, chosen: Chosen) -> "Kept":
        """Return the same list with what was said of it. Raises NotPossible where that cannot be read from it."""
        check_chosen(chosen, self.sheets)
        return replace(self, chosen=chosen)

    def in_text(self) -> str:
        return json.dumps(asdict(self), default=str, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Kept":
        read = json.loads(text)
        return cls(
            sheets=tuple(map(_sheet, read["sheets"])),
            chosen=_chosen(read["chosen"]) if read["chosen"] else None,
            became=tuple(Became(**{**one, "also": tuple(one["also"])}) for one in read["became"]),
            perhaps=tuple(Perhaps(**one) for one in read["perhaps"]),
        )


def check_chosen(chosen: Chosen, sheets: tuple[Sheet, ...]) -> None:
    """Raise NotPossible unless the columns say a name and a way to reach somebody, each that is said once, once."""
    sheet = sheets[chosen.sheet]
    if sheet.unworked:
        raise NotPossible(UNWORKED, cell=sheet.unworked)
    said = [one for one in chosen.columns.values() if one]
    if not NAMES & set(said):
        raise NotPossible(N_("Say which column has their name, or what they are called."))
    if not WAYS & set(said):
        raise NotPossible(N_("Say which column has a way to reach them: a phone, an email or an address."))
    for one in ONE_OF_A_KIND:
        if said.count(one) > 1:
            raise NotPossible(N_("Only one column can be “%(column)s”."), column=COLUMNS[one])


def _sheet(read: Mapping[str, Any]) -> Sheet:
    return Sheet(
        read["name"],
        tuple(map(tuple, read["rows"])),
        tuple(Merge(**one) for one in read["merges"]),
        read["unworked"],
        tuple(read["hidden"]),
    )


def _chosen(read: Mapping[str, Any]) -> Chosen:
    return Chosen(
        read["sheet"],
        read["headings"],
        {int(number): Column(says) for number, says in read["columns"].items()},
        read["per_day"],
        date.fromisoformat(read["from_on"]),
    )

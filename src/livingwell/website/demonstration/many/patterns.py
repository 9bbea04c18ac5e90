"""Lives that were lived, read from every table about a person, as patterns for others."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from livingwell.record import sources
from livingwell.record.rules import canonical

from .parts import Kind, Noted, Parts, Pattern, length_of
from .rows import LONG, SHORT, Cell, Table, cell_of, days, micros, moment_of, read

KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
A_VALUE = re.compile("(\ue000\\d+\ue001)")  # a value's number, between two characters that nobody writes
TEXTS = ("text", "character varying")
REACHED_BY = ("people_waytoreach", "value")
JSON_BEGINS = b"\x01"


@dataclass(frozen=True)
class Around:
    """What the lives have in common: their team, their colleagues in order, huddles by day, and keys of what stays."""

    teams: dict[bytes, str]
    colleagues: tuple[tuple[bytes, str, str], ...]  # key, called, full name
    huddles: dict[bytes, int]
    stays: frozenset[bytes]

    def value_of(self, key: bytes) -> tuple[Kind, Any] | None:
        """Return what a key is in every life alike; None for one of a life's own."""
        if key in self.teams:
            return Kind.TEAM, None
        if key in self.huddles:
            return Kind.HUDDLE, self.huddles[key]
        found = (number for number, (who, *_names) in enumerate(self.colleagues) if who == key)
        number = next(found, None)
        return None if number is None else (Kind.COLLEAGUE, number)

    def names(self) -> dict[str, tuple[Kind, Any]]:
        """Return what each name stands for, where it stands alone."""
        named: dict[str, tuple[Kind, Any]] = dict.fromkeys(self.teams.values(), (Kind.TEAM_NAMED, None))
        for number, (_key, called, full_name) in enumerate(self.colleagues):
            named |= {full_name: (Kind.COLLEAGUE_NAMED, number), called: (Kind.COLLEAGUE_CALLED, number)}
        return named


@dataclass
class Reading:
    """One life while it is read."""

    around: Around
    names: dict[str, tuple[Kind, Any]]
    values: list[tuple[Kind, Any]] = field(default_factory=list)
    numbers: dict[tuple[Kind, Any], int] = field(default_factory=dict)
    salts: dict[bytes, int] = field(default_factory=dict)
    tables: dict[str, Parts] = field(default_factory=dict)
    noted: list[Noted] = field(default_factory=list)
    is_open: bool = False

    def row(self, table: Table, cells: list[Cell]) -> None:
        """Add a row of a table."""
        parts = self.tables.setdefault(table.name, Parts([], []))
        parts.same.append(SHORT.pack(len(cells)))
        own = dict(zip(table.columns, cells, strict=True))
        self.is_open |= table.name == "journeys_journey" and own["ended_at"] is None
        for column, type_, cell in zip(table.columns, table.types, cells, strict=True):
            value = None if cell is None else self._value(type_, cell, (table.name, column))
            if value is None:
                parts.same.append(cell_of(cell))
            else:
                self._put(parts, value, is_cell=True)
            if column == "salt" and value is not None:
                self.salts[own["id"] or b""] = value

    def note(self, source: str, key: UUID, payload: dict[str, Any]) -> None:
        """Add that the record keeps an entry of a row, which says what is in `payload`."""
        parts = self._parts(json.loads(canonical(payload)), sort_keys=True, separators=(",", ":"))
        digest = self._new(Kind.DIGEST, (self.salts[key.bytes], parts))
        self.noted.append(Noted(source, self._number(Kind.KEY, key.bytes), digest))

    def pattern(self) -> Pattern:
        tables = {name: parts.joined() for name, parts in self.tables.items()}
        return Pattern(self.is_open, self.values, tables, self.noted)

    def _value(self, type_: str, cell: bytes, where: tuple[str, str]) -> int | None:
        """Return the number of the value in a cell; None where it is the same for everybody."""
        match type_:
            case "uuid":
                return self._key(cell)
            case "timestamp with time zone":
                return self._number(Kind.MOMENT, moment_of(cell))
            case "date":
                return self._number(Kind.DAY, LONG.unpack(cell)[0])
            case "bytea":
                # Salt, or the digest of a link: nobody else has the same.
                return self._new(Kind.RANDOM, len(cell))
            case "jsonb":
                parts = self._parts(json.loads(cell[1:]))
                parts.same[0] = JSON_BEGINS + parts.same[0]
                return self._new(Kind.CELL, parts) if parts.places else None
        if type_ not in TEXTS:
            return None
        if where == REACHED_BY:
            return None if b"@" in cell else self._number(Kind.NUMBER, None)
        return self._text(cell.decode())

    def _key(self, key: bytes) -> int | None:
        if key in self.around.stays:
            return None
        return self._number(*(self.around.value_of(key) or (Kind.KEY, key)))

    def _text(self, text: str) -> int | None:
        """Return the number of the value that a text is, taken whole: what was written among other words stays."""
        if text in self.names:
            return self._number(*self.names[text])
        if KEY.fullmatch(text):
            key = self._key(UUID(text).bytes)
            return None if key is None else self._number(Kind.WRITTEN, key)
        if DAY.fullmatch(text):
            return self._number(Kind.DAY_WRITTEN, days(date.fromisoformat(text)))
        if MOMENT.fullmatch(text):
            return self._number(Kind.MOMENT_WRITTEN, micros(datetime.fromisoformat(text)))
        return None

    def _parts(self, facts: Any, **how: Any) -> Parts:
        """Return facts as JSON, with the values in them between what stays."""
        spelt = json.dumps(self._marked(facts), ensure_ascii=False, **how)
        parts = Parts([], [])
        for piece in A_VALUE.split(spelt):
            if A_VALUE.fullmatch(piece):
                self._put(parts, int(piece[1:-1]), is_cell=False)
            else:
                parts.same.append(piece.encode())
        return parts

    def _marked(self, facts: Any) -> Any:
        match facts:
            case dict():
                return {name: self._marked(inner) for name, inner in facts.items()}
            case list():
                return [self._marked(inner) for inner in facts]
            case str():
                value = self._text(facts)
                return facts if value is None else f"\ue000{value}\ue001"
        return facts

    def _put(self, parts: Parts, value: int, *, is_cell: bool) -> None:
        """Put a value among some parts; as a cell, with its length before it, where it has not one already."""
        kind, told = self.values[value]
        if is_cell and kind is not Kind.CELL:
            length = length_of(kind, told)
            if length is None:
                value = self._number(Kind.CELL, ("of", value))
            else:
                parts.same.append(LONG.pack(length))
        parts.places.append((len(parts.same), value))
        parts.same.append(b"")

    def _number(self, kind: Kind, told: Any) -> int:
        """Return the number of a value, which is the same all through a life."""
        if (kind, told) not in self.numbers:
            whole = Parts([b""], [(0, told[1])]) if kind is Kind.CELL else told
            self.numbers[kind, told] = self._new(kind, whole)
        return self.numbers[kind, told]

    def _new(self, kind: Kind, told: Any) -> int:
        self.values.append((kind, told))
        return len(self.values) - 1


def read_lives(cursor: Any, tables: Iterable[Table], around: Around) -> list[Pattern]:
    """Return everybody who is here as a pattern."""
    cursor.execute("select person_id, called from people_person order by made_at, person_id")
    lives = {
        who.bytes: Reading(around, around.names() | {called: (Kind.CALLED, None)}) for who, called in cursor.fetchall()
    }
    whose: dict[bytes, Reading] = {}
    for table in tables:
        at = table.columns.index("person_id")
        with cursor.copy(table.of_everybody(), {"people": [UUID(bytes=who) for who in lives]}) as copied:
            for cells in read(b"".join(copied)):
                life = lives[cells[at] or b""]
                life.row(table, cells)
                if "id" in table.columns:
                    whose[cells[table.columns.index("id")] or b""] = life
    for source, reader in sources.readers().items():
        for row in sources.rows(reader):
            if row.id.bytes in whose and row.payload is not None:
                whose[row.id.bytes].note(source, row.id, dict(row.payload))
    return [life.pattern() for life in lives.values()]

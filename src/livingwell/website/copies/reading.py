"""A copy as it is read: each section by its name, each row as questions and answers in words."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from livingwell.design import dates
from livingwell.journeys.models import Event
from livingwell.journeys.panels import said_of
from livingwell.rights.words import GROUNDS, Ground

from .sections import SECTIONS, WHEN


@dataclass(frozen=True)
class Entry:
    """One row: its key, for whoever holds it back, and what it says."""

    id: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReadSection:
    table: str
    title: str
    entries: tuple[Entry, ...]
    may_be_held_back: bool


@dataclass(frozen=True)
class ReadCopy:
    """A whole copy in words. `held_back` are grounds with how many things."""

    called: str
    place: str
    made_at: datetime
    sections: tuple[ReadSection, ...]
    held_back: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "ReadCopy":
        names = document["names"]
        sections = (
            ReadSection(table, _(SECTIONS[table].title), tuple(_entries(table, rows, names)), SECTIONS[table].held_back)
            for table, rows in ((one["table"], one["rows"]) for one in document["sections"])
            if table in SECTIONS
        )
        return cls(
            called=document["called"],
            place=document["place"],
            made_at=datetime.fromisoformat(document["made_at"]),
            sections=tuple(one for one in sections if one.entries),
            held_back=tuple((_(GROUNDS[Ground(ground)]), times) for ground, times in document["held_back"].items()),
        )

    @property
    def rows(self) -> int:
        return sum(len(one.entries) for one in self.sections)


def _entries(table: str, rows: list[dict[str, Any]], names: Mapping[str, str]) -> Iterator[Entry]:
    for row in rows:
        said = _happened(row) if table == "journeys.Event" else _said(table, row, names)
        if said:
            yield Entry(str(row.get("id", "")), tuple(said))


def _said(table: str, row: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[str, str]]:
    columns, answers, times = SECTIONS[table].columns, _answers(table), _times(table)
    read = {name: _answered(row.get(name), answers.get(name, {})) for name in columns}
    said = {
        name: times[name](str(one)) if name in times and one else _in_words(one, names, name)
        for name, one in read.items()
    }
    return [(_(label), said[name]) for name, label in columns.items() if said[name]]


@lru_cache
def _times(table: str) -> dict[str, Callable[[str], str]]:
    """Return how each column that keeps a day or a moment is read. By the column: what words look like says nothing."""
    found: dict[str, Callable[[str], str]] = {}
    for one in apps.get_model(table)._meta.concrete_fields:
        if one.get_internal_type() == "DateTimeField":
            found[one.column] = _moment
        elif one.get_internal_type() == "DateField":
            found[one.column] = _day
    return found


@lru_cache
def _answers(table: str) -> dict[str, dict[Any, str]]:
    """Return, of each column that keeps one of a few answers, what each is called."""
    fields = apps.get_model(table)._meta.concrete_fields
    return {one.column: dict(one.flatchoices) for one in fields if one.flatchoices} | {"good_days": dict(WEEKDAYS)}


def _answered(value: Any, answers: Mapping[Any, str]) -> Any:
    if isinstance(value, list):
        return [str(_(answers[one])) if one in answers else one for one in value]
    return str(_(answers[value])) if isinstance(value, str) and value in answers else value


def _happened(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return a moment as everybody reads it, and not the facts that an event keeps of itself."""
    event = Event(kind=row["kind"], about=row["about"], by_called=row["by_called"])
    words = str(row["about"].get("words", ""))
    line = said_of(event) + (f" “{words}”" if words else "")
    return [(_(WHEN), _moment(row["at"])), (_("What"), line)]


def _in_words(value: Any, names: Mapping[str, str], column: str = "") -> str:
    """Return a value of the data as it is read; empty where there is nothing to say."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if column.endswith("_id"):
        return names.get(str(value), "")  # a key says nothing to anybody, but by the name that goes with it
    return str(value)


def _day(text: str) -> str:
    return dates.full_date(date.fromisoformat(text))


def _moment(text: str) -> str:
    return dates.day_and_time(datetime.fromisoformat(text))

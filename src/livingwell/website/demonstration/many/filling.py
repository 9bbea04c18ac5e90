"""Filling a made-up place with many people, in one transaction: all of it with every promise kept, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db import connection, transaction

from livingwell.journeys.models import Journey
from livingwell.places.models import Site, Team

from . import promises
from .bare import bare
from .chain import ENTRIES, SEALS, Chain
from .crews import around, copy_in, in_order, make_crews
from .patterns import read_lives
from .rendering import Batch, Town, render
from .rows import BEGINS, ENDS, Table, about_people

Step = Callable[[int], object]
Watch = Callable[[str, int], Step]  # told what begins and how much of it there is, gives what is called as it is done

NOT_MADE_UP = "This is not a made-up place: whoever is here is real, or may come to be. Nothing in it was touched."
NOBODY = "Nobody has lived here yet after whom others could be made. Nothing was touched."
ALREADY = "There are many people here already. To make more, begin again with an empty place. Nothing was touched."

# Everybody's ties are read in their index alone once PostgreSQL has looked through them; later, it would by itself.
SEEN_AT_ONCE = "vacuum (analyze) access_tie"


@dataclass(frozen=True)
class Many:
    """How many people there are to be with a team and others like it, and from which number chance begins."""

    site: Site
    team: Team
    people: int
    seed: int = 20101


def quietly(_what: str, _total: int) -> Step:
    """Watch nothing."""
    return lambda _more: None


def fill(many: Many, *, watch: Watch = quietly) -> list[promises.Asked]:
    """Make many people after those who are here; return the promises that were asked, which all were kept.

    As the owner of the tables. Raises ValueError in a place that is not made up, or in which nobody has lived, and
    promises.Broken for a promise that somebody would not have had kept: then nothing was made.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        if not Site.objects.select_for_update().filter(pk=many.site.pk, is_made_up=True).exists():
            raise ValueError(NOT_MADE_UP)
        if Journey.objects.exclude(team=many.team).exists():
            raise ValueError(ALREADY)
        _fill(cursor, many, watch)
        step = watch("Asking after everybody", promises.ASKED)
        kept = promises.ask(step=lambda: step(1))
    with connection.cursor() as cursor:
        cursor.execute(SEEN_AT_ONCE)
    return kept


def _fill(cursor: Any, many: Many, watch: Watch) -> None:
    tables = about_people(cursor)
    patterns = read_lives(cursor, tables, around(many.site, many.team))
    if not patterns:
        raise ValueError(NOBODY)
    random = Random(many.seed)  # noqa: S311 -- made-up people, the same each time
    crews = make_crews(many.site, many.team, many.people, random)
    written = {name for one in patterns for name in one.tables}
    copied = [table for table in tables if table.name in written]
    for model, rows in in_order(crews.rows):
        copy_in(cursor, model, rows)
    with bare(
        cursor,
        [table.name for table in (*copied, ENTRIES, SEALS)],
        steps=lambda total: watch("Putting indexes and constraints back", total),
    ):
        step = watch("People", many.people)
        chain = Chain.taken()
        for batch in render(Town(patterns, crews.crews, many.seed), many.people):
            _copy(cursor, copied, batch)
            entries, seals = chain.grow(batch.noted, random)
            _write(cursor, ENTRIES, entries)
            _write(cursor, SEALS, seals)
            step(batch.people)
    step = watch("Counting what there is", 1)
    cursor.execute("analyze")
    step(1)


def _copy(cursor: Any, tables: list[Table], batch: Batch) -> None:
    for table in tables:
        if table.name in batch.rows:
            _write(cursor, table, *batch.rows[table.name])


def _write(cursor: Any, table: Table, *rows: bytes) -> None:
    with cursor.copy(table.copying("from stdin")) as copied:
        copied.write(BEGINS)
        for one in rows:
            copied.write(one)
        copied.write(ENDS)

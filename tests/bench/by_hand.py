"""What a page asks of the database, asked again with the policies off and the filter written by hand.

By hand is: whose ties and teams they are, as a developer would join it to every list of people's rows; for one person's
page, asked once whether they may be seen, and then their rows by their key.
"""

import re
import statistics
import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg
from access.sql import connect, signed
from django.db import connection
from django.test import Client

from livingwell.access.words import Part

MINE = """(
    select t.person_id from access_tie t
     where '{part}' = any (t.sees) and (t.until is null or t.until > now())
       and (t.party_kind = 'practitioner' and t.party_id = '{who}'
         or t.party_kind = 'team' and t.party_id in (select m.team_id from places_membership m
           where m.practitioner_id = '{who}' and (m.until is null or m.until > now())))
       and not exists (select from access_refusal r where r.person_id = t.person_id
         and r.practitioner_id = '{who}' and (r.until is null or r.until > now())))"""
SEEN = re.compile(r"\(?select gate\.seen\('(\w+)'\)\)?", re.IGNORECASE)
FROM = re.compile(r' FROM "(\w+)"')
TIMES = 9

Asked = tuple[str, Any]


def asked_by(client: Client, address: str) -> list[Asked]:
    """Return the questions that a page asks, in order; what it writes is left out."""
    questions: list[Asked] = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().lower().startswith(("select", "with")) and "set_config" not in sql:
            questions.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        if client.get(address).status_code != 200:
            raise SystemExit(f"{address} did not answer, so there is nothing to measure")
    return questions


def under_policies(who: UUID, questions: Sequence[Asked]) -> float:
    """Return the median milliseconds of the questions as the website asks them."""
    return _median("lw_web", who, questions)


def by_hand(who: UUID, questions: Sequence[Asked], person: str = "") -> float:
    """Return the median milliseconds of the same with the policies off: as whoever administers the server."""
    with connect("") as own:
        parts = _parts(own)
        written = [(_filtered(sql, who, parts, person), params) for sql, params in questions]
    if person:
        may = (
            f"select exists (select from {MINE.format(part=Part.WHO, who=who)} mine where mine.person_id = '{person}')"
        )
        written.insert(0, (may, None))
    return _median("", who, written)


def _median(role: str, who: UUID, questions: Sequence[Asked]) -> float:
    took = []
    with connect(role) as own, psycopg.ClientCursor(own) as cursor:
        own.execute("select set_config('livingwell.viewer', %s, true)", [signed("practitioner", who)])
        for _ in range(TIMES + 1):
            before = time.perf_counter()
            for sql, params in questions:
                cursor.execute(sql, params)
                cursor.fetchall()
            took.append((time.perf_counter() - before) * 1000)
    return statistics.median(took[1:])


def _parts(own: psycopg.Connection) -> dict[str, str]:
    """Return which part of a person each table keeps, as its policy says."""
    part = "(regexp_match(qual, 'gate\\.seen\\(''(\\w+)'''))[1]"
    found = own.execute(f"select tablename, {part} from pg_policies where policyname = 'see'")
    return {table: part for table, part in found.fetchall() if part}


def _filtered(sql: str, who: UUID, parts: dict[str, str], person: str) -> str:
    """Return a question with the filter that a developer would have written in it."""
    written = SEEN.sub(lambda found: MINE.format(part=found[1], who=who), sql)
    table = _of(written)
    if written != sql or person or table not in parts:
        return written
    mine = f'"{table}"."person_id" in {MINE.format(part=parts[table], who=who)}'
    where = _at(written, " WHERE ")
    if where is not None:
        return f"{written[: where + 7]}{mine} AND {written[where + 7 :]}"
    ends = [at for word in (" GROUP BY ", " ORDER BY ", " LIMIT ") if (at := _at(written, word)) is not None]
    end = min(ends, default=len(written))
    return f"{written[:end]} WHERE {mine}{written[end:]}"


def _of(sql: str) -> str:
    at = _at(sql, ' FROM "')
    found = FROM.match(sql, at) if at is not None else None
    return found[1] if found else ""


def _at(sql: str, word: str) -> int | None:
    """Return where a word stands outside every bracket."""
    depth = 0
    for at, letter in enumerate(sql):
        depth += (letter == "(") - (letter == ")")
        if not depth and sql.startswith(word, at):
            return at
    return None

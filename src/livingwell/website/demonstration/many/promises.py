"""The promises, each asked of everybody at once: how many it is made to, and for how many of them it is not kept.

The database asks them at every commit of whatever is written (`journeys/migrations`, `gate.check_journey`), one journey
at a time. These are a second reading of the same, for rows that were copied in past the triggers; a test breaks each.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import connection

from livingwell.record import sources
from livingwell.record.models import Seal
from livingwell.record.rules import digest, follows
from livingwell.record.words import Row, Sealed

OPEN = "journeys_journey j join journeys_holding h on h.journey_id = j.id and h.until is null where j.ended_at is null"
TIED = """exists (select from access_tie t where t.person_id = {person} and t.party_kind = 'team'
    and t.party_id = {team} and (t.until is null or t.until > now()))"""
IN_TEAM = (
    """(exists (select from places_membership m where m.team_id = {team} and m.practitioner_id = {who}
    and (m.until is null or m.until > now())) and """
    + TIED
    + ")"
)
# Nearly all of them are in the team that is alongside, which is asked first: the last is slow, and is asked of few.
MAY_ACT = """(
    exists (select from places_practitioner p where p.id = {who} and p.left_at is null)
    and not exists (select from access_refusal r where r.person_id = {person} and r.practitioner_id = {who}
      and (r.until is null or r.until > now()))
    and ({in_team} or exists (select from access_tie t where t.person_id = {person} and t.party_kind = 'practitioner'
        and t.party_id = {who} and (t.until is null or t.until > now()))
      or exists (select from access_tie t join places_membership m on m.team_id = t.party_id
        where t.person_id = {person} and t.party_kind = 'team' and m.practitioner_id = {who}
          and (t.until is null or t.until > now()) and (m.until is null or m.until > now()))))""".replace(
    "{in_team}", IN_TEAM
)
SOMEBODY_SEES = """exists (select from places_membership m join places_practitioner p on p.id = m.practitioner_id
    where m.team_id = h.team_id and (m.until is null or m.until > now()) and p.left_at is null
      and not exists (select from access_refusal r where r.person_id = h.person_id and r.practitioner_id = p.id
        and (r.until is null or r.until > now())))"""
IN_TIME = """exists (select from journeys_nextstep n where n.journey_id = j.id and n.kept_at is null
    and n.put_aside_at is null and n.done_by <> 'person'
    and n.due_on <= (now() at time zone 'Europe/London')::date + s.horizon_days)"""
STEPS = """journeys_nextstep n join journeys_journey j on j.id = n.journey_id
    where n.kept_at is null and n.put_aside_at is null and n.done_by <> 'person'"""
PLANNED = "conversations_conversation c join journeys_journey j on j.id = c.journey_id where c.state = 'planned'"
HANGS = """(exists (select from journeys_holding h where h.journey_id = j.id and h.until is null)
    or exists (select from journeys_nextstep n where n.journey_id = j.id and n.kept_at is null
      and n.put_aside_at is null)
    or exists (select from journeys_drawnin d left join access_tie t on t.id = d.tie_id
      where d.journey_id = j.id and (d.until is null or t.until is null or t.until > now())))"""
ENDED = "journeys_journey j where j.ended_at is not null"

# What is promised; whom it is promised to; and what is so where it is kept.
KEPT = (
    ("Open journeys that one of us or a team holds", "journeys_journey j where j.ended_at is null",
     "exists (select from journeys_holding h where h.journey_id = j.id and h.until is null)"),
    ("Open journeys whose team has a tie", OPEN, TIED.format(person="h.person_id", team="h.team_id")),
    ("Open journeys whose holder may act", OPEN,
     "h.practitioner_id is null or " + MAY_ACT.format(person="h.person_id", who="h.practitioner_id", team="h.team_id")),
    ("Open journeys that somebody in the team can see", OPEN, SOMEBODY_SEES),
    ("Open journeys with a next step in time",
     "journeys_journey j join places_site s on s.id = j.site_id where j.ended_at is null", IN_TIME),
    ("Next steps that wait for somebody with a tie", STEPS, f"""case when n.team_id is not null
     then {TIED.format(person="n.person_id", team="n.team_id")}
     else {MAY_ACT.format(person="n.person_id", who="n.practitioner_id", team="j.team_id")} end"""),
    ("Ended journeys whose ending is said", ENDED,
     "exists (select from journeys_parting p where p.journey_id = j.id)"),
    ("Ended journeys on which nothing hangs", ENDED, f"not {HANGS}"),
    ("Worries that reach somebody who can see them",
     "journeys_worry w join journeys_journey j on j.id = w.journey_id where w.reaches_id is not null",
     MAY_ACT.format(person="w.person_id", who="w.reaches_id", team="j.team_id")),
    ("Conversations to come with somebody who may come", PLANNED,
     MAY_ACT.format(person="c.person_id", who="c.practitioner_id", team="j.team_id")),
    ("People with a way back: a team that can see them", "people_person p where true",
     """exists (select from access_tie t join places_membership m on m.team_id = t.party_id
     where t.person_id = p.person_id and t.party_kind = 'team' and (t.until is null or t.until > now())
       and (m.until is null or m.until > now()))"""),
    ("Moments that the record keeps", "journeys_event e left join record_entry r on r.source_id = e.id"
     " and r.source = 'journeys.event' where true", "r.id is not null"),
    ("Entries of moments that are there", "record_entry r left join journeys_event e on e.id = r.source_id"
     " where r.source = 'journeys.event'", "e.id is not null"),
    ("Entries with a place in the chain", "record_entry r left join record_seal s on s.entry_id = r.id where true",
     "s.number is not null"),
    ("Seals in the chain without a gap", "record_seal s where true",
     "s.number <= (select count(*) from record_seal)"),
)  # fmt: skip
ASKED = len(KEPT) + 2
AT_ONCE = "set local work_mem = '512MB'"  # so that all ties are read once, and not one for every row
LOOKED_AT = 1000  # seals at the end of the chain, and rows that they seal, read as `livingwell verify` reads them all


@dataclass(frozen=True)
class Asked:
    """One promise: to how many it is made, and for how many of them it is not kept."""

    what: str
    of: int
    broken: int

    def __str__(self) -> str:
        return f"{self.what}: {self.of - self.broken:,} of {self.of:,}"


class Broken(Exception):  # noqa: N818 -- it reads as what it says
    """A promise is not kept."""

    def __init__(self, asked: list[Asked]) -> None:
        self.asked = asked
        super().__init__("; ".join(str(one) for one in asked if one.broken))


def ask(*, step: Callable[[], object] = lambda: None) -> list[Asked]:
    """Ask every promise of everybody; return what was found. As the owner. Raises Broken where one is not kept."""
    asked = []
    for one in _each():
        asked.append(one)
        step()
    if any(one.broken for one in asked):
        raise Broken(asked)
    return asked


def _each() -> Iterator[Asked]:
    with connection.cursor() as cursor:
        cursor.execute(AT_ONCE)
        for what, whom, kept in KEPT:
            yield Asked(what, _count(cursor, whom), _count(cursor, f"{whom} and ({kept}) is not true"))
    yield _chain()
    yield _rows()


def _count(cursor: Any, rows: str) -> int:
    cursor.execute(f"select count(*) from {rows}")  # noqa: S608 -- all of it is our own
    [[count]] = cursor.fetchall()
    return int(count)


def _chain() -> Asked:
    """Make the last seals again, each from the one before and the entry it seals."""
    found = list(Seal.objects.select_related("entry").order_by("-number")[: LOOKED_AT + 1])[::-1]
    seals = [
        Sealed(one.number, bytes(one.chain), one.sealed_at, one.entry_id, one.entry.source, one.entry.source_id,
               bytes(one.entry.digest), one.entry.made_at)
        for one in found
    ]  # fmt: skip
    broken = sum(not follows(before.chain, one) for before, one in pairwise(seals))
    return Asked("Of the last seals, those that follow from the one before", max(0, len(seals) - 1), broken)


def _rows() -> Asked:
    """Digest some moments again, with the words in them opened."""
    read = sources.readers()["journeys.event"]
    found = (Row(*one) for one in read(None, LOOKED_AT))
    rows = {one.id: digest(one.salt, one.payload) for one in found if one.salt and one.payload}
    with connection.cursor() as cursor:
        cursor.execute(
            "select source_id, digest from record_entry where source = 'journeys.event' and source_id = any (%s)",
            [list(rows)],
        )
        entries = {key: bytes(kept) for key, kept in cursor.fetchall()}
    broken = sum(entries.get(key) != made for key, made in rows.items())
    return Asked("Of some moments, those that are as they were recorded", len(rows), broken)

"""Watching the database from outside while people act: as its owner, and as every viewer on a connection of their own.

Each watcher's transaction is opened once and stays open, so that what they see is what the very next statement sees.
"""

from collections.abc import Iterable
from uuid import UUID

import psycopg
from access.sql import connect, signed

# What is looked at as each viewer, in turn: a table of each part that a tie opens.
LOOKED_AT = (
    "people_person",
    "people_waytoreach",
    "journeys_journey",
    "journeys_nextstep",
    "journeys_event",
    "introductions_passage",
    "access_tie",
)
BROKEN = """
select j.person_id from journeys_journey j
 where j.ended_at is null and j.person_id = any(%(people)s) and (
   (select count(*) from journeys_holding h where h.journey_id = j.id and h.until is null) <> 1
   or not exists (
     select 1 from journeys_nextstep n join places_site s on s.id = j.site_id
      where n.journey_id = j.id and n.kept_at is null and n.put_aside_at is null and n.done_by <> 'person'
        and n.due_on <= (now() at time zone 'Europe/London')::date + s.horizon_days))
union all
select j.person_id from journeys_journey j
 where j.ended_at is not null and j.person_id = any(%(people)s) and (
   exists (select 1 from journeys_holding h where h.journey_id = j.id and h.until is null)
   or exists (select 1 from journeys_nextstep n
               where n.journey_id = j.id and n.kept_at is null and n.put_aside_at is null)
   or not exists (select 1 from journeys_parting p where p.journey_id = j.id))
"""
STANDS = """
select j.person_id, h.practitioner_id, array_agg(n.id) filter (where n.id is not null)
  from journeys_journey j
  join journeys_holding h on h.journey_id = j.id and h.until is null
  left join journeys_nextstep n on n.journey_id = j.id and n.kept_at is null and n.put_aside_at is null
 where j.ended_at is null and j.person_id = any(%s) group by 1, 2
"""


class Watchers:
    """Everybody who looks on, each in a transaction that stays open."""

    def __init__(self) -> None:
        self.owner = connect("lw_owner", autocommit=True)
        self.open: dict[str, psycopg.Connection] = {}

    def add(self, called: str, kind: str, ref: UUID) -> None:
        own = connect()
        own.execute("select set_config('livingwell.viewer', %s, true)", [signed(kind, ref)])
        self.open[called] = own

    def close(self) -> None:
        for own in (*self.open.values(), self.owner):
            own.close()

    def sees(self, called: str, people: Iterable[UUID], turn: int) -> set[UUID]:
        """Return whom of these a viewer sees, in the next of the tables."""
        table = LOOKED_AT[turn % len(LOOKED_AT)]
        question = f"select distinct person_id from {table} where person_id = any(%s)"
        return {row[0] for row in self.open[called].execute(question, [list(people)]).fetchall()}

    def finds(self, called: str, person_id: UUID) -> bool:
        """Return whether a viewer finds one person by their key."""
        asked = self.open[called].execute("select 1 from people_person where person_id = %s", [person_id])
        return asked.fetchone() is not None

    def broken(self, people: Iterable[UUID]) -> list[UUID]:
        """Return for whom promise 1 is broken, in what has been committed."""
        return [row[0] for row in self.owner.execute(BROKEN, {"people": list(people)}).fetchall()]

    def stands(self, people: Iterable[UUID]) -> dict[UUID, tuple[UUID | None, set[UUID]]]:
        """Return, of each open journey's person, who holds (None: the team) and which steps are open."""
        rows = self.owner.execute(STANDS, [list(people)]).fetchall()
        return {person: (holder, set(steps or [])) for person, holder, steps in rows}

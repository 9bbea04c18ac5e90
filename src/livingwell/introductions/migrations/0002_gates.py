"""A receipt shows its bearer their own introduction and what they typed in it, and nothing else of anybody."""

from django.db import migrations

from livingwell.access.gates import gate, gate_function
from livingwell.access.words import Part

# The introductions whose receipt the viewer bears, while their tie to it lasts; and whether as an introducer.
BORNE = """
create function gate.borne() returns table (introduction_id uuid, by_introducer boolean)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select r.introduction_id, r.by_introducer
    from introductions_receipt r
    join access_tie t on t.party_kind = 'receipt' and t.party_id = r.introduction_id and t.person_id = r.person_id
     and (t.until is null or t.until > statement_timestamp())
   where gate.viewer_kind() = 'receipt' and r.introduction_id = gate.viewer_ref()
     and r.until > statement_timestamp()
$$
"""
NO_BEARER = "(select gate.viewer_kind()) <> 'receipt'"
OWN = "id in (select b.introduction_id from gate.borne() b)"
OWN_CHILD = "introduction_id in (select b.introduction_id from gate.borne() b)"
# What the bearer typed, and not what somebody else added to the same introduction.
OWN_WORDS = "(introduction_id, by_introducer) in (select b.introduction_id, b.by_introducer from gate.borne() b)"
OWN_CONFIDENCE = "introduction_id in (select b.introduction_id from gate.borne() b where b.by_introducer)"

# Which receipt opens with this link: asked before any viewer is named, by somebody who holds 256 bits of it.
FIND = """
create function gate.find_receipt(digest bytea) returns table (introduction_id uuid, by_introducer boolean)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select r.introduction_id, r.by_introducer from introductions_receipt r
   where r.link_digest = digest and r.until > statement_timestamp()
$$
"""

# Where the person of this receipt has got to, for a step that must stand on an open journey. Asked by the server, for
# the receipt's own actions; no page shows any of it.
JOURNEY = """
create function gate.journey_of_receipt()
returns table (journey_id uuid, person_id uuid, team_id uuid, is_open boolean, has_died boolean)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select j.id, j.person_id, j.team_id, j.ended_at is null, p.died_on is not null
    from introductions_introduction i
    join journeys_journey j on j.person_id = i.person_id
    join people_person p on p.person_id = i.person_id
   where gate.viewer_kind() = 'receipt' and i.id = gate.viewer_ref()
   order by j.ended_at is null desc, j.opened_at desc
   limit 1
$$
"""


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("introductions", "0001_initial"), ("journeys", "0002_promises")]

    operations = [
        run("grant select on introductions_receipt, introductions_introduction, people_person to lw_gate"),
        *gate_function(BORNE, "gate.borne()", callable_by="lw_web"),
        *gate(
            "introductions_introduction",
            part=Part.WORDS,
            changes=(
                "journey_id, state, reach_by, wants_a_ring, tell_back, told_reached_on, told_going_on,"
                " read_at, read_by, practitioner_id"
            ),
            also_see=OWN,
            only_if=NO_BEARER,
        ),
        *gate(
            "introductions_passage",
            part=Part.WORDS,
            changes=False,
            also_see=OWN_WORDS,
            only_if=f"({NO_BEARER}) or {OWN_WORDS}",
        ),
        *gate(
            "introductions_confidence",
            part=Part.CONFIDENCE,
            changes="reviewed_at, reviewed_by, withheld_because, may_be_shown",
            also_see=f"({OWN_CONFIDENCE}) or (may_be_shown and person_id in (select gate.seen('words')))",
        ),
        *gate(
            "introductions_receipt",
            part=Part.WORDS,
            reads="id, person_id, introduction_id, by_introducer, made_at, until",
            changes=False,
            also_see=OWN_CHILD,
            add_if=NO_BEARER,
        ),
        *gate_function(FIND, "gate.find_receipt(bytea)"),
        *gate_function(JOURNEY, "gate.journey_of_receipt()", callable_by="lw_web"),
    ]

"""A receipt shows its bearer their own introduction and what they typed in it, and nothing else of anybody."""

from django.db import migrations

from livingwell.access.gates import gate, gate_function
from livingwell.access.words import Part

BEARS = "(select gate.viewer_kind()) = 'receipt' and {column} = (select gate.viewer_ref())"
OWN = BEARS.format(column="id")
OWN_CHILD = BEARS.format(column="introduction_id")

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


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("introductions", "0001_initial"), ("journeys", "0002_promises")]

    operations = [
        *gate(
            "introductions_introduction",
            part=Part.WORDS,
            changes=(
                "journey_id, state, wants_a_ring, tell_back, told_reached_on, told_going_on,"
                " read_at, read_by, practitioner_id"
            ),
            also_see=OWN,
            change_if="(select gate.viewer_kind()) <> 'receipt'",
        ),
        *gate(
            "introductions_passage",
            part=Part.WORDS,
            changes=False,
            also_see=OWN_CHILD,
            only_if=f"(select gate.viewer_kind()) <> 'receipt' or ({OWN_CHILD})",
        ),
        *gate(
            "introductions_confidence",
            part=Part.CONFIDENCE,
            changes="reviewed_at, reviewed_by, withheld_because, may_be_shown",
            also_see=f"({OWN_CHILD}) or (may_be_shown and person_id in (select gate.seen('words')))",
        ),
        *gate("introductions_receipt", part=Part.WORDS, changes=False, also_see=OWN_CHILD),
        run("grant select on introductions_receipt to lw_gate"),
        *gate_function(FIND, "gate.find_receipt(bytea)"),
    ]

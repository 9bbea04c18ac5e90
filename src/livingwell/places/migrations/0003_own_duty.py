"""Who is on duty for a team is said by somebody who is in it, of somebody who is in it: it is where a worry goes."""

from django.db import migrations

PRACTISES = "(select gate.viewer_kind()) = 'practitioner'"
# A policy may read another table than its own; memberships are read by all.
IN_IT = """exists (
  select 1 from places_membership m
   where m.team_id = places_duty.team_id and m.practitioner_id = {who}
     and (m.until is null or m.until > statement_timestamp())
)"""
OF_THE_TEAM = f"{PRACTISES} and {IN_IT.format(who='(select gate.viewer_ref())')}"
# What is over may be shortened after somebody has left; only somebody who is there is put on duty.
TO_COME = f"ends_at <= statement_timestamp() or {IN_IT.format(who='places_duty.practitioner_id')}"


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("places", "0002_rights")]

    operations = [
        run("drop policy add on places_duty"),
        run("drop policy change on places_duty"),
        run(f"create policy add on places_duty for insert to lw_web with check ({OF_THE_TEAM} and ({TO_COME}))"),
        run(
            f"create policy change on places_duty for update to lw_web using ({OF_THE_TEAM}) "
            f"with check ({OF_THE_TEAM} and ({TO_COME}))"
        ),
    ]

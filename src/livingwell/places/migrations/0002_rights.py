"""What the serving role may do in the house's own address book. A membership opens ties, so it is gated as well."""

from django.db import migrations

# Whether the named practitioner leads a team now. A policy on a table may not read the same table, so a function does.
LEADS = """
create function gate.leads(team uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select gate.viewer_kind() = 'practitioner' and exists (
    select 1 from places_membership m
     where m.practitioner_id = gate.viewer_ref() and m.team_id = team and m.leads
       and (m.until is null or m.until > statement_timestamp())
  )
$$
"""
MAY_END = "(select gate.viewer_kind()) = 'practitioner' and (practitioner_id = (select gate.viewer_ref()) or gate.leads(team_id))"


def run(sql: str | list[str]) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [
        run("grant select on places_site, places_organisation, places_team, places_practitioner to lw_web, lw_worker"),
        run("grant select on places_membership, places_away, places_duty to lw_web, lw_worker"),
        run("grant insert on places_away, places_duty to lw_web"),
        run("grant update (cancelled_at, until_on, cover_id) on places_away to lw_web"),
        run("grant update (practitioner_id, starts_at, ends_at) on places_duty to lw_web"),
        run("grant update (until, days) on places_membership to lw_web"),
        run("grant select on places_membership to lw_gate"),
        run(["set local role lw_gate", LEADS, "reset role"]),
        run("alter table places_membership enable row level security"),
        run("alter table places_membership force row level security"),
        run("create policy see on places_membership for select to lw_web, lw_worker using (true)"),
        run(
            f"create policy leave on places_membership for update to lw_web using ({MAY_END}) "
            f"with check ({MAY_END} and (until is null or until <= clock_timestamp()))"
        ),
    ]

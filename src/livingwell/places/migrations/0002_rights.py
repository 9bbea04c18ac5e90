"""What the serving role may do in the house's own address book. A membership opens ties, so it is gated as well."""

from django.db import migrations


def run(sql: str | list[str]) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


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
PRACTISES = "(select gate.viewer_kind()) = 'practitioner'"
MAY_END = f"{PRACTISES} and (practitioner_id = (select gate.viewer_ref()) or gate.leads(team_id))"


# Somebody's days away are their own to say, or a lead's of a team they are in.
THEIR_OWN_DAYS = f"""
{PRACTISES} and (practitioner_id = (select gate.viewer_ref()) or exists (
  select 1 from places_membership m
   where m.practitioner_id = places_away.practitioner_id and m.until is null and gate.leads(m.team_id)
))
"""


def practitioners_write(table: str, by: str = PRACTISES) -> list[migrations.RunSQL]:
    """Who is away and who is on duty is read by all, and written by practitioners: it is where a worry goes."""
    return [
        run(f"alter table {table} enable row level security"),
        run(f"alter table {table} force row level security"),
        run(f"create policy see on {table} for select to lw_web, lw_worker using (true)"),
        run(f"create policy add on {table} for insert to lw_web with check ({by})"),
        run(f"create policy change on {table} for update to lw_web using ({by}) with check ({by})"),
    ]


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
        run(
            [
                "set local role lw_gate",
                LEADS,
                "revoke all on function gate.leads(uuid) from public",
                "grant execute on function gate.leads(uuid) to lw_web",
                "reset role",
            ]
        ),
        run("alter table places_membership enable row level security"),
        run("alter table places_membership force row level security"),
        run("create policy see on places_membership for select to lw_web, lw_worker using (true)"),
        # Only a membership that has not ended may be ended: nobody comes back into a team by their own hand.
        run(
            f"create policy leave on places_membership for update to lw_web using ({MAY_END} and until is null) "
            f"with check ({MAY_END} and (until is null or until <= clock_timestamp()))"
        ),
        *practitioners_write("places_away", THEIR_OWN_DAYS),
        *practitioners_write("places_duty"),
    ]

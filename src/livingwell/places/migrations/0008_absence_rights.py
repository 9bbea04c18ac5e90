"""A colleague may say that somebody of their team is away today: that, in their own name, and nothing more.

For today alone, naming nobody to cover (so the whole team does); not on other days, and not of somebody in another
team. Whoever said so may take it back, and so may they themselves. The last day somebody was here is a day and no
hour, read by their team, and written by a function alone. Words left for whoever is on duty next are the team's.
"""

from django.db import migrations

PRACTISES = "(select gate.viewer_kind()) = 'practitioner'"
ME = "(select gate.viewer_ref())"
TODAY = "(clock_timestamp() at time zone 'Europe/London')::date"
CURRENT = "({0}.until is null or {0}.until > statement_timestamp())"
# A policy may read another table than its own; memberships are read by all.
TEAMMATE = f"""exists (
  select 1 from places_membership mine
    join places_membership theirs on theirs.team_id = mine.team_id and {CURRENT.format("theirs")}
   where mine.practitioner_id = {ME} and {CURRENT.format("mine")} and theirs.practitioner_id = {{who}}
)"""
MY_TEAM = f"""{PRACTISES} and team_id in (
  select m.team_id from places_membership m where m.practitioner_id = {ME} and {CURRENT.format("m")}
)"""
# As in 0002: somebody's own days, or a lead's of a team they are in.
THEIR_OWN_DAYS = f"""({PRACTISES} and (practitioner_id = {ME} or exists (
  select 1 from places_membership m
   where m.practitioner_id = places_away.practitioner_id and m.until is null and gate.leads(m.team_id)
)))"""
IN_NOBODY_ELSE_S_NAME = f"(said_by_id is null or said_by_id = {ME})"
SAID_OF_TODAY = f"""({PRACTISES} and said_by_id = {ME} and practitioner_id <> {ME} and cover_id is null
  and from_on = {TODAY} and until_on = from_on and {TEAMMATE.format(who="places_away.practitioner_id")})"""

# Somebody was here today: they themselves, or heard of by a colleague of theirs. By the server's own clock.
WAS_HERE = f"""
create function gate.was_here(who uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if gate.viewer_kind() <> 'practitioner' then return false; end if;
  if who <> gate.viewer_ref() and not {TEAMMATE.format(who="was_here.who")} then return false; end if;
  insert into places_lasthere (practitioner_id, here_on) values (who, {TODAY})
    on conflict (practitioner_id) do update set here_on = excluded.here_on
    where places_lasthere.here_on <> excluded.here_on;
  return true;
end $$
"""


def run(*sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(list(sql), migrations.RunSQL.noop)


def forced(table: str) -> migrations.RunSQL:
    return run(f"alter table {table} enable row level security", f"alter table {table} force row level security")


class Migration(migrations.Migration):
    dependencies = [("places", "0007_absence")]

    operations = [
        run(
            "drop policy add on places_away",
            "drop policy change on places_away",
            f"create policy add on places_away for insert to lw_web with check"
            f" ((({THEIR_OWN_DAYS}) and {IN_NOBODY_ELSE_S_NAME}) or {SAID_OF_TODAY})",
            f"create policy change on places_away for update to lw_web"
            f" using ({THEIR_OWN_DAYS} or ({SAID_OF_TODAY} and cancelled_at is null))"
            f" with check ({THEIR_OWN_DAYS} or {SAID_OF_TODAY})",
        ),
        forced("places_lasthere"),
        forced("places_dutywords"),
        run(
            "grant select on places_lasthere, places_dutywords to lw_web",
            "grant insert on places_dutywords to lw_web",
            "grant select, insert, update on places_lasthere to lw_gate",
            f"create policy see on places_lasthere for select to lw_web using ({PRACTISES}"
            f" and (practitioner_id = {ME} or {TEAMMATE.format(who='places_lasthere.practitioner_id')}))",
            f"create policy see on places_dutywords for select to lw_web using ({MY_TEAM})",
            f"create policy add on places_dutywords for insert to lw_web with check"
            f" ({MY_TEAM} and practitioner_id = {ME})",
        ),
        run(
            "set local role lw_gate",
            WAS_HERE,
            "revoke all on function gate.was_here(uuid) from public",
            "grant execute on function gate.was_here(uuid) to lw_web",
            "reset role",
        ),
    ]

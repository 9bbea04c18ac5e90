"""Promise 1 in the database: nobody falls. Checked at commit, whoever writes and however.

Every open journey has exactly one holder, with a current tie, and at least one open next step that a practitioner or
a team holds, due within the site's horizon. The journey's row is locked while it is checked: without that, two people
closing its last two steps at the same moment would both be let through.
"""

from django.db import migrations

from livingwell.access.gates import gate, gate_function
from livingwell.access.words import Part

CHECK = """
create function gate.check_journey(which uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  journey record;
  holding record;
begin
  select j.id, j.person_id, j.team_id, s.horizon_days into journey
    from journeys_journey j join places_site s on s.id = j.site_id
   where j.id = which and j.ended_at is null
     for update of j;
  if not found then return; end if;

  select h.practitioner_id, h.team_id into holding
    from journeys_holding h where h.journey_id = which and h.until is null;
  if not found then
    raise exception 'an open journey has nobody holding' using errcode = '23514', constraint = 'nobody_falls';
  end if;

  if holding.practitioner_id is null then
    if not exists (
      select 1 from access_tie t
       where t.person_id = journey.person_id and t.party_kind = 'team' and t.party_id = holding.team_id
         and (t.until is null or t.until > clock_timestamp())
    ) then
      raise exception 'the team that holds has no tie' using errcode = '23514', constraint = 'holder_has_a_tie';
    end if;
  elsif exists (
      select 1 from access_refusal r
       where r.person_id = journey.person_id and r.practitioner_id = holding.practitioner_id
         and (r.until is null or r.until > clock_timestamp())
    ) or not exists (
      select 1 from access_tie t
       where t.person_id = journey.person_id and t.party_kind = 'practitioner' and t.party_id = holding.practitioner_id
         and (t.until is null or t.until > clock_timestamp())
      union all
      select 1 from access_tie t
        join places_membership m on m.team_id = t.party_id and m.practitioner_id = holding.practitioner_id
         and (m.until is null or m.until > clock_timestamp())
       where t.person_id = journey.person_id and t.party_kind = 'team'
         and (t.until is null or t.until > clock_timestamp())
    ) then
    raise exception 'whoever holds has no current tie' using errcode = '23514', constraint = 'holder_has_a_tie';
  end if;

  if not exists (
    select 1 from journeys_nextstep n
     where n.journey_id = which and n.kept_at is null and n.put_aside_at is null
       and n.done_by <> 'person'
       and n.due_on <= (clock_timestamp() at time zone 'Europe/London')::date + journey.horizon_days
  ) then
    raise exception 'an open journey has no next step in time' using errcode = '23514', constraint = 'nobody_falls';
  end if;
end
$$
"""

# One trigger function for the tables of a journey, one for what a holder's tie hangs on.
OF_A_JOURNEY = """
create function gate.journey_is_held() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_table_name = 'journeys_journey' then
    perform gate.check_journey(coalesce(new.id, old.id));
  else
    if tg_op <> 'INSERT' then perform gate.check_journey(old.journey_id); end if;
    if tg_op <> 'DELETE' then perform gate.check_journey(new.journey_id); end if;
  end if;
  return null;
end
$$
"""
OF_A_TIE = """
create function gate.tie_is_not_needed() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare one record;
begin
  if tg_table_name = 'places_membership' then
    for one in
      select h.journey_id from journeys_holding h
       where h.until is null and h.practitioner_id = coalesce(new.practitioner_id, old.practitioner_id)
       order by h.journey_id
    loop
      perform gate.check_journey(one.journey_id);
    end loop;
  else
    for one in
      select j.id from journeys_journey j
       where j.ended_at is null and j.person_id = coalesce(new.person_id, old.person_id)
    loop
      perform gate.check_journey(one.id);
    end loop;
  end if;
  return null;
end
$$
"""

WATCHED = {
    "journeys_journey": "gate.journey_is_held()",
    "journeys_holding": "gate.journey_is_held()",
    "journeys_nextstep": "gate.journey_is_held()",
    "access_tie": "gate.tie_is_not_needed()",
    "access_refusal": "gate.tie_is_not_needed()",
    "places_membership": "gate.tie_is_not_needed()",
}


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


def watch(table: str, function: str) -> migrations.RunSQL:
    verbs = "insert or update or delete" if table.startswith("journeys") else "update or delete"
    if table == "access_refusal":
        verbs = "insert or update"
    return run(
        f"create constraint trigger nobody_falls after {verbs} on {table} "
        f"deferrable initially deferred for each row execute function {function}"
    )


class Migration(migrations.Migration):
    dependencies = [("journeys", "0001_initial"), ("access", "0002_gates"), ("people", "0002_gates")]

    operations = [
        # `for update` needs the right to update; this role has no login, and its functions change nothing.
        run("grant select, update on journeys_journey to lw_gate"),
        run("grant select on journeys_holding, journeys_nextstep, places_site, places_membership to lw_gate"),
        *gate_function(CHECK, "gate.check_journey(uuid)", callable_by=""),
        *gate_function(OF_A_JOURNEY, "gate.journey_is_held()", callable_by="lw_owner"),
        *gate_function(OF_A_TIE, "gate.tie_is_not_needed()", callable_by="lw_owner"),
        *[watch(table, function) for table, function in WATCHED.items()],
        *gate("journeys_journey", part=Part.JOURNEY),
        *gate("journeys_holding", part=Part.JOURNEY, changes="until"),
        *gate(
            "journeys_nextstep",
            part=Part.STEPS,
            changes="practitioner_id, team_id, done_by, due_on, kept_at, put_aside_at, ended_by, ended_words",
            only_if="(select gate.viewer_kind()) not in ('receipt', 'person') or done_by = 'team'",
        ),
        *gate("journeys_try", part=Part.JOURNEY, changes=False),
        *gate("journeys_drawnin", part=Part.JOURNEY, changes="until"),
        *gate("journeys_parting", part=Part.JOURNEY, changes=False),
        *gate(
            "journeys_worry",
            part=Part.WORRIES,
            changes="acknowledged_at, acknowledged_by, reaches_id, settled_at, settled_by, settled_words",
        ),
        *gate("journeys_worryshared", part=Part.WORRIES, changes=False),
        *gate("journeys_tobring", part=Part.WORRIES, changes="brought_at"),
        # A concern is read by whoever raised it and whoever leads it, and by nobody's ordinary tie.
        *gate(
            "journeys_concern",
            part=Part.SAFEGUARDING,
            changes="lead_id, next_step, due_on, done_at, done_words",
            also_see="(select gate.viewer_kind()) = 'practitioner' and (select gate.viewer_ref()) in (raised_by_id, lead_id)",
            also_add=(
                "(person_id in (select gate.written('worries')) or (select gate.viewer_ref()) = lead_id)"
                " and (select gate.viewer_kind()) = 'practitioner'"
                " and (select gate.viewer_ref()) in (raised_by_id, lead_id)"
            ),
        ),
        # Append-only for the serving role: no right to change or delete one.
        *gate("journeys_event", part=Part.STREAM, changes=False),
    ]

"""Promise 1 in the database: nobody falls. Checked at commit, whoever writes and however.

Every open journey has exactly one holder, with a current tie, and at least one open next step that a practitioner or
a team holds, due within the site's horizon; and whoever an open next step waits for can see the person it is about.
The journey's row is locked while it is checked: without that, two people closing its last two steps at the same moment
would both be let through. A journey that has ended says how, and nothing still hangs on it, where nobody would look.
"""

from django.db import migrations

from livingwell.access.gates import IN_OWN_NAME, PRACTISES, gate, gate_function
from livingwell.access.words import Part

# Whether a practitioner can still act for somebody: works here, is not refused, and is tied or in a team that is.
# What they are counted on by is locked: somebody who leaves at this moment waits, or is waited for.
MAY_ACT = """
create function gate.may_act(person uuid, who uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform 1 from places_practitioner p where p.id = who and p.left_at is null for share;
  if not found then return false; end if;
  if exists (
    select 1 from access_refusal r
     where r.person_id = person and r.practitioner_id = who and (r.until is null or r.until > clock_timestamp())
  ) then return false; end if;
  if exists (
    select 1 from access_tie t
     where t.person_id = person and t.party_kind = 'practitioner' and t.party_id = who
       and (t.until is null or t.until > clock_timestamp())
  ) then return true; end if;
  perform 1 from places_membership m
    join access_tie t on t.person_id = person and t.party_kind = 'team' and t.party_id = m.team_id
     and (t.until is null or t.until > clock_timestamp())
   where m.practitioner_id = who and (m.until is null or m.until > clock_timestamp())
     for share of m;
  return found;
end
$$
"""
TEAM_IS_TIED = """
create function gate.team_is_tied(person uuid, team uuid) returns boolean
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select exists (
    select 1 from access_tie t
     where t.person_id = person and t.party_kind = 'team' and t.party_id = team
       and (t.until is null or t.until > clock_timestamp())
  )
$$
"""

# Whether anybody is in a team. Whoever is found is locked: the last to leave waits, or is waited for.
SOMEBODY_IS_IN = """
create function gate.somebody_is_in(team uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform 1 from places_membership m join places_practitioner p on p.id = m.practitioner_id
   where m.team_id = team and (m.until is null or m.until > clock_timestamp()) and p.left_at is null
   limit 1 for share;
  return found;
end
$$
"""

# Whether anybody in a team can see somebody: one whom they have not refused. Where nobody can, nobody would be there.
SOMEBODY_SEES = """
create function gate.somebody_sees(person uuid, team uuid) returns boolean
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select exists (
    select 1 from places_membership m join places_practitioner p on p.id = m.practitioner_id
     where m.team_id = team and (m.until is null or m.until > clock_timestamp()) and p.left_at is null
       and not exists (
         select 1 from access_refusal r
          where r.person_id = person and r.practitioner_id = p.id and (r.until is null or r.until > clock_timestamp())
       )
  )
$$
"""

CHECK = """
create function gate.check_journey(which uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  journey record;
  holding record;
begin
  select j.id, j.person_id, j.ended_at, s.horizon_days into journey
    from journeys_journey j join places_site s on s.id = j.site_id
   where j.id = which
     for update of j;
  if not found then return; end if;

  if journey.ended_at is not null then
    if not exists (select 1 from journeys_parting p where p.journey_id = which) then
      raise exception 'a journey ended without its ending' using errcode = '23514', constraint = 'an_ending_is_said';
    end if;
    if exists (select 1 from journeys_holding h where h.journey_id = which and h.until is null)
      or exists (
        select 1 from journeys_nextstep n
         where n.journey_id = which and n.kept_at is null and n.put_aside_at is null
      )
      or exists (
        select 1 from journeys_drawnin d left join access_tie t on t.id = d.tie_id
         where d.journey_id = which and (d.until is null or t.until is null or t.until > clock_timestamp())
      ) then
      raise exception 'something hangs on an ended journey' using errcode = '23514', constraint = 'ended_is_ended';
    end if;
    return;
  end if;

  select h.practitioner_id, h.team_id into holding
    from journeys_holding h where h.journey_id = which and h.until is null;
  if not found then
    raise exception 'an open journey has nobody holding' using errcode = '23514', constraint = 'nobody_falls';
  end if;
  if not gate.team_is_tied(journey.person_id, holding.team_id)
    or (holding.practitioner_id is not null and not gate.may_act(journey.person_id, holding.practitioner_id)) then
    raise exception 'whoever holds has no current tie' using errcode = '23514', constraint = 'holder_has_a_tie';
  end if;

  if not gate.somebody_is_in(holding.team_id) then
    raise exception 'the team that holds has nobody in it' using errcode = '23514', constraint = 'somebody_stays';
  end if;
  if not gate.somebody_sees(journey.person_id, holding.team_id) then
    raise exception 'nobody in the team that holds could see them'
      using errcode = '23514', constraint = 'somebody_sees_them';
  end if;

  if exists (
    select 1 from journeys_nextstep n
     where n.journey_id = which and n.kept_at is null and n.put_aside_at is null and n.done_by <> 'person'
       and not case when n.team_id is not null then gate.team_is_tied(journey.person_id, n.team_id)
                    else gate.may_act(journey.person_id, n.practitioner_id) end
  ) then
    raise exception 'a next step waits for somebody with no tie' using errcode = '23514', constraint = 'doer_has_a_tie';
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

# A journey that ends lets everybody go who was drawn in, with the tie that let them see. Whoever is drawn in may end a
# journey, and ends no tie but their own, so the database does it. On a journey that is open it does nothing; and where
# somebody has come back since, whoever is drawn in now stays.
DRAW_EVERYBODY_OUT = """
create function gate.draw_everybody_out(which uuid, by_called text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare whose uuid;
begin
  select j.person_id into whose from journeys_journey j where j.id = which and j.ended_at is not null;
  if not found or whose not in (select gate.written('journey')) then return; end if;
  update journeys_drawnin set until = clock_timestamp() where journey_id = which and until is null;
  if exists (select 1 from journeys_journey j where j.person_id = whose and j.ended_at is null) then return; end if;
  update access_tie set until = clock_timestamp(), ended_by = left(by_called, 120)
   where person_id = whose and reason = 'drawn in' and (until is null or until > clock_timestamp());
end
$$
"""

# One event of the stream, in the name of whoever is named, for functions that write of people whom they may not see.
# Whoever calls seals it, so it comes back whole.
MAKE_EVENT = """
create function gate.make_event(what text, person uuid, journey uuid, facts jsonb, of_row uuid, called text)
returns journeys_event
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare made journeys_event;
begin
  insert into journeys_event (id, kind, person_id, journey_id, at, by_kind, by_id, by_called, about, from_id, salt)
  values (
    gen_random_uuid(), what, person, journey, clock_timestamp(), gate.viewer_kind(), gate.viewer_ref(),
    left(called, 120), facts, of_row,
    substring(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) from 1 for 16)
  )
  returning * into made;
  return made;
end
$$
"""

# Whoever leaves a team hands back to it what they hold and the next steps that wait for them, all of it: also of
# somebody whom the lead who says so may not see. Only they themselves, or a lead of the team, hand anything back by it.
# It is in the stream as done by whoever said so; only those events come back, to be sealed.
HAND_BACK = """
create function gate.hand_back(who uuid, team uuid, why text, by_called text) returns setof journeys_event
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one record;
  made journeys_event;
begin
  if gate.viewer_kind() <> 'practitioner' or not (gate.viewer_ref() = who or gate.leads(team)) then return; end if;
  update journeys_nextstep n
     set done_by = 'team', practitioner_id = null, team_id = team
    from journeys_journey j
   where j.id = n.journey_id and j.team_id = team and j.ended_at is null
     and n.practitioner_id = who and n.kept_at is null and n.put_aside_at is null;
  for one in
    with ended as (
      update journeys_holding h set until = clock_timestamp()
       where h.practitioner_id = who and h.team_id = team and h.until is null
      returning h.journey_id, h.person_id
    )
    insert into journeys_holding as given (
      id, journey_id, person_id, team_id, words, by_id, by_called, made_at
    )
    select gen_random_uuid(), e.journey_id, e.person_id, team, left(why, 300), gate.viewer_ref(), left(by_called, 120),
           clock_timestamp()
      from ended e
    returning given.id, given.journey_id, given.person_id
  loop
    made := gate.make_event(
      'holder changed', one.person_id, one.journey_id,
      jsonb_build_object('holder', (select t.name from places_team t where t.id = team), 'words', why),
      one.id, by_called
    );
    return next made;
  end loop;
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
  for one in
    select j.id from journeys_journey j
     where j.ended_at is null and j.person_id in (old.person_id, new.person_id)
     order by j.id
  loop
    perform gate.check_journey(one.id);
  end loop;
  return null;
end
$$
"""
# What somebody holds, and what waits for them, when they leave a team or the place. And a team that holds anybody keeps
# somebody in it whom they have not refused: its row is locked, so that its last two cannot both leave at once.
OF_SOMEBODY = """
create function gate.somebody_is_not_needed() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one record;
  who uuid;
  teams uuid[];
begin
  if tg_table_name = 'places_membership' then
    who := old.practitioner_id;
    teams := array[old.team_id];
  else
    who := old.id;
    teams := array(select m.team_id from places_membership m where m.practitioner_id = who and m.until is null);
  end if;
  for one in
    select h.journey_id from journeys_holding h where h.until is null and h.practitioner_id = who
    union
    select n.journey_id from journeys_nextstep n
     where n.practitioner_id = who and n.kept_at is null and n.put_aside_at is null
    union
    select h.journey_id from journeys_holding h join access_refusal r on r.person_id = h.person_id
     where h.until is null and h.team_id = any(teams) and (r.until is null or r.until > clock_timestamp())
    order by 1
  loop
    perform gate.check_journey(one.journey_id);
  end loop;
  for one in
    select t.id from places_team t
     where t.id in (select unnest(teams))
     order by t.id for update
  loop
    if not exists (
      select 1 from places_membership m join places_practitioner p on p.id = m.practitioner_id
       where m.team_id = one.id and (m.until is null or m.until > clock_timestamp()) and p.left_at is null
    ) and exists (select 1 from journeys_holding h where h.until is null and h.team_id = one.id) then
      raise exception 'a team that holds has nobody in it' using errcode = '23514', constraint = 'somebody_stays';
    end if;
  end loop;
  return null;
end
$$
"""

# A place that brings its horizon nearer does not leave anybody past it unseen: it is refused until something is due for
# everybody within the new one. A day that was promised to somebody is theirs to move, not a pack's.
OF_A_HORIZON = """
create function gate.nobody_is_past_the_horizon() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.horizon_days < old.horizon_days and exists (
    select 1 from journeys_journey j
     where j.site_id = new.id and j.ended_at is null and not exists (
       select 1 from journeys_nextstep n
        where n.journey_id = j.id and n.kept_at is null and n.put_aside_at is null and n.done_by <> 'person'
          and n.due_on <= (clock_timestamp() at time zone 'Europe/London')::date + new.horizon_days
     )
  ) then
    raise exception 'somebody would wait past the horizon' using errcode = '23514', constraint = 'a_nearer_horizon';
  end if;
  return null;
end
$$
"""

# What cannot wait reaches somebody who can see it.
REACHES = """
create function gate.reaches_somebody() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.reaches_id is null or gate.may_act(new.person_id, new.reaches_id) then return null; end if;
  raise exception 'this reaches somebody who cannot see it' using errcode = '23514', constraint = 'reaches_somebody';
end
$$
"""

WATCHED = {
    "journeys_journey": ("insert or update or delete", "gate.journey_is_held()"),
    "journeys_holding": ("insert or update or delete", "gate.journey_is_held()"),
    "journeys_nextstep": ("insert or update or delete", "gate.journey_is_held()"),
    "journeys_drawnin": ("insert or update or delete", "gate.journey_is_held()"),
    "access_tie": ("update or delete", "gate.tie_is_not_needed()"),
    "access_refusal": ("insert or update", "gate.tie_is_not_needed()"),
    "places_membership": ("update or delete", "gate.somebody_is_not_needed()"),
    "places_practitioner": ("update of left_at", "gate.somebody_is_not_needed()"),
    "places_site": ("update of horizon_days", "gate.nobody_is_past_the_horizon()"),
    "journeys_worry": ("insert or update of reaches_id", "gate.reaches_somebody()"),
}


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


def watch(table: str, verbs: str, function: str) -> migrations.RunSQL:
    return run(
        f"create constraint trigger nobody_falls after {verbs} on {table} "
        f"deferrable initially deferred for each row execute function {function}"
    )


# Somebody who brings no practitioner's name asks something of the team, and of nobody by name.
ASKS_THE_TEAM = (
    "(select gate.viewer_kind()) in ('practitioner', 'worker') or done_by = 'team'"
    " or ((select gate.viewer_kind()) = 'person' and done_by = 'person')"
)
# And changes nothing but the steps that are their own.
OWN_STEPS = "(select gate.viewer_kind()) in ('practitioner', 'worker') or done_by = 'person'"
# What the bearer of a receipt can make happen: they add to what was said, and something is to be done about it.
BEARER_ONLY_ADDS = (
    "(select gate.viewer_kind()) <> 'receipt' or kind in ('added to', 'asked to withdraw', 'next step made')"
)


class Migration(migrations.Migration):
    dependencies = [("journeys", "0001_initial"), ("access", "0002_gates"), ("people", "0002_gates")]

    operations = [
        # `for update` needs the right to update; this role has no login, and these functions change nothing.
        run("grant select, update on journeys_journey, places_team, places_membership, places_practitioner to lw_gate"),
        run("grant select on journeys_holding, journeys_nextstep, journeys_parting, places_site to lw_gate"),
        run("grant select, update on journeys_drawnin, access_tie to lw_gate"),
        run("grant insert, update on journeys_holding to lw_gate"),
        run("grant update on journeys_nextstep to lw_gate"),
        *gate_function(MAY_ACT, "gate.may_act(uuid, uuid)", callable_by=""),
        *gate_function(TEAM_IS_TIED, "gate.team_is_tied(uuid, uuid)", callable_by=""),
        *gate_function(SOMEBODY_IS_IN, "gate.somebody_is_in(uuid)", callable_by=""),
        *gate_function(SOMEBODY_SEES, "gate.somebody_sees(uuid, uuid)", callable_by=""),
        *gate_function(CHECK, "gate.check_journey(uuid)", callable_by=""),
        *gate_function(OF_A_JOURNEY, "gate.journey_is_held()", callable_by="lw_owner"),
        *gate_function(OF_A_TIE, "gate.tie_is_not_needed()", callable_by="lw_owner"),
        *gate_function(OF_SOMEBODY, "gate.somebody_is_not_needed()", callable_by="lw_owner"),
        *gate_function(OF_A_HORIZON, "gate.nobody_is_past_the_horizon()", callable_by="lw_owner"),
        run("grant select, insert on journeys_event to lw_gate"),
        *gate_function(MAKE_EVENT, "gate.make_event(text, uuid, uuid, jsonb, uuid, text)", callable_by=""),
        *gate_function(HAND_BACK, "gate.hand_back(uuid, uuid, text, text)", callable_by="lw_web"),
        *gate_function(DRAW_EVERYBODY_OUT, "gate.draw_everybody_out(uuid, text)"),
        *gate_function(REACHES, "gate.reaches_somebody()", callable_by="lw_owner"),
        *[watch(table, verbs, function) for table, (verbs, function) in WATCHED.items()],
        *gate(
            "journeys_journey",
            part=Part.JOURNEY,
            changes=(
                "first_conversation_by, first_conversation_at, last_spoken_at, paused_at, paused_until, ended_at"
            ),
            while_="ended_at is null",
        ),
        *gate("journeys_holding", part=Part.JOURNEY, changes="until", while_="until is null"),
        *gate(
            "journeys_nextstep",
            part=Part.STEPS,
            changes="practitioner_id, team_id, done_by, due_on, kept_at, put_aside_at, ended_by, ended_words",
            add_if=ASKS_THE_TEAM,
            change_if=OWN_STEPS,
            while_=f"kept_at is null and put_aside_at is null and ({OWN_STEPS})",
        ),
        *gate("journeys_try", part=Part.JOURNEY, changes=False, add_if=PRACTISES),
        *gate("journeys_drawnin", part=Part.JOURNEY, changes="until", while_="until is null", add_if=PRACTISES),
        *gate("journeys_parting", part=Part.JOURNEY, changes=False, add_if=PRACTISES),
        *gate(
            "journeys_worry",
            part=Part.WORRIES,
            changes="acknowledged_at, acknowledged_by, reaches_id, settled_at, settled_by, settled_words",
        ),
        *gate("journeys_worryshared", part=Part.WORRIES, changes=False),
        *gate("journeys_tobring", part=Part.WORRIES, changes="brought_at"),
        # Append-only for the serving role: no right to change or delete one.
        *gate("journeys_event", part=Part.STREAM, changes=False, add_if=f"({IN_OWN_NAME}) and ({BEARER_ONLY_ADDS})"),
    ]

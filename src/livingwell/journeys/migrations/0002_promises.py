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
  if not found then return; end if;
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
# What somebody holds, leads on, and what waits for them, when they leave a team or the place. And a team that holds anybody, or
# that anything waits for, keeps somebody in it: its row is locked, so that its last two cannot both leave at once.
OF_SOMEBODY = """
create function gate.somebody_is_not_needed() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one record;
  who uuid;
  teams uuid[];
  goes boolean;
begin
  if tg_table_name = 'places_membership' then
    who := old.practitioner_id;
    teams := array[old.team_id];
  else
    who := old.id;
    teams := array(select m.team_id from places_membership m where m.practitioner_id = who and m.until is null);
  end if;
  if tg_op = 'DELETE' then
    goes := true;
  elsif tg_table_name = 'places_membership' then
    goes := new.until is not null;
  else
    goes := new.left_at is not null;
  end if;
  if goes and exists (
    select 1 from journeys_concern c join journeys_journey j on j.person_id = c.person_id
     where c.lead_id = who and c.done_at is null and j.team_id = any(teams)
  ) then
    raise exception 'a concern has nobody who leads' using errcode = '23514', constraint = 'a_concern_has_a_lead';
  end if;
  for one in
    select h.journey_id from journeys_holding h where h.until is null and h.practitioner_id = who
    union
    select n.journey_id from journeys_nextstep n
     where n.practitioner_id = who and n.kept_at is null and n.put_aside_at is null
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

# What cannot wait, and what the law asks of us at once, reach somebody who can see it.
REACHES = """
create function gate.reaches_somebody() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_table_name = 'journeys_worry' then
    if new.reaches_id is null or gate.may_act(new.person_id, new.reaches_id) then return null; end if;
  elsif not exists (
    select 1 from access_refusal r
     where r.person_id = new.person_id and r.practitioner_id = new.lead_id
       and (r.until is null or r.until > clock_timestamp())
  ) then
    return null;
  end if;
  raise exception 'this reaches somebody who cannot see it' using errcode = '23514', constraint = 'reaches_somebody';
end
$$
"""

# A concern is given another lead by whoever raised it or leads on it, who may then no longer read it: no policy lets
# somebody write a row that they could not read, so a function does.
PASS_CONCERN = """
create function gate.pass_concern(which uuid, to_lead uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  update journeys_concern c set lead_id = to_lead
   where c.id = which and c.done_at is null and gate.viewer_kind() = 'practitioner'
     and gate.viewer_ref() in (c.raised_by_id, c.lead_id)
     and c.person_id not in (select gate.refusing());
  return found;
end
$$
"""
# What somebody leads on when they leave a team (themselves, or by its lead), or when a person refuses them (by whoever
# may write that down): it goes to who leads on safeguarding in the team, else who leads it, else somebody in it; else
# to a lead of another team here. Never to somebody refused, and to somebody away only if nobody else is left. Whoever
# calls may read none of it: only ids come back, of what was handed on, so that it is sealed.
HAND_ON_CONCERNS = """
create function gate.hand_on_concerns(who uuid, of_team uuid, of_person uuid, called text)
returns table (made_id uuid, of_concern uuid, new_lead uuid, made_at timestamptz, made_salt bytea)
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one record;
begin
  if gate.viewer_kind() <> 'practitioner' or not (
    case when of_person is null then who = gate.viewer_ref() or gate.leads(of_team)
         else of_person in (select gate.written('ties')) end
  ) then return; end if;
  for one in
    select c.id, c.person_id from journeys_concern c
     where c.lead_id = who and c.done_at is null
       and case when of_person is not null then c.person_id = of_person
                else exists (select 1 from journeys_journey j where j.person_id = c.person_id and j.team_id = of_team)
           end
     order by c.id for update of c
  loop
    new_lead := gate.next_lead(one.person_id, of_team, who);
    if new_lead is null then
      continue when of_person is not null;  -- a refusal stands all the same
      raise exception 'a concern has nobody who leads' using errcode = '23514', constraint = 'a_concern_has_a_lead';
    end if;
    made_id := gen_random_uuid();
    of_concern := one.id;
    made_at := clock_timestamp();
    made_salt := substring(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) from 1 for 16);
    update journeys_concern c set lead_id = new_lead where c.id = one.id;
    insert into journeys_concernchange (id, person_id, concern_id, kind, at, by_id, by_called, lead_id, next_step, words,
      salt)
    values (made_id, one.person_id, one.id, 'changed', made_at, gate.viewer_ref(), called, new_lead, '', '', made_salt);
    return next;
  end loop;
end
$$
"""
NEXT_LEAD = """
create function gate.next_lead(person uuid, of_team uuid, but_not uuid) returns uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select m.practitioner_id
    from places_membership m
    join places_practitioner p on p.id = m.practitioner_id and p.left_at is null
    join places_team t on t.id = m.team_id and t.site_id = (select h.site_id from places_team h where h.id = of_team)
   where m.practitioner_id <> but_not and (m.until is null or m.until > clock_timestamp())
     and (m.team_id = of_team or m.safeguards or m.leads)
     and not exists (
       select 1 from access_refusal r
        where r.person_id = person and r.practitioner_id = m.practitioner_id
          and (r.until is null or r.until > clock_timestamp())
     )
   order by exists (
       select 1 from places_away a
        where a.practitioner_id = m.practitioner_id and a.cancelled_at is null
          and (clock_timestamp() at time zone 'Europe/London')::date between a.from_on and a.until_on
     ), m.team_id <> of_team, not m.safeguards, not m.leads, p.called
   limit 1
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
    "journeys_concern": ("insert or update of lead_id", "gate.reaches_somebody()"),
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
RAISED_OR_LEADS = f"({PRACTISES}) and (select gate.viewer_ref()) in (raised_by_id, lead_id)"
ABOUT_A_CONCERN = f"({PRACTISES}) and concern_id in (select c.id from journeys_concern c)"  # as far as they read it
NOT_REFUSED = "person_id not in (select gate.refusing())"
REFUSING = """
create function gate.refusing() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select r.person_id from access_refusal r
   where gate.viewer_kind() = 'practitioner' and r.practitioner_id = gate.viewer_ref()
     and (r.until is null or r.until > statement_timestamp())
$$
"""
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
        *gate_function(REFUSING, "gate.refusing()", callable_by="lw_web"),
        run("grant select on places_away to lw_gate"),
        run("grant select, update on journeys_concern to lw_gate"),
        run("grant insert on journeys_concernchange to lw_gate"),
        *gate_function(NEXT_LEAD, "gate.next_lead(uuid, uuid, uuid)", callable_by=""),
        *gate_function(PASS_CONCERN, "gate.pass_concern(uuid, uuid)", callable_by="lw_web"),
        *gate_function(
            HAND_ON_CONCERNS, "gate.hand_on_concerns(uuid, uuid, uuid, text)", callable_by="lw_web"
        ),
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
        # A concern is read by whoever raised it and whoever leads it, and by nobody's ordinary tie. A refusal outranks.
        *gate(
            "journeys_concern",
            part=Part.SAFEGUARDING,
            changes="next_step, due_on, done_at, done_words",
            also_see=f"{RAISED_OR_LEADS} and {NOT_REFUSED}",
            also_add=(
                f"person_id in (select gate.written('worries')) and ({PRACTISES})"
                " and (select gate.viewer_ref()) = raised_by_id"
            ),
            also_change=f"{RAISED_OR_LEADS} and {NOT_REFUSED}",
        ),
        # What became of it is read by whoever reads it, and only added to.
        *gate(
            "journeys_concernchange",
            part=Part.SAFEGUARDING,
            changes=False,
            also_see=ABOUT_A_CONCERN,
            also_add=f"({ABOUT_A_CONCERN}) and by_id = (select gate.viewer_ref())",
        ),
        # Append-only for the serving role: no right to change or delete one.
        *gate("journeys_event", part=Part.STREAM, changes=False, add_if=f"({IN_OWN_NAME}) and ({BEARER_ONLY_ADDS})"),
    ]

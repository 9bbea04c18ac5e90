"""A safeguarding concern is read by two, and always has a lead who works here and can read it.

Whoever raised it and whoever leads on it read it, and nobody by an ordinary tie. So whoever hands one on for somebody
who leaves, or was refused, may read nothing of it: functions do it, and say ids alone, of what they wrote, so that
whoever called them seals it. Everything that takes a lead away asks here first, at commit, whoever does it and however.
"""

from django.db import migrations

from livingwell.access.gates import PRACTISES, gate, gate_function
from livingwell.access.words import Part

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

# Whether somebody may lead on a concern about a person: they work here, and the person has not refused them. Their row
# is locked: somebody who leaves the place at this moment waits, or is waited for.
MAY_LEAD = """
create function gate.may_lead(person uuid, who uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform 1 from places_practitioner p where p.id = who and p.left_at is null for share;
  return found and not exists (
    select 1 from access_refusal r
     where r.person_id = person and r.practitioner_id = who and (r.until is null or r.until > clock_timestamp())
  );
end
$$
"""
HAS_A_LEAD = """
create function gate.concern_reaches_somebody() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if gate.may_lead(new.person_id, new.lead_id) then return null; end if;
  raise exception 'this reaches somebody who cannot see it' using errcode = '23514', constraint = 'reaches_somebody';
end
$$
"""

# The team that is alongside somebody, or was when their last journey ended.
TEAM_OF = """
create function gate.team_of(person uuid) returns uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select j.team_id from journeys_journey j
   where j.person_id = person
   order by j.ended_at is not null, j.opened_at desc
   limit 1
$$
"""

# What somebody may lead on no longer, once they are out of a team (null: out of the place): what is about that team's
# people; and all of it, when it was their last team, or the place.
LEFT_TO_LEAD = """
create function gate.left_to_lead(who uuid, team uuid) returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select c.id from journeys_concern c
   where c.lead_id = who and c.done_at is null
     and (team is null or gate.team_of(c.person_id) = team or not exists (
       select 1 from places_membership m where m.practitioner_id = who and m.team_id <> team and m.until is null
     ))
$$
"""
# Whoever leads on anything has their row locked as they leave: of their last two teams, they leave one at a time.
NOBODY_LEADS_WHO_LEFT = """
create function gate.nobody_leads_who_left() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  who uuid;
  team uuid;
begin
  if tg_table_name = 'places_membership' then
    if old.until is not null or (tg_op <> 'DELETE' and new.until is null) then return null; end if;
    who := old.practitioner_id;
    team := old.team_id;
  else
    if new.left_at is null then return null; end if;
    who := old.id;
  end if;
  if not exists (select 1 from journeys_concern c where c.lead_id = who and c.done_at is null) then return null; end if;
  perform 1 from places_practitioner p where p.id = who for update;
  if exists (select 1 from gate.left_to_lead(who, team)) then
    raise exception 'a concern has nobody who leads' using errcode = '23514', constraint = 'a_concern_has_a_lead';
  end if;
  return null;
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
declare whose uuid;
begin
  update journeys_concern c set lead_id = to_lead
   where c.id = which and c.done_at is null and gate.viewer_kind() = 'practitioner'
     and gate.viewer_ref() in (c.raised_by_id, c.lead_id)
     and c.person_id not in (select gate.refusing())
  returning c.person_id into whose;
  if not found then return false; end if;
  if not gate.may_lead(whose, to_lead) then
    raise exception 'this reaches somebody who cannot see it' using errcode = '23514', constraint = 'reaches_somebody';
  end if;
  return true;
end
$$
"""

# Who may take concerns off their lead, and when there is cause. Of a team: they themselves, or a lead of a team they are
# in. Of a person who refuses them, in force: they themselves, or whoever writes that person's ties. Of a person whom
# they were drawn in for and are no longer, being in no team: they themselves, or whoever may draw them out. Without a
# cause, nobody: a colleague does not become the reader of a concern by asking for it.
MAY_HAND_ON = """
create function gate.may_hand_on(who uuid, of_team uuid, of_person uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select gate.viewer_kind() = 'practitioner' and case when of_person is null
    then gate.viewer_ref() = who or (gate.leads(of_team) and exists (
      select 1 from places_membership m
       where m.practitioner_id = who and m.team_id = of_team and (m.until is null or m.until > clock_timestamp())
    ))
    when exists (
      select 1 from access_refusal r
       where r.person_id = of_person and r.practitioner_id = who and (r.until is null or r.until > clock_timestamp())
    ) then gate.viewer_ref() = who or of_person in (select gate.written('ties'))
    else (gate.viewer_ref() = who or of_person in (select gate.written('journey')))
      and not exists (
        select 1 from places_membership m
         where m.practitioner_id = who and (m.until is null or m.until > clock_timestamp())
      )
      and not exists (
        select 1 from journeys_drawnin d join journeys_journey j on j.id = d.journey_id and j.ended_at is null
         where d.person_id = of_person and d.practitioner_id = who and d.until is null
      )
  end
$$
"""
# What somebody leads on when they leave a team, or their last one, or when a person refuses them or is no longer theirs.
# Whoever calls may read none of it: only ids come back, of what was handed on, so that they seal it.
HAND_ON_CONCERNS = """
create function gate.hand_on_concerns(who uuid, of_team uuid, of_person uuid, called text)
returns table (made_id uuid, of_concern uuid, new_lead uuid, made_at timestamptz, made_salt bytea)
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one record;
begin
  if gate.may_hand_on(who, of_team, of_person) is not true then return; end if;
  for one in
    select c.id, c.person_id from journeys_concern c
     where c.lead_id = who and c.done_at is null
       and case when of_person is not null then c.person_id = of_person
                else c.id in (select gate.left_to_lead(who, of_team)) end
     order by c.id for update of c
  loop
    new_lead := gate.next_lead(one.person_id, who, case when of_person is not null then gate.viewer_ref() end);
    if new_lead is null then
      continue when of_person is not null;  -- a refusal stands all the same, and so does letting somebody go
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
# Who leads next: who leads on safeguarding in the person's team, else who leads it, else somebody in it; else a lead of
# another team here. Never somebody refused; somebody away today, and whoever wrote down the refusal that brings it about
# (`at_last`: the concern may be about them), only when nobody else is left. A fresh concern's
# lead is named by a rule (journeys/rules/reaching.py), for whoever raises it sees the team. Whoever brings this about
# may read none of the concern, so the database chooses, by the same order but for two things: it does not ask who is on
# duty, for nothing is new; and it goes past the team, and at last to somebody away, for it has nobody to tell that there
# is nobody.
NEXT_LEAD = """
create function gate.next_lead(person uuid, but_not uuid, at_last uuid) returns uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select m.practitioner_id
    from places_team h
    join places_team t on t.site_id = h.site_id
    join places_membership m on m.team_id = t.id and (m.until is null or m.until > clock_timestamp())
    join places_practitioner p on p.id = m.practitioner_id and p.left_at is null
   where h.id = gate.team_of(person) and m.practitioner_id <> but_not
     and (m.team_id = h.id or m.safeguards or m.leads)
     and not exists (
       select 1 from access_refusal r
        where r.person_id = person and r.practitioner_id = m.practitioner_id
          and (r.until is null or r.until > clock_timestamp())
     )
   order by m.practitioner_id is not distinct from at_last, exists (
       select 1 from places_away a
        where a.practitioner_id = m.practitioner_id and a.cancelled_at is null
          and (clock_timestamp() at time zone 'Europe/London')::date between a.from_on and a.until_on
     ), m.team_id <> h.id, not m.safeguards, not m.leads, p.called
   limit 1
$$
"""

WATCHED = {
    "places_membership": ("update or delete", "gate.nobody_leads_who_left()"),
    "places_practitioner": ("update of left_at", "gate.nobody_leads_who_left()"),
    "journeys_concern": ("insert or update of lead_id", "gate.concern_reaches_somebody()"),
}


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


def watch(table: str, verbs: str, function: str) -> migrations.RunSQL:
    return run(
        f"create constraint trigger a_concern_has_a_lead after {verbs} on {table} "
        f"deferrable initially deferred for each row execute function {function}"
    )


class Migration(migrations.Migration):
    dependencies = [("journeys", "0002_promises"), ("places", "0002_rights")]

    operations = [
        run("grant select on places_away to lw_gate"),
        run("grant select, update on journeys_concern to lw_gate"),
        run("grant insert on journeys_concernchange to lw_gate"),
        *gate_function(REFUSING, "gate.refusing()", callable_by="lw_web"),
        *gate_function(MAY_LEAD, "gate.may_lead(uuid, uuid)", callable_by=""),
        *gate_function(HAS_A_LEAD, "gate.concern_reaches_somebody()", callable_by="lw_owner"),
        *gate_function(TEAM_OF, "gate.team_of(uuid)", callable_by=""),
        *gate_function(LEFT_TO_LEAD, "gate.left_to_lead(uuid, uuid)", callable_by=""),
        *gate_function(NOBODY_LEADS_WHO_LEFT, "gate.nobody_leads_who_left()", callable_by="lw_owner"),
        *gate_function(PASS_CONCERN, "gate.pass_concern(uuid, uuid)", callable_by="lw_web"),
        *gate_function(MAY_HAND_ON, "gate.may_hand_on(uuid, uuid, uuid)", callable_by=""),
        *gate_function(NEXT_LEAD, "gate.next_lead(uuid, uuid, uuid)", callable_by=""),
        *gate_function(
            HAND_ON_CONCERNS, "gate.hand_on_concerns(uuid, uuid, uuid, text)", callable_by="lw_web"
        ),
        *[watch(table, verbs, function) for table, (verbs, function) in WATCHED.items()],
        # A concern is read by whoever raised it and whoever leads it, and by nobody's ordinary tie. A refusal outranks.
        # One that is done stays done: opened again, it might have a lead who has gone since.
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
            while_="done_at is null",
        ),
        # What became of it is read by whoever reads it, and only added to.
        *gate(
            "journeys_concernchange",
            part=Part.SAFEGUARDING,
            changes=False,
            also_see=ABOUT_A_CONCERN,
            also_add=f"({ABOUT_A_CONCERN}) and by_id = (select gate.viewer_ref())",
        ),
    ]

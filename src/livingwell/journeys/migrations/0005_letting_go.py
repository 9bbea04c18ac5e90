"""Whoever leaves their last team leaves the place: they are drawn out everywhere, and what waits for them is the teams'."""

from django.db import migrations

from livingwell.access.gates import gate_function

# What somebody holds and what waits for them becomes the team's again: of one team, or of each where none is named.
# Only the events come back, to be sealed. It asks nobody who they are: those below do.
GIVE_BACK = """
create function gate.give_back(who uuid, of_team uuid, why text, by_called text) returns setof journeys_event
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one record;
  made journeys_event;
begin
  update journeys_nextstep n set done_by = 'team', practitioner_id = null, team_id = j.team_id
    from journeys_journey j
   where j.id = n.journey_id and j.ended_at is null and (of_team is null or j.team_id = of_team)
     and n.practitioner_id = who and n.kept_at is null and n.put_aside_at is null;
  for one in
    with ended as (
      update journeys_holding h set until = clock_timestamp()
       where h.practitioner_id = who and h.until is null and (of_team is null or h.team_id = of_team)
      returning h.journey_id, h.person_id, h.team_id
    )
    insert into journeys_holding as given (
      id, journey_id, person_id, team_id, words, by_id, by_called, made_at
    )
    select gen_random_uuid(), e.journey_id, e.person_id, e.team_id, left(why, 300), gate.viewer_ref(),
           left(by_called, 120), clock_timestamp()
      from ended e
    returning given.id, given.journey_id, given.person_id, given.team_id
  loop
    made := gate.make_event(
      'holder changed', one.person_id, one.journey_id,
      jsonb_build_object('holder', (select t.name from places_team t where t.id = one.team_id), 'words', why),
      one.id, by_called
    );
    return next made;
  end loop;
end
$$
"""

# As in 0002: only they themselves, or a lead of the team, hand anything back by it.
HAND_BACK = """
create or replace function gate.hand_back(who uuid, team uuid, why text, by_called text) returns setof journeys_event
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if gate.viewer_kind() <> 'practitioner' or not (gate.viewer_ref() = who or gate.leads(team)) then return; end if;
  return query select * from gate.give_back(who, team, why, by_called);
end
$$
"""

# By themselves, or by a lead of a team of theirs, who may see none of whom it is about: the database does it in their
# name.
LET_GO = """
create function gate.let_go(who uuid, why text, by_called text) returns setof journeys_event
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one record;
  made journeys_event;
begin
  if gate.viewer_kind() <> 'practitioner' or not (gate.viewer_ref() = who or exists (
    select 1 from places_membership m
     where m.practitioner_id = who and gate.leads(m.team_id) and (m.until is null or m.until > clock_timestamp())
  )) then return; end if;
  return query select * from gate.give_back(who, null, why, by_called);
  for one in
    update journeys_drawnin d set until = clock_timestamp() where d.practitioner_id = who and d.until is null
    returning d.id, d.person_id, d.journey_id
  loop
    made := gate.make_event(
      'drawn out', one.person_id, one.journey_id,
      jsonb_build_object('called', (select p.called from places_practitioner p where p.id = who)), one.id, by_called
    );
    return next made;
  end loop;
  update access_tie set until = clock_timestamp(), ended_by = left(by_called, 120)
   where party_kind = 'practitioner' and party_id = who and (until is null or until > clock_timestamp());
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("journeys", "0004_sealed_words"), ("places", "0005_leaving")]

    operations = [
        *gate_function(GIVE_BACK, "gate.give_back(uuid, uuid, text, text)", callable_by=""),
        *gate_function(HAND_BACK, "gate.hand_back(uuid, uuid, text, text)", callable_by="lw_web"),
        *gate_function(LET_GO, "gate.let_go(uuid, text, text)", callable_by="lw_web"),
    ]

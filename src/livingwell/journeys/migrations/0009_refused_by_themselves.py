"""Somebody refuses a practitioner by their own word, from their own page; all that hung on it goes to the team at once."""

from django.db import migrations

from livingwell.access.gates import gate_function, gate_function_says

# Of themselves alone: what the practitioner held of them, and what waits for them there, becomes the team's; being drawn
# in ends; the refusal is kept. It asks who calls. Only the events come back, to be sealed.
REFUSE_MINE = """
create function gate.refuse_mine(who uuid, sealed_words text, by_called text) returns setof journeys_event
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  mine uuid := gate.viewer_ref();
  one record;
  made journeys_event;
begin
  if gate.viewer_kind() <> 'person' or not exists (select 1 from places_practitioner p where p.id = who) then
    return;
  end if;
  update journeys_nextstep n set done_by = 'team', practitioner_id = null, team_id = j.team_id
    from journeys_journey j
   where j.id = n.journey_id and j.ended_at is null and n.person_id = mine
     and n.practitioner_id = who and n.kept_at is null and n.put_aside_at is null;
  for one in
    with ended as (
      update journeys_holding h set until = clock_timestamp()
       where h.person_id = mine and h.practitioner_id = who and h.until is null
      returning h.journey_id, h.team_id
    )
    insert into journeys_holding as given (
      id, journey_id, person_id, team_id, words, by_id, by_called, made_at
    )
    select gen_random_uuid(), e.journey_id, mine, e.team_id, '', mine, left(by_called, 120), clock_timestamp()
      from ended e
    returning given.id, given.journey_id, given.team_id
  loop
    made := gate.make_event(
      'holder changed', mine, one.journey_id,
      jsonb_build_object('holder', (select t.name from places_team t where t.id = one.team_id)), one.id, by_called
    );
    return next made;
  end loop;
  for one in
    update journeys_drawnin d set until = clock_timestamp()
     where d.person_id = mine and d.practitioner_id = who and d.until is null
    returning d.id, d.journey_id
  loop
    made := gate.make_event(
      'drawn out', mine, one.journey_id,
      jsonb_build_object('called', (select p.called from places_practitioner p where p.id = who)), one.id, by_called
    );
    return next made;
  end loop;
  update access_tie set until = clock_timestamp(), ended_by = left(by_called, 120)
   where person_id = mine and party_kind = 'practitioner' and party_id = who
     and (until is null or until > clock_timestamp());
  if not exists (
    select 1 from access_refusal r
     where r.person_id = mine and r.practitioner_id = who and (r.until is null or r.until > clock_timestamp())
  ) then
    insert into access_refusal (id, person_id, practitioner_id, words, since, made_by)
    values (gen_random_uuid(), mine, who, sealed_words, clock_timestamp(), left(by_called, 120));
  end if;
end
$$
"""

# As in 0003, and by the person themselves, of whom it is: they refused, and read none of it.
MAY_HAND_ON = "gate.may_hand_on(uuid, uuid, uuid)"
OF_US = "gate.viewer_kind() = 'practitioner' and"
OR_THEMSELVES = """(gate.viewer_kind() = 'practitioner'
      or (gate.viewer_kind() = 'person' and of_team is null and of_person = gate.viewer_ref())) and"""


class Migration(migrations.Migration):
    dependencies = [("journeys", "0008_rights")]

    operations = [
        migrations.RunSQL("grant insert on access_refusal to lw_gate", migrations.RunSQL.noop),
        *gate_function(REFUSE_MINE, "gate.refuse_mine(uuid, text, text)", callable_by="lw_web"),
        *gate_function_says(MAY_HAND_ON, OF_US, OR_THEMSELVES),
        *gate_function_says(
            MAY_HAND_ON,
            "then gate.viewer_ref() = who or of_person in (select gate.written('ties'))",
            "then gate.viewer_ref() in (who, of_person) or of_person in (select gate.written('ties'))",
        ),
    ]

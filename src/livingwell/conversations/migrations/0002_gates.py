from django.db import migrations

from livingwell.access.gates import gate, gate_function, open_to_all
from livingwell.access.words import Part

# A conversation to come with somebody who may no longer come, for they were refused, drawn out or have left, is handed
# on: to whoever of the team holds, or else leads it, or else anybody in it whom the person has not refused; somebody
# away that day only where nobody else is left. Where there is nobody, it is put off in words, with its event, and the
# step that stood for it stays the team's. Anybody may call this: it asks for itself who may not come. Only the events
# come back, to be sealed, for whoever calls may see nothing of whom it is about.
HAND_ON = """
create function gate.hand_on_conversations(who uuid, why text, by_called text) returns setof journeys_event
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one record;
  other uuid;
  made journeys_event;
begin
  if gate.viewer_kind() <> 'practitioner' then return; end if;
  for one in
    select c.id, c.person_id, c.journey_id, j.team_id, p.called, h.practitioner_id as holder,
           (c.at at time zone 'Europe/London')::date as on_day
      from conversations_conversation c
      join places_practitioner p on p.id = c.practitioner_id
      join journeys_journey j on j.id = c.journey_id and j.ended_at is null
      left join journeys_holding h on h.journey_id = j.id and h.until is null
     where c.practitioner_id = who and c.state = 'planned' and not gate.may_act(c.person_id, who)
     order by c.id
  loop
    select m.practitioner_id into other
      from places_membership m join places_practitioner p on p.id = m.practitioner_id and p.left_at is null
     where m.team_id = one.team_id and m.practitioner_id <> who and (m.until is null or m.until > clock_timestamp())
       and not exists (
         select 1 from access_refusal r
          where r.person_id = one.person_id and r.practitioner_id = m.practitioner_id
            and (r.until is null or r.until > clock_timestamp())
       )
     order by exists (
         select 1 from places_away a
          where a.practitioner_id = m.practitioner_id and a.cancelled_at is null
            and one.on_day between a.from_on and a.until_on
       ), m.practitioner_id is not distinct from one.holder desc, m.leads desc, p.called
     limit 1;
    if other is null then
      update conversations_conversation set state = 'called off', ended_words = left(why, 300) where id = one.id;
      made := gate.make_event(
        'missed', one.person_id, one.journey_id,
        jsonb_build_object('with', one.called, 'words', why, 'put_off', true), one.id, by_called
      );
      return next made;
    else
      update conversations_conversation set practitioner_id = other where id = one.id;
      update journeys_nextstep set done_by = 'practitioner', practitioner_id = other, team_id = null
       where from_id = one.id and kind in ('first conversation', 'be in touch')
         and kept_at is null and put_aside_at is null;
    end if;
  end loop;
end
$$
"""
# With a journey that has ended, what was still to come is off; its ending is the event. On one that is open it does
# nothing.
CALL_OFF = """
create function gate.call_off_conversations(of_journey uuid, why text) returns void
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
  update conversations_conversation c set state = 'called off', ended_words = left(why, 300)
    from journeys_journey j
   where j.id = of_journey and j.ended_at is not null and c.journey_id = j.id and c.state = 'planned'
     and gate.viewer_kind() = 'practitioner'
$$
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_initial"), ("introductions", "0002_gates")]

    operations = [
        *open_to_all("conversations_guide", verbs="select, insert"),
        *gate("conversations_conversation", part=Part.CONVERSATIONS),
        *gate(
            "conversations_note",
            part=Part.CONVERSATIONS,
            changes="words, talked_about, revision, writer, saved_at, saved_by, read_back_at",
        ),
        *gate("conversations_noteaside", part=Part.CONVERSATIONS, changes="taken_in_at"),
        migrations.RunSQL(
            "grant select, update on conversations_conversation to lw_gate", migrations.RunSQL.noop
        ),
        *gate_function(HAND_ON, "gate.hand_on_conversations(uuid, text, text)", callable_by="lw_web"),
        *gate_function(CALL_OFF, "gate.call_off_conversations(uuid, text)", callable_by="lw_web"),
    ]

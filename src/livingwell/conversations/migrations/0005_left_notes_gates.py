"""A note begun by somebody who may no longer see whom it is about is somebody else's to see to, and not lost on them."""

from django.db import migrations

from livingwell.access.gates import gate, gate_function
from livingwell.access.words import Part

# Who sees to a note whose writer may not any more: whoever leads the person's team, or holds, or else anybody who may.
# Somebody away today only where nobody else is left. Anybody may call this: it asks for itself who may not.
HAND_ON = """
create function gate.hand_on_notes(who uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one record;
  other uuid;
begin
  if gate.viewer_kind() <> 'practitioner' then return; end if;
  for one in
    select c.id, c.person_id, c.practitioner_id as writer, j.team_id, h.practitioner_id as holder,
           l.id as left_id, l.theirs_until as left_until
      from conversations_conversation c
      join journeys_journey j on j.id = c.journey_id
      left join journeys_holding h on h.journey_id = j.id and h.until is null
      left join conversations_leftnote l on l.conversation_id = c.id and l.passed_at is null
     where c.state = 'begun' and coalesce(l.sees_to_it_id, c.practitioner_id) = who
       and not gate.may_act(c.person_id, who)
     order by c.id
  loop
    select m.practitioner_id into other
      from places_membership m join places_practitioner p on p.id = m.practitioner_id
     where m.team_id = one.team_id and m.practitioner_id <> who and (m.until is null or m.until > clock_timestamp())
       and gate.may_act(one.person_id, m.practitioner_id)
     order by exists (
         select 1 from places_away a
          where a.practitioner_id = m.practitioner_id and a.cancelled_at is null
            and (clock_timestamp() at time zone 'Europe/London')::date between a.from_on and a.until_on
       ), m.leads desc, m.practitioner_id is not distinct from one.holder desc, p.called
     limit 1;
    continue when other is null;
    update conversations_leftnote set passed_at = clock_timestamp() where id = one.left_id;
    insert into conversations_leftnote (id, person_id, conversation_id, writer_id, sees_to_it_id, made_at, theirs_until)
    values (gen_random_uuid(), one.person_id, one.id, one.writer, other, clock_timestamp(),
            coalesce(one.left_until, clock_timestamp() + interval '14 days'));
  end loop;
end
$$
"""

# What its writer still finds of it, for a fortnight, wherever else they work here: whom it was with, and their own
# words, as long as nobody has written on. Nobody whom the person has refused; nothing once it is read back.
STILL_THEIRS = """
create function gate.left_notes()
returns table (conversation_id uuid, called text, at timestamptz, team text, sees_to_it text, until timestamptz,
               words text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select c.id, p.called, coalesce(c.begun_at, c.at), t.name, o.called, l.theirs_until,
         case when n.saved_at is null or n.saved_at <= f.made_at then n.words end
    from conversations_leftnote l
    join conversations_conversation c on c.id = l.conversation_id and c.state = 'begun'
    join conversations_note n on n.conversation_id = c.id
    join journeys_journey j on j.id = c.journey_id
    join people_person p on p.person_id = c.person_id
    join places_team t on t.id = j.team_id
    join places_practitioner o on o.id = l.sees_to_it_id
    join lateral (
      select min(f.made_at) as made_at from conversations_leftnote f where f.conversation_id = c.id
    ) f on true
   where l.passed_at is null and l.theirs_until > statement_timestamp()
     and gate.viewer_kind() = 'practitioner' and l.writer_id = gate.viewer_ref()
     and not exists (
       select 1 from access_refusal r
        where r.person_id = c.person_id and r.practitioner_id = l.writer_id
          and (r.until is null or r.until > statement_timestamp())
     )
   order by l.theirs_until
$$
"""

# And what they add to it: beside the note, in their own name, for whoever sees to it to take in.
ADD = """
create function gate.add_to_left_note(of_conversation uuid, key uuid, sealed_words text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not exists (select 1 from gate.left_notes() l where l.conversation_id = of_conversation) then return false; end if;
  insert into conversations_noteaside (id, person_id, note_id, words, made_at, by_called)
  select key, n.person_id, n.id, sealed_words, statement_timestamp(), p.called
    from conversations_note n, places_practitioner p
   where n.conversation_id = of_conversation and p.id = gate.viewer_ref();
  return true;
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0004_left_notes")]

    operations = [
        *gate("conversations_leftnote", part=Part.CONVERSATIONS, changes=False, add_if="false"),
        migrations.RunSQL(
            "grant select, insert, update on conversations_leftnote to lw_gate", migrations.RunSQL.noop
        ),
        migrations.RunSQL("grant select on conversations_note to lw_gate", migrations.RunSQL.noop),
        migrations.RunSQL("grant insert on conversations_noteaside to lw_gate", migrations.RunSQL.noop),
        *gate_function(HAND_ON, "gate.hand_on_notes(uuid)", callable_by="lw_web"),
        *gate_function(STILL_THEIRS, "gate.left_notes()", callable_by="lw_web"),
        *gate_function(ADD, "gate.add_to_left_note(uuid, uuid, text)", callable_by="lw_web"),
    ]

"""Booking: what a move and a reminder are gated by, whose time is taken, and what a person may do with their own.

`gate.taken` tells when somebody is with anybody, and never with whom: two who book the same practitioner may see
different people. A person is told it only of those who come to them, so that a time they choose can be one.
"""

from django.db import migrations

from livingwell.access.gates import gate, gate_function
from livingwell.access.words import Part

TAKEN = """
create function gate.taken(who uuid[], from_at timestamptz, until_at timestamptz, but_not uuid default null)
returns table (practitioner_id uuid, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select one.id, c.at, c.at + make_interval(mins => c.lasts)
    from unnest(who) as one(id)
    join conversations_conversation c on one.id in (c.practitioner_id, c.also_id)
   where c.state = 'planned' and c.at < until_at and c.at > from_at - interval '1 day'
     and c.id is distinct from but_not
     and (gate.viewer_kind() = 'practitioner' or (
       gate.viewer_kind() = 'person' and exists (
         select 1 from conversations_conversation mine
          where mine.person_id = gate.viewer_ref() and mine.state = 'planned'
            and one.id in (mine.practitioner_id, mine.also_id)
       )
     ))
   order by c.at
$$
"""

# A person moves what is planned with them, or says "not that day": one tap, and no reason. They write nothing else of a
# conversation. The step that stood for it moves with it, or is put aside for `step`, which becomes whoever was to come's.
# What was to remind them is held back at once; the worker writes another where they agreed to one. Words are sealed for
# the column they are in, so where it was to be comes sealed for the row that keeps it.
MOVES = """
create function gate.person_moves(
  which uuid, upon timestamptz, to_at timestamptz, at_said text, was_at_place text, step uuid, moved uuid, why text,
  by_name text
) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one conversations_conversation;
begin
  if gate.viewer_kind() <> 'person' then return false; end if;
  select c.* into one from conversations_conversation c
   where c.id = which and c.person_id = gate.viewer_ref() and c.state = 'planned' and c.at = upon for update;
  if not found then return false; end if;
  insert into conversations_move
    (id, person_id, conversation_id, was_at, was_how, was_place, was_with, to_at, moved_at, by_person, by_called)
  select moved, one.person_id, one.id, one.at, one.how, was_at_place, p.called, to_at, clock_timestamp(), true,
         left(by_name, 120)
    from places_practitioner p where p.id = one.practitioner_id;
  update messages_message m set state = 'held back', why_not = why, settled_at = clock_timestamp()
    from conversations_reminder r
   where r.conversation_id = one.id and r.ended_at is null and m.id = r.message_id and m.state = 'waiting';
  update conversations_reminder set ended_at = clock_timestamp() where conversation_id = one.id and ended_at is null;
  if to_at is null then
    update conversations_conversation set state = 'called off' where id = one.id;
    if gate.may_act(one.person_id, one.practitioner_id) then
      update journeys_nextstep set done_by = 'practitioner', practitioner_id = one.practitioner_id, team_id = null
       where id = step and person_id = one.person_id and done_by = 'team' and kept_at is null and put_aside_at is null;
    end if;
    update journeys_nextstep set put_aside_at = clock_timestamp(), ended_by = left(by_name, 120), ended_words = why
     where from_id = one.id and id <> step and kind in ('first conversation', 'be in touch')
       and kept_at is null and put_aside_at is null;
  else
    update conversations_conversation set at = to_at where id = one.id;
    update journeys_nextstep set due_on = (to_at at time zone 'Europe/London')::date, at_words = at_said
     where from_id = one.id and kind in ('first conversation', 'be in touch')
       and kept_at is null and put_aside_at is null;
  end if;
  return true;
end
$$
"""

# As in 0002, and of two who were to come: where the second no longer may, the first comes alone; where the first no
# longer may, the second is asked before anybody else. What would have reminded in the name of who no longer comes ends.
HAND_ON = """
create or replace function gate.hand_on_conversations(who uuid, why text, by_called text) returns setof journeys_event
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one record;
  other uuid;
  made journeys_event;
begin
  if gate.viewer_kind() <> 'practitioner' then return; end if;
  update conversations_conversation c set also_id = null
    from journeys_journey j
   where c.also_id = who and c.state = 'planned' and j.id = c.journey_id and j.ended_at is null
     and not gate.may_act(c.person_id, who);
  for one in
    select c.id, c.person_id, c.journey_id, c.also_id, j.team_id, p.called, h.practitioner_id as holder,
           (c.at at time zone 'Europe/London')::date as on_day
      from conversations_conversation c
      join places_practitioner p on p.id = c.practitioner_id
      join journeys_journey j on j.id = c.journey_id and j.ended_at is null
      left join journeys_holding h on h.journey_id = j.id and h.until is null
     where c.practitioner_id = who and c.state = 'planned' and not gate.may_act(c.person_id, who)
     order by c.id
  loop
    update messages_message m set state = 'held back', why_not = why, settled_at = clock_timestamp()
      from conversations_reminder r
     where r.conversation_id = one.id and r.ended_at is null and m.id = r.message_id and m.state = 'waiting';
    update conversations_reminder set ended_at = clock_timestamp() where conversation_id = one.id and ended_at is null;
    other := null;
    if one.also_id is not null and gate.may_act(one.person_id, one.also_id) then
      other := one.also_id;
    else
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
    end if;
    if other is null then
      update conversations_conversation set state = 'called off', ended_words = left(why, 300) where id = one.id;
      made := gate.make_event(
        'missed', one.person_id, one.journey_id,
        jsonb_build_object('with', one.called, 'words', why, 'put_off', true), one.id, by_called
      );
      return next made;
    else
      update conversations_conversation
         set practitioner_id = other, also_id = nullif(also_id, other) where id = one.id;
      update journeys_nextstep set done_by = 'practitioner', practitioner_id = other, team_id = null
       where from_id = one.id and kind in ('first conversation', 'be in touch')
         and kept_at is null and put_aside_at is null;
    end if;
  end loop;
end
$$
"""


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0006_booking"),
        ("people", "0005_good_times"),
        ("messages", "0003_sealed_words"),
        ("journeys", "0007_moved"),
    ]

    operations = [
        *gate("conversations_move", part=Part.CONVERSATIONS, changes=False),
        *gate("conversations_reminder", part=Part.CONVERSATIONS, changes="ended_at"),
        run("grant update (also_id, lasts) on conversations_conversation to lw_web, lw_worker"),
        run("grant select, update on conversations_reminder to lw_gate"),
        run("grant insert on conversations_move to lw_gate"),
        run("grant select, update on messages_message, journeys_nextstep to lw_gate"),
        *gate_function(TAKEN, "gate.taken(uuid[], timestamptz, timestamptz, uuid)", callable_by="lw_web"),
        *gate_function(
            MOVES,
            "gate.person_moves(uuid, timestamptz, timestamptz, text, text, uuid, uuid, text, text)",
            callable_by="lw_web",
        ),
        *gate_function(HAND_ON, "gate.hand_on_conversations(uuid, text, text)", callable_by="lw_web"),
    ]

from django.db import migrations

from livingwell.access.gates import gate, gate_function, open_to_all
from livingwell.access.words import Part

# Whoever leaves a team hands on the conversations they planned: to whoever of the team holds, or else leads it, or else
# anybody in it whom the person has not refused. Where there is nobody, it is put off, and the step that stood for it is
# the team's. As with `gate.hand_back`, only they themselves or a lead of the team hand anything on by it.
HAND_ON = """
create function gate.hand_on_conversations(who uuid, team uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  one record;
  other uuid;
begin
  if gate.viewer_kind() <> 'practitioner' or not (gate.viewer_ref() = who or gate.leads(team)) then return; end if;
  for one in
    select c.id, c.person_id, h.practitioner_id as holder
      from conversations_conversation c
      join journeys_journey j on j.id = c.journey_id and j.team_id = team and j.ended_at is null
      left join journeys_holding h on h.journey_id = j.id and h.until is null
     where c.practitioner_id = who and c.state = 'planned'
  loop
    select m.practitioner_id into other
      from places_membership m join places_practitioner p on p.id = m.practitioner_id and p.left_at is null
     where m.team_id = team and m.practitioner_id <> who and (m.until is null or m.until > clock_timestamp())
       and not exists (
         select 1 from access_refusal r
          where r.person_id = one.person_id and r.practitioner_id = m.practitioner_id
            and (r.until is null or r.until > clock_timestamp())
       )
     order by m.practitioner_id is not distinct from one.holder desc, m.leads desc, p.called
     limit 1;
    if other is null then
      update conversations_conversation set state = 'called off' where id = one.id;
    else
      update conversations_conversation set practitioner_id = other where id = one.id;
      update journeys_nextstep set practitioner_id = other
       where from_id = one.id and practitioner_id = who and kept_at is null and put_aside_at is null;
    end if;
  end loop;
end
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
        *gate_function(HAND_ON, "gate.hand_on_conversations(uuid, uuid)", callable_by="lw_web"),
    ]

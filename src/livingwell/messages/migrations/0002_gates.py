"""The gate, and the last word on safe contact: the database itself refuses what the rules would have refused.

Whoever writes and however, a message is made on, and handed over by, only a way that is the person's own, in use,
verified where somebody else gave it, and said to be safe for messages; never to somebody who has died; never twice.
"""

from django.db import migrations

from livingwell.access.gates import gate, gate_function
from livingwell.access.words import Part

SAFELY = """
create function gate.message_goes_safely() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' and not (
       (old.state = new.state)
    or (old.state = 'waiting' and new.state in ('held back', 'handed over'))
    or (old.state = 'handed over' and new.state in ('withdrawn', 'sent', 'not sent', 'unsure'))
    or (old.state = 'unsure' and new.state in ('sent', 'not sent'))
  ) then
    raise exception 'a message goes once' using errcode = '23514', constraint = 'a_message_goes_once';
  end if;
  if tg_op = 'UPDATE' and new.state <> 'handed over' then return new; end if;
  if tg_op = 'UPDATE' and old.state = 'handed over' then return new; end if;
  if tg_op = 'INSERT' and new.state <> 'waiting' then
    raise exception 'a message begins by waiting' using errcode = '23514', constraint = 'a_message_goes_once';
  end if;
  if not exists (
    select 1 from people_waytoreach w
     where w.id = new.way_id and w.person_id = new.person_id
       and w.channel in ('text', 'email', 'letter')
       and w.may_message and w.until is null
       and (w.given_by <> 'somebody else' or w.is_verified)
  ) then
    raise exception 'a message on a way that is not safe' using errcode = '23514', constraint = 'no_message_on_an_unsafe_way';
  end if;
  if exists (select 1 from people_person p where p.person_id = new.person_id and p.died_on is not null) then
    raise exception 'a message to somebody who has died' using errcode = '23514', constraint = 'no_message_after_death';
  end if;
  return new;
end
$$
"""

# What was said is theirs to read. What was taken back or withdrawn before it went, a slip meant for somebody else
# perhaps, was not said to them.
ONLY_WHAT_WAS_SAID = """
create policy only_what_was_said on messages_message as restrictive for select to lw_web
using ((select gate.viewer_kind()) <> 'person' or state not in ('waiting', 'held back', 'withdrawn'))
"""


class Migration(migrations.Migration):
    dependencies = [("messages", "0001_initial"), ("people", "0002_gates")]

    operations = [
        *gate("messages_message", part=Part.MESSAGES, changes="state, why_not, settled_at, posted_on, posted_by"),
        migrations.RunSQL(ONLY_WHAT_WAS_SAID, migrations.RunSQL.noop),
        migrations.RunSQL("grant select on people_waytoreach, people_person to lw_gate", migrations.RunSQL.noop),
        *gate_function(SAFELY, "gate.message_goes_safely()", callable_by="lw_owner"),
        migrations.RunSQL(
            # After, so that the gate has answered first: an outsider must not hear from it who has a safe way, or died.
            "create trigger message_goes_safely after insert or update on messages_message"
            " for each row execute function gate.message_goes_safely()",
            migrations.RunSQL.noop,
        ),
    ]

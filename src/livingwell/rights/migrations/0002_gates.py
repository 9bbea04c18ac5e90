"""What is asked by right is seen by whoever sees what was said to somebody; a copy by them and by whoever may read all of it.

A copy is given only once whatever is held back from it has been agreed to by two; and what two agreed to hold back is
held back everywhere: `gate.held_back` is what the policies of every room's tables ask (`access.gates.HOLD_BACK`).
"""

from django.db import migrations

from livingwell.access.gates import PRACTISES, THEMSELVES, gate, gate_function
from livingwell.access.words import Part

BY_ONE_OF_US = f"({PRACTISES}) and by_id = (select gate.viewer_ref())"
BY_THEM_OR_US = f"(({PRACTISES}) or ({THEMSELVES})) and by_kind = (select gate.viewer_kind()) and by_id = (select gate.viewer_ref())"

NOT_THEIRS = "whom_id is distinct from (select gate.viewer_ref())"

COPY_IS_AGREED = """
create function gate.copy_is_agreed() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if exists (
    select 1 from rights_withheld w
     where w.person_id = new.person_id and w.until is null and w.second_id is null
  ) then
    raise exception 'something is held back by one alone' using errcode = '23514', constraint = 'held_back_by_two';
  end if;
  return null;
end
$$
"""

HELD_BACK = """
create function gate.held_back() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  with back as (
    select w.row_id from rights_withheld w
     where gate.viewer_kind() = 'person' and w.person_id = gate.viewer_ref()
       and w.until is null and w.second_id is not null
  )
  select row_id from back
  union all  -- and what the stream says of it
  select e.id from back join journeys_event e on e.from_id = back.row_id and e.person_id = gate.viewer_ref()
$$
"""

# Every table that was gated before: about a person, and with a key of its own.
HOLD_BACK_EVERYWHERE = """
do $$
declare one record;
begin
  for one in
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity
       and 2 = (select count(*) from pg_attribute a
                 where a.attrelid = c.oid and a.attname in ('id', 'person_id') and not a.attisdropped)
       and not exists (select from pg_policies p where p.tablename = c.relname and p.policyname = 'held_back')
     order by 1
  loop
    execute format(
      'create policy held_back on %s as restrictive for select to lw_web '
      'using ((select gate.viewer_kind()) <> ''person'' or id not in (select gate.held_back()))', one.name);
  end loop;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial"), ("journeys", "0009_refused_by_themselves")]

    operations = [
        migrations.RunSQL("grant select on rights_withheld, journeys_event to lw_gate", migrations.RunSQL.noop),
        *gate_function(HELD_BACK, "gate.held_back()"),
        migrations.RunSQL(HOLD_BACK_EVERYWHERE, migrations.RunSQL.noop),
        *gate(
            "rights_asked",
            part=Part.MESSAGES,  # what was said between them and us; whoever broke a glass reads none of it
            also_add=THEMSELVES,
            changes="outcome, answer, answered_at, answered_by",
            add_if=BY_THEM_OR_US,
            change_if=PRACTISES,
            while_="answered_at is null",
        ),
        # Whom somebody does not want reads nothing of that, whatever stands between the asking and its being done.
        *[
            migrations.RunSQL(
                f"create policy not_theirs_{verb} on rights_asked as restrictive for {verb} to lw_web {how} ({NOT_THEIRS})",
                migrations.RunSQL.noop,
            )
            for verb, how in (("select", "using"), ("insert", "with check"), ("update", "using"))
        ],
        *gate(
            "rights_withheld",
            part=Part.CONFIDENCE,
            changes="second_id, second_called, seconded_at, until, ended_by",
            add_if=f"{BY_ONE_OF_US} and second_id is null",
            change_if=f"({PRACTISES}) and (second_id is null or second_id = (select gate.viewer_ref()) or until is not null)",
            while_="until is null",
        ),
        *gate("rights_copy", part=Part.CONFIDENCE, changes=False, also_see=THEMSELVES, add_if=BY_ONE_OF_US),
        *gate_function(COPY_IS_AGREED, "gate.copy_is_agreed()", callable_by="lw_owner"),
        migrations.RunSQL(
            "create constraint trigger held_back_by_two after insert on rights_copy "
            "deferrable initially deferred for each row execute function gate.copy_is_agreed()",
            migrations.RunSQL.noop,
        ),
    ]

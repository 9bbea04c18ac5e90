"""Who is out is seen by their team, by whoever notices and by whoever was told. Where they are is not.

Where somebody said they are may be a person's home. It is read by themselves; and, while they are out, by whoever
notices, was told, or has it, but for those whom that person refused. Which person it is,
only whoever sees them may know; and the worker, who tells, reads none of the words. Only whoever is out says that it takes longer: a colleague who could
would put off being told.
"""

from django.db import migrations

from livingwell.access.gates import PRACTISES, WORKS, gate, gate_function
from livingwell.access.words import Part

ME = "(select gate.viewer_ref())"
TOLD_OF = """
create function gate.told_of() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select m.outing_id from conversations_outmoment m
   where gate.viewer_kind() = 'practitioner' and m.kind = 'told' and m.told_id = gate.viewer_ref()
$$
"""
WHEREABOUTS = """
create function gate.whereabouts_seen() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select o.id
    from conversations_outing o
   where gate.viewer_kind() = 'practitioner' and (
     o.practitioner_id = gate.viewer_ref()
     or (
       o.back_at is null
       and (
         o.notices_id = gate.viewer_ref() or exists (
           select 1 from conversations_outmoment m
            where m.outing_id = o.id
              and ((m.kind = 'told' and m.told_id = gate.viewer_ref())
                or (m.kind = 'taken' and m.by_id = gate.viewer_ref()))
         )
       )
       and not exists (
         select 1 from conversations_visit v join access_refusal r on r.person_id = v.person_id
          where v.outing_id = o.id and r.practitioner_id = gate.viewer_ref()
            and (r.until is null or r.until > statement_timestamp())
       )
     )
   )
$$
"""
ONLY_THEIRS = """
create function gate.only_they_are_longer() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.back_by <> old.back_by and old.practitioner_id is distinct from gate.viewer_ref() then
    raise exception 'only whoever is out says that it takes longer'
      using errcode = '23514', constraint = 'only_they_are_longer';
  end if;
  return new;
end
$$
"""
SEEN = f"""
{PRACTISES} and (
  practitioner_id = {ME} or notices_id = {ME} or team_id in (select gate.own_teams())
  or id in (select gate.told_of())
)
"""
THEIRS = f"(select o.id from conversations_outing o where o.practitioner_id = {ME})"
# What a colleague adds is that they have it, once the time said has passed, or that somebody is back.
ADDS = f"""
{PRACTISES} and by_id = {ME} and (
  (kind in ('left', 'longer') and outing_id in {THEIRS})
  or (kind = 'back' and outing_id in (select o.id from conversations_outing o))
  or (kind = 'taken' and outing_id in (
    select o.id from conversations_outing o where o.back_by <= clock_timestamp() and o.back_at is null
  ))
)
"""
PLACED = f"{PRACTISES} and outing_id in {THEIRS}"


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


def forced(table: str) -> list[migrations.RunSQL]:
    return [run(f"alter table {table} enable row level security"), run(f"alter table {table} force row level security")]


class Migration(migrations.Migration):
    dependencies = [("conversations", "0008_out")]

    operations = [
        run("grant select on conversations_outing, conversations_outmoment, conversations_visit to lw_gate"),
        *gate("conversations_visit", part=Part.CONVERSATIONS, changes=False),
        *gate_function(TOLD_OF, "gate.told_of()", callable_by="lw_web"),
        *gate_function(WHEREABOUTS, "gate.whereabouts_seen()", callable_by="lw_web"),
        *gate_function(ONLY_THEIRS, "gate.only_they_are_longer()", callable_by="lw_owner"),
        *[one for table in ("outing", "outmoment", "whereabouts") for one in forced(f"conversations_{table}")],
        run("grant select, insert on conversations_outing, conversations_outmoment to lw_web"),
        run("grant update (back_by, taken_at, taken_by, back_at, ended_by) on conversations_outing to lw_web"),
        run("grant select, insert on conversations_whereabouts to lw_web"),
        run("grant select on conversations_outing to lw_worker"),
        # A row is locked while it is decided whom to tell, which takes the right to change it; nothing of it is changed.
        run("grant update (taken_by) on conversations_outing to lw_worker"),
        run("grant select, insert on conversations_outmoment to lw_worker"),
        run(f"create policy see on conversations_outing for select to lw_web using ({SEEN})"),
        run(
            f"create policy add on conversations_outing for insert to lw_web"
            f" with check ({PRACTISES} and practitioner_id = {ME} and back_at is null)"
        ),
        run(
            f"create policy change on conversations_outing for update to lw_web"
            f" using (back_at is null and {SEEN}) with check ({SEEN})"
        ),
        run(f"create policy worker_see on conversations_outing for select to lw_worker using ({WORKS})"),
        run(
            f"create policy worker_change on conversations_outing for update to lw_worker using ({WORKS})"
            f" with check ({WORKS})"
        ),
        run(
            "create policy see on conversations_outmoment for select to lw_web"
            " using (outing_id in (select o.id from conversations_outing o))"
        ),
        run(f"create policy add on conversations_outmoment for insert to lw_web with check ({ADDS})"),
        run(f"create policy worker_see on conversations_outmoment for select to lw_worker using ({WORKS})"),
        run(
            f"create policy worker_add on conversations_outmoment for insert to lw_worker"
            f" with check ({WORKS} and kind = 'told')"
        ),
        run(
            "create policy see on conversations_whereabouts for select to lw_web"
            " using (outing_id in (select gate.whereabouts_seen()))"
        ),
        run(f"create policy add on conversations_whereabouts for insert to lw_web with check ({PLACED})"),
        run(
            "create trigger only_they_are_longer after update on conversations_outing"
            " for each row execute function gate.only_they_are_longer()"
        ),
    ]

"""A team brings in a waiting list: many fresh people at once, held by it from their first moment.

A practitioner makes no bare key, and ties nobody to a team of their own (0002): this does both, for keys that were
never here, and only for whoever leads that team now. What it is told of somebody already here is nothing.
"""

from django.db import migrations

from livingwell.access.gates import gate_function

BRING_IN = """
create function gate.bring_in(team uuid, people uuid[], sees text[], writes text[], words text, by_called text)
returns setof uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not gate.leads(team) then return; end if;
  if 'safeguarding' = any (sees || writes) then
    raise exception 'safeguarding is never handed out by a tie' using errcode = '42501';
  end if;
  return query
  with fresh as (
    insert into access_personkey as k (person_id, made_at)
    select distinct one, statement_timestamp() from unnest(people) one order by one
    on conflict do nothing
    returning k.person_id
  ), tied as (
    insert into access_tie as t (
      id, person_id, party_kind, party_id, reason, words, sees, writes, since, made_by, ended_by
    )
    select gen_random_uuid(), f.person_id, 'team', bring_in.team, 'holds', bring_in.words,
           bring_in.sees, bring_in.writes, statement_timestamp(), left(bring_in.by_called, 120), ''
      from fresh f
    returning t.person_id
  )
  select tied.person_id from tied;
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_sealed_words"), ("places", "0002_rights")]

    operations = [
        migrations.RunSQL("grant insert on access_personkey, access_tie to lw_gate", migrations.RunSQL.noop),
        *gate_function(BRING_IN, "gate.bring_in(uuid, uuid[], text[], text[], text, text)", callable_by="lw_web"),
    ]

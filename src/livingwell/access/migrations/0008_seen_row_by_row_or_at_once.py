"""Whether a row is about somebody the viewer sees is asked in a way that PostgreSQL may answer as is cheapest.

`person_id in (select gate.seen('part'))` reads all that a viewer sees, five thousand people of a team, for every table in
every statement: dear where a page is about one person. `gate.ties_now` has the same ties, and `exists` on it is answered
by the person's own ties where rows are few, and by reading all of them once where they are many (docs/decisions/0020).
"""

from django.db import migrations

from livingwell.access.gates import SEEN_BY_TIES, gate_function

PARTY_KINDS = """
create function gate.party_kinds() returns varchar[]
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select array(
           select said.parts[1] where said.parts[1] <> 'team'  -- it never looks by itself
           union all select 'team' where said.parts[1] = 'practitioner'
         )::varchar[]
    from (select gate.viewer_said() as parts offset 0) said
$$
"""
PARTIES = """
create function gate.parties() returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select array(
           select m.team_id from places_membership m
            where said.parts[1] = 'practitioner' and m.practitioner_id = nullif(said.parts[2], '-')::uuid
              and (m.until is null or m.until > statement_timestamp())
         ) || nullif(said.parts[2], '-')::uuid
    from (select gate.viewer_said() as parts offset 0) said
$$
"""
REFUSED = """
create function gate.refused() returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select array(
           select r.person_id from access_refusal r
            where said.parts[1] = 'practitioner' and r.practitioner_id = nullif(said.parts[2], '-')::uuid
              and (r.until is null or r.until > statement_timestamp())
         )
    from (select gate.viewer_said() as parts offset 0) said
$$
"""
# The barrier: a question that fails on a row would otherwise be asked of everybody's ties, and tell of them.
TIES_NOW = """
create view gate.ties_now with (security_barrier) as
select t.person_id, t.sees from public.access_tie t
 where t.party_kind = any ((select gate.party_kinds())::varchar[])
   and t.party_id = any ((select gate.parties())::uuid[])
   and (t.until is null or t.until > statement_timestamp())
   and t.person_id <> all ((select gate.refused())::uuid[])
"""
MAKE_VIEW = ["set local role lw_gate", TIES_NOW, "grant select on gate.ties_now to lw_web, lw_worker", "reset role"]


class Migration(migrations.Migration):
    dependencies = [("access", "0007_their_own"), ("places", "0002_rights")]

    operations = [
        *gate_function(PARTY_KINDS, "gate.party_kinds()"),
        *gate_function(PARTIES, "gate.parties()"),
        *gate_function(REFUSED, "gate.refused()"),
        migrations.RunSQL(MAKE_VIEW, migrations.RunSQL.noop),
        # Tables that are gated after this are asked so from the first: access/gates.py.
        migrations.RunSQL(SEEN_BY_TIES.format(which="true"), migrations.RunSQL.noop),
    ]

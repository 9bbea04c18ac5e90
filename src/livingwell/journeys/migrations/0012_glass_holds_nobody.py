"""Whoever broke the glass is not counted on: they hold nobody, and no next step waits for them once their hour is over."""

from django.db import migrations

MAY_ACT = """
create or replace function gate.may_act(person uuid, who uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  perform 1 from places_practitioner p where p.id = who and p.left_at is null for share;
  if not found then return false; end if;
  if exists (
    select 1 from access_refusal r
     where r.person_id = person and r.practitioner_id = who and (r.until is null or r.until > clock_timestamp())
  ) then return false; end if;
  if exists (
    select 1 from access_tie t
     where t.person_id = person and t.party_kind = 'practitioner' and t.party_id = who and t.reason <> 'glass'
       and (t.until is null or t.until > clock_timestamp())
  ) then return true; end if;
  perform 1 from places_membership m
    join access_tie t on t.person_id = person and t.party_kind = 'team' and t.party_id = m.team_id
     and (t.until is null or t.until > clock_timestamp())
   where m.practitioner_id = who and (m.until is null or m.until > clock_timestamp())
     for share of m;
  return found;
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("journeys", "0011_passed_on_gates"), ("access", "0005_glass")]

    operations = [
        migrations.RunSQL(["set local role lw_gate", MAY_ACT, "reset role"], migrations.RunSQL.noop),
    ]

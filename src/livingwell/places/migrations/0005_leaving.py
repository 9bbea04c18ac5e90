"""Who leads a team is said by whoever leads it; leaving one's last team is leaving the place, and shuts the account.

Nobody who serves may write who leads, when somebody left, or whether an account opens: these functions do, each with
its own condition.
"""

from django.db import migrations

CURRENT = "m.until is null or m.until > clock_timestamp()"

# A lead says who leads and who leads on safeguarding. False: somebody has to lead.
CHANGE_ROLES = f"""
create function gate.change_roles(of_team uuid, who uuid, now_leads boolean, now_safeguards boolean) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not gate.leads(of_team) then return true; end if;
  perform 1 from places_team t where t.id = of_team for update;
  if not now_leads and not exists (
    select 1 from places_membership m join places_practitioner p on p.id = m.practitioner_id and p.left_at is null
     where m.team_id = of_team and m.practitioner_id <> who and m.leads and ({CURRENT})
  ) then return false; end if;
  update places_membership m set leads = now_leads, safeguards = now_safeguards
   where m.team_id = of_team and m.practitioner_id = who and m.until is null;
  return true;
end $$
"""

# Whether a team would be somebody's last. Their row is locked, so that two teams are not both left as the one before.
IS_LAST_TEAM = f"""
create function gate.is_last_team(who uuid, of_team uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if gate.viewer_kind() <> 'practitioner' then return false; end if;
  perform 1 from places_practitioner p where p.id = who for update;
  return not exists (
    select 1 from places_membership m where m.practitioner_id = who and m.team_id <> of_team and ({CURRENT})
  );
end $$
"""

# After somebody left: a team that has people has somebody who leads it, whoever has been there longest; and whoever is
# in no team any more has left the place. Only of a membership that this transaction ended.
HAS_LEFT = f"""
create function gate.has_left(who uuid, of_team uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if gate.viewer_kind() <> 'practitioner' or not exists (
    select 1 from places_membership m
     where m.practitioner_id = who and m.team_id = of_team and m.until >= transaction_timestamp()
  ) then return; end if;
  perform 1 from places_team t where t.id = of_team for update;
  if not exists (
    select 1 from places_membership m join places_practitioner p on p.id = m.practitioner_id and p.left_at is null
     where m.team_id = of_team and m.leads and ({CURRENT})
  ) then
    update places_membership set leads = true where id = (
      select m.id from places_membership m
        join places_practitioner p on p.id = m.practitioner_id and p.left_at is null
       where m.team_id = of_team and ({CURRENT}) order by m.since, p.called, m.id limit 1
    );
  end if;
  if exists (select 1 from places_membership m where m.practitioner_id = who and ({CURRENT})) then return; end if;
  update places_practitioner set left_at = statement_timestamp() where id = who and left_at is null;
  update accounts_user u set is_active = false from places_practitioner p where p.id = who and u.id = p.account_id;
end $$
"""


def of_the_gate(sql: str, signature: str) -> migrations.RunSQL:
    """A function owned by lw_gate, which sees past row-level security; for the website alone."""
    then = [f"revoke all on function {signature} from public", f"grant execute on function {signature} to lw_web"]
    return migrations.RunSQL(["set local role lw_gate", sql, *then, "reset role"], migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("places", "0004_invitations")]

    operations = [
        migrations.RunSQL("grant update on places_membership, places_team to lw_gate", migrations.RunSQL.noop),
        of_the_gate(CHANGE_ROLES, "gate.change_roles(uuid, uuid, boolean, boolean)"),
        of_the_gate(IS_LAST_TEAM, "gate.is_last_team(uuid, uuid)"),
        of_the_gate(HAS_LEFT, "gate.has_left(uuid, uuid)"),
    ]

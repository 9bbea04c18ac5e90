"""Inviting somebody into a team, by whoever leads it; and joining, by whoever brings the invitation's link.

Nobody who serves makes an account or a membership. The one function that does is opened by a link of 256 bits whose
digest is kept where nobody reads it; it works once, and takes who joins from the invitation and from nowhere else.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.db import migrations, models

LEADS_IT = "gate.leads(team_id)"
SHOWN = (
    "id, organisation_id, team_id, email, called, full_name, role, leads, safeguards, days, made_at, made_by, until, "
    "withdrawn_at, used_at"
)

# What somebody who brings a link is told of their invitation, and how it stands.
INVITATION = """
create function gate.invitation(which bytea)
returns table (stands text, email text, called text, team text, organisation text, made_by text, has_account boolean)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select coalesce(
           (select 'used' where i.used_at is not null),
           (select 'over' where i.withdrawn_at is not null or i.until <= statement_timestamp()),
           'open'
         ),
         i.email, i.called, t.name, o.name, i.made_by,
         exists (
           select 1 from accounts_user u join places_practitioner p on p.account_id = u.id
            where lower(u.email) = lower(i.email) and p.left_at is null
         )
    from places_invitation i
    join places_team t on t.id = i.team_id
    join places_organisation o on o.id = i.organisation_id
   where i.digest = which
$$
"""

# Whoever has an account joins signed in as its owner. Somebody who left and is asked back has the row they had.
JOIN = """
create function gate.join_team(which bytea, account uuid, practitioner uuid, password_hash text) returns text
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
  asked record;
  theirs record;
  who uuid := practitioner;
begin
  select i.*, t.site_id into asked from places_invitation i join places_team t on t.id = i.team_id
   where i.digest = which for update of i;
  if not found or asked.withdrawn_at is not null or asked.until <= statement_timestamp() then
    return 'over';
  end if;
  if asked.used_at is not null then
    return 'used';
  end if;
  select u.id as account_id, p.id as practitioner_id, p.left_at into theirs
    from accounts_user u left join places_practitioner p on p.account_id = u.id
   where lower(u.email) = lower(asked.email);
  if theirs.practitioner_id is not null and theirs.left_at is null then
    if gate.viewer_kind() <> 'practitioner' or gate.viewer_ref() <> theirs.practitioner_id then
      return 'sign in';
    end if;
    who := theirs.practitioner_id;
  elsif gate.viewer_kind() <> 'nobody' then
    return 'somebody else';
  else
    if password_hash is null then
      return 'password';
    end if;
    if theirs.account_id is null then
      insert into accounts_user (id, password, email, is_active, made_at)
        values (account, password_hash, lower(asked.email), true, statement_timestamp());
      insert into account_emailaddress (user_id, email, verified, "primary")
        values (account, lower(asked.email), true, true);
    else
      update accounts_user set password = password_hash, is_active = true where id = theirs.account_id;
    end if;
    if theirs.practitioner_id is null then
      insert into places_practitioner
          (id, site_id, account_id, organisation_id, called, full_name, role, brings, reached_by)
        values (who, asked.site_id, coalesce(theirs.account_id, account), asked.organisation_id, asked.called,
                asked.full_name, asked.role, '', '');
    else
      who := theirs.practitioner_id;
      update places_practitioner
         set left_at = null, organisation_id = asked.organisation_id, called = asked.called,
             full_name = asked.full_name, role = asked.role
       where id = who;
    end if;
  end if;
  if not exists (
    select 1 from places_membership m
     where m.practitioner_id = who and m.team_id = asked.team_id and m.until is null
  ) then
    insert into places_membership (id, practitioner_id, team_id, leads, safeguards, days, since)
      values (gen_random_uuid(), who, asked.team_id, asked.leads, asked.safeguards, asked.days, statement_timestamp());
  end if;
  update places_invitation set used_at = statement_timestamp() where id = asked.id;
  return 'joined';
end $$
"""


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


def of_the_gate(sql: str, signature: str) -> migrations.RunSQL:
    """A function owned by lw_gate, which sees past row-level security; for the website alone."""
    then = [f"revoke all on function {signature} from public", f"grant execute on function {signature} to lw_web"]
    return migrations.RunSQL(["set local role lw_gate", sql, *then, "reset role"], migrations.RunSQL.noop)


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0003_own_duty'),
        ('accounts', '0001_initial'),
        ('account', '0009_emailaddress_unique_primary_email'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254)),
                ('called', models.CharField(max_length=80)),
                ('full_name', models.CharField(max_length=120)),
                ('role', models.CharField(max_length=80)),
                ('leads', models.BooleanField(default=False)),
                ('safeguards', models.BooleanField(default=False)),
                ('days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
                ('digest', models.BinaryField(max_length=32)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.CharField(max_length=80)),
                ('until', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.team')),
            ],
            options={
                'indexes': [models.Index(fields=['team', 'made_at'], name='invitation_by_team')],
                'constraints': [models.UniqueConstraint(fields=('digest',), name='one_invitation_for_a_link')],
            },
        ),
        run("grant select, update on places_invitation to lw_gate"),
        run("grant select on places_organisation to lw_gate"),
        run("grant select, insert, update on accounts_user, places_practitioner to lw_gate"),
        run("grant select on places_team to lw_gate"),
        run("grant insert on account_emailaddress, places_membership to lw_gate"),
        of_the_gate(INVITATION, "gate.invitation(bytea)"),
        of_the_gate(JOIN, "gate.join_team(bytea, uuid, uuid, text)"),
        run(f"grant select ({SHOWN}) on places_invitation to lw_web"),
        run("grant insert on places_invitation to lw_web"),
        run("grant update (withdrawn_at) on places_invitation to lw_web"),
        run("alter table places_invitation enable row level security"),
        run("alter table places_invitation force row level security"),
        run(f"create policy see on places_invitation for select to lw_web using ({LEADS_IT})"),
        run(
            f"create policy add on places_invitation for insert to lw_web with check ({LEADS_IT} "
            "and used_at is null and withdrawn_at is null and until <= statement_timestamp() + interval '31 days')"
        ),
        run(
            f"create policy change on places_invitation for update to lw_web using ({LEADS_IT} and used_at is null) "
            f"with check ({LEADS_IT} and withdrawn_at is not null)"
        ),
    ]

"""Waiting lists that are brought in: each sealed, its bringer's alone while they lead the team, and gone after a day.

It is not about a person yet, so it has no part of one: the gate is who brought it.
"""

import django.db.models.deletion
import django.utils.timezone
import livingwell.introductions.words
import livingwell.sealed.fields
import uuid
from django.db import migrations, models

from livingwell.access.gates import gate_function

OWN = """
(select gate.viewer_kind()) = 'practitioner' and practitioner_id = (select gate.viewer_ref()) and gate.leads(team_id)
"""

# Whoever brings a list in may take it back before its day is over.
TAKE_BACK = """
create function gate.take_list_back(which uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
  delete from introductions_waitinglist
   where id = which and gate.viewer_kind() = 'practitioner' and practitioner_id = gate.viewer_ref()
$$
"""

FORGET = """
create function gate.forget_lists() returns bigint
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
  with forgotten as (
    delete from introductions_waitinglist where made_at < now() - interval '1 day' returning 1
  ) select count(*) from forgotten
$$
"""


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):

    dependencies = [
        ('introductions', '0003_sealed_words'),
        ('access', '0004_bringing_in'),
        ('journeys', '0003_concerns'),
        ('people', '0002_gates'),
        ('places', '0003_own_duty'),
    ]

    operations = [
        migrations.CreateModel(
            name='WaitingList',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('says', livingwell.sealed.fields.SealedTextField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('brought_in_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='introduction',
            name='agreed_or_why_not',
        ),
        migrations.AlterField(
            model_name='introduction',
            name='for_whom',
            field=models.CharField(choices=[('me', 'me'), ('someone', 'someone'), ('alongside', 'alongside'), ('listed', 'listed')], max_length=20),
        ),
        migrations.AlterField(
            model_name='passage',
            name='said',
            field=models.CharField(choices=[('going on', 'going on'), ('would help', 'would help'), ('safe now', 'safe now'), ('reach', 'reach'), ('talk', 'talk'), ('needs', 'needs'), ('added', 'added'), ('please ring', 'please ring'), ('withdraw', 'withdraw'), ('listed', 'listed')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(('for_whom__in', [livingwell.introductions.words.ForWhom['ME'], livingwell.introductions.words.ForWhom['LISTED']]), ('they_agreed', True), models.Q(('why_not_agreed', ''), _negated=True), _connector='OR'), name='agreed_or_why_not'),
        ),
        migrations.AddField(
            model_name='waitinglist',
            name='practitioner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.practitioner'),
        ),
        migrations.AddField(
            model_name='waitinglist',
            name='team',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.team'),
        ),
        migrations.AddIndex(
            model_name='waitinglist',
            index=models.Index(fields=['made_at'], name='waiting_list_to_forget'),
        ),
        run("alter table introductions_waitinglist enable row level security"),
        run("alter table introductions_waitinglist force row level security"),
        run("grant select, insert on introductions_waitinglist to lw_web"),
        run("grant update (says, brought_in_at) on introductions_waitinglist to lw_web"),
        run(f"create policy see on introductions_waitinglist for select to lw_web using ({OWN})"),
        run(f"create policy add on introductions_waitinglist for insert to lw_web with check ({OWN})"),
        run(
            "create policy change on introductions_waitinglist for update to lw_web"
            f" using (({OWN}) and brought_in_at is null) with check ({OWN})"
        ),
        run("grant select, delete on introductions_waitinglist to lw_gate"),
        *gate_function(TAKE_BACK, "gate.take_list_back(uuid)", callable_by="lw_web"),
        *gate_function(FORGET, "gate.forget_lists()", callable_by="lw_worker"),
    ]

"""A team's morning copy: only whoever is in the team reads it, and of each on it only whoever may see them now."""

import django.db.models.deletion
import livingwell.sealed.fields
import uuid
from django.db import migrations, models

from livingwell.access.gates import WORKS, gate
from livingwell.access.words import Part

OURS = "team_id in (select gate.own_teams())"
# On it stand parts of somebody that a tie may open one by one: whoever reads it must be let see all of them.
PARTS = (Part.WHO, Part.CONTACT, Part.JOURNEY, Part.STEPS, Part.WORRIES)
SEEN = " and ".join(f"person_id in (select gate.seen('{part}'))" for part in PARTS)


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):

    dependencies = [
        ('huddles', '0004_sealed_words'),
        ('people', '0004_doubles'),
        ('places', '0005_leaving'),
    ]

    operations = [
        migrations.CreateModel(
            name='MorningCopy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('words', livingwell.sealed.fields.SealedTextField()),
                ('team', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.team')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OnTheCopy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('words', livingwell.sealed.fields.SealedTextField(blank=True)),
                ('person', models.ForeignKey(db_column='person_id', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('team', 'person'), name='once_on_a_copy')],
            },
        ),
        *gate("huddles_onthecopy", part=Part.CONTACT, changes="day, words"),
        run(f"alter policy see on huddles_onthecopy using ({OURS} and {SEEN})"),
        # Only a worker writes one.
        run("drop policy add on huddles_onthecopy"),
        run("drop policy change on huddles_onthecopy"),
        run("revoke insert, update (day, words) on huddles_onthecopy from lw_web"),
        run("alter table huddles_morningcopy enable row level security"),
        run("alter table huddles_morningcopy force row level security"),
        run("grant select on huddles_morningcopy to lw_web"),
        run("grant select, insert, update (day, made_at, words) on huddles_morningcopy to lw_worker"),
        run(f"create policy see on huddles_morningcopy for select to lw_web using ({OURS})"),
        run(f"create policy worker_see on huddles_morningcopy for select to lw_worker using ({WORKS})"),
        run(f"create policy worker_add on huddles_morningcopy for insert to lw_worker with check ({WORKS})"),
        run(
            f"create policy worker_change on huddles_morningcopy for update to lw_worker using ({WORKS}) with check ({WORKS})"
        ),
    ]

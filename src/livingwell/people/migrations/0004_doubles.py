"""Who is said to be written down twice: a pointer from one person to the other, and nothing of theirs moves.

It says something of two people, so whoever reads or writes it sees, or writes, both: the gate is of the one that is
pointed from, as of any row about them, and a second policy, which the first cannot widen, is of the other. It ties
nobody, and opens nothing. Nobody is pointed from twice at a time (an index), and never in a ring (a trigger, one at a
time in the whole place: it is said a few times a week). The trigger comes after the policies have let a row by, so that
it tells nobody of people they do not see.
"""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import livingwell.sealed.fields
import uuid
from django.db import migrations, models

from livingwell.access.gates import PRACTISES, gate, gate_function
from livingwell.access.words import Part

IN_OWN_NAME = f"{PRACTISES} and by_id = (select gate.viewer_ref())"
NEVER_IN_A_RING = """
create function gate.never_in_a_ring() returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not new.is_one or new.until is not null then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('people_double', 0));
  if exists (
    with recursive up(id) as (
      select new.other_id
      union
      select d.other_id from up join people_double d on d.person_id = up.id and d.is_one and d.until is null
    ) select 1 from up where up.id = new.person_id
  ) then
    raise exception 'they are one already, by a way round' using errcode = '23514', constraint = 'never_in_a_ring';
  end if;
  return null;
end
$$
"""


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_sealed_words'),
        ('access', '0003_sealed_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='Double',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('is_one', models.BooleanField()),
                ('why', livingwell.sealed.fields.SealedTextField(max_length=300)),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('said_by', models.CharField(max_length=120)),
                ('by_id', models.UUIDField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.CharField(blank=True, max_length=120)),
                ('ended_why', livingwell.sealed.fields.SealedTextField(blank=True, max_length=300)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', models.ForeignKey(db_column='person_id', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['other'], name='double_by_other')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_one', True), ('until__isnull', True)), fields=('person',), name='said_to_be_one_once'), models.UniqueConstraint(django.db.models.functions.comparison.Least('person', 'other'), django.db.models.functions.comparison.Greatest('person', 'other'), condition=models.Q(('until__isnull', True)), name='a_pair_is_said_one_thing'), models.CheckConstraint(condition=models.Q(('person', models.F('other')), _negated=True), name='two_are_written_down')],
            },
        ),
        *gate(
            "people_double",
            part=Part.WHO,
            changes="until, ended_by, ended_why",
            add_if=IN_OWN_NAME,
            change_if=f"until is not null and {PRACTISES}",
            while_="until is null",
        ),
        run(
            "create policy sees_both on people_double as restrictive for select to lw_web"
            " using (other_id in (select gate.seen('who')))"
        ),
        run(
            "create policy adds_of_both on people_double as restrictive for insert to lw_web"
            " with check (other_id in (select gate.written('who')))"
        ),
        run(
            "create policy changes_of_both on people_double as restrictive for update to lw_web"
            " using (other_id in (select gate.written('who'))) with check (other_id in (select gate.written('who')))"
        ),
        run("grant select on people_double to lw_gate"),
        *gate_function(NEVER_IN_A_RING, "gate.never_in_a_ring()", callable_by="lw_owner"),
        run(
            "create trigger never_in_a_ring after insert on people_double"
            " for each row execute function gate.never_in_a_ring()"
        ),
    ]

"""What each practitioner brings becomes rows of their own, in their own words; what was one line is carried over."""

import django.db.models.deletion
import django.utils.timezone
import livingwell.sealed.fields
import uuid
from django.db import migrations, models

KINDS = ['language', 'signing', 'training', 'lived experience', 'something else']


def carry_over(apps, schema_editor):
    """Carry the line that was said of somebody over. All who worked here could read it, and may still."""
    Practitioner, Bringing = apps.get_model("places", "Practitioner"), apps.get_model("places", "Bringing")
    for one in Practitioner.objects.exclude(brings="").filter(left_at__isnull=True):
        Bringing.objects.create(practitioner=one, kind="something else", words=one.brings, seen_by="here")


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0008_absence_rights'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bringing',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(one, one) for one in KINDS], max_length=20)),
                ('words', livingwell.sealed.fields.SealedTextField(blank=True, max_length=200)),
                ('seen_by', models.CharField(choices=[('team', 'team'), ('here', 'here')], max_length=10)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bringings', to='places.practitioner')),
            ],
            options={
                'indexes': [models.Index(fields=['practitioner', 'ended_at'], name='bringing_by_practitioner')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', KINDS)), name='something_that_can_be_brought'),
                    models.CheckConstraint(condition=models.Q(('seen_by__in', ['team', 'here'])), name='seen_by_team_or_here'),
                    models.CheckConstraint(condition=models.Q(('ended_at__isnull', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='what_is_brought_is_said'),
                ],
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]

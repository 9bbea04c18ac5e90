import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0003_sealed_words'),
        ('journeys', '0005_letting_go'),
        ('people', '0002_gates'),
    ]

    operations = [
        migrations.CreateModel(
            name='LeftNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('theirs_until', models.DateTimeField()),
                ('passed_at', models.DateTimeField(blank=True, null=True)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='left_notes', to='conversations.conversation')),
                ('person', models.ForeignKey(db_column='person_id', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('sees_to_it', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.practitioner')),
                ('writer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.practitioner')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('passed_at__isnull', True)), fields=('conversation',), name='one_sees_to_a_left_note')],
            },
        ),
    ]

from django.db import migrations

from livingwell.access.gates import gate
from livingwell.access.words import Part


class Migration(migrations.Migration):
    dependencies = [("messages", "0001_initial"), ("people", "0002_gates")]

    operations = [*gate("messages_message", part=Part.MESSAGES, changes="state, why_not, settled_at")]

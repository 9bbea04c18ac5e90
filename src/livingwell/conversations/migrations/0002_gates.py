from django.db import migrations

from livingwell.access.gates import gate, open_to_all
from livingwell.access.words import Part


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_initial"), ("introductions", "0002_gates")]

    operations = [
        *open_to_all("conversations_guide", verbs="select, insert"),
        *gate("conversations_conversation", part=Part.CONVERSATIONS),
        *gate(
            "conversations_note",
            part=Part.CONVERSATIONS,
            changes="words, talked_about, revision, writer, saved_at, saved_by, read_back_at",
        ),
        *gate("conversations_noteaside", part=Part.CONVERSATIONS, changes="taken_in_at"),
    ]

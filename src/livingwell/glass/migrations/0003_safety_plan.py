"""Whoever breaks a glass to help at once reads the safety plan too: it is what the person made for that hour."""

from django.db import migrations

from livingwell.access.gates import gate_function_says

WAS = "array['contact', 'conversations', 'journey', 'steps', 'stream', 'who', 'worries']"
NOW = "array['contact', 'conversations', 'journey', 'safety plan', 'steps', 'stream', 'who', 'worries']"
BREAK = "gate.break_glass(uuid, text, text, text, text, text, text, text, text, text)"


class Migration(migrations.Migration):
    dependencies = [("glass", "0002_gates"), ("access", "0007_their_own")]

    operations = [*gate_function_says(BREAK, WAS, NOW)]

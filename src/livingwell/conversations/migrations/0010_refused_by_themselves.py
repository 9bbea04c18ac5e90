"""What was planned with a practitioner whom somebody refuses from their own page is somebody else's of the team."""

from django.db import migrations

from livingwell.access.gates import gate_function_says

# As in 0005 and 0007: each asks for itself who may no longer come, so whoever calls it moves nothing else.
ONLY_PRACTITIONERS = "if gate.viewer_kind() <> 'practitioner' then"
AND_THEMSELVES = "if gate.viewer_kind() not in ('practitioner', 'person') then"


class Migration(migrations.Migration):
    dependencies = [("conversations", "0009_out_gates"), ("journeys", "0009_refused_by_themselves")]

    operations = [
        *gate_function_says("gate.hand_on_conversations(uuid, text, text)", ONLY_PRACTITIONERS, AND_THEMSELVES),
        *gate_function_says("gate.hand_on_notes(uuid)", ONLY_PRACTITIONERS, AND_THEMSELVES),
    ]

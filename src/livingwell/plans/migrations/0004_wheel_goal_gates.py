"""The wheel, aspirations and goals are written in one's own name: by the person, or by who sits beside them.

Words are never changed. An aspiration is put aside and a goal ends, once; a rating and a place stay as they are.
"""

from django.db import migrations

from livingwell.access.gates import PRACTISES, THEMSELVES, gate
from livingwell.access.words import Part

BY_THEM_OR_US = (
    f"(({PRACTISES}) or ({THEMSELVES})) and by_kind = (select gate.viewer_kind()) and by_id = (select gate.viewer_ref())"
)
# Whoever turned the wheel says what it said, and nobody adds to it afterwards in another's name.
OF_MY_TURN = "turn_id in (select t.id from plans_wheelturn t where t.by_id = (select gate.viewer_ref()))"


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_wheel_goal"), ("journeys", "0016_kinds"), ("rights", "0002_gates")]

    operations = [
        *gate("plans_wheelturn", part=Part.PLAN, changes=False, add_if=BY_THEM_OR_US),
        *gate("plans_wheelrating", part=Part.PLAN, changes=False, add_if=OF_MY_TURN),
        *gate(
            "plans_aspiration",
            part=Part.PLAN,
            changes="put_aside_at",
            add_if=BY_THEM_OR_US,
            while_="put_aside_at is null",
        ),
        *gate(
            "plans_goal",
            part=Part.PLAN,
            changes="ended_at, ended_how",
            add_if=BY_THEM_OR_US,
            while_="ended_at is null",
        ),
        *gate("plans_markedgoal", part=Part.PLAN, changes=False, add_if=BY_THEM_OR_US),
        *gate("plans_goalrating", part=Part.PLAN, changes=False, add_if=BY_THEM_OR_US),
    ]

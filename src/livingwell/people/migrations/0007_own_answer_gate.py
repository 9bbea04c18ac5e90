"""Who somebody says they are is read by them and the team alongside, and written as they themselves said it.

By them, or by one of us whom they told; by no background job, and in nobody else's name. Nothing said is changed.
"""

from django.db import migrations

from livingwell.access.gates import PRACTISES, THEMSELVES, gate
from livingwell.access.words import Part

AS_TOLD = (
    "by_kind = (select gate.viewer_kind()) and by_id = (select gate.viewer_ref())"
    f" and ((({THEMSELVES}) and told = 'themselves') or (({PRACTISES}) and told in ('side by side', 'by phone')))"
)


class Migration(migrations.Migration):
    dependencies = [("people", "0006_own_answer"), ("journeys", "0009_refused_by_themselves")]

    operations = [
        *gate("people_ownanswer", part=Part.IDENTITY, changes=False, add_if=AS_TOLD),
        migrations.RunSQL("revoke insert on people_ownanswer from lw_worker", migrations.RunSQL.noop),
    ]

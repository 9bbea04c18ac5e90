from django.db import migrations

from livingwell.access.gates import gate
from livingwell.access.words import Part


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0002_gates")]

    operations = [
        *gate("people_person", part=Part.WHO, key=True),
        *gate("people_waytoreach", part=Part.CONTACT, changes="until, is_verified, may_message, may_leave_message"),
    ]

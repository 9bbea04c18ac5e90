from django.db import migrations

from livingwell.access.gates import gate, open_to_all
from livingwell.access.words import Part


class Migration(migrations.Migration):
    dependencies = [("huddles", "0001_initial"), ("conversations", "0002_gates")]

    operations = [
        *open_to_all("huddles_huddle", verbs="select, insert, update"),
        *open_to_all("huddles_present", verbs="select, insert, update"),
        *gate("huddles_brought", part=Part.HUDDLE),
    ]

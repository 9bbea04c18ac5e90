"""A broken glass is a tie like any other, but for two things: it lasts an hour, and only the database makes it."""

from datetime import timedelta

from django.db import migrations, models

from livingwell.access.gates import gate_function

OWN_GLASS = """
create function gate.own_glass(person uuid) returns timestamptz
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select max(t.until) from access_tie t
   where gate.viewer_kind() = 'practitioner' and t.party_kind = 'practitioner' and t.party_id = gate.viewer_ref()
     and t.person_id = person and t.reason = 'glass' and t.until > statement_timestamp()
$$
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_bringing_in")]

    operations = [
        migrations.AlterField(
            model_name="tie",
            name="reason",
            field=models.CharField(
                choices=[
                    ("holds", "holds"),
                    ("drawn in", "drawn in"),
                    ("themselves", "themselves"),
                    ("receipt", "receipt"),
                    ("glass", "glass"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", "glass"), _negated=True),
                    models.Q(
                        ("until__isnull", False),
                        (
                            "until__lte",
                            models.F("since") + timedelta(minutes=60),
                        ),
                    ),
                    _connector="OR",
                ),
                name="glass_lasts_an_hour",
            ),
        ),
        migrations.RunSQL(
            "create policy glass_is_broken on access_tie as restrictive for insert to lw_web"
            " with check (reason <> 'glass' and (select gate.viewer_kind()) is not null)",
            migrations.RunSQL.noop,
        ),
        *gate_function(OWN_GLASS, "gate.own_glass(uuid)"),
    ]

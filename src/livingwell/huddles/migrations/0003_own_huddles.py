"""A huddle is its team's: practitioners read when it was and who was there, and only those who are in it write it."""

from django.db import migrations

from livingwell.access.gates import PRACTISES

THEIRS = "team_id in (select gate.own_teams())"
OF_THEIRS = "huddle_id in (select h.id from huddles_huddle h where h.team_id in (select gate.own_teams()))"


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


def written_by(table: str, theirs: str) -> list[migrations.RunSQL]:
    forward = [
        *(f"drop policy {name} on {table}" for name in ("see", "add", "change", "worker_add", "worker_change")),
        f"create policy see on {table} for select to lw_web using ({PRACTISES})",
        f"create policy worker_see on {table} for select to lw_worker using (true)",
        f"create policy add on {table} for insert to lw_web with check ({theirs})",
        f"create policy change on {table} for update to lw_web using ({theirs}) with check ({theirs})",
    ]
    return [run(sql) for sql in forward]


class Migration(migrations.Migration):
    dependencies = [("huddles", "0002_gates")]

    operations = [
        *written_by("huddles_huddle", THEIRS),
        *written_by("huddles_present", OF_THEIRS),
        # Of a huddle its team and its day never change; of who was there, nothing but when they went.
        run("revoke update on huddles_huddle, huddles_present from lw_web, lw_worker"),
        run("revoke insert on huddles_huddle, huddles_present from lw_worker"),
        run("grant update (revision, closed_at, closed_by) on huddles_huddle to lw_web"),
        run("grant update (left_at) on huddles_present to lw_web"),
    ]

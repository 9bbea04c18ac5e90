"""Who may see what somebody brings, and who may write it: they themselves, and nobody for them.

No policy calls a function for a row: who is here, and who shares a team with the viewer, are asked once each.
"""

from importlib import import_module

from django.db import migrations

INVITATIONS = import_module("livingwell.places.migrations.0004_invitations")
ME = "(select gate.viewer_ref())"
PRACTISES = "(select gate.viewer_kind()) = 'practitioner'"
# Whoever works here now, where the viewer does. A viewer who has left is nowhere, and so nobody is here for them.
IS_HERE = f"""
practitioner_id in (
  select p.id from places_practitioner p
   where p.left_at is null
     and p.site_id = (select me.site_id from places_practitioner me where me.id = {ME} and me.left_at is null)
)"""
IN_MY_TEAM = f"""
practitioner_id in (
  select theirs.practitioner_id
    from places_membership mine join places_membership theirs on theirs.team_id = mine.team_id
   where mine.practitioner_id = {ME}
     and (mine.until is null or mine.until > statement_timestamp())
     and (theirs.until is null or theirs.until > statement_timestamp())
)"""
IS_MINE = f"practitioner_id = {ME}"
SEES = f"({PRACTISES}) and {IS_HERE} and ({IS_MINE} or (ended_at is null and (seen_by = 'here' or {IN_MY_TEAM})))"
WRITES = f"({PRACTISES}) and {IS_HERE} and {IS_MINE}"
# What the worker forgets, and nothing else.
IS_OVER = """
(ended_at is not null or practitioner_id in (select p.id from places_practitioner p where p.left_at is not null))"""

ONE_LINE = "role, brings, reached_by)"
ONE_LINE_SAID = "asked.full_name, asked.role, '', '');"
JOIN = (
    INVITATIONS.JOIN.replace("create function", "create or replace function")
    .replace(ONE_LINE, "role, reached_by)")
    .replace(ONE_LINE_SAID, "asked.full_name, asked.role, '');")
)


def run(sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("places", "0009_bringing")]

    operations = [
        run("grant select, insert on places_bringing to lw_web"),
        run("grant update (kind, words, seen_by, ended_at) on places_bringing to lw_web"),
        run("grant select, update (words, ended_at) on places_bringing to lw_worker"),
        run("alter table places_bringing enable row level security"),
        run("alter table places_bringing force row level security"),
        run(f"create policy see on places_bringing for select to lw_web using ({SEES})"),
        run(f"create policy add on places_bringing for insert to lw_web with check ({WRITES} and ended_at is null)"),
        run(f"create policy change on places_bringing for update to lw_web using ({WRITES}) with check ({WRITES})"),
        run(f"create policy worker_see on places_bringing for select to lw_worker using ({IS_OVER})"),
        run(
            f"create policy worker_forget on places_bringing for update to lw_worker using ({IS_OVER}) "
            "with check (ended_at is not null)"
        ),
        INVITATIONS.of_the_gate(JOIN, "gate.join_team(bytea, uuid, uuid, text)"),
        migrations.RemoveField(model_name="practitioner", name="brings"),
    ]

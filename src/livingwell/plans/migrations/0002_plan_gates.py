"""A plan is written by the person, or by a practitioner who says that they are sitting beside them; nobody else.

What a person keeps to themselves is theirs alone: one restrictive policy per verb, on every table that has the words.
Every version carries whether its part is kept so, by a foreign key of both columns: the person changes it once, on the
part, and the database changes it everywhere, in the same statement. Words themselves are never changed.
"""

from django.db import migrations

from livingwell.access.gates import PRACTISES, THEMSELVES, gate
from livingwell.access.words import Part

BY_ME = "by_kind = (select gate.viewer_kind()) and by_id = (select gate.viewer_ref())"
THEIRS_OR_TOGETHER = f"({BY_ME}) and ((({THEMSELVES}) and not together) or (({PRACTISES}) and together))"
SHOWN = f"(not only_me or ({THEMSELVES}))"
# The person answers; a practitioner only where they answer it together, or takes back what they suggested themselves.
MAY_ANSWER = (
    f"({THEMSELVES}) or (({PRACTISES}) and ((answered_together and answer in ('yes', 'changed'))"
    f" or (answer = 'taken back' and {BY_ME})))"
)


def kept_to_themselves(table, *, changes=False):
    """Return the operations that show the rows of a table to nobody else while their person keeps them so."""
    verbs = {"select": f"using {SHOWN}", "insert": f"with check {SHOWN}"}
    if changes:
        verbs["update"] = f"using {SHOWN} with check {SHOWN}"
    forward = [
        f"create policy only_me_{verb} on {table} as restrictive for {verb} to lw_web {how}" for verb, how in verbs.items()
    ]
    forward.append(f"create policy only_me_worker on {table} as restrictive for select to lw_worker using (not only_me)")
    return [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in forward]


def shelf(name, part):
    """Return the operations that gate the three tables of one part of a person."""
    parts, versions, suggestions = (f"plans_{name}{each}" for each in ("part", "version", "suggestion"))
    follows = [
        f"create unique index {parts}_and_who_sees on {parts} (id, only_me)",
        f"alter table {versions} add constraint {versions}_seen_as_its_part foreign key (part_id, only_me)"
        f" references {parts} (id, only_me) on update cascade",
    ]
    return [
        *gate(
            parts, part=part, changes="only_me", add_if=f"({THEMSELVES}) or ({PRACTISES})", change_if=THEMSELVES
        ),
        *kept_to_themselves(parts, changes=True),
        *gate(versions, part=part, changes=False, add_if=THEIRS_OR_TOGETHER),
        *kept_to_themselves(versions),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in follows],
        *gate(
            suggestions,
            part=part,
            changes="answer, answered_at, answered_by, answered_together",
            add_if=f"({BY_ME}) and not ({THEMSELVES}) and answer = ''",
            change_if=MAY_ANSWER,
            while_="answer = ''",
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_plan"), ("journeys", "0015_kinds"), ("rights", "0002_gates")]

    operations = [*shelf("plan", Part.PLAN), *shelf("safety", Part.SAFETY_PLAN)]

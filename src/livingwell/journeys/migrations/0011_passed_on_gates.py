"""Whom a worry has reached is read with the worry, only ever added, and said in one's own name.

That somebody was told by the minute is said by the worker alone, and the worker says nothing else. What waits already
has reached whoever it names: without that row nobody else would be told of it.
"""

from django.db import migrations

from livingwell.access.gates import PRACTISES, gate
from livingwell.access.words import Part

IN_OWN_NAME = f"{PRACTISES} and by_id = (select gate.viewer_ref()) and how <> 'by itself'"
# As the role that sees past row-level security: what waits is about somebody, and nobody is named here.
WHAT_WAITS = """
insert into journeys_worrytold (id, person_id, journey_id, worry_id, reaches_id, turn, lap, how, by_id, by_called, made_at)
select gen_random_uuid(), w.person_id, w.journey_id, w.id, w.reaches_id, 1, 1, 'raised', w.by_id, w.by_called, w.made_at
  from journeys_worry w
 where w.cannot_wait and w.acknowledged_at is null and w.settled_at is null
"""


def run(*sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(list(sql), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("journeys", "0010_passed_on")]

    operations = [
        run(
            "grant select on journeys_worry to lw_gate",
            "grant insert on journeys_worrytold to lw_gate",
            "set local role lw_gate",
            WHAT_WAITS,
            "reset role",
            "revoke insert on journeys_worrytold from lw_gate",
            "set constraints all immediate",
        ),
        *gate("journeys_worrytold", part=Part.WORRIES, changes=False, add_if=IN_OWN_NAME),
        run(
            "create policy only_by_itself on journeys_worrytold as restrictive for insert to lw_worker"
            " with check (how = 'by itself')"
        ),
        run(
            "create constraint trigger nobody_falls after insert on journeys_worrytold"
            " deferrable initially deferred for each row execute function gate.reaches_somebody()"
        ),
    ]

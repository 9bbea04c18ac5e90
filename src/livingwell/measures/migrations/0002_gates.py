"""What somebody answered is seen by those alongside and by them; the link to one check-in opens that one, and no answer before it.

Whoever brings a link is named `asked`, its check-in their only key. They read what is asked of them and what they have
answered in it so far; of what was answered before, the totals of the same measure, so that they see their line, and no
answer to any question. By the first figures (`gate.first_figures`) what changed is worked out, and they are shown to nobody.
"""

from django.db import migrations

from livingwell.access.gates import gate, gate_function
from livingwell.access.words import Part

THE_ONE = "(select gate.viewer_kind()) = 'asked' and id = (select gate.viewer_ref())"
OF_THE_ONE = "(select gate.viewer_kind()) = 'asked' and check_in_id = (select gate.viewer_ref())"
OF_THEM = "(select gate.viewer_kind()) = 'asked' and person_id = (select gate.asked_person())"
A_TOTAL = f"{OF_THEM} and measure = (select gate.asked_measure()) and position('.' in scale) = 0"
OPEN = "answered_at is null and stopped_at is null"

ASKED = """
create function gate.asked_{what}() returns {kind}
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select c.{column} from measures_checkin c where gate.viewer_kind() = 'asked' and c.id = gate.viewer_ref()
$$
"""
# A link is long enough that nobody guesses one, and says no more to whoever brings it than which check-in is theirs.
BY_LINK = """
create function gate.asked_by_link(digest bytea) returns table (check_in_id uuid, called text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select c.id, p.called::text from measures_checkin c join people_person p on p.person_id = c.person_id
   where c.link_digest = digest
$$
"""
FIRSTS = """
create function gate.first_figures() returns table (scale text, value numeric)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select distinct on (f.scale) f.scale::text, f.value
    from measures_checkin asked
    join measures_checkin c on c.journey_id = asked.journey_id and c.measure = asked.measure
    join measures_figure f on f.check_in_id = c.id and f.value is not null
   where gate.viewer_kind() = 'asked' and asked.id = gate.viewer_ref()
   order by f.scale, f.at
$$
"""

# An answer that cannot wait is raised by the machine, for nobody was there: the first that is told of it is told by that.
FIRST_TOLD = "how = 'by itself' or (how = 'raised' and turn = 1 and by_id is null)"


class Migration(migrations.Migration):
    dependencies = [("measures", "0001_initial"), ("access", "0007_their_own"), ("rights", "0002_gates"), ("journeys", "0011_passed_on_gates")]

    operations = [
        migrations.RunSQL(
            f"alter policy only_by_itself on journeys_worrytold with check ({FIRST_TOLD})", migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            "grant select on measures_checkin, measures_figure, people_person to lw_gate", migrations.RunSQL.noop
        ),
        *gate_function(ASKED.format(what="person", kind="uuid", column="person_id"), "gate.asked_person()"),
        *gate_function(ASKED.format(what="measure", kind="text", column="measure::text"), "gate.asked_measure()"),
        *gate_function(BY_LINK, "gate.asked_by_link(bytea)"),
        *gate_function(FIRSTS, "gate.first_figures()"),
        *gate("measures_checkin", part=Part.CHECK_INS, also_see=THE_ONE, also_change=THE_ONE, while_=OPEN),
        *gate(
            "measures_answers",
            part=Part.CHECK_INS,
            changes="answers, revision, changed_at",
            also_see=OF_THE_ONE,
            also_add=OF_THE_ONE,
            also_change=OF_THE_ONE,
        ),
        *gate("measures_figure", part=Part.CHECK_INS, changes=False, also_see=A_TOTAL, also_add=OF_THE_ONE),
        *gate("measures_nomore", part=Part.CHECK_INS, changes="until, ended_by", also_see=OF_THEM, also_add=OF_THEM),
        migrations.RunSQL(
            f"create policy asked_add on journeys_event for insert to lw_web with check ({OF_THEM} and by_kind = 'asked' and by_id = (select gate.viewer_ref()))",
            migrations.RunSQL.noop,
        ),
    ]

"""Whom somebody sees, asked at once: the viewer is looked at one time, and what ties say is read in their index alone.

Every table's policy asks in every statement. Checking the viewer's signature costs more than finding a few people, and
it was checked twice; and in a large place the ties of one team lie each on a page of its own, so that five thousand of
them were five thousand places to read. The index holds all that is asked of a tie. Somebody tied twice comes twice:
`in` and `any` are told nothing by it, and sorting that out took longer than all the rest (docs/decisions/0014).
"""

from django.db import migrations, models

PEOPLE = """
create or replace function gate.{name}(wanted text) returns setof uuid
language sql stable security definer rows 500
set search_path = pg_catalog, public, pg_temp
as $$
  with viewer as materialized (
    select said.parts[1] as kind, nullif(said.parts[2], '-')::uuid as ref
      from (select gate.viewer_said() as parts offset 0) said
  ), tied as (
    select t.person_id
      from viewer v
      join access_tie t on t.party_kind = v.kind and t.party_id = v.ref and v.kind <> 'team'  -- it never looks by itself
     where wanted = any (t.{column})
       and (t.until is null or t.until > statement_timestamp())
    union all
    select t.person_id
      from viewer v
      join places_membership m on v.kind = 'practitioner' and m.practitioner_id = v.ref
       and (m.until is null or m.until > statement_timestamp())
      join access_tie t on t.party_kind = 'team' and t.party_id = m.team_id
     where wanted = any (t.{column})
       and (t.until is null or t.until > statement_timestamp())
  )
  select tied.person_id from tied
   where tied.person_id <> all (array(
     select r.person_id from viewer v
       join access_refusal r on v.kind = 'practitioner' and r.practitioner_id = v.ref
        and (r.until is null or r.until > statement_timestamp())
   ))
  {more}
$$
"""

# As they were (0002): what a visitor, somebody who comes back and somebody who sends a form again may write.
NEWCOMERS = """
  union all
  select v.ref from viewer v
   where v.kind = 'visitor'
     and wanted = any (array['who', 'contact', 'journey', 'steps', 'stream', 'words', 'confidence', 'ties'])
     and not exists (
       select 1 from access_personkey k
        where k.person_id = v.ref and k.made_in is distinct from pg_current_xact_id_if_assigned()
     )
  union all
  select v.ref from viewer v
   where v.kind = 'returning' and wanted = any (array['journey', 'steps', 'stream'])
  union all
  select v.ref from viewer v
   where v.kind = 'resending' and wanted = any (array['contact', 'confidence'])
"""


def again(name: str, column: str, more: str = "") -> migrations.RunSQL:
    """Return the operation that writes one of the two functions again; who owns and may call it stays."""
    said = PEOPLE.format(name=name, column=column, more=more)
    return migrations.RunSQL(["set local role lw_gate", said, "reset role"], migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("access", "0005_glass")]

    operations = [
        migrations.RemoveIndex(model_name="tie", name="tie_by_party"),
        migrations.AddIndex(
            model_name="tie",
            index=models.Index(
                fields=["party_kind", "party_id"],
                include=("person", "until", "sees", "writes"),
                name="tie_by_party",
            ),
        ),
        again("seen", "sees"),
        again("written", "writes", NEWCOMERS),
    ]

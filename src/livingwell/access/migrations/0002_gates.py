"""The one place that decides who may see whom: two definer functions that the policies of every room read.

`gate.seen(part)` and `gate.written(part)` return people. They run once per table per statement, so a tie ended in
another session shuts at the next statement, even inside a transaction already open (hence statement_timestamp).
"""

from django.db import migrations

from livingwell.access.gates import gate, gate_function, open_to_all
from livingwell.access.words import Part

PEOPLE = """
create function gate.{name}(wanted text) returns setof uuid
language sql stable security definer rows 500
set search_path = pg_catalog, public, pg_temp
as $$
  with viewer as materialized (
    select gate.viewer_kind() as kind, gate.viewer_ref() as ref
  ), tied as (
    select t.person_id
      from viewer v
      join access_tie t on t.party_kind = v.kind and t.party_id = v.ref
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
  select distinct tied.person_id from tied
   where not exists (
     select 1 from viewer v
       join access_refusal r on v.kind = 'practitioner' and r.practitioner_id = v.ref
      where r.person_id = tied.person_id
        and (r.until is null or r.until > statement_timestamp())
   )
  {more}
$$
"""

# A visitor writes the first rows of the one fresh person whose key is in their signed name, and reads nothing.
VISITOR_WRITES = """
  union all
  select v.ref from viewer v
   where v.kind = 'visitor'
     and wanted = any (array['who', 'contact', 'journey', 'steps', 'stream', 'words', 'confidence', 'ties'])
"""

OPEN_PAGE = """
create function gate.open_page(digest bytea)
returns table (page_id uuid, person_id uuid, called_hash text, wrong_tries smallint, wrong_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select p.id, p.person_id, p.words_hash, p.wrong_tries, p.wrong_at
    from access_ownpage p
   where p.link_digest = digest and (p.until is null or p.until > statement_timestamp())
$$
"""

# The web may say that words were tried, and nothing else about a page it has no tie to.
PAGE_TRIED = """
create function gate.page_tried(page uuid, right_words boolean) returns void
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
  update access_ownpage
     set wrong_tries = case when right_words then 0 else least(wrong_tries + 1, 30000) end,
         wrong_at = case when right_words then null else statement_timestamp() end,
         opened_at = case when right_words then coalesce(opened_at, statement_timestamp()) else opened_at end
   where id = page
$$
"""


def run(sql: str, back: str = migrations.RunSQL.noop) -> migrations.RunSQL:
    return migrations.RunSQL(sql, back)


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("places", "0001_initial")]

    operations = [
        run("grant select on access_tie, access_refusal, places_membership to lw_gate"),
        run("grant select, update on access_ownpage to lw_gate"),
        *gate_function(PEOPLE.format(name="seen", column="sees", more=""), "gate.seen(text)"),
        *gate_function(PEOPLE.format(name="written", column="writes", more=VISITOR_WRITES), "gate.written(text)"),
        *gate_function(OPEN_PAGE, "gate.open_page(bytea)"),
        *gate_function(PAGE_TRIED, "gate.page_tried(uuid, boolean)"),
        *gate("access_personkey", part=Part.WHO, key=True, changes=False),
        # Nobody widens or lengthens a tie: it may only be ended, now. Safeguarding is never handed out by a tie.
        *gate(
            "access_tie",
            part=Part.TIES,
            changes="until, ended_by",
            only_if=(
                "not ('safeguarding' = any (sees || writes))"
                " and ((select gate.viewer_kind()) <> 'visitor' or party_kind in ('team', 'receipt'))"
            ),
            change_if="until is not null and until <= clock_timestamp()",
        ),
        *gate("access_refusal", part=Part.TIES, changes="until"),
        *gate("access_look", part=Part.LOOKS, changes=False),
        *gate("access_ownpage", part=Part.TIES, changes="until", change_if="until is not null"),
        *open_to_all("access_once", verbs="select, insert, update"),
    ]

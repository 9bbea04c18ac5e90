"""The one place that decides who may see whom: two definer functions that the policies of every room read.

`gate.seen(part)` and `gate.written(part)` return people. They run once per table per statement, so a tie ended in
another session shuts at the next statement, even inside a transaction already open (hence statement_timestamp).
"""

from django.db import migrations

from livingwell.access.gates import IN_OWN_NAME, gate, gate_function
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

# A visitor writes the first rows of the one fresh person whose key is in their signed name, and reads nothing. Fresh
# is: whose bare key this very transaction has made. The same name, said again for somebody already here, opens nothing.
# Somebody who comes back adds a stretch of time and what happens next, and nothing of who they are or who sees them.
# Whoever sends their own form again adds another way to reach them, and what they say in confidence.
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

OPEN_PAGE = """
create function gate.open_page(digest bytea)
returns table (page_id uuid, person_id uuid, words_hash text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select p.id, p.person_id, p.words_hash
    from access_ownpage p
   where p.link_digest = digest and (p.until is null or p.until > statement_timestamp())
$$
"""

# The web may say that a page was opened, and nothing else about one it has no tie to.
PAGE_OPENED = """
create function gate.page_opened(page uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
  update access_ownpage set opened_at = coalesce(opened_at, statement_timestamp()) where id = page
$$
"""


# A form is sent once. Whoever holds its key hears where it went, sealed; nobody reads them all. That it was sent is
# kept, so that it is never done twice; where it went is forgotten after a day.
ONCE = {
    "gate.once_went_to(uuid)": """
create function gate.once_went_to(which uuid) returns text
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$ select went_to from access_once where id = which $$
""",
    "gate.once_went(uuid, text)": """
create function gate.once_went(which uuid, place text) returns void
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$ update access_once set went_to = place where id = which $$
""",
    "gate.once_forget(uuid)": """
create function gate.once_forget(which uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$ delete from access_once where id = which $$
""",
}
FORGET_WHERE = """
create function gate.once_forget_where() returns bigint
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
    with forgotten as (
        update access_once set went_to = '' where went_to <> '' and at < now() - interval '1 day' returning 1
    ) select count(*) from forgotten
$$
"""

# What a tie may say, whoever writes it. Safeguarding is never handed out by one. A receipt sees nothing of a person and
# adds to what it said; a person sees their own; whoever is drawn in hands out no ties and reads no confidence.
HELD_TO = """
not ('safeguarding' = any (sees || writes))
and (party_kind <> 'receipt' or (sees = '{}' and writes <@ array['words', 'steps', 'stream']::varchar[]))
and (party_kind <> 'person' or (party_id = person_id and not (writes && array['ties', 'who', 'journey']::varchar[])))
and (party_kind <> 'practitioner' or not ('ties' = any (writes) or 'confidence' = any (sees || writes)))
"""
# Nobody ties themselves, nor a team of their own: that would outlast the tie by which they write it.
GIVES_ANOTHER = """
((select gate.viewer_kind()) <> 'visitor' or party_kind in ('team', 'receipt'))
and not (party_kind = (select gate.viewer_kind()) and party_id = (select gate.viewer_ref()))
and not (party_kind = 'team' and party_id in (select gate.own_teams()))
"""
OWN_TEAMS = """
create function gate.own_teams() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
  select m.team_id from places_membership m
   where gate.viewer_kind() = 'practitioner' and m.practitioner_id = gate.viewer_ref()
     and (m.until is null or m.until > statement_timestamp())
$$
"""
OWN_TIE = "party_kind = (select gate.viewer_kind()) and party_id = (select gate.viewer_ref())"
STILL = "until is null or until > statement_timestamp()"


def run(sql: str, back: str = migrations.RunSQL.noop) -> migrations.RunSQL:
    return migrations.RunSQL(sql, back)


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("places", "0001_initial")]

    operations = [
        # Only the database says which transaction made a key.
        run("alter table access_personkey add column made_in xid8 not null default pg_current_xact_id()"),
        run("grant select on access_personkey, access_tie, access_refusal, places_membership to lw_gate"),
        run("grant select, update on access_ownpage to lw_gate"),
        run("grant select, update, delete on access_once to lw_gate"),
        *gate_function(PEOPLE.format(name="seen", column="sees", more=""), "gate.seen(text)"),
        *gate_function(PEOPLE.format(name="written", column="writes", more=NEWCOMERS), "gate.written(text)"),
        *gate_function(OWN_TEAMS, "gate.own_teams()", callable_by="lw_web"),
        *gate_function(OPEN_PAGE, "gate.open_page(bytea)"),
        *gate_function(PAGE_OPENED, "gate.page_opened(uuid)"),
        *[one for signature, sql in ONCE.items() for one in gate_function(sql, signature, callable_by="lw_web")],
        *gate_function(FORGET_WHERE, "gate.once_forget_where()", callable_by="lw_worker"),
        run("grant insert (id, went_to, at) on access_once to lw_web"),
        *gate(
            "access_personkey",
            part=Part.WHO,
            key=True,
            changes=False,
            # The same form twice meets the key it made before, and is told so by the index, not by this policy.
            also_add="(select gate.viewer_kind()) = 'visitor' and person_id = (select gate.viewer_ref())",
        ),
        run("revoke insert on access_personkey from lw_web, lw_worker"),
        run("grant insert (person_id, made_at) on access_personkey to lw_web, lw_worker"),
        # Nobody widens or lengthens a tie: it may only be ended, now, by whoever writes ties, or given up by its party.
        *gate(
            "access_tie",
            part=Part.TIES,
            changes="until, ended_by",
            only_if=HELD_TO,
            add_if=GIVES_ANOTHER,
            also_change=OWN_TIE,
            change_if="until is not null and until <= clock_timestamp()",
            while_=STILL,
        ),
        *gate("access_refusal", part=Part.TIES, changes="until", while_=STILL),
        *gate("access_look", part=Part.LOOKS, changes=False, add_if=IN_OWN_NAME),
        # Whoever opens a page asks gate.open_page for its hash; nobody reads every hash there is.
        *gate(
            "access_ownpage",
            part=Part.TIES,
            reads="id, person_id, made_at, made_by, opened_at, until",
            changes="until",
            change_if="until is not null",
            while_="until is null",
        ),
    ]

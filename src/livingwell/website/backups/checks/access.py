"""Whether everybody sees whom they saw, asked as the website asks: signed in as `lw_web`, through the policies.

Whom a practitioner should see is worked out a second time, by a plain reading of the ties that no policy uses.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

from livingwell.access.naming import signed_name
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.website.backups.checks.words import Checked, each
from livingwell.website.backups.contents import Seen
from livingwell.website.database.connections import settings_for

# A column that says whom a row is about; `record` holds opaque ids on purpose.
ABOUT = """
    select c.relname, c.relrowsecurity and c.relforcerowsecurity,
           array(select v.verb from unnest(array['SELECT', 'INSERT', 'UPDATE']) v(verb)
                  where has_any_column_privilege('lw_web', c.oid, v.verb) and not exists (
                    select from pg_policies p where p.tablename = c.relname and p.cmd = v.verb
                       and 'lw_web' = any(p.roles)))
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and exists (
       select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
          and (a.attname = 'person_id' or a.attname ~ '_person_id$'))
     order by 1"""
READABLE = "select has_any_column_privilege('lw_web', %s::regclass, 'SELECT')"
THEY_SEE = """
    select count(*), coalesce(md5(string_agg(person_id::text, ',' order by person_id)), '') from people_person"""
TIES = """
    select count(*), coalesce(md5(string_agg(person_id::text, ',' order by person_id)), '') from (
      select t.person_id from access_tie t
       where 'who' = any(t.sees) and (t.until is null or t.until > %(at)s)
         and t.party_kind = 'practitioner' and t.party_id = %(who)s
      union
      select t.person_id from places_membership m
        join access_tie t on t.party_kind = 'team' and t.party_id = m.team_id
       where m.practitioner_id = %(who)s and (m.until is null or m.until > %(at)s)
         and 'who' = any(t.sees) and (t.until is null or t.until > %(at)s)
      except
      select r.person_id from access_refusal r
       where r.practitioner_id = %(who)s and (r.until is null or r.until > %(at)s)) seen"""


def checks(then: Iterable[Seen]) -> Iterator[Checked]:
    """Yield each kind of check. `then` is whom some practitioners saw, at a moment before now."""
    tables = _about_people()
    yield each(_("Row-level security forced, and a policy for each verb"), (_gated(*table) for table in tables))
    with _website() as web:
        yield each(_("Tables of which nobody sees a row"), _nobody_sees(web, [name for name, *_rest in tables]))
        yield each(_("Practitioners who see whom they saw"), _they_see(web, then))


def _website() -> psycopg.Connection:
    """Sign in as the website does, to this very database."""
    told = settings_for({**os.environ, "LIVINGWELL_ROLE": "web"}, folder=settings.VAR, for_tests=settings.FOR_TESTS)
    return psycopg.connect(
        host=told["HOST"] or None,
        port=told["PORT"] or None,
        dbname=connection.settings_dict["NAME"],
        user=told["USER"],
        password=told["PASSWORD"] or None,
        **told["OPTIONS"],
    )


def _about_people() -> list[tuple[str, bool, list[str]]]:
    with connection.cursor() as cursor:
        cursor.execute(ABOUT)
        return cursor.fetchall()


def _gated(name: str, forced: bool, open_verbs: list[str]) -> str:
    if forced and not open_verbs:
        return ""
    return _("%(table)s is not gated: %(verbs)s") % {"table": name, "verbs": ", ".join(open_verbs) or "not forced"}


def _nobody_sees(web: psycopg.Connection, names: list[str]) -> Iterator[str]:
    for name in names:
        with web.transaction():
            _name(web, NOBODY)
            if web.execute(READABLE, [name]).fetchone() == (True,):
                [rows] = _one(web, sql.SQL("select count(*) from {}").format(sql.Identifier(name)))
                yield _("Nobody sees %(rows)s rows of %(table)s") % {"rows": rows, "table": name} if rows else ""
            else:
                yield ""


def _they_see(web: psycopg.Connection, then: Iterable[Seen]) -> Iterator[str]:
    for seen in then:
        who = UUID(seen.practitioner)
        with web.transaction():
            _name(web, Viewer(Kind.PRACTITIONER, who))
            now, at = _one(web, THEY_SEE), _one(web, "select statement_timestamp()")[0]
        as_then = _by_their_ties(who, seen.at) == (seen.people, seen.digest)
        as_now = _by_their_ties(who, at) == now
        said = _("%(who)s does not see exactly whom they saw: %(then)s people, and now %(now)s")
        yield "" if as_then and as_now else said % {"who": who, "then": seen.people, "now": now[0]}


def _by_their_ties(who: UUID, at: Any) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(TIES, {"who": who, "at": at})
        [row] = cursor.fetchall()
        return tuple(row)


def _name(web: psycopg.Connection, viewer: Viewer) -> None:
    web.execute("select set_config('livingwell.viewer', %s, true)", [signed_name(viewer)])


def _one(web: psycopg.Connection, question: Any) -> tuple[Any, ...]:
    found = web.execute(question).fetchone()
    return tuple(found or ())

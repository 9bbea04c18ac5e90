"""The roles of a server, and the step that makes them: they belong to the whole server, so no migration does.

| role | signs in | may | does |
|---|---|---|---|
| lw_gate | no | pass row-level security | owns the functions that decide who sees whom |
| lw_owner | yes | pass row-level security, create databases, become lw_gate | owns the tables, migrates |
| lw_web | yes | nothing, and is a member of nothing | serves pages |
| lw_worker | yes | nothing, likewise | does the jobs |
| lw_eval | yes | nothing, likewise | reads the evaluator's pseudonymised views |

Without BYPASSRLS the owner of forced row-level security sees no rows: data migrations would do nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg
from psycopg import sql

from livingwell.website.database.gate import (
    LW_EVAL,
    LW_GATE,
    LW_OWNER,
    LW_SUPER,
    LW_WEB,
    LW_WORKER,
    SERVING,
    TURN,
    prepare_database,
)
from livingwell.website.database.trouble import Trouble

__all__ = [
    "LW_EVAL",
    "LW_GATE",
    "LW_OWNER",
    "LW_SUPER",
    "LW_WEB",
    "LW_WORKER",
    "SERVING",
    "bootstrap",
    "prepare_database",
]

OLDEST = 16  # "with inherit false, set true" came with PostgreSQL 16
PLAIN = {"rolsuper": False, "rolcreaterole": False, "rolreplication": False, "rolinherit": True}
NOTHING = {"rolcanlogin": True, "rolbypassrls": False, "rolcreatedb": False, **PLAIN}
ROLES: dict[str, dict[str, bool]] = {
    LW_GATE: {"rolcanlogin": False, "rolbypassrls": True, "rolcreatedb": False, **PLAIN},
    LW_OWNER: {"rolcanlogin": True, "rolbypassrls": True, "rolcreatedb": True, **PLAIN},
    LW_WEB: NOTHING,
    LW_WORKER: NOTHING,
    LW_EVAL: NOTHING,
}
SPELT = {
    "rolcanlogin": "login",
    "rolbypassrls": "bypassrls",
    "rolcreatedb": "createdb",
    "rolsuper": "superuser",
    "rolcreaterole": "createrole",
    "rolreplication": "replication",
    "rolinherit": "inherit",
}


def bootstrap(
    admin: psycopg.Connection, *, database: str, passwords: Mapping[str, str] | None, viewer_key: bytes
) -> None:
    """Make the roles, the database and what it holds before its first migration. Safe to repeat, and at once.

    `admin` is connected to any database as a superuser, or as a role with CREATEROLE, CREATEDB and BYPASSRLS.
    `passwords` is by role; None where the server knows people another way (the embedded one does).
    """
    if admin.info.server_version < OLDEST * 10_000:
        raise Trouble(
            f"livingwell needs PostgreSQL {OLDEST} or newer; the server at {admin.info.host} "
            f"is {admin.info.server_version // 10_000}."
        )
    with beside(admin, "postgres") as server:
        server.execute("select pg_advisory_lock(%s)", [TURN])  # advisory locks belong to one database: always this one
        for name, wanted in ROLES.items():
            _make_role(server, name, wanted)
        _make_memberships(server)
        for name, password in (passwords or {}).items():
            _set_password(server, name, password)
        _make_database(server, database)
        with beside(admin, database) as inside:
            prepare_database(inside, viewer_key)


@contextmanager
def beside(admin: psycopg.Connection, database: str) -> Iterator[psycopg.Connection]:
    """A second connection like `admin`, to another database of the same server."""
    with psycopg.connect(admin.info.dsn, password=admin.info.password, dbname=database, autocommit=True) as connection:
        yield connection


def _make_role(server: psycopg.Connection, name: str, wanted: Mapping[str, bool]) -> None:
    """Create the role, or bring the one that is there to what it should be; what is right is not touched."""
    columns = sql.SQL(", ").join(map(sql.Identifier, wanted))
    found = server.execute(sql.SQL("select {} from pg_roles where rolname = %s").format(columns), [name]).fetchone()
    if found is None:
        spelt = [SPELT[key] for key in ("rolcanlogin", "rolbypassrls", "rolcreatedb") if wanted[key]]
        server.execute(sql.SQL("create role {} {}").format(sql.Identifier(name), sql.SQL(" ".join(spelt))))
        return
    amiss = [key for key, have in zip(wanted, found, strict=True) if have != wanted[key]]
    if amiss:
        spelt = [("" if wanted[key] else "no") + SPELT[key] for key in amiss]
        server.execute(sql.SQL("alter role {} {}").format(sql.Identifier(name), sql.SQL(" ".join(spelt))))


def _make_memberships(server: psycopg.Connection) -> None:
    """The owner may become the gate; an administrator may act for both; those who serve, for nobody."""
    _let_become(server, LW_OWNER, LW_GATE, inherit=False)
    if server.execute("select from pg_roles where rolname = current_user and not rolsuper").fetchone() is not None:
        for name in (LW_GATE, LW_OWNER):
            _let_become(server, server.info.user, name, inherit=True)
    stray = server.execute(
        "select member::regrole::text, roleid::regrole::text from pg_auth_members"
        " where member::regrole::text = any(%s)",
        [list(SERVING)],
    ).fetchone()
    if stray:
        raise Trouble(f"{stray[0]} should be a member of nothing, and is a member of {stray[1]}: revoke that first.")


def _let_become(server: psycopg.Connection, member: str, role: str, *, inherit: bool) -> None:
    there = server.execute(
        "select 1 from pg_auth_members where member = %s::regrole and roleid = %s::regrole"
        " and set_option and inherit_option = %s",
        [f'"{member}"', f'"{role}"', inherit],
    ).fetchone()
    if not there:
        server.execute(
            sql.SQL("grant {} to {} with inherit {}, set true").format(
                sql.Identifier(role), sql.Identifier(member), sql.SQL(str(inherit).lower())
            )
        )


def _set_password(server: psycopg.Connection, name: str, password: str) -> None:
    """Give the role its password, hashed here so that no log and no `pg_stat_activity` ever holds it."""
    hashed = server.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    server.execute(sql.SQL("alter role {} password {}").format(sql.Identifier(name), sql.Literal(hashed)))


def _make_database(server: psycopg.Connection, database: str) -> None:
    """Create the database, or take over one that was made for us."""
    name, owner = sql.Identifier(database), sql.Identifier(LW_OWNER)
    found = server.execute(
        "select pg_get_userbyid(datdba), pg_encoding_to_char(encoding) from pg_database where datname = %s",
        [database],
    ).fetchone()
    if found is None:
        # Sorting and lower case the same on every machine; older servers keep the locale they were made with.
        same = "locale_provider builtin builtin_locale 'C.UTF-8'" if server.info.server_version >= 170_000 else ""
        server.execute(
            sql.SQL("create database {} owner {} template template0 encoding 'UTF8' {}").format(
                name, owner, sql.SQL(same)
            )
        )
        return
    if found[1] != "UTF8":
        raise Trouble(f"The database {database} is in {found[1]}; livingwell needs one in UTF8.")
    if found[0] != LW_OWNER:
        server.execute(sql.SQL("alter database {} owner to {}").format(name, owner))

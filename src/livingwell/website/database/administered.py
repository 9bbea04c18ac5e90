"""A server that DATABASE_URL administers: setting it up, and keeping its administrator to that.

`livingwell prepare` sets it up. Our roles' passwords follow from the place's secret key, so that nobody has to
write them down, and whoever serves is given the address of its own role instead of the administrator's.
"""

from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from livingwell.website.database.addresses import OF_ITS_OWN, ROLES, administrator, written
from livingwell.website.database.keys import derived, key
from livingwell.website.database.roles import bootstrap
from livingwell.website.database.trouble import Trouble

MAY_SET_UP = "select rolsuper or rolcreaterole from pg_roles where rolname = current_user"


def password_of(role: str, secret_key: bytes) -> str:
    return derived(secret_key, f"role:{role}").hex()


def set_up(environ: Mapping[str, str], *, folder: Path) -> None:
    """Make our roles and our database on the server that DATABASE_URL administers. Safe to repeat.

    Does nothing where DATABASE_URL is not set, or names one of our roles: then somebody has done it.
    Raises Trouble where the server cannot be reached, or its role may not do this.
    """
    url = administrator(environ)
    if url is None:
        return
    passwords = {name: password_of(name, key(folder, "django", environ)) for name in ROLES.values()}
    try:
        with psycopg.connect(make_conninfo(**{**url, "dbname": "postgres"}), autocommit=True) as admin:
            if admin.execute(MAY_SET_UP).fetchone() != (True,):
                raise _may_not(admin.info.user)
            viewer_key = key(folder, "viewer", environ)
            bootstrap(admin, database=url["dbname"], passwords=passwords, viewer_key=viewer_key)
    except psycopg.errors.InsufficientPrivilege as refusal:
        raise _may_not(url.get("user", ""), str(refusal.diag.message_primary)) from None
    except psycopg.OperationalError as failure:
        raise Trouble(f"The PostgreSQL that DATABASE_URL names did not let us in: {failure}") from None


def environment_of(word: str, environ: Mapping[str, str], *, folder: Path) -> dict[str, str]:
    """Return the environment for a process that signs in as `word` ("web", "worker"), with no credentials but its own."""
    role, admin = ROLES[word], administrator(environ)
    own = {name: said for name, said in environ.items() if name not in OF_ITS_OWN.values()}
    own["LIVINGWELL_ROLE"] = word
    if admin is not None:
        password = password_of(role, key(folder, "django", environ))
        own["DATABASE_URL"] = written({**admin, "user": role, "password": password})
        own.pop("PGPASSWORD", None)  # libpq's own variable, where an administrator's may have been said instead
    elif environ.get(OF_ITS_OWN.get(role, "")):
        own["DATABASE_URL"] = environ[OF_ITS_OWN[role]]
    return own


def _may_not(user: str, said: str = "") -> Trouble:
    return Trouble(
        f"DATABASE_URL signs in as {user}, who may not make the roles livingwell needs{f' ({said})' if said else ''}. "
        "Let it name a superuser, or a role with CREATEROLE, CREATEDB and BYPASSRLS; only `livingwell prepare` uses it."
    )

"""Django's DATABASES["default"], worked out from the environment: the embedded server, or the place's own.

| variable | says |
|---|---|
| DATABASE_URL | the place's own PostgreSQL, 16 or newer; unset: the embedded one |
| DATABASE_OWNER_URL | how lw_owner signs in, where DATABASE_URL names one of our roles |
| LIVINGWELL_ROLE | web (unless said), owner, worker or eval: which role this process signs in as |

A DATABASE_URL that names one of our roles is used as given. One that names any other role names the
administrator that sets the server up; our roles' passwords then follow from the place's secret key, so that
every process that has the key can work them out and nobody has to write them down.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from livingwell.website.database.embedded import Cluster, ensure_running
from livingwell.website.database.gate import LW_EVAL, LW_OWNER, LW_SUPER, LW_WEB, LW_WORKER, SHAPE
from livingwell.website.database.keys import derived, key
from livingwell.website.database.private import write_private
from livingwell.website.database.roles import bootstrap
from livingwell.website.database.trouble import Trouble

ENGINE = "livingwell.website.database.engine"
DATABASE = "livingwell"
ROLES = {"web": LW_WEB, "owner": LW_OWNER, "worker": LW_WORKER, "eval": LW_EVAL}
PLACES = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT", "dbname": "NAME"}


def settings_for(
    environ: Mapping[str, str], *, folder: Path, bootstrap_now: bool = False, for_tests: bool = False
) -> dict[str, Any]:
    """DATABASES["default"] for this process. `folder` is where the place keeps its data and its keys.

    `bootstrap_now` sets up the server that DATABASE_URL administers; the embedded one sets itself up.
    `for_tests` takes the embedded server meant for tests, which is quick and forgets at a power cut.
    """
    role = ROLES.get(environ.get("LIVINGWELL_ROLE") or "web")
    if role is None:
        raise Trouble(f"LIVINGWELL_ROLE is {environ['LIVINGWELL_ROLE']!r}; it can be {', '.join(ROLES)}.")
    viewer_key = key(folder, "viewer", environ)
    if not environ.get("DATABASE_URL"):
        cluster = ensure_running(folder, for_tests=for_tests)
        _set_up_once(cluster, viewer_key)
        return _embedded(cluster, role, viewer_key)
    url = _parsed(environ["DATABASE_URL"], "DATABASE_URL")
    if url.get("user") in ROLES.values():
        return _as_given(environ, url, role, viewer_key)
    return _administered(url, role, key(folder, "django", environ), viewer_key, bootstrap_now=bootstrap_now)


def password_of(role: str, secret_key: bytes) -> str:
    return derived(secret_key, f"role:{role}").hex()


def _set_up_once(cluster: Cluster, viewer_key: bytes) -> None:
    """Set up the embedded server, unless a note beside its data says that this very data is set up already."""
    note = cluster.home / "set-up.json"
    now = {
        "data": cluster.incarnation(),
        "shape": SHAPE,
        "viewer_key": hashlib.sha256(b"seen:" + viewer_key).hexdigest(),
    }
    try:
        if json.loads(note.read_text()) == now:
            return
    except (OSError, ValueError):
        pass
    with psycopg.connect(cluster.conninfo(LW_SUPER), autocommit=True) as admin:
        bootstrap(admin, database=DATABASE, passwords=None, viewer_key=viewer_key)
    write_private(note, json.dumps(now))


def _embedded(cluster: Cluster, role: str, viewer_key: bytes) -> dict[str, Any]:
    place = {"HOST": str(cluster.socket), "PORT": "5432", "NAME": DATABASE, "USER": role, "PASSWORD": ""}
    others = {"owner": {"USER": LW_OWNER, "PASSWORD": ""}, "admin": {"USER": LW_SUPER, "PASSWORD": ""}}
    return _settings(place, {"requirepeer": cluster.os_user}, {**others, "VIEWER_KEY": viewer_key.hex()})


def _as_given(environ: Mapping[str, str], url: dict[str, str], role: str, viewer_key: bytes) -> dict[str, Any]:
    """Sign in as DATABASE_URL says; as the owner by DATABASE_OWNER_URL, and only where that is set."""
    others: dict[str, Any] = {"VIEWER_KEY": viewer_key.hex()}
    owner = environ.get("DATABASE_OWNER_URL")
    if owner:
        owner_url = _parsed(owner, "DATABASE_OWNER_URL")
        others["owner"] = {"USER": owner_url.get("user", LW_OWNER), "PASSWORD": owner_url.get("password", "")}
        if role == LW_OWNER:
            url = owner_url
    unsaid_worker = url.get("user") == LW_WORKER and not environ.get("LIVINGWELL_ROLE")
    if url.get("user") != role and not unsaid_worker:  # never serve as lw_owner, whom row-level security lets pass
        raise Trouble(
            f"This process should sign in as {role}, and DATABASE_URL signs in as {url.get('user')}. "
            + ("Set DATABASE_OWNER_URL." if role == LW_OWNER else f"Give it a DATABASE_URL of {role}'s own.")
        )
    return _settings(_place(url), _options(url), others)


def _administered(
    url: dict[str, str], role: str, secret_key: bytes, viewer_key: bytes, *, bootstrap_now: bool
) -> dict[str, Any]:
    """Sign in as one of our roles on a server that DATABASE_URL administers."""
    if url.get("dbname", "postgres") in ("postgres", "template0", "template1"):
        url = {**url, "dbname": DATABASE}
    if bootstrap_now:
        passwords = {name: password_of(name, secret_key) for name in ROLES.values()}
        with psycopg.connect(make_conninfo(**{**url, "dbname": "postgres"}), autocommit=True) as admin:
            bootstrap(admin, database=url["dbname"], passwords=passwords, viewer_key=viewer_key)
    others = {
        "owner": {"USER": LW_OWNER, "PASSWORD": password_of(LW_OWNER, secret_key)},
        "admin": {"USER": url.get("user", ""), "PASSWORD": url.get("password", "")},
        "VIEWER_KEY": viewer_key.hex(),
    }
    place = {**_place(url), "USER": role, "PASSWORD": password_of(role, secret_key)}
    return _settings(place, _options(url), others)


def _parsed(url: str, variable: str) -> dict[str, str]:
    if not url.startswith(("postgresql://", "postgres://")):
        raise Trouble(f"{variable} should begin with postgresql://; livingwell runs on PostgreSQL and nothing else.")
    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError:  # the reason may quote the password: leave it out
        raise Trouble(f"{variable} is not a PostgreSQL URL that can be read.") from None


def _place(url: Mapping[str, str]) -> dict[str, str]:
    return {django: url.get(libpq, "") for libpq, django in PLACES.items()}


def _options(url: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in url.items() if name not in PLACES}


def _settings(place: Mapping[str, str], options: Mapping[str, str], others: Mapping[str, Any]) -> dict[str, Any]:
    """`LIVINGWELL` is for our engine alone: Django hands psycopg only OPTIONS and the place."""
    return {
        "ENGINE": ENGINE,
        **place,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": f"livingwell {place['USER']}", **options},
        "LIVINGWELL": dict(others),
    }

"""Django's DATABASES["default"], worked out from the environment: the embedded server, or the place's own.

| variable | says |
|---|---|
| DATABASE_URL | the place's own PostgreSQL, 16 or newer; unset: the embedded one |
| DATABASE_OWNER_URL | how lw_owner signs in, where DATABASE_URL names one of our roles |
| DATABASE_WORKER_URL | likewise, how lw_worker does |
| LIVINGWELL_ROLE | web (unless said), owner, worker or eval: which role this process signs in as |

A DATABASE_URL that names one of our roles is used as given. One that names any other role names the
administrator that sets the server up (`administered`); our roles' passwords then follow from the place's secret
key, so that every process that has the key can work them out and nobody has to write them down.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from livingwell.website.database.addresses import DATABASE, OF_ITS_OWN, ROLES, administrator, parsed
from livingwell.website.database.administered import password_of
from livingwell.website.database.embedded import Cluster, ensure_running
from livingwell.website.database.gate import LW_OWNER, LW_SUPER, LW_WORKER, SHAPE
from livingwell.website.database.keys import key
from livingwell.website.database.private import write_private
from livingwell.website.database.roles import bootstrap
from livingwell.website.database.trouble import Trouble

ENGINE = "livingwell.website.database.engine"
PLACES = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT", "dbname": "NAME"}


def settings_for(environ: Mapping[str, str], *, folder: Path, for_tests: bool = False) -> dict[str, Any]:
    """DATABASES["default"] for this process. `folder` is where the place keeps its data and its keys.

    `for_tests` takes the embedded server meant for tests, which is quick and forgets at a power cut; on a server
    of the place's own, it keeps what making a test database needs.
    """
    role = ROLES.get(environ.get("LIVINGWELL_ROLE") or "web")
    if role is None:
        raise Trouble(f"LIVINGWELL_ROLE is {environ['LIVINGWELL_ROLE']!r}; it can be {', '.join(ROLES)}.")
    viewer_key = key(folder, "viewer", environ)
    if not environ.get("DATABASE_URL"):
        cluster = ensure_running(folder, for_tests=for_tests)
        _set_up_once(cluster, viewer_key)
        others = {"VIEWER_KEY": viewer_key.hex(), "WAKE": partial(ensure_running, folder, for_tests=for_tests)}
        return _embedded(cluster, role, others)
    admin = administrator(environ)
    if admin is None:
        return _as_given(environ, role, viewer_key)
    return _administered(admin, role, key(folder, "django", environ), viewer_key, for_tests=for_tests)


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


def _embedded(cluster: Cluster, role: str, others: Mapping[str, Any]) -> dict[str, Any]:
    place = {"HOST": str(cluster.socket), "PORT": "5432", "NAME": DATABASE, "USER": role, "PASSWORD": ""}
    roles = {"owner": {"USER": LW_OWNER, "PASSWORD": ""}, "admin": {"USER": LW_SUPER, "PASSWORD": ""}}
    return _settings(place, {"requirepeer": cluster.os_user}, {**roles, **others})


def _as_given(environ: Mapping[str, str], role: str, viewer_key: bytes) -> dict[str, Any]:
    """Sign in as DATABASE_URL says; as the owner or the worker by a URL of their own, where one is set."""
    variable = OF_ITS_OWN.get(role, "")
    variable = variable if environ.get(variable) else "DATABASE_URL"
    url = parsed(environ[variable], variable)
    unsaid_worker = url.get("user") == LW_WORKER and not environ.get("LIVINGWELL_ROLE")
    if url.get("user") != role and not unsaid_worker:  # never serve as lw_owner, whom row-level security lets pass
        raise Trouble(
            f"This process should sign in as {role}, and {variable} signs in as {url.get('user')}. "
            + (f"Set {OF_ITS_OWN[role]}." if role in OF_ITS_OWN else f"Give it a DATABASE_URL of {role}'s own.")
        )
    others: dict[str, Any] = {"VIEWER_KEY": viewer_key.hex()}
    if environ.get("DATABASE_OWNER_URL"):
        owner = parsed(environ["DATABASE_OWNER_URL"], "DATABASE_OWNER_URL")
        others["owner"] = {"USER": owner.get("user", LW_OWNER), "PASSWORD": owner.get("password", "")}
    return _settings(_place(url), _options(url), others)


def _administered(
    url: dict[str, str], role: str, secret_key: bytes, viewer_key: bytes, *, for_tests: bool
) -> dict[str, Any]:
    """Sign in as one of our roles on a server that DATABASE_URL administers; its administrator only for tests."""
    others: dict[str, Any] = {"VIEWER_KEY": viewer_key.hex()}
    if for_tests or role == LW_OWNER:
        others["owner"] = {"USER": LW_OWNER, "PASSWORD": password_of(LW_OWNER, secret_key)}
    if for_tests:
        others["admin"] = {"USER": url.get("user", ""), "PASSWORD": url.get("password", "")}
    place = {**_place(url), "USER": role, "PASSWORD": password_of(role, secret_key)}
    return _settings(place, _options(url), others)


def _place(url: Mapping[str, str]) -> dict[str, str]:
    return {django: url.get(libpq, "") for libpq, django in PLACES.items()}


def _options(url: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in url.items() if name not in PLACES}


def _settings(place: Mapping[str, str], options: Mapping[str, str], others: Mapping[str, Any]) -> dict[str, Any]:
    """`LIVINGWELL` is for our engine alone (WAKE starts an embedded server that was killed): Django hands psycopg only OPTIONS and the place."""
    return {
        "ENGINE": ENGINE,
        **place,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": f"livingwell {place['USER']}", **options},
        "LIVINGWELL": dict(others),
    }

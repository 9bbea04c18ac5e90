"""Who may enter an embedded server: our roles, from our own system users, over its socket. Nobody else.

PostgreSQL's `peer` looks at who the connecting process is. When root set the cluster up, the server runs as
an ordinary user while the website may run as root, so both may enter. The honest limit: one system user may
then sign in as each of our roles. The split between `lw_web` and `lw_owner` guards against mistakes, not
against somebody who has taken over the web process; for that, run a server of your own and keep the owner's
password out of its reach.
"""

from livingwell.website.database.lodging import Home
from livingwell.website.database.private import write_private
from livingwell.website.database.system_users import running_as_root
from livingwell.website.database.trouble import Trouble

ROLES = ("lw_super", "lw_owner", "lw_web", "lw_worker", "lw_eval")

HBA = f"""# Written by livingwell, which will not start the server if this file says anything else.
local all {",".join(ROLES)} peer map=own
local all all reject
"""


def set_guards(home: Home) -> None:
    """Write both files where they are missing; stop if either is not the one we write."""
    narrow, wide = _ident(home.user.name), _ident(home.user.name, "root")
    wanted = wide if running_as_root() and home.user.name != "root" else narrow
    _check(home, "pg_hba.conf", {HBA})
    _check(home, "pg_ident.conf", {narrow, wide})
    write_private(home.path / "pg_hba.conf", HBA, reader=home.user)
    write_private(home.path / "pg_ident.conf", wanted, reader=home.user)


def _ident(*os_users: str) -> str:
    lines = [f'own "{who}" {role}' for who in os_users for role in ROLES]
    return "\n".join(["# Written by livingwell.", *lines, ""])


def _check(home: Home, name: str, ours: set[str]) -> None:
    path = home.path / name
    if path.exists() and path.read_text() not in ours:
        raise Trouble(
            f"{path} decides who may enter the database, and is not the one livingwell writes. "
            "The server was not started. Look at what was changed; to have ours back, move that file away "
            "and start again."
        )

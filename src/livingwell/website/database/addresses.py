"""Reading and writing the addresses of PostgreSQL servers, as DATABASE_URL gives them."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict

from livingwell.website.database.gate import LW_EVAL, LW_OWNER, LW_WEB, LW_WORKER
from livingwell.website.database.trouble import Trouble

DATABASE = "livingwell"
ROLES = {"web": LW_WEB, "owner": LW_OWNER, "worker": LW_WORKER, "eval": LW_EVAL}
OF_ITS_OWN = {LW_OWNER: "DATABASE_OWNER_URL", LW_WORKER: "DATABASE_WORKER_URL"}


def parsed(url: str, variable: str) -> dict[str, str]:
    """Return what a URL says, by libpq's names. Raises Trouble where it is not PostgreSQL's, its password unsaid."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise Trouble(f"{variable} should begin with postgresql://; livingwell runs on PostgreSQL and nothing else.")
    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError:  # the reason may quote the password: leave it out
        raise Trouble(f"{variable} is not a PostgreSQL URL that can be read.") from None


def written(said: Mapping[str, str]) -> str:
    """Return a URL that says this. Everything goes after the question mark, where nothing need be guessed."""
    return f"postgresql:///?{urlencode(dict(said), quote_via=quote)}"


def administrator(environ: Mapping[str, str]) -> dict[str, str] | None:
    """Return the administrator that DATABASE_URL names and our database there; None where it names one of our roles.

    None, too, where it is not set: the embedded server sets itself up.
    """
    if not environ.get("DATABASE_URL"):
        return None
    url = parsed(environ["DATABASE_URL"], "DATABASE_URL")
    if url.get("user") in ROLES.values():
        return None
    if url.get("dbname", "postgres") in ("postgres", "template0", "template1"):
        url = {**url, "dbname": DATABASE}
    return url

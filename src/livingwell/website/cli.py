"""The `livingwell` command."""

import os
import sys

from livingwell.lib.refusals import NotPossible
from livingwell.sealed.rules import CannotOpen
from livingwell.website.database.trouble import Trouble

# What changes tables, or fills them around the gatekeeper, runs as the role that owns them; all else as lw_web.
AS_OWNER = {
    "migrate",
    "makemigrations",
    "flush",
    "dbshell",
    "loaddata",
    "dumpdata",
    "backup",
    "restore",
    "prepare",
    "made_up",
    "new",
    "new_key",
    "sqlmigrate",
}
AS_WORKER = {"work", "seal", "anchor", "verify", "morning_copies"}


def main(argv: list[str] | None = None) -> None:
    """Run a command: `livingwell help` lists them."""
    argv = list(sys.argv if argv is None else argv)
    command = argv[1] if len(argv) > 1 else "help"
    if command in AS_OWNER:
        os.environ.setdefault("LIVINGWELL_ROLE", "owner")
    elif command in AS_WORKER:
        os.environ.setdefault("LIVINGWELL_ROLE", "worker")
    if command == "new" and len(argv) > 2:
        os.environ["LIVINGWELL_PLACE"] = argv[2]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "livingwell.website.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- the role must be set first

    try:
        execute_from_command_line(argv)
    except (Trouble, CannotOpen, NotPossible) as trouble:  # a sentence for whoever runs the place, and no traceback
        sys.exit(str(trouble))
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell expects


if __name__ == "__main__":
    main()

"""`livingwell new_key`: another key for what people wrote, and all of it sealed again; as the owner of the tables."""

import time
from argparse import ArgumentParser
from typing import IO, Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from livingwell.sealed import actions, queries
from livingwell.sealed.rules import name_of
from livingwell.website.management.alone import alone

SEALING = 7_765_157_464  # any number, so long as nothing else in this database locks the same one
ROUNDS, PAUSE = 20, 0.5  # what somebody is writing just now is looked for again, this often, after so many seconds


class Command(BaseCommand):
    """The place may go on serving meanwhile. Stopped anywhere, it goes on from there when it is run again."""

    help = (
        "Begin a new key for what people wrote, and seal all of it again with it, row by row; what was plain is sealed "
        "too. Stopped half-way, run it again: it goes on, and begins no other key."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--go-on", action="store_true", help="begin no new key: only seal what the newest one has not sealed"
        )
        parser.add_argument(
            "--rewrite-tables",
            action="store_true",
            help="afterwards, leave nothing in the tables’ files of what stood there before; each is locked meanwhile",
        )
        parser.add_argument(
            "--drop-old",
            action="store_true",
            help="begin no new key, and delete those before the newest; backups made with them need them still",
        )

    def handle(self, *, go_on: bool, drop_old: bool, rewrite_tables: bool, **options: Any) -> None:
        with alone(SEALING) as is_ours:
            if not is_ours:
                raise CommandError(_("Somebody else is doing this just now. Wait until they are done, and ask again."))
            in_use = queries.cells_by_key()
            queries.check_has(in_use)  # before anything is begun
            if not (go_on or drop_old or _is_half_way(set(in_use))):
                settings.WORDS_KEYS.begin()
            rows = self._seal()
            done = {"key": name_of(settings.WORDS_KEYS.now()[0]), "rows": rows}
            self.stdout.write(_("All is sealed with the key %(key)s. Rows sealed again: %(rows)s") % done)
            if rewrite_tables:
                _rewrite()
            if drop_old:
                self.stdout.write(_("Keys dropped: %(count)s") % {"count": settings.WORDS_KEYS.drop_old()})

    def _seal(self) -> int:
        """Seal again until nothing is left that the newest key has not sealed; return how many rows it took."""
        self.stdout.ending = ""  # rich ends its own lines
        console = Console(file=cast(IO[str], self.stdout), highlight=False, soft_wrap=True)
        left, written = queries.old_rows(), 0
        with Progress(console=console, disable=not console.is_terminal) as progress:
            bar = progress.add_task(_("Sealing again"), total=left)
            for _round in range(ROUNDS):
                written += actions.seal_again(step=lambda rows: progress.advance(bar, rows))
                left = queries.old_rows()
                if not left:
                    break
                time.sleep(PAUSE)
        self.stdout.ending = "\n"
        if left:
            said = _("Somebody is writing in %(left)s rows just now: run this again with --go-on.")
            raise CommandError(said % {"left": left})
        return written


def _rewrite() -> None:
    for _round in range(ROUNDS):
        if actions.rewrite_tables():
            return
        time.sleep(PAUSE)
    raise CommandError(_("Somebody is reading what stood there before. Run this again once they are done."))


def _is_half_way(in_use: set[str]) -> bool:
    """Return whether a key was begun before and has not sealed everything yet."""
    return bool(in_use & {name_of(key) for key in settings.WORDS_KEYS.now()[1:]})

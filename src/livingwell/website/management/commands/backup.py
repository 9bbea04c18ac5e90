"""`livingwell backup FOLDER`: the whole place as it is now, in one file that only its recovery key opens."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from livingwell.places.queries import site_here
from livingwell.website.backups import folder as folders
from livingwell.website.backups import keyholding, taking
from livingwell.website.backups.contents import Packing
from livingwell.website.backups.envelope import Sealing
from livingwell.website.backups.locks import Locked, lock_with_key, lock_with_words, make_key
from livingwell.website.management.alone import alone
from livingwell.website.management.backup_words import words_to_lock
from livingwell.website.management.progress import bar

BACKING_UP = 7_512_113_808  # any number, so long as nothing else in this database locks the same one
SAME_DISK = "This folder is on the same disk as the place itself: one fire takes both. Keep a copy somewhere else."


class Command(BaseCommand):
    """The place may go on serving meanwhile: everything is as it was at one moment."""

    help = (
        "Write the whole place into FOLDER, in one file that only its recovery key opens. The place may go on serving. "
        "Make the key first, once: --make-key FILE."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", type=Path, nargs="?", help="where the file goes: another disk, best another place"
        )
        parser.add_argument(
            "--make-key", type=Path, metavar="FILE", help="make the recovery key, once, and nothing else"
        )
        parser.add_argument("--words", action="store_true", help="lock it with words instead of the recovery key")
        parser.add_argument("--keep", type=int, metavar="N", help="afterwards, take away all but the newest N")

    def handle(self, *, folder: Path | None, make_key: Path | None, words: bool, keep: int | None, **options: Any):
        if keep is not None and keep < 1:
            raise CommandError(_("--keep needs a number from 1 upwards: the one just made is always kept."))
        if make_key and not folder:
            return self._make_key(make_key)
        if make_key or not folder:
            raise CommandError(_("Say which folder the backup goes to, or --make-key and a file for the recovery key."))
        with alone(BACKING_UP) as is_ours:
            if not is_ours:
                raise CommandError(_("A backup of this place is being made just now. Wait until it is done."))
            lock = lock_with_words(words_to_lock()) if words else lock_with_key(settings.VAR / "keys")
            made = self._take(folder, lock)
        self._say(made, keep)
        return None

    def _make_key(self, file: Path) -> None:
        place, keys = site_here().name, settings.VAR / "keys"
        name = make_key(file, keys=keys, place=place, day=datetime.now(UTC).date().isoformat())
        self.stdout.write(
            _(
                "The recovery key %(name)s is in %(file)s. Keep two copies of it, away from the backups and away from "
                "this server, and take it off this one: with it and a backup, anybody reads everything. What stays "
                "here can lock a backup and open none."
            )
            % {"name": name, "file": file}
        )

    def _take(self, folder: Path, lock: Locked) -> Path:
        now, keys = datetime.now(UTC), keyholding.kept()
        with folders.whole_file(folder, settings.PLACE, now) as (file, path), taking.one_moment() as cursor:
            what = taking.manifest(cursor, now, keys)
            with bar(self.stdout, _("Taking the backup"), what.rows) as step:
                packing = Packing(Sealing(file, lock.secret, lock.beginning), what)
                taking.pack_rows(cursor, packing, what, step=step)
        said = {"rows": what.rows, "tables": len(what.tables), "size": path.stat().st_size / 1e6, "file": path}
        self.stdout.write(_("%(rows)s rows of %(tables)s tables are in %(file)s (%(size).1f MB)") % said)
        return path

    def _say(self, made: Path, keep: int | None) -> None:
        if folders.on_the_same_disk(made.parent, settings.VAR):
            self.stderr.write(_(SAME_DISK))
        if keep is None:
            return
        gone, later = folders.keep_newest(made, settings.PLACE, count=keep)
        for path in gone:
            self.stdout.write(_("Taken away: %(file)s") % {"file": path.name})
        for path in later:
            said = _("%(file)s says that it was made later than now: a clock was wrong, so it was left alone.")
            self.stderr.write(said % {"file": path.name})

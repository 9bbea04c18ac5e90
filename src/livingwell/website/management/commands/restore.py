"""`livingwell restore FILE`: a place put back from its backup, into a database that has nothing in it, and checked."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from livingwell.record import queries as record
from livingwell.website.backups import keyholding, putting_back
from livingwell.website.backups.checks import access, as_it_was, promises
from livingwell.website.backups.checks.words import Checked
from livingwell.website.backups.contents import Manifest, Unpacking
from livingwell.website.backups.envelope import opened, read_beginning
from livingwell.website.backups.locks import NEEDS_KEY, secret_by_key, secret_by_words
from livingwell.website.database.trouble import Trouble
from livingwell.website.management.alone import alone
from livingwell.website.management.backup_words import words_to_open
from livingwell.website.management.progress import bar

RESTORING = 7_512_113_809  # any number, so long as nothing else in this database locks the same one
A_SLIP = timedelta(minutes=5)  # two clocks are never quite the same
FROM_LATER = (
    "This backup says that it was made on {made:%d %B %Y at %H:%M}, and here it is {now:%d %B %Y at %H:%M} (UTC). A "
    "clock is wrong: what ended between the two would look as if it had not. Put this machine's clock right and try "
    "again; if it is right, and the other one was wrong, add --clock-is-right. Nothing was restored."
)
AFTERWARDS = (
    "What was done after %(at)s is not here. Look first at what can do harm: who has left since, whom somebody asked "
    "never to see them, which links to My page were closed. Say those again before anybody signs in.",
    "Everybody signs in again. Post that had not surely gone: %(post)s; messages whose moment had come: %(messages)s. "
    "None of it goes by itself, since it may have gone already: whoever wrote it finds a next step. Invitations that "
    "are void, so that no link opens twice: %(invitations)s; invite them again.",
    "Next:  LIVINGWELL_PLACE=%(place)s livingwell prepare,  then  LIVINGWELL_PLACE=%(place)s livingwell serve",
)
ANCHORS = (
    "The anchors in %(file)s may have seen more than is here. Whoever keeps them should write down that the place was "
    "put back, and begin another file: livingwell verify says so until then."
)


class Command(BaseCommand):
    """All of the file is opened before the database is touched, and all of it is put back, or nothing is."""

    help = (
        "Put a place back from its backup, into a database that has nothing in it, and check that all of it is there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", type=Path, help="the file with the recovery key")
        parser.add_argument("--words", action="store_true", help="it opens with words: they are asked for")
        parser.add_argument(
            "--clock-is-right", action="store_true", help="this machine's clock is right, whatever the backup says"
        )

    def handle(self, *, file: Path, key: Path | None, words: bool, clock_is_right: bool, **options: Any) -> None:
        try:
            size = file.stat().st_size
            with file.open("rb") as backup:
                beginning, says = read_beginning(backup)
                if key is None and not words and says["opens_with"] == "key":
                    raise Trouble(NEEDS_KEY % {"wanted": says["for"]})
                secret = secret_by_key(says, key) if key else secret_by_words(says, words_to_open())
                what = self._verify(backup, secret, beginning, size)
                self._check(what, clock_is_right=clock_is_right)
                backup.seek(len(beginning))
                self._put_back(Unpacking(opened(backup, secret, beginning)))
        except OSError as reason:
            raise CommandError(
                _("%(file)s could not be read: %(why)s.") % {"file": file, "why": reason.strerror}
            ) from None

    def _verify(self, backup: BinaryIO, secret: bytes, beginning: bytes, size: int) -> Manifest:
        """Open the file to its very end before anything is done: half of one, or a changed one, ends here."""
        with bar(self.stdout, _("Opening the backup"), size) as step:
            unpacking = Unpacking(_counted(opened(backup, secret, beginning), step))
            for _table in unpacking.manifest.tables:
                for _some in unpacking.rows():
                    pass
            unpacking.finish()
        return unpacking.manifest

    def _check(self, what: Manifest, *, clock_is_right: bool) -> None:
        """Refuse what cannot be put back here, before anything is touched."""
        now = datetime.now(UTC)
        if promises.made_later(what, now + A_SLIP) and not clock_is_right:
            raise Trouble(FROM_LATER.format(made=what.made_at, now=now))
        putting_back.check_is_known(what)
        putting_back.check_is_empty()
        keyholding.check_can_be_put(what, settings.VAR)

    def _put_back(self, unpacking: Unpacking) -> None:
        what = unpacking.manifest
        found: list[Checked] = []
        files = putting_back.put_keys(what)
        with alone(RESTORING) as is_ours:
            if not is_ours:
                raise CommandError(_("Somebody else is restoring into this database just now. Nothing was done."))
            putting_back.check_is_empty()  # again: whoever was first may have come to an end
            with putting_back.whole_or_nothing(files):
                with bar(self.stdout, _("Putting it back"), what.rows) as step:
                    putting_back.put_rows(unpacking, step=step)
                found += as_it_was.checks(what)
                held = putting_back.bring_up_to_date()
            with bar(self.stdout, _("Checking it"), record.size()) as step:
                found += [*promises.checks(what, step=lambda: step(1)), *access.checks(what.seen)]
        self._tell(what, found, held)

    def _tell(self, what: Manifest, found: list[Checked], held: dict[str, int]) -> None:
        for one in found:
            self.stdout.write(f"  {one.what}: {one.passed} / {one.made}")
            for line in one.wrong:
                self.stdout.write(f"    {line}")
        passed, made = sum(one.passed for one in found), sum(one.made for one in found)
        self.stdout.write(_("%(passed)s of %(made)s checks passed") % {"passed": passed, "made": made})
        values = {**held, "place": what.place, "at": f"{what.made_at:%d %B %Y, %H:%M} UTC"}
        for sentence in AFTERWARDS:
            self.stdout.write("\n" + _(sentence) % values)
        if settings.RECORD_ANCHORS and settings.RECORD_ANCHORS.exists():
            self.stdout.write("\n" + _(ANCHORS) % {"file": settings.RECORD_ANCHORS})
        if passed != made:
            sys.exit(1)


def _counted(pieces: Iterator[bytes], step: Any) -> Iterator[bytes]:
    for piece in pieces:
        step(len(piece))
        yield piece

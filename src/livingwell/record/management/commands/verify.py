"""`livingwell verify`: has anything that was recorded been changed, added or taken away?"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import Progress

from livingwell.record import queries
from livingwell.record.anchors import public_key, read_lines
from livingwell.record.words import Anchored, Finding


class Command(BaseCommand):
    """Exits 0 where all is as it was recorded, 1 where it is not. Run as a role that reads every source."""

    help = "Check the record from end to end against its sources and the anchors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the anchors, and the key of whoever signed them."""
        parser.add_argument(
            "--anchors", type=Path, help="a file of anchors, best one kept elsewhere; unless said, the place's own"
        )
        parser.add_argument("--key", help="the public key, in hex, that every anchor must be signed with")

    def handle(self, *, anchors: Path | None, key: str | None, **options: Any) -> None:
        """Read everything, say each finding as it is found, and exit accordingly."""
        seen, wrong = self._anchors(anchors or _own_anchors(), key)
        self.stdout.ending = ""  # rich ends its own lines
        console = Console(file=cast(IO[str], self.stdout), highlight=False, soft_wrap=True)
        size = queries.size()
        with Progress(console=console, disable=not console.is_terminal) as progress:
            bar = progress.add_task(_("Reading the record"), total=size)
            found = queries.findings(anchors=seen, step=lambda: progress.advance(bar))
            count = _tell(console, wrong) + _tell(console, found)
        if count:
            console.print(_("Things that are wrong: %(count)s") % {"count": count}, markup=False)
            sys.exit(1)
        sound = _("All is as it was recorded. Seals and entries read: %(size)s; anchors: %(anchors)s.")
        console.print(sound % {"size": size, "anchors": len(seen)}, markup=False)
        if not seen:
            unseen = _("Without anchors a chain cut short or rewritten whole cannot be seen.")
            console.print(unseen, markup=False)

    def _anchors(self, file: Path | None, key: str | None) -> tuple[list[Anchored], list[Finding]]:
        if file is None:
            return [], []
        try:
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            public = bytes.fromhex(key) if key else _own_public_key()
        except (OSError, ValueError) as trouble:
            raise CommandError(str(trouble)) from trouble
        read = list(read_lines(lines, public=public))
        seen = [each for each in read if isinstance(each, Anchored)]
        return seen, [each for each in read if isinstance(each, Finding)]


def _own_anchors() -> Path | None:
    """Return the file that `livingwell anchor` writes, where it has written one."""
    file = getattr(settings, "RECORD_ANCHORS", None)
    return file if file and file.exists() else None


def _own_public_key() -> bytes | None:
    key = getattr(settings, "RECORD_ANCHOR_KEY", None)
    return public_key(key) if key else None


def _tell(console: Console, findings: Iterable[Finding]) -> int:
    """Print each finding as it comes; return how many there were."""
    count = 0
    for finding in findings:
        count += 1
        console.print(_(finding.sentence) % finding.values, markup=False)
    return count

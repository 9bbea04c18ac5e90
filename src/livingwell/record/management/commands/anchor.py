"""`livingwell anchor`: write the chain's length and end where the database cannot reach."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from livingwell.record import actions
from livingwell.record.anchors import public_key


class Command(BaseCommand):
    """Prints the line as well, so that it can be put on paper or sent to another organisation."""

    help = "Seal what waits, then add one line about the chain to the anchors file, and print it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file from the settings unless told otherwise."""
        parser.add_argument("--file", type=Path, default=getattr(settings, "RECORD_ANCHORS", None))

    def handle(self, *, file: Path | None, **options: Any) -> None:
        """Anchor, and print the line and the key that checks it."""
        if file is None:
            raise CommandError(_("Say where: --file FILE, or RECORD_ANCHORS in the settings."))
        key = getattr(settings, "RECORD_ANCHOR_KEY", None)
        actions.seal_all()
        line = actions.anchor(file=file, key=key)
        self.stdout.write(line or _("The record is empty: there is nothing to anchor."))
        if line and key:
            said = _("Whoever holds this key can check the signature: %(key)s")
            self.stdout.write(said % {"key": public_key(key).hex()})

"""`livingwell seal`: seal every entry of the record that has no seal."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from livingwell.record import actions


class Command(BaseCommand):
    """The worker does this every minute; this is for whoever has no worker, or cannot wait."""

    help = "Seal every entry of the record that has no seal yet."

    def handle(self, **options: Any) -> None:
        """Seal, and say how many."""
        self.stdout.write(_("Entries sealed: %(count)s") % {"count": actions.seal_all()})

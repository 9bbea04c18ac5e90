"""`livingwell serve`: the website and the worker beside it, until told to stop."""

import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from livingwell.places.models import Site
from livingwell.places.queries import site_here
from livingwell.website.address import Address, free
from livingwell.website.backups import half_way
from livingwell.website.demonstration import ways_in
from livingwell.website.secure import NEAR, what_is_missing
from livingwell.website.serving import serve

from .prepare import check_all_parts, say_doors_on_nobody


class Command(BaseCommand):
    """Serve the place."""

    help = "Serve the place, with the worker that sends messages and seals the record beside it."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="127.0.0.1:8000")
        parser.add_argument("--demonstration", action="store_true", help="let anybody walk in as each of the cast")
        parser.add_argument(
            "--only-here", action="store_true", help="on this machine alone, to look around: nothing need be set yet"
        )

    def handle(self, *, address: str, demonstration: bool, only_here: bool, **options):
        if demonstration and not Site.objects.filter(slug=settings.PLACE, is_made_up=True).exists():
            raise SystemExit("This database is not a demonstration, so nobody can walk in to it.")
        half_way.check_is_whole()
        site = site_here()
        check_all_parts()
        say_doors_on_nobody(site, self.stderr)
        if not site.is_made_up:
            self._check(address, only_here=only_here)
        there = free(address)
        if demonstration:
            os.environ.setdefault("LIVINGWELL_ADDRESS", there.url)  # so that a link in a message leads here
        lines = ways_in.lines(there.url) if demonstration else []
        status = serve(
            there,
            demonstration=demonstration,
            folder=settings.VAR,
            when_open=lambda: self._say(there, lines),
        )
        sys.exit(status)

    def _check(self, address: str, *, only_here: bool) -> None:
        """Refuse to open a real place insecurely, and say all that is missing at once."""
        if only_here and address.rpartition(":")[0] in NEAR:
            self.stderr.write("Only on this machine, to look around: nothing real should be written here yet.")
            return
        reasons = what_is_missing(os.environ)
        if only_here:
            reasons.insert(0, f"--only-here does not go with the address {address}: leave it out, or use 127.0.0.1.")
        if reasons:
            raise SystemExit("\n".join(["The doors stay shut, for:", *(f"- {reason}" for reason in reasons)]))

    def _say(self, address: Address, lines: list[str]) -> None:
        self.stdout.write(f"\n  The front door is open: {address.url}/\n")
        for line in lines:
            self.stdout.write(f"  {line}\n")
        self.stdout.write("  Ctrl-C stops it. What was saved is kept.\n\n")
        self.stdout.flush()

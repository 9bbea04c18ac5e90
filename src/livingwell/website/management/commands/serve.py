"""`livingwell serve`: the website and the worker beside it, until told to stop."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from livingwell.places.models import Site
from livingwell.website.address import Address, free
from livingwell.website.demonstration import ways_in
from livingwell.website.serving import serve


class Command(BaseCommand):
    """Serve the place."""

    help = "Serve the place, with the worker that sends messages and seals the record beside it."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="127.0.0.1:8000")
        parser.add_argument("--demonstration", action="store_true", help="let anybody walk in as each of the cast")

    def handle(self, *, address: str, demonstration: bool, **options):
        if demonstration and not Site.objects.filter(slug=settings.PLACE, is_made_up=True).exists():
            raise SystemExit("This database is not a demonstration, so nobody can walk in to it.")
        there = free(address)
        lines = ways_in.lines(there.url) if demonstration else []
        status = serve(
            there,
            demonstration=demonstration,
            folder=settings.VAR,
            when_open=lambda: self._say(there, lines),
        )
        sys.exit(status)

    def _say(self, address: Address, lines: list[str]) -> None:
        self.stdout.write(f"\n  The front door is open: {address.url}/\n")
        for line in lines:
            self.stdout.write(f"  {line}\n")
        self.stdout.write("  Ctrl-C stops it. What was saved is kept.\n\n")
        self.stdout.flush()

"""`livingwell serve`: the website and the worker beside it, until told to stop."""

import os
import signal
import subprocess
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from livingwell.places.models import Site
from livingwell.places.queries import site_here

from .prepare import say_doors_on_nobody


class Command(BaseCommand):
    """Serve the place."""

    help = "Serve the place, with the worker that sends messages and seals the record beside it."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="127.0.0.1:8000")
        parser.add_argument("--demonstration", action="store_true", help="let anybody walk in as each of the cast")

    def handle(self, *, address: str, demonstration: bool, **options):
        if demonstration and not Site.objects.filter(slug=settings.PLACE, is_made_up=True).exists():
            raise CommandError("This database is not a demonstration, so nobody can walk in to it.")
        say_doors_on_nobody(site_here(), self.stderr)
        environment = {**os.environ, "LIVINGWELL_DEMONSTRATION": "yes" if demonstration else "no"}
        gunicorn = ["gunicorn", "livingwell.website.wsgi", "--bind", address, "--workers", "2", "--threads", "4"]
        started = [
            subprocess.Popen(  # noqa: S603 -- our own server; the address comes from whoever runs this
                [sys.executable, "-m", *gunicorn], env={**environment, "LIVINGWELL_ROLE": "web"}
            ),
            subprocess.Popen(
                [sys.executable, "-m", "livingwell.website.cli", "work"],
                env={**environment, "LIVINGWELL_ROLE": "worker"},
            ),
        ]
        for told in (signal.SIGTERM, signal.SIGINT):  # a shell in the background has had SIGINT ignored
            signal.signal(told, signal.default_int_handler)
        self._say(address, demonstration)
        self._wait(started)

    def _say(self, address: str, demonstration: bool) -> None:
        self.stdout.write(f"\n  The front door: http://{address}/\n")
        if demonstration:
            self.stdout.write(f"  Walk in as anybody in it: http://{address}/walk-in/\n")
        self.stdout.write("  Ctrl-C stops it. What was saved is kept.\n\n")

    def _wait(self, started: list[subprocess.Popen]) -> None:
        """Wait for either to end; end both."""
        try:
            while all(one.poll() is None for one in started):
                try:
                    started[0].wait(timeout=1)
                except subprocess.TimeoutExpired:
                    continue
        except KeyboardInterrupt:
            self.stdout.write("Stopping.\n")
        for one in started:
            one.terminate()
        for one in started:
            one.wait(timeout=30)

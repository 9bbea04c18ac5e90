"""`livingwell made_up`: what only the tables’ owner may do for the demonstration, before and after filling it."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from livingwell.access.models import PersonKey
from livingwell.places import actions as places
from livingwell.places.models import Site
from livingwell.places.queries import site_here, team_for_door
from livingwell.website import demonstration
from livingwell.website.backups import taking
from livingwell.website.backups.checks import access
from livingwell.website.demonstration.many import filling, promises

# Django empties the tables of its models; the queue is the library's, and its jobs are about people no longer there.
EMPTY_THE_QUEUE = "truncate procrastinate_jobs, procrastinate_periodic_defers cascade"


STOPPED = "Stopped: nobody of the many is kept, and nothing else was changed."
NOT_KEPT = "Somebody would have had a promise broken, so nobody was made: {broken}."
SEE = "Who sees whom is not as it should be: {wrong}. Do not use this place; make it again from the beginning."


class Command(BaseCommand):
    """Used by `livingwell demo`, which fills the town as the website would, and so may neither empty nor seal it."""

    help = (
        "For `livingwell demo`: --begin empties a town left half made; --many makes so many people after those who are "
        "there; --finish says that it is whole."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--begin", action="store_true")
        which.add_argument("--many", type=int, default=0, metavar="PEOPLE")
        which.add_argument("--finish", action="store_true")

    def handle(self, *, begin: bool, many: int, **options: Any) -> None:
        site = site_here()
        if not site.is_made_up or demonstration.is_whole():
            raise SystemExit("This is not a demonstration left half made, so nothing in it was touched.")
        if many:
            self._fill(site, many)
        elif not begin:
            places.live_through(site=site)
        elif PersonKey.objects.exists():
            self.stdout.write(f"{site.name} was left half made. It is made again, from the beginning.")
            self._empty()

    def _fill(self, site: Site, people: int) -> None:
        """Make many people, and ask the promises of everybody: as the owner, and then through the policies."""
        try:
            with self._bars() as watch:
                kept = filling.fill(filling.Many(site, team_for_door(site, "front"), people), watch=watch)
        except KeyboardInterrupt:
            raise SystemExit(STOPPED) from None
        except ValueError as reason:
            raise CommandError(str(reason)) from reason
        except promises.Broken as broken:
            raise CommandError(NOT_KEPT.format(broken=broken)) from broken
        with taking.one_moment() as cursor:
            seen = taking.whom_they_see(cursor)
        gates = list(access.checks(seen))
        wrong = [line for one in gates for line in one.wrong]
        if wrong:
            raise CommandError(SEE.format(wrong="; ".join(wrong)))
        for one in kept:
            self.stdout.write(f"  {one}")
        for gate in gates:
            self.stdout.write(f"  {gate.what}: {gate.passed:,} of {gate.made:,}")
        asked = len(kept) + len(gates)
        self.stdout.write(f"promises: {asked} of {asked}")

    @contextmanager
    def _bars(self) -> Iterator[filling.Watch]:
        """Show a bar for each thing that takes long, on a terminal; elsewhere say nothing."""
        ending, self.stdout.ending = self.stdout.ending, ""  # rich ends its own lines
        console = Console(file=cast(IO[str], self.stdout), highlight=False, soft_wrap=True)
        shown = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()

        def watch(what: str, total: int) -> filling.Step:
            one = progress.add_task(what, total=total)
            return lambda more: progress.advance(one, more)

        try:
            with Progress(*shown, TimeRemainingColumn(), console=console, disable=not console.is_terminal) as progress:
                yield watch
        finally:
            self.stdout.ending = ending

    def _empty(self) -> None:
        call_command("flush", interactive=False, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(EMPTY_THE_QUEUE)
        if settings.RECORD_ANCHORS.exists():  # it saw a record that is no more
            settings.RECORD_ANCHORS.rename(settings.RECORD_ANCHORS.with_suffix(".before"))
        call_command("prepare", made_up=True, stdout=self.stdout, stderr=self.stderr)

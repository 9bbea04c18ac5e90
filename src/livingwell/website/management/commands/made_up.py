"""`livingwell made_up`: what only the owner of the tables may do for the demonstration, before and after it is filled."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from livingwell.access.models import PersonKey
from livingwell.places import actions as places
from livingwell.places.queries import site_here
from livingwell.website import demonstration

# Django empties the tables of its models; the queue is the library's, and its jobs are about people no longer there.
EMPTY_THE_QUEUE = "truncate procrastinate_jobs, procrastinate_periodic_defers cascade"


class Command(BaseCommand):
    """Used by `livingwell demo`, which fills the town as the website would, and so may neither empty nor seal it."""

    help = "For `livingwell demo`: --begin empties a town left half made; --finish says that it is whole."

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--begin", action="store_true")
        which.add_argument("--finish", action="store_true")

    def handle(self, *, begin: bool, **options):
        site = site_here()
        if not site.is_made_up or demonstration.is_whole():
            raise SystemExit("This is not a demonstration left half made, so nothing in it was touched.")
        if not begin:
            places.live_through(site=site)
        elif PersonKey.objects.exists():
            self.stdout.write(f"{site.name} was left half made. It is made again, from the beginning.")
            self._empty()

    def _empty(self) -> None:
        call_command("flush", interactive=False, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(EMPTY_THE_QUEUE)
        if settings.RECORD_ANCHORS.exists():  # it saw a record that is no more
            settings.RECORD_ANCHORS.rename(settings.RECORD_ANCHORS.with_suffix(".before"))
        call_command("prepare", made_up=True, stdout=self.stdout, stderr=self.stderr)

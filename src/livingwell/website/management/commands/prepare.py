"""`livingwell prepare`: roles, tables, packs, guides; as the owner of the tables. Safe to run again and again."""

import os

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.test.utils import override_settings
from django.utils import timezone

from livingwell.conversations.actions import load_guide_for
from livingwell.conversations.queries import guide_texts
from livingwell.lib.refusals import NotPossible
from livingwell.measures.queries import measures
from livingwell.messages.queries import wordings_here
from livingwell.places import actions as places
from livingwell.places.models import Site
from livingwell.places.queries import doors_on_nobody, packs
from livingwell.plans.queries import worksheets
from livingwell.sealed import queries as sealed
from livingwell.website import cast
from livingwell.website.backups import half_way
from livingwell.website.database.administered import set_up

COMPRESSED = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def gather_static_files() -> None:
    """Gather, compress and name by content what browsers fetch; the next process to start serves those."""
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": COMPRESSED}}):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def say_doors_on_nobody(site: Site, out: OutputWrapper) -> None:
    """Say which doors open on a team nobody works in. Not a failure: a place is prepared before anybody joins it."""
    for door, team in doors_on_nobody(site, timezone.now()):
        out.write(f"The door “{door}” opens on “{team}”, which nobody works in yet: nobody can come in by it.")


def check_all_parts() -> None:
    """Read every part of the place's pack; raise NotPossible naming the line where one will not do."""
    packs()[settings.PLACE]
    guide_texts()
    wordings_here()
    worksheets()
    measures()


class Command(BaseCommand):
    """Bring the database up to date with this version and with its place's pack."""

    help = "Bring the database up to date with this version and with its place's pack."

    def add_arguments(self, parser):
        parser.add_argument("--made-up", action="store_true", help="make it a demonstration: nobody in it is real")

    def handle(self, *, made_up: bool, **options):
        set_up(os.environ, folder=settings.VAR)
        half_way.check_is_whole()
        call_command("migrate", verbosity=0)
        if not sealed.anything_is_sealed():
            settings.WORDS_KEYS.begin_the_first()
        sealed.check_opens()
        gather_static_files()
        fresh = not Site.objects.exists()
        if made_up and not fresh and not Site.objects.filter(slug=settings.PLACE, is_made_up=True).exists():
            self.stderr.write("This database was not made as a demonstration, so it will not become one.")
            raise SystemExit(1)
        try:
            check_all_parts()
            site = places.load_pack(pack=packs()[settings.PLACE], is_made_up=made_up)
        except NotPossible as reason:
            raise CommandError(str(reason)) from reason
        load_guide_for(site=site)
        if made_up:
            cast.gather(site)
            cast.give_accounts(site)
        say_doors_on_nobody(site, self.stderr)

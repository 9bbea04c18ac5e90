"""`livingwell work`: the jobs that follow what people do: messages sent, the record sealed."""

from typing import cast

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from livingwell.website.backups import half_way


class Command(BaseCommand):
    """Do queued jobs until told to stop."""

    help = "Do queued jobs until told to stop."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is queued now, and stop")

    def handle(self, *, once: bool, **options):
        half_way.check_is_whole()
        ours = cast(DjangoConnector, app.connector)
        with app.replace_connector(ours.get_worker_connector()) as worker:
            worker.run_worker(wait=not once, listen_notify=not once, install_signal_handlers=True)

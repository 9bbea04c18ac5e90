"""`livingwell work`: the jobs that follow what people do: messages sent, the record sealed."""

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app


class Command(BaseCommand):
    """Do queued jobs until told to stop."""

    help = "Do queued jobs until told to stop."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is queued now, and stop")

    def handle(self, *, once: bool, **options):
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.run_worker(wait=not once, listen_notify=not once, install_signal_handlers=True)

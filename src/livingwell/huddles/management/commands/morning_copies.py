"""`livingwell morning_copies`: write every team's copy for when everything is down now, whatever the hour."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from livingwell.access.naming import named
from livingwell.huddles import actions
from livingwell.huddles.jobs import WORKER
from livingwell.places.models import Team
from livingwell.places.queries import site_here


class Command(BaseCommand):
    """The worker does this each morning; this is for before a change, a storm, or a move."""

    help = "Write each team’s copy for when everything is down, as things stand now."

    def handle(self, **options: Any) -> None:
        now = timezone.localtime()
        for team in Team.objects.filter(site=site_here()).order_by("name"):
            with named(WORKER):
                count = actions.write_morning_copy(team=team, now=now, by=WORKER)
            self.stdout.write(f"{team.name}: {count} people")

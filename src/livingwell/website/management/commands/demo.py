"""`livingwell demo`: the made-up town of Brackwell, lived in for some months; `--serve` opens its doors.

More people than a town's months can be lived through for are made after the pattern of some who were.
"""

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.core.management.base import BaseCommand
from rich.progress import track

from livingwell.lib.hours import LONDON
from livingwell.places.models import Practitioner, Team
from livingwell.places.queries import pack_here, site_here, team_for_door
from livingwell.website import demonstration
from livingwell.website.address import free
from livingwell.website.demonstration import rota, stories, town
from livingwell.website.demonstration.lives import Life
from livingwell.website.demonstration.many.short import short_lives
from livingwell.website.demonstration.place import Place
from livingwell.website.demonstration.weeks import Weeks
from livingwell.website.management.alone import alone

HAPPENINGS = 9  # about how many there are in a life; only the progress bar needs to know
SEED = 20101  # the year of the first Collaborative, and one more: the same town each time
LIVED = 300  # as many as live through their months, one action after another; more are made after these patterns
PATTERNS = 80
FILLING = 7_512_113_807  # any number, the same everywhere: the name of our advisory lock
HALF_MADE = "Stopped half-way. The same command makes the town again, from the beginning."


class Command(BaseCommand):
    """Make the demonstration place, where it is not made yet."""

    help = "Make the made-up town of Brackwell, where it is not made yet; --serve opens its doors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--people",
            type=int,
            default=60,
            help=f"how many people, beside three whose stories are told; more than {LIVED} are copied in",
        )
        parser.add_argument("--days", type=int, default=240, help=f"over how many days they came, up to {LIVED} people")
        parser.add_argument(
            "--serve", action="store_true", help="serve it, and let anybody walk in as each of the cast"
        )
        parser.add_argument("--address", default="127.0.0.1:8000")

    def handle(self, *, people: int, days: int, serve: bool, address: str, **options: Any) -> None:
        if serve:
            free(address)  # before anybody waits for a town that could not be shown
        self._as("owner", "prepare", "--made-up")
        with alone(FILLING) as is_ours:
            if not is_ours:
                raise SystemExit("Somebody else is making this town just now: wait for it to be whole, and ask again.")
            if not demonstration.is_whole():
                self._make(people, days)
        for team in Team.objects.filter(site=site_here()):
            rota.fill(pack_here(), team, datetime.now(LONDON))
        if serve:
            call_command("serve", address=address, demonstration=True, stdout=self.stdout)

    def _make(self, people: int, days: int) -> None:
        """Make the whole town. One left half made is begun again: a day lived twice would be a day nobody lived."""
        self._as("owner", "made_up", "--begin")
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background has had it ignored
        try:
            self._fill(people, days)
        except KeyboardInterrupt:
            raise SystemExit(HALF_MADE) from None
        self._as("owner", "made_up", "--finish")
        self._as("worker", "seal")

    def _fill(self, people: int, days: int) -> None:
        place = Place(pack_here(), team_for_door(site_here(), "front"), _cast())
        now = datetime.now(LONDON)
        if people > LIVED:
            self._live(short_lives(place, PATTERNS, now, SEED), place, now, happenings=5)
            rota.fill(place.pack, place.team, now)
            self._as("worker", "seal")
            self._as("owner", "made_up", "--many", str(people - PATTERNS))
        else:
            self._live(_lives(place, people, days, now), place, now, happenings=HAPPENINGS)
        stories.tell(place, now)

    def _live(self, lives: list[Life], place: Place, now: datetime, *, happenings: int) -> None:
        weeks = Weeks(place, lives, now)
        for _ in track(weeks.walk(), description="Brackwell, day by day", total=weeks.length(happenings)):
            pass

    def _as(self, role: str, *command: str) -> None:
        """Run another of our commands as another role: this one signs in as the website does."""
        done = subprocess.run(  # noqa: S603 -- our own command, its words our own
            [sys.executable, "-m", "livingwell.website.cli", *command],
            env={**os.environ, "LIVINGWELL_ROLE": role},
            check=False,
        )
        if done.returncode:  # it has said why
            raise SystemExit(done.returncode)


def _cast() -> dict[str, Practitioner]:
    return {one.called: one for one in Practitioner.objects.select_related("organisation")}


def _lives(place: Place, people: int, days: int, now: datetime) -> list[Life]:
    random = Random(SEED)  # noqa: S311 -- made-up people, the same each time
    return [
        Life(
            place=place,
            random=Random(random.random()),  # noqa: S311 -- the same each time
            called=town.NAMES[number % len(town.NAMES)],
            began=now - timedelta(days=random.randint(0, days), hours=random.randint(0, 20)),
            until=now,
            key=UUID(int=random.getrandbits(128), version=4),
        )
        for number in range(people)
    ]

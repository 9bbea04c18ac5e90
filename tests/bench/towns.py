"""Made-up towns to measure in, of any size: each in a database of its own, and thrown away."""

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

import neighbourhood
from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from livingwell.access.naming import named, practising
from livingwell.huddles import actions as huddles
from livingwell.journeys.models import Holding
from livingwell.lib.hours import LONDON
from livingwell.places.models import Practitioner, Site, Team
from livingwell.places.queries import packs
from livingwell.record.actions import seal_all
from livingwell.website.backups import taking
from livingwell.website.backups.checks import access
from livingwell.website.cast import CAST
from livingwell.website.database.engine.base import owning
from livingwell.website.demonstration.many import filling
from livingwell.website.demonstration.many.short import short_lives
from livingwell.website.demonstration.place import Place
from livingwell.website.demonstration.weeks import Weeks

PATTERNS = 80


@dataclass(frozen=True)
class Town:
    """A town: which database it is in, and how long it took to make."""

    people: int
    database: str
    seconds: float
    own_seconds: float  # of processor time, ours and PostgreSQL's

    def open(self) -> None:
        """Make this town the one that is asked from now on."""
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = self.database


@dataclass(frozen=True)
class Pages:
    """Somebody who works in a town, and the pages they open."""

    client: Client
    who: UUID
    addresses: dict[str, str]


@contextmanager
def town_of(people: int) -> Iterator[Town]:
    """Make a town of so many people, all of whose promises are kept, and take it away afterwards."""
    before = settings.DATABASES["default"]["NAME"]
    connection.settings_dict.setdefault("TEST", {})["NAME"] = f"livingwell_town_{people}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    database = connection.settings_dict["NAME"]
    try:
        wall, own = time.perf_counter(), _processor()
        _make(people)
        yield Town(people, database, time.perf_counter() - wall, _processor() - own)
    finally:
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = database
        connection.creation.destroy_test_db(before, verbosity=0)


def _make(people: int) -> None:
    neighbourhood.make_the_place()
    place = neighbourhood.find_place()
    live(place, PATTERNS)
    with owning(connection):
        seal_all()
        filling.fill(filling.Many(place.site, place.team, people - PATTERNS), watch=_watch)
        with taking.one_moment() as cursor:
            seen = taking.whom_they_see(cursor)
        wrong = [line for one in access.checks(seen) for line in one.wrong]
    if wrong:
        raise SystemExit(f"In a town of {people} people, who sees whom is not as it should be: {wrong}")


def live(place: neighbourhood.Place, people: int) -> None:
    """Live some short lives through the actions."""
    cast = {one.called: one for one in (place.shanice, place.tom, place.priya, place.dev, place.ros, place.maggie)}
    now = datetime.now(LONDON)
    where = Place(packs()["brackwell"], place.team, cast)
    for _ in Weeks(where, short_lives(where, people, now, seed=20101), now).walk():
        pass


def pages() -> Pages:
    """Return one practitioner's pages in the town that is open: somebody they hold, and a huddle of theirs today."""
    site = Site.objects.get(slug="brackwell")
    team = Team.objects.get(site=site, slug="brackwell")
    cast = Practitioner.objects.select_related("organisation").filter(
        site=site, full_name__in=[c.full_name for c in CAST]
    )
    with named(practising(cast.get(full_name="Tom Aldred"))):
        holding = Holding.objects.filter(until=None, practitioner__in=cast)
        most = (
            holding.values("practitioner").annotate(many=Count("pk")).order_by("-many", "practitioner__called").first()
        )
        held = holding.filter(practitioner=most["practitioner"]).order_by("made_at").first()
    who = cast.get(pk=most["practitioner"])
    with named(practising(who)) as by:
        huddle = huddles.open_huddle(
            team=team, today=timezone.localdate(), quiet_days=packs()["brackwell"].rhythm.quiet_days, by=by
        )
    client = neighbourhood.signed_in(who)
    found = client.post("/find/", {"find": "amina kahn"}).headers["Location"]
    addresses = {
        "today": "/today/",
        "huddle": f"/huddles/{huddle.pk}/",
        "person": f"/people/{held.person_id}/",
        "search": found,
    }
    return Pages(client, who.pk, addresses)


def _watch(what: str, total: int) -> filling.Step:
    """Say on stderr what is being made: a million take minutes."""
    sys.stderr.write(f"{datetime.now(LONDON):%H:%M:%S} {what} ({total:,})\n")
    return partial(int)


def _processor() -> float:
    """Return the seconds of processor time that this process and those it began have taken."""
    spent = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)

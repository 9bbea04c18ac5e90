"""`make bench`: the figures, one a line, measured on databases made for it and thrown away.

figure <name> <value> <unit>

All of them take a quarter of an hour, most of it for the million; `python -m tests.bench everyday` and `... scale`
measure one part, and `... scale 100000` a smaller town than a million.
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "house_settings")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.utils import timezone

import neighbourhood
from backups import rehearsal
from database.real_servers import open_folder, take_away
from introductions.listing import brought_in, tidy
from weighing import KB, first_load
from livingwell.access.naming import named, practising
from livingwell.huddles import actions as huddles
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey, NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.places.queries import packs
from livingwell.plans import actions as plans
from livingwell.plans import queries as plan_queries
from livingwell.plans.models import Goal, PlanVersion
from livingwell.plans.words import RatedBy

from .scale import MANY, measure_scale

ROWS = (15, 50, 200)
LISTED = 400


def figure(name: str, value: float | int, unit: str) -> None:
    sys.stdout.write(f"figure {name} {value:g} {unit}\n")
    sys.stdout.flush()


def main(which: str = "", many: str = str(MANY)) -> None:
    setup_test_environment()
    settings.ALLOWED_HOSTS = ["testserver"]
    if which != "scale":
        everyday()
    if which != "everyday":
        measure_scale(figure, many=int(many))


def everyday() -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        neighbourhood.make_the_place()
        measure(neighbourhood.find_place())
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)
    put_back()


def measure(place: neighbourhood.Place) -> None:
    figure("bytes.frontdoor", round(first_load("/") / KB, 1), "KB")
    client = neighbourhood.signed_in(place.tom)
    somebody = held(place, 0)
    made = 1
    for rows in ROWS:
        while made < rows:
            held(place, made)
            made += 1
        enrich(place, somebody, rows)
        write_plan(place, somebody, rows)
        strive(place, somebody, rows)
        huddle = open_huddle(place)
        bring_everybody(place, huddle)
        pages = {
            "today": "/today/",
            "introductions": "/introductions/",
            "huddle": f"/huddles/{huddle.pk}/",
            "person": f"/people/{somebody.person_id}/",
            "people": "/find/",
            "plan": f"/people/{somebody.person_id}/plan/",
            "wheel": f"/people/{somebody.person_id}/wheel/",
            "goals": f"/people/{somebody.person_id}/goals/",
        }
        for name, address in pages.items():
            figure(f"queries.{name}.{rows}", queries(client, address), "queries")
        figure(f"queries.find.{rows}", queries(client, typed_address(client, "person")), "queries")
    figure("cpu.huddle.200", cpu(client, f"/huddles/{huddle.pk}/"), "ms")
    bring_in_twice(place)


def bring_in_twice(place: neighbourhood.Place) -> None:
    """Bring a list in, read from its file to the last row written, and the same file once more: nothing is doubled."""
    data = tidy(LISTED)
    before = time.perf_counter()
    brought_in(place, data, per_day=LISTED)
    figure("import.rows", round(LISTED / (time.perf_counter() - before)), "rows/s")
    again = tidy(LISTED + 1)  # and somebody new, so that there is something to bring in
    doubled = sum(bool(one.person_id) for one in brought_in(place, again, per_day=LISTED).became) - 1
    figure("import.doubled", doubled, "rows")


def put_back() -> None:
    """Tell how many checks of a place put back from its backup pass, and of how many."""
    folder, empty = open_folder(), open_folder()
    try:
        one = rehearsal.made(folder)
        rehearsal.do(one.place, "backup", one.backups, **rehearsal.QUICK)
        passed, made = rehearsal.checks(rehearsal.restore(one, empty).stdout)
        figure("restore.checks", passed, f"of {made}")
    finally:
        for each in (one.place, empty, folder):
            take_away(each)


def typed_address(client: Client, typed: str) -> str:
    """Return the address at which what was typed is found."""
    return client.post("/find/", {"find": typed}).headers["Location"]


def held(place: neighbourhood.Place, number: int):
    """Introduce somebody whom Tom then holds."""
    journey = neighbourhood.introduce(place, f"Person {number}")
    with neighbourhood.as_(place.tom) as tom:
        journeys.hold(journey=journey, practitioner=place.tom, by=tom)
    return journey


def enrich(place: neighbourhood.Place, journey, rows: int) -> None:
    """Give one person as many next steps and moments as there are rows."""
    with neighbourhood.as_(place.tom) as tom:
        have = journeys_of(journey)
        for number in range(have, rows):
            journeys.make_step(
                journey=journey,
                what=f"Step {number}",
                doer=Doer(StepBy.PRACTITIONER, practitioner_id=place.tom.pk),
                due_on=neighbourhood.in_days(number % 20),
                by=tom,
            )


def write_plan(place: neighbourhood.Place, journey, rows: int) -> None:
    """Write beside one person until their plan has as many versions as there are rows, over all of its questions."""
    asked = [one for one in plan_queries.worksheets_here().asked() if not one.sheet.is_safety_plan]
    with neighbourhood.as_(place.tom) as tom:
        for number in range(PlanVersion.objects.filter(person_id=journey.person_id).count(), rows):
            on, which = divmod(number, len(asked))
            words = f"Words {number}"
            plans.write_together(person_id=journey.person_id, asked=asked[which], words=words, on=on, by=tom)
            if number % 5 == 0:
                plans.suggest(person_id=journey.person_id, asked=asked[which], words=f"And {number}", by=tom)


def strive(place: neighbourhood.Place, journey, rows: int) -> None:
    """Give one person as many turns of the wheel, goals and ratings as there are rows."""
    with neighbourhood.as_(place.tom) as tom:
        have = Goal.objects.filter(person_id=journey.person_id).count()
        for number in range(have, rows):
            plans.turn_wheel(
                person_id=journey.person_id, segments=packs()["brackwell"].wheel, values={"home": number % 11}, by=tom
            )
            hope = plans.say_aspiration(person_id=journey.person_id, words=f"Aspiration {number}", by=tom)
            goal = plans.set_goal(aspiration=hope, journey=journey, words=f"Goal {number}", by=tom)
            plans.rate_goal(goal=goal, journey=journey, value=number % 11, how=RatedBy.BESIDE, by=tom)


def journeys_of(journey) -> int:
    return NextStep.objects.filter(journey=journey).count()


def open_huddle(place: neighbourhood.Place):
    with named(practising(place.tom)) as tom:
        return huddles.open_huddle(
            team=place.team, today=timezone.localdate(), quiet_days=packs()["brackwell"].rhythm.quiet_days, by=tom
        )


def bring_everybody(place: neighbourhood.Place, huddle) -> None:
    """Put everybody on the huddle's list, so that its rows are the rows measured."""
    with named(practising(place.tom)) as tom:
        for journey in Journey.objects.filter(team=place.team, ended_at=None).select_related("person"):
            huddles.bring(huddle=huddle, journey=journey, by=tom)


def queries(client: Client, address: str) -> int:
    client.get(address)  # once before, so that what is cached for the process is
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}, so there is nothing to count")
    return len(captured)


def cpu(client: Client, address: str, times: int = 7) -> float:
    """Return the median milliseconds of processor time of this process for one page."""
    spent = []
    for _ in range(times):
        before = time.process_time()
        client.get(address)
        spent.append((time.process_time() - before) * 1000)
    return round(sorted(spent)[times // 2], 1)


if __name__ == "__main__":
    main(*sys.argv[1:])

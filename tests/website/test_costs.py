"""What Today and a person's page cost at 15, 50 and 200 rows: the same, and at most fifteen queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from neighbourhood import as_, in_days, introduce, signed_in

from livingwell.journeys import actions as journeys
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROWS = (15, 50, 200)
MOST = 15


def held(place, number: int):
    journey = introduce(place, f"Person {number}")
    with as_(place.tom) as tom:
        journeys.hold(journey=journey, practitioner=place.tom, by=tom)
    return journey


def promises(place, journey, number: int) -> None:
    with as_(place.tom) as tom:
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.tom.pk)
        due = in_days(number % 7)
        journeys.make_step(journey=journey, what=f"Step {number}", doer=doer, due_on=due, by=tom)


def queries(client: Client, address: str) -> int:
    client.get(address)  # once before, so that what is cached for the process is
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_today_and_a_person_s_page_cost_the_same_at_15_50_and_200_rows(place, figure):
    tom, somebody, made = signed_in(place.tom), held(place, 0), 0
    pages = {"today": "/today/", "person": f"/people/{somebody.person_id}/"}
    counted: dict[str, list[int]] = {name: [] for name in pages}
    for rows in ROWS:
        while made < rows:
            made += 1
            held(place, made)
            promises(place, somebody, made)
        for name, address in pages.items():
            counted[name].append(queries(tom, address))
            figure(f"queries.{name}.{rows}", counted[name][-1], "queries")
    assert {name: len(set(found)) for name, found in counted.items()} == {"today": 1, "person": 1}
    assert max(found[0] for found in counted.values()) <= MOST

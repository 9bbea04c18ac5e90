"""What pages cost: queries that do not grow with rows, and a front door light enough for an old phone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from doorway import bearer, fill_for_someone, introduction_behind, receipt_of
from neighbourhood import introduce, signed_in
from weighing import KB, first_load

from livingwell.access.naming import named
from livingwell.introductions import actions, queries

ROWS = (15, 50, 200)
MOST = 15
MOST_KB = 60


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_list_costs_the_same_at_15_50_and_200_rows(place, figure):
    tom, made, counted = signed_in(place.tom), 0, []
    for rows in ROWS:
        while made < rows:
            introduce(place, f"Person {made}")
            made += 1
        counted.append(queries_of(tom, "/introductions/"))
        figure(f"queries.introductions.{rows}", counted[-1], "queries")
    assert len(set(counted)) == 1
    assert counted[0] <= MOST
    second = tom.get("/introductions/?page=4").content.decode()
    assert second.count('class="arrival"') == 50
    assert "the next fifty" not in second
    assert tom.get("/introductions/").content.decode().count('class="arrival"') == 50


@pytest.mark.django_db
def test_one_introduction_costs_no_more_the_more_was_said_and_tried(place, client, figure):
    tom = signed_in(place.tom)
    one = introduction_behind(receipt_of(fill_for_someone(client, in_confidence="He hides his bottles")), place)
    address = f"/introductions/{one.pk}/"
    few = queries_of(tom, address)
    with named(bearer(one)) as by:
        for _ in range(15):
            actions.add_words(receipt=queries.receipt_borne(), words="One thing more", by=by)
    for number in range(15):
        introduce(place, f"Mare{number}")
    assert queries_of(tom, address) == few
    figure("queries.introduction", few, "queries")
    assert few <= MOST


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/for-me/", "/for-someone/"])
def test_the_whole_first_load_of_the_front_door_is_light(path, place, figure):
    weight = first_load(path) / KB
    figure(f"bytes.{path.strip('/') or 'frontdoor'}", round(weight, 1), "KB")
    assert weight <= MOST_KB

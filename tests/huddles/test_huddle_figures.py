"""The board asks as few questions for two hundred people as for fifteen, and a poll with no news next to none."""

import gc
import re
import time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from huddles.gathering import agree_step, gather
from neighbourhood import as_, introduce, signed_in

from livingwell.access.models import Look

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AROUND = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")  # a transaction's own words ask the tables nothing
ROWS = (15, 50, 200)


def asked_by(client, path, **headers) -> tuple[int, object]:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path, headers=headers)
    return len([one for one in asked if not one["sql"].startswith(AROUND)]), response


def cpu_of(client, path) -> float:
    """Return the least milliseconds of CPU of a few: what it costs, without what the machine was doing beside it."""
    times = []
    for _ in range(7):
        gc.collect()
        began = time.process_time()
        assert client.get(path).status_code == 200
        times.append(1000 * (time.process_time() - began))
    return min(times)


@pytest.fixture
def crowd(place):
    """A team with more and more people: each time, a fresh huddle's worth."""
    everybody = []

    def grow(to: int):
        while len(everybody) < to:
            everybody.append(introduce(place, f"Person {len(everybody) + 1}"))
        return everybody

    return grow


def test_the_board_asks_the_same_few_questions_whatever_its_rows(place, crowd, figure):
    client, counts = signed_in(place.tom), {}
    for rows in ROWS:
        everybody = crowd(rows)
        huddle = gather(place)
        agree_step(place, huddle, everybody[0])
        person = reverse("huddles:brought", args=[huddle.pk, everybody[0].pk])
        first, _ = asked_by(client, person)
        counts[rows] = {
            "huddle": asked_by(client, reverse("huddles:huddle", args=[huddle.pk]))[0],
            "huddle_person": asked_by(client, person)[0],
            "huddle_since": asked_by(client, reverse("huddles:since", args=[huddle.pk]))[0],
            "huddle_print": asked_by(client, reverse("huddles:print", args=[huddle.pk]))[0],
        }
        counts[rows]["first"] = first
        for name, count in counts[rows].items():
            figure(f"queries.{name}.{rows}", count, "queries")
    first = [counts[rows].pop("first") for rows in ROWS]
    assert counts[15] == counts[50] == counts[200]
    assert max(counts[200].values()) <= 15
    assert first[0] - counts[15]["huddle_person"] <= 5, "opening somebody is a look: kept once, and sealed"
    figure("cpu.huddle.200", round(cpu_of(client, reverse("huddles:huddle", args=[huddle.pk])), 1), "ms")
    figure("cpu.huddle_person.200", round(cpu_of(client, person), 1), "ms")
    figure("bytes.huddle_person.200", round(len(client.get(person).content) / 1024), "KB")


def test_a_poll_with_no_news_costs_one_question_beside_who_is_asking(place, crowd, figure):
    crowd(15)
    huddle, client = gather(place), signed_in(place.tom)
    pulse = reverse("huddles:pulse", args=[huddle.pk])
    with time_machine.travel(timezone.now(), tick=False):  # a new minute is news
        whole, fresh = asked_by(client, pulse)
        again, unchanged = asked_by(client, pulse, if_none_match=fresh["ETag"])
    bare, _ = asked_by(client, reverse("website:place_css"))
    assert (fresh.status_code, unchanged.status_code) == (200, 304)
    assert unchanged.content == b""
    assert again == bare + 1 < whole
    figure("queries.huddle_pulse.unchanged", again, "queries")


def test_a_poll_that_came_squeezed_and_the_page_itself_know_one_anothers_tag(place, crowd):
    [journey] = crowd(1)
    huddle, client = gather(place), signed_in(place.tom)
    page = client.get(reverse("huddles:brought", args=[huddle.pk, journey.pk])).content.decode()
    tag = re.search(r'data-refresh-tag="&#34;(\w+)&#34;"', page)[1]
    for weak in ["", "W/"]:
        asked = client.get(
            reverse("huddles:pulse", args=[huddle.pk]),
            {"with": journey.pk},
            headers={"If-None-Match": f'{weak}"{tag}"', "Accept-Encoding": "gzip"},
        )
        assert asked.status_code == 304


def test_a_poll_is_never_a_look(place, crowd):
    [journey] = crowd(1)
    huddle, client = gather(place), signed_in(place.tom)
    client.get(reverse("huddles:pulse", args=[huddle.pk]), {"with": journey.pk})
    with as_(place.tom):
        assert not Look.objects.filter(person=journey.person_id).exists()

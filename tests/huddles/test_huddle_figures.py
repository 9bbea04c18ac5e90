"""The board asks as few questions for two hundred people as for fifteen, and a poll with no news next to none."""

import gc
import re
import time
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from huddles.gathering import agree_step, gather
from neighbourhood import as_, in_days, introduce, signed_in

from livingwell.access.models import Look
from livingwell.journeys import actions as journeys

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


def tag_of(client, huddle) -> str:
    return client.get(reverse("huddles:pulse", args=[huddle.pk]))["ETag"]


def test_a_minute_that_passes_with_no_news_rebuilds_nobodys_board(place, crowd):
    crowd(1)
    huddle, client, now = gather(place), signed_in(place.tom), timezone.localtime()
    ahead = timedelta(minutes=1) if (now + timedelta(minutes=1)).date() == now.date() else -timedelta(minutes=1)
    with time_machine.travel(now, tick=False):
        before = tag_of(client, huddle)
    with time_machine.travel(now + ahead, tick=False):  # of the same day, and while the database still knows the viewer
        assert tag_of(client, huddle) == before


def test_what_happens_outside_the_huddle_is_news_at_once(place, crowd):
    """A worry raised on somebody's own page, by nobody at the huddle's board."""
    [journey] = crowd(1)
    huddle, client = gather(place), signed_in(place.tom)
    with time_machine.travel(timezone.now(), tick=False):
        before = tag_of(client, huddle)
        with as_(place.shanice) as shanice:
            journeys.raise_worry(journey=journey, words="Pills on the table", by=shanice)
        assert tag_of(client, huddle) != before


def looks_at(place, journey) -> list[tuple[str, str]]:
    with as_(place.tom):
        found = Look.objects.filter(person=journey.person_id).order_by("at")
        return list(found.values_list("by_called", "page"))


def test_a_poll_is_never_a_look(place, crowd):
    [journey] = crowd(1)
    huddle, client = gather(place), signed_in(place.tom)
    client.get(reverse("huddles:pulse", args=[huddle.pk]), {"with": journey.pk})
    assert looks_at(place, journey) == []


def test_a_poll_shows_nobody_in_full_whom_this_viewer_has_not_opened(place, crowd):
    [journey] = crowd(1)
    huddle, tom = gather(place), signed_in(place.tom)
    pulse, person = reverse("huddles:pulse", args=[huddle.pk]), reverse("huddles:brought", args=[huddle.pk, journey.pk])
    signed_in(place.shanice).get(person)
    assert tom.get(pulse, {"with": journey.pk}).status_code == 404
    tom.get(person)
    assert "I can’t sleep in my own room." in tom.get(pulse, {"with": journey.pk}).content.decode()
    assert looks_at(place, journey) == [("Shanice", "huddle"), ("Tom", "huddle")]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_somebody_shown_by_a_form_sent_back_was_opened_too(place, crowd, headers):
    [journey] = crowd(1)
    huddle, client = gather(place), signed_in(place.tom)
    for _ in range(2):
        client.post(reverse("huddles:step", args=[huddle.pk, journey.pk]), {"what": ""}, headers=headers)
    assert looks_at(place, journey) == [("Tom", "huddle")]


def test_printing_is_a_look_at_each_person_on_the_paper_in_as_few_statements(place, crowd):
    everybody, client = crowd(3), signed_in(place.tom)
    client.get(reverse("huddles:print", args=[gather(place).pk]))
    for journey in everybody:
        assert looks_at(place, journey) == [("Tom", "huddle on paper")]
    few = asked_by(client, reverse("huddles:print", args=[gather(place).pk]))[0]
    crowd(9)
    more = asked_by(client, reverse("huddles:print", args=[gather(place, in_days(1)).pk]))[0]
    assert few == more <= 15

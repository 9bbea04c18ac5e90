"""The demonstration as its commands make and serve it: whole or begun again, and every kind of viewer can walk in."""

import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from commands import OPEN, Served, Visitor, do, environment, livingwell, served, soon, words_of
from real_servers import open_folder, take_away

from livingwell.website.database import embedded

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("two-commands")]
QUICK = {"LIVINGWELL_FOR_TESTS": "yes"}
FEW = ("--people", "4", "--days", "30")
UNKEPT = """
select count(*) from journeys_journey j where j.ended_at is null and not (
  exists (select from journeys_holding h where h.journey_id = j.id and h.until is null)
  and exists (select from journeys_nextstep s where s.journey_id = j.id and s.kept_at is null
              and s.put_aside_at is null))
"""


def ask(folder: Path, question: str) -> int:
    cluster = embedded.ensure_running(folder, for_tests=True)
    with psycopg.connect(cluster.conninfo("lw_owner", "livingwell")) as owner:
        return owner.execute(question).fetchone()[0]


def people_in(folder: Path) -> int:
    try:
        return ask(folder, "select count(*) from access_personkey")
    except psycopg.Error:  # nothing is made yet
        return 0


@pytest.fixture(scope="module")
def brackwell() -> Iterator[Served]:
    """The demonstration with a few people in it, as `make run` makes and serves it."""
    folder = open_folder()
    with served(folder, "demo", *FEW, "--serve", **QUICK) as place:
        yield place
    take_away(folder)


@pytest.fixture(scope="module")
def real() -> Iterator[Path]:
    """The folder of a place that is not made up."""
    folder = open_folder()
    do(folder, "prepare", **QUICK)
    yield folder
    take_away(folder)


def test_a_town_left_half_made_is_made_whole_by_the_same_command(ground: Path) -> None:
    filling = subprocess.Popen(words_of("demo", *FEW), env=environment(ground, **QUICK), stdout=subprocess.DEVNULL)
    soon(lambda: people_in(ground) >= 3)
    filling.kill()
    filling.wait()
    half = people_in(ground)
    said = do(ground, "demo", *FEW, **QUICK)
    assert "Brackwell was left half made. It is made again, from the beginning." in said
    assert "Brackwell, day by day" in said
    assert half < people_in(ground) == 4 + 3
    assert ask(ground, UNKEPT) == 0
    assert "All is as it was recorded" in do(ground, "verify", **QUICK)
    assert "All is sealed with the key" in do(ground, "new_key", **QUICK)
    assert "Keys dropped: 1" in do(ground, "new_key", "--drop-old", **QUICK)
    assert "All is as it was recorded" in do(ground, "verify", **QUICK)
    whole = ask(ground, "select count(*) from journeys_event")
    do(ground, "demo", *FEW, **QUICK)
    assert ask(ground, "select count(*) from journeys_event") == whole, "a town that is whole is left alone"


def test_stopping_half_way_says_what_to_do_next(ground: Path) -> None:
    with (ground / "said").open("w") as said:
        filling = subprocess.Popen(words_of("demo", *FEW), env=environment(ground, **QUICK), stdout=said, stderr=said)
        soon(lambda: people_in(ground) >= 1)
        filling.send_signal(signal.SIGINT)
        assert filling.wait(timeout=30) != 0
    assert "The same command makes the town again" in (ground / "said").read_text()
    assert "Traceback" not in (ground / "said").read_text()


def test_a_town_that_is_whole_or_a_place_that_is_real_is_never_emptied(brackwell: Served, real: Path) -> None:
    folder = brackwell.log.parent
    before = people_in(folder)
    refused = livingwell(folder, "made_up", "--begin", **QUICK)
    assert (refused.returncode, people_in(folder)) == (1, before)
    for command in (["made_up", "--begin"], ["made_up", "--many", "500"], ["demo", *FEW], ["serve", "--demonstration"]):
        refused = livingwell(real, *command, **QUICK)
        assert refused.returncode == 1
        assert "Traceback" not in refused.stdout


def test_it_says_where_it_is_and_how_each_kind_of_viewer_walks_in(brackwell: Served) -> None:
    said = brackwell.said
    assert said.index("Brackwell, day by day") < said.index("The front door is open") < said.index(OPEN)
    for line in (
        "a stranger at the front door",
        "the bearer of a receipt",
        "a practitioner",
        "a person on their own page",
    ):
        assert line in said
    assert "press Tom" in said
    assert "Marian" in said


def test_a_stranger_and_the_bearer_of_a_receipt_walk_in(brackwell: Served) -> None:
    visitor = Visitor(brackwell.url)
    status, page, _ = visitor.ask("/")
    assert (status, "Brackwell" in page) == (200, True)
    receipt = re.search(r"bearer of a receipt\s+(\S+)", brackwell.said)[1]
    status, page, _ = visitor.ask(receipt)
    assert (status, "Marian" in page) == (200, True)


@pytest.mark.parametrize("who", ["Tom", "Marian", "Corinne", "Teo"])
def test_a_practitioner_and_a_person_walk_in_with_one_press(brackwell: Served, who: str) -> None:
    visitor = Visitor(brackwell.url)
    door = re.search(r"(\S+/walk-in/) and press", brackwell.said)[1]
    _, page, _ = visitor.ask(door)
    press = next(
        path for path, name in re.findall(r'action="([^"]+)".*?<button[^>]*>([^<,]+)', page, re.S) if name == who
    )
    status, _, onward = visitor.fill(door, {}, to=press)
    assert status == 303
    assert onward == ("/today/" if who == "Tom" else "/my-page/")
    status, page, _ = visitor.ask(onward)
    assert (status, who in page) == (200, True)


def test_on_a_place_that_is_real_nobody_walks_in_even_when_that_is_asked_for(real: Path) -> None:
    with served(real, "serve", "--only-here", **QUICK, LIVINGWELL_DEMONSTRATION="yes") as place:
        assert Visitor(place.url).ask("/walk-in/")[0] == 404
    wsgi = "from livingwell.website.wsgi import application; from django.test import Client;"
    asked = f"{wsgi} print(Client(headers={{'host': 'localhost'}}).get('/walk-in/').status_code)"
    done = subprocess.run(
        [words_of()[0], "-c", asked],
        env=environment(real, **QUICK, LIVINGWELL_DEMONSTRATION="yes"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "404"


def test_a_port_that_is_taken_is_said_in_one_sentence_before_anything_is_made(brackwell: Served, ground: Path) -> None:
    taken = brackwell.url.removeprefix("http://")
    for folder, command in ((ground, ["demo", *FEW, "--serve"]), (brackwell.log.parent, ["serve"])):
        refused = livingwell(folder, *command, "--address", taken, **QUICK)
        assert refused.returncode == 1
        assert refused.stdout.startswith(f"Something else is already serving at {taken}. Stop it, or")
        assert len(refused.stdout.splitlines()) == 1
    assert people_in(ground) == 0

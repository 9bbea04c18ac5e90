"""If everything is down: each morning a team's copy, for whoever is in the team, of whom they may see."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from neighbourhood import Place, as_, in_days, introduce, owner_connection, signed_in
from record.roles import signed_in_as

from livingwell.access.models import Look
from livingwell.access.naming import named
from livingwell.huddles import actions, jobs
from livingwell.huddles.jobs import WORKER
from livingwell.huddles.models import MorningCopy, OnTheCopy
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey, Worry
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Ending, StepBy
from livingwell.places import actions as places

WORRY = "She has not answered since Friday."


def write(place: Place) -> int:
    """Write the team's copy as the worker does, on the worker's own role."""
    with signed_in_as("lw_worker"), named(WORKER):
        return actions.write_morning_copy(team=place.team, now=timezone.localtime(), by=WORKER)


def address(place: Place, copy: bool = True) -> str:
    return f"/huddles/teams/{place.team.pk}/down/{'copy/' if copy else ''}"


@pytest.fixture
def ama(lasting_place: Place) -> Journey:
    """Somebody whom Tom holds, with a next step, and about whom something cannot wait."""
    place, journey = lasting_place, introduce(lasting_place)
    with as_(place.tom) as tom:
        journeys.hold(journey=journey, practitioner=place.tom, by=tom)
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.tom.pk)
        journeys.make_step(journey=journey, what="Ring her sister", doer=doer, due_on=in_days(2), by=tom)
    with as_(place.shanice) as shanice:
        journeys.reach_now(journey=journey, words=WORRY, by=shanice)
    return journey


def test_on_it_is_what_a_team_needs_for_a_day_without_us(lasting_place: Place, ama: Journey) -> None:
    today = timezone.localdate()
    with as_(lasting_place.tom):
        places.be_away(practitioner=lasting_place.tom, cover=lasting_place.priya, from_on=today, until_on=in_days(3))
    assert write(lasting_place) == 1
    page = signed_in(lasting_place.priya).get(address(lasting_place)).content.decode()
    for words in (
        "Made ",
        "opened by Priya",
        "Ama",
        "Tom",
        "Priya covers",
        "Ring her sister",
        "07700\xa0900123",
        "A message is all right",
        WORRY,
        "Cannot wait",
        "Nobody was down for duty",
        "999",
        "shred it when there is a new one",
    ):
        assert words in page, words


def test_it_needs_no_other_file_and_its_style_is_let_in(lasting_place: Place, ama: Journey) -> None:
    write(lasting_place)
    answer = signed_in(lasting_place.shanice).get(address(lasting_place) + "?keep")
    page = answer.content.decode()
    assert not [one for one in ("<script", "<link", "<img", "src=", "@import", "url(") if one in page]
    assert "attachment; filename=" in answer["Content-Disposition"]
    assert "'sha256-" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_each_opening_is_a_look_at_everybody_on_it_and_costs_the_same_for_many(
    lasting_place: Place, ama: Journey
) -> None:
    client = signed_in(lasting_place.shanice)
    write(lasting_place)
    few = cost(client, address(lasting_place))
    for number in range(12):
        introduce(lasting_place, f"Person {number}")
    assert write(lasting_place) == 13
    assert cost(client, address(lasting_place)) == few <= 15
    with as_(lasting_place.shanice):
        assert Look.objects.filter(page="morning copy").count() == 2 * (1 + 13)


def cost(client: Client, where: str) -> int:
    """Return how many queries a page asks, what is kept for the process being there already."""
    client.get(where)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(where).status_code == 200
    return len(captured)


def test_the_page_before_it_shows_nobody_and_is_no_look(lasting_place: Place, ama: Journey) -> None:
    client = signed_in(lasting_place.shanice)
    assert "There is no copy yet" in client.get(address(lasting_place, copy=False)).content.decode()
    assert client.get(address(lasting_place)).status_code == 404
    write(lasting_place)
    page = client.get(address(lasting_place, copy=False)).content.decode()
    assert "People on it whom you may see: 1." in page
    assert "Ama" not in page
    with as_(lasting_place.shanice):
        assert not Look.objects.filter(page="morning copy").exists()
    assert address(lasting_place, copy=False) in client.get(f"/teams/{lasting_place.team.pk}/").content.decode()


def test_whoever_was_refused_does_not_find_that_person_and_nobody_else_s_team_finds_anything(
    lasting_place: Place, ama: Journey
) -> None:
    write(lasting_place)
    with as_(lasting_place.tom) as tom:
        journeys.refuse_practitioner(journey=ama, practitioner=lasting_place.dev, by=tom)
    page = signed_in(lasting_place.dev).get(address(lasting_place)).content.decode()
    assert "Ama" not in page
    assert WORRY not in page
    for where in (address(lasting_place), address(lasting_place, copy=False)):
        assert signed_in(lasting_place.callum).get(where).status_code == 404
        assert signed_in(lasting_place.maggie).get(where).status_code == 404


def test_the_database_shows_it_to_whoever_is_in_the_team_and_to_nobody_else(lasting_place: Place, ama: Journey) -> None:
    write(lasting_place)
    with as_(lasting_place.tom) as tom:
        journeys.draw_in(journey=ama, practitioner=lasting_place.maggie, why="Rent", by=tom)
        journeys.refuse_practitioner(journey=ama, practitioner=lasting_place.dev, by=tom)
    seen = {}
    for one in ("shanice", "tom", "dev", "maggie", "callum"):
        with as_(getattr(lasting_place, one)):
            seen[one] = (MorningCopy.objects.count(), OnTheCopy.objects.count())
    assert seen == {"shanice": (1, 1), "tom": (1, 1), "dev": (1, 0), "maggie": (0, 0), "callum": (0, 0)}
    with as_(lasting_place.tom) as tom:
        journeys.leave_team(practitioner=lasting_place.priya, team=lasting_place.team, by=tom)
    with as_(lasting_place.priya):
        assert (MorningCopy.objects.count(), OnTheCopy.objects.count()) == (0, 0)


def test_whoever_has_the_disk_alone_reads_nothing_of_it(lasting_place: Place, ama: Journey) -> None:
    write(lasting_place)
    with owner_connection() as owner:
        kept = owner.execute("select words from huddles_onthecopy union all select words from huddles_morningcopy")
        cells = [cell for (cell,) in kept]
    assert len(cells) == 2
    assert all(cell.startswith("sealed.") for cell in cells)


def test_the_next_one_takes_its_place_and_nothing_is_left_of_who_is_alongside_no_more(
    lasting_place: Place, ama: Journey
) -> None:
    introduce(lasting_place, "Bea")
    assert write(lasting_place) == 2
    with as_(lasting_place.tom) as tom:
        journeys.spoke(journey=ama, at=timezone.now(), by=tom)
        for worry in Worry.objects.filter(journey=ama):
            journeys.acknowledge(worry=worry, by=tom)
        journeys.end(journey=ama, ending=Ending.STEPPED_OUT, words="She has what she came for.", by=tom)
    assert write(lasting_place) == 1
    with owner_connection() as owner:
        kept = owner.execute("select words = '' from huddles_onthecopy where person_id = %s", [ama.person_id])
        assert kept.fetchone() == (True,)


def test_it_is_made_once_it_is_morning_and_once_a_morning(lasting_place: Place, ama: Journey) -> None:
    at = timezone.localtime().replace(hour=4, minute=40) + timedelta(days=1)
    with time_machine.travel(at, tick=False), signed_in_as("lw_worker"):
        jobs.morning_copies(0)
        with named(WORKER):
            assert not MorningCopy.objects.exists()
    with time_machine.travel(at + timedelta(minutes=40), tick=False), signed_in_as("lw_worker"):
        jobs.morning_copies(0)
        with named(WORKER):
            made = {one.team_id: one.made_at for one in MorningCopy.objects.all()}
            assert lasting_place.team.pk in made
    with time_machine.travel(at + timedelta(hours=8), tick=False), signed_in_as("lw_worker"):
        jobs.morning_copies(0)
        with named(WORKER):
            assert {one.team_id: one.made_at for one in MorningCopy.objects.all()} == made
    with time_machine.travel(at + timedelta(days=1), tick=False):
        page = signed_in(lasting_place.shanice).get(address(lasting_place, copy=False)).content.decode()
    assert "It is not from today" in page

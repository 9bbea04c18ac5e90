"""A waiting list brought in on a phone, with scripts off, and by the keyboard alone: every page for everyone."""

import pytest
from browsing import DESK, PHONE, Arrive, Fingers, Walker
from introductions.listing import PEOPLE, dirty_list, tidy
from introductions.test_list_files import PDF
from neighbourhood import Place, as_, introduce

from livingwell.introductions.models import Introduction

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FILE = "The list"
A_DAY = "How many of them can the team reach in a day?"


def hands_over(walker: Walker, data: bytes, name: str = "list.xlsx") -> Walker:
    """Put a file in the place for it, as a file dialogue would."""
    wanted = walker.field(FILE)
    if isinstance(walker, Fingers):
        walker.reaches(wanted)
    wanted.set_input_files([{"name": name, "mimeType": "application/octet-stream", "buffer": data}])
    return walker


def is_for_everyone(walker: Walker) -> Walker:
    return walker.is_well_made().heard_nothing_wrong()


@pytest.mark.parametrize(
    ("hands", "screen", "javascript"),
    [(Walker, PHONE, False), (Fingers, PHONE, True), (Walker, DESK, True)],
    ids=["on a phone without scripts", "by keyboard on a phone", "at a desk"],
)
def test_tom_brings_in_the_list_that_morag_kept(arrive: Arrive, lasting_place: Place, hands, screen, javascript):
    introduce(lasting_place, "Ama")
    tom = arrive(lasting_place.tom, screen=screen, javascript=javascript, hands=hands)
    # Given a list in a spreadsheet, Tom finds the way from the introductions
    tom.goes_to("/introductions/").follows("Bring in a waiting list")
    is_for_everyone(tom.sees("Nothing is sent to anybody")).picture(f"list-1-{screen['width']}")
    # a PDF of it is no list, and he is told what to ask for
    is_for_everyone(hands_over(tom, PDF, "list.xlsx").presses("Go on").sees("This is a PDF"))
    hands_over(tom, dirty_list()).presses("Go on")
    # When he says which tab it is on
    is_for_everyone(tom.sees("Which tab is the list?")).picture(f"list-2-{screen['width']}")
    tom.follows("Waiting list")
    # and looks over what we guessed of each column
    is_for_everyone(tom.sees("What is in each column?", "07700")).picture(f"list-3-{screen['width']}", tall=3200)
    tom.picks("What is in “Comments”?", "A note to keep among us")
    tom.writes(A_DAY, "2").presses("Look before anything is made")
    # Then the page says that two a day are too few, with the numbers, and offers another
    is_for_everyone(tom.sees("More than the team can do", f"{PEOPLE} people are on this list"))
    tom.picture(f"list-4-{screen['width']}", tall=3200)
    tom.presses("Reach so many a day").sees("When each is reached", "Perhaps the same person")
    is_for_everyone(tom).picture(f"list-5-{screen['width']}", tall=3200)
    with as_(lasting_place.tom):
        assert Introduction.objects.count() == 1
    # and one button brings them all in
    tom.presses(f"Bring in {PEOPLE} people").sees(f"{PEOPLE} people came in", "Row by row")
    is_for_everyone(tom).picture(f"list-6-{screen['width']}", tall=3200)
    # whoever came in is on the team's list, with the day they have waited since
    tom.follows("Dilys Baird")
    tom.goes_to("/introductions/").sees("from a waiting list, introduced by Dr Sinclair")
    with as_(lasting_place.tom):
        assert Introduction.objects.count() == PEOPLE + 1


def test_whoever_leads_no_team_reads_whom_to_ask(arrive: Arrive, lasting_place: Place):
    shanice = arrive(lasting_place.shanice, screen=PHONE).goes_to("/introductions/waiting-lists/")
    is_for_everyone(shanice.sees("for whoever leads the team"))


def test_what_came_of_a_list_is_fit_for_paper(arrive: Arrive, lasting_place: Place):
    tom = arrive(lasting_place.tom, screen=DESK).goes_to("/introductions/waiting-lists/")
    hands_over(tom, tidy(12), "list.csv").presses("Go on").writes(A_DAY, "3").presses("Look before anything is made")
    tom.presses("Bring in 12 people").sees("Person 0003")
    tom.page.emulate_media(media="print")
    assert not tom.button("Forget this page now").is_visible()
    assert tom.link("Person 0003").is_visible()
    tom.picture("list-paper", tall=1600)

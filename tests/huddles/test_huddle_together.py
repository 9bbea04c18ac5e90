"""The team on a call: several browsers on one board, a keyboard alone, a phone, no scripts, paper."""

import re

import pytest
from browsing import DESK, PHONE, Fingers
from huddles.gathering import agree_step, gather
from neighbourhood import as_, introduce
from playwright.sync_api import expect

from livingwell.huddles import queries
from livingwell.journeys import actions as journeys

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SMALLEST = {"width": 320, "height": 640}
SOON = 6_000  # milliseconds: how long anybody looking waits for what somebody else did


@pytest.fixture
def place(lasting_place):
    return lasting_place


@pytest.fixture
def ama(place):
    return introduce(
        place,
        "Ama",
        would_help="Somebody to open the post with me.",
        about={"pronouns": "she / her", "language": "Twi", "strengths": ["Sings on Sundays"]},
    )


@pytest.fixture
def huddle(place, ama):
    introduce(place, "Lewis")
    return gather(place)


def board(huddle, journey=None) -> str:
    return f"/huddles/{huddle.pk}/{f'{journey.pk}/' if journey else ''}"


def test_what_one_decides_everybody_looking_sees_within_six_seconds(arrive, place, ama, huddle):
    agree_step(place, huddle, ama)
    shanice = arrive(place.shanice, screen=DESK).goes_to(board(huddle, ama))
    dev = arrive(place.dev, screen=DESK).goes_to(board(huddle, ama))
    shanice.chooses("Shanice").writes("What we decide", "Shanice is alongside her.")
    shanice.presses("Agree, and next person").sees("Lewis")
    expect(dev.page.get_by_role("heading", name="What we decided")).to_be_visible(timeout=SOON)
    expect(dev.page.locator(".agenda li", has_text="Ama")).to_have_text(re.compile("Shanice holds"))
    expect(dev.page.locator("[role=status][data-refresh-news]")).to_have_text(re.compile("1 of 2 thought about"))
    dev.sees("Shanice is alongside her.").has_an_accessible_page()


def test_somebody_who_is_writing_is_told_that_something_changed_and_loses_nothing(arrive, place, ama, huddle):
    dev = arrive(place.dev, screen=DESK).goes_to(board(huddle, ama))
    dev.opens("Change these lines").writes("The story, in a few lines", "She sleeps at her sister’s.")
    agree_step(place, huddle, ama, what="Open the post")
    dev.chooses("Dev")
    expect(dev.page.get_by_role("link", name="Show me what changed")).to_be_visible(timeout=SOON)
    expect(dev.page.get_by_label("The story, in a few lines")).to_have_value("She sleeps at her sister’s.")
    expect(dev.page.get_by_role("radio", name=re.compile("Dev"))).to_be_checked()
    dev.follows("Show me what changed").sees("Open the post")


def test_a_story_written_by_one_is_read_by_all_and_two_at_once_lose_no_words(arrive, place, ama, huddle):
    tom = arrive(place.tom, screen=DESK).goes_to(board(huddle, ama))
    dev = arrive(place.dev, screen=DESK).goes_to(board(huddle, ama))
    dev.opens("Change these lines")
    dev.page.get_by_label("The story, in a few lines").focus()
    tom.opens("Change these lines").writes("The story, in a few lines", "Found her father in August.")
    tom.sees("Saved just now")
    dev.writes("The story, in a few lines", "She sleeps at her sister’s.")
    dev.sees("Tom wrote here too while you were writing.").sees("Found her father in August.")
    expect(dev.page.get_by_label("The story, in a few lines")).to_have_value("She sleeps at her sister’s.")
    dev.writes("The story, in a few lines", "Found her father in August. She sleeps at her sister’s.")
    dev.presses("I have put the two together").sees("Saved just now")
    tom.page.locator("h1").click()  # somebody who has stopped writing is shown what changed
    expect(tom.page.locator(".round__story")).to_contain_text("sister’s", timeout=2 * SOON)


def test_the_whole_of_a_huddle_by_keyboard_alone(arrive, place, ama, huddle):
    tom = arrive(place.tom, screen=DESK, hands=Fingers).goes_to(board(huddle))
    tom.follows("Start with Ama").sees("What shall we do?").chooses("Dev")
    tom.writes("What happens next?", "Walk to the library").picks("Who does it?", "Dev").picks("By when?", "tomorrow")
    tom.presses("Add").sees("Dev: Walk to the library, by tomorrow")
    expect(tom.field("What happens next?")).to_be_focused()
    tom.presses("Agree, and next person")
    expect(tom.page.get_by_role("heading", name="Lewis", exact=True)).to_be_visible()
    with as_(place.tom):
        assert queries.find_brought(huddle, ama.pk).holder_called == "Dev"


def test_the_whole_of_a_huddle_with_no_scripts(arrive, place, ama):
    tom = arrive(place.tom, javascript=False).goes_to("/huddles/")
    tom.presses("Open today’s huddle").follows("Start with Ama")
    tom.writes("What happens next?", "Text today")
    tom.page.get_by_label("Who does it?").select_option(label="Shanice")
    tom.page.get_by_label("By when?").select_option(label="tomorrow")
    tom.presses("Add").sees("Shanice: Text today, by tomorrow")
    tom.page.get_by_role("radio", name=re.compile("Shanice")).check(force=True)
    tom.presses("Agree, and that is everybody").sees("That’s everybody.").presses("Close the huddle")
    tom.sees("This huddle has closed").follows("The list on paper").sees("Shanice: Text today")


def test_agreeing_too_soon_is_answered_in_a_sentence_where_the_eye_is(arrive, place, ama, huddle):
    tom = arrive(place.tom, screen=PHONE).goes_to(board(huddle, ama))
    tom.writes("What we decide", "A walk first.").presses("Agree, and next person")
    summary = tom.page.get_by_role("alert").filter(has_text="Say who holds: one name")
    expect(summary).to_be_visible()
    expect(tom.page.locator("[data-summary]")).to_be_focused()
    expect(tom.page.get_by_label("What we decide")).to_have_value("A walk first.")
    tom.has_an_accessible_page().fits()
    tom.page.wait_for_timeout(SOON)
    expect(tom.page.get_by_label("What we decide")).to_have_value("A walk first.")


@pytest.mark.parametrize("screen", [SMALLEST, PHONE, DESK], ids=["320", "390", "desk"])
def test_every_page_of_the_huddle_fits_and_has_nothing_for_axe(arrive, place, ama, screen):
    tom = arrive(place.tom, screen=screen).goes_to("/huddles/")
    tom.sees("Today’s huddle is not open yet").fits().has_an_accessible_page()
    huddle = gather(place)
    with as_(place.dev) as dev:
        journeys.raise_worry(journey=ama, words="The evenings are the worst.", by=dev)
    tom.goes_to(board(huddle)).sees("Good to see you").fits().has_an_accessible_page()
    tom.opens("Who is here").fits().has_an_accessible_page()
    tom.goes_to(board(huddle, ama)).sees("Nobody carries a worry alone").fits()
    tom.opens("Change these lines").opens("+ someone").fits().has_an_accessible_page()
    agree_step(place, huddle, ama)
    tom.goes_to(board(huddle, ama)).chooses("Shanice").presses("Agree, and that is everybody")
    tom.sees("That’s everybody.").fits().has_an_accessible_page()
    tom.goes_to(board(huddle, ama)).sees("What we decided").fits().has_an_accessible_page()
    tom.goes_to(board(huddle)).presses("Close the huddle").sees("This huddle has closed").has_an_accessible_page()
    for path, words in [
        (f"{board(huddle)}since/", "Since last time"),
        (f"{board(huddle)}print/", "This paper is about people"),
        ("/huddles/earlier/", "Earlier huddles"),
    ]:
        tom.goes_to(path).sees(words).fits().has_an_accessible_page()
    arrive(place.maggie, screen=screen).goes_to("/huddles/").sees(
        "You are not in a team"
    ).fits().has_an_accessible_page()


def test_the_list_goes_on_paper(arrive, place, ama, huddle):
    tom = arrive(place.tom, screen=DESK).goes_to(f"{board(huddle)}print/")
    tom.page.emulate_media(media="print")
    expect(tom.page.get_by_role("button", name="Print this page")).to_be_hidden()
    expect(tom.page.get_by_role("link", name="Back to the huddle")).to_be_hidden()
    tom.sees("07700 900123").sees("Somebody to open the post with me")
    assert tom.page.pdf().startswith(b"%PDF")

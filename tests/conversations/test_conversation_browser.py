"""A conversation in a real browser: on a bench, on a bad line, by keyboard alone, on a small phone, without scripts."""

import re

import pytest
from browsing import DESK, PHONE, TABLET, Fingers, Walker, sign_in
from conversations.talking import agree, begun, found, planned, ready, write
from django.conf import settings
from django.contrib.sessions.models import Session
from neighbourhood import as_
from playwright.sync_api import Page, Route, expect

from livingwell.conversations import queries
from livingwell.conversations.words import State

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALLEST = {"width": 320, "height": 640}


@pytest.fixture
def one(lasting_place):
    return begun(lasting_place)


def note(walker: Walker):
    return walker.page.get_by_label("What we talked about")


def says(walker: Walker, words: str) -> None:
    """The line above the note says how the saving stands."""
    expect(walker.page.locator("#saved")).to_contain_text(words, timeout=15_000)


def words_of(place, conversation) -> str:
    with as_(place.shanice):
        return found(conversation.pk).note.words


def test_what_is_written_is_saved_as_it_is_written_and_is_there_again(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(f"/conversations/{one.pk}/")
    note(shanice).fill("Ama hasn’t slept in her room since August.")
    says(shanice, "Saved just now")
    assert words_of(lasting_place, one) == "Ama hasn’t slept in her room since August."
    shanice.page.reload()
    expect(note(shanice)).to_have_value("Ama hasn’t slept in her room since August.")


def walks_away_unsaved(shanice: Walker, path: str) -> None:
    """Shanice's sign-in ends while she writes, and she leaves the tab to whoever comes next."""
    shanice.goes_to(path)
    Session.objects.all().delete()
    note(shanice).fill("Only for us.")
    says(shanice, "You have been signed out")
    shanice.page.once("dialog", lambda dialog: dialog.accept())
    shanice.goes_to("/place.css")


def signs_in(walker: Walker, practitioner) -> Walker:
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": sign_in(practitioner), "url": walker.address}
    walker.page.context.add_cookies([cookie])
    return walker


def test_words_left_in_a_tab_come_back_to_whoever_wrote_them(arrive, lasting_place, one):
    path = f"/conversations/{one.pk}/"
    shanice = arrive(lasting_place.shanice, screen=TABLET)
    walks_away_unsaved(shanice, path)
    expect(note(signs_in(shanice, lasting_place.shanice).goes_to(path))).to_have_value("Only for us.")


def test_words_left_in_a_tab_are_forgotten_when_somebody_else_signs_in(arrive, lasting_place, one):
    path = f"/conversations/{one.pk}/"
    shanice = arrive(lasting_place.shanice, screen=TABLET)
    walks_away_unsaved(shanice, path)
    tom = signs_in(shanice, lasting_place.tom).goes_to(path)
    expect(note(tom)).to_have_value("")
    assert "Only for us" not in tom.page.evaluate("() => JSON.stringify(sessionStorage)").replace("%20", " ")
    expect(note(signs_in(tom, lasting_place.shanice).goes_to(path))).to_have_value("")


def test_the_words_outlive_a_lost_line(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(f"/conversations/{one.pk}/")
    note(shanice).fill("Ama sings.")
    says(shanice, "Saved just now")
    shanice.page.context.set_offline(True)
    note(shanice).press_sequentially(" On Sundays.")
    says(shanice, "Trying again… your words are still here")
    expect(note(shanice)).to_have_value("Ama sings. On Sundays.")
    assert words_of(lasting_place, one) == "Ama sings."
    shanice.page.context.set_offline(False)
    says(shanice, "Saved just now")
    assert words_of(lasting_place, one) == "Ama sings. On Sundays."


def test_the_words_outlive_a_sign_in_that_ended(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(f"/conversations/{one.pk}/")
    note(shanice).wait_for()
    context = shanice.page.context
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    note(shanice).fill("Ama sings.")
    says(shanice, "You have been signed out. Sign in again in another tab: your words are still here")
    assert words_of(lasting_place, one) == ""
    again = {"name": settings.SESSION_COOKIE_NAME, "value": sign_in(lasting_place.shanice), "url": shanice.address}
    context.add_cookies([again])
    says(shanice, "Saved just now")
    assert words_of(lasting_place, one) == "Ama sings."


def test_the_words_outlive_a_page_that_was_closed_before_they_were_kept(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(f"/conversations/{one.pk}/")
    lost = re.compile(r"/note/$")
    shanice.page.route(lost, lambda route: route.abort())
    note(shanice).fill("Ama sings.")
    says(shanice, "Trying again")
    shanice.page.on("dialog", lambda dialog: dialog.accept())
    shanice.page.unroute(lost)
    shanice.page.reload()
    expect(note(shanice)).to_have_value("Ama sings.")
    says(shanice, "Saved just now")
    assert words_of(lasting_place, one) == "Ama sings."


def test_two_people_writing_see_each_others_words_and_put_them_together(arrive, lasting_place, one):
    path = f"/conversations/{one.pk}/"
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(path)
    tom = arrive(lasting_place.tom, screen=DESK).goes_to(path)
    note(shanice).fill("Ama sings.")
    says(shanice, "Saved just now")
    note(tom).fill("Ama drums.")
    says(tom, "Somebody else wrote here too")
    tom.sees("Shanice wrote here too while you were writing.").sees("Ama sings.").has_an_accessible_page()
    note(tom).fill("Ama sings and drums.")
    tom.presses("I have put the two together: save mine")
    says(tom, "Saved just now")
    assert words_of(lasting_place, one) == "Ama sings and drums."
    tom.goes_to(path).sees("Tom wrote this too").presses("It is in the note now")
    expect(tom.page.get_by_text("Tom wrote this too")).to_have_count(0)
    with as_(lasting_place.tom):
        assert queries.asides_of(one) == []


def test_leaving_by_a_button_waits_until_the_note_is_kept(arrive, lasting_place):
    one = ready(lasting_place)
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(f"/conversations/{one.pk}/")
    shanice.page.context.set_offline(True)
    note(shanice).fill("Ama sings on Sundays. The letter is still shut.")
    shanice.presses("Read it back together")
    says(shanice, "Trying again… your words are still here")
    expect(note(shanice)).to_have_value("Ama sings on Sundays. The letter is still shut.")
    shanice.page.context.set_offline(False)
    shanice.page.wait_for_url("**/read-back/")
    shanice.sees("The letter is still shut.").has_an_accessible_page()


def test_what_does_not_get_through_is_said(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(f"/conversations/{one.pk}/")
    shanice.page.context.set_offline(True)
    shanice.presses("Bring to the huddle").sees("the line is down")
    shanice.page.context.set_offline(False)
    shanice.presses("Bring to the huddle").sees("Ama comes to the next huddle.")
    expect(shanice.page.get_by_text("the line is down")).to_have_count(0)


def on_its_way(page: Page, waiting: list[Route]) -> Route:
    """Return the exchange that was held back, once the browser has sent it."""
    for _ in range(500):
        if waiting:
            break
        page.wait_for_timeout(20)
    return waiting.pop()


def test_on_a_slow_line_the_next_line_is_typed_while_the_first_is_on_its_way(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(f"/conversations/{one.pk}/")
    page, waiting = shanice.page, []
    page.route(re.compile(r"/will/"), lambda route: waiting.append(route))
    page.locator("#will-practitioner summary").click()
    expect(page.locator("#id_practitioner-what")).to_be_focused()
    page.keyboard.type("Ring Priya")
    page.keyboard.press("Enter")
    page.keyboard.type("Find a drum")
    expect(page.locator("#id_practitioner-what")).to_have_value("Find a drum")
    on_its_way(page, waiting).continue_()
    expect(page.locator("#lines-practitioner")).to_contain_text("Ring Priya")
    expect(page.locator("#id_practitioner-what")).to_have_value("Find a drum")
    page.keyboard.press("Enter")
    page.keyboard.type("Sing")
    on_its_way(page, waiting).abort()
    shanice.sees("the line is down")
    expect(page.locator("#id_practitioner-what")).to_have_value("Find a drum Sing")


def test_a_line_that_waits_its_turn_takes_nothing_of_the_next_with_it(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(f"/conversations/{one.pk}/")
    page, waiting = shanice.page, []
    page.route(re.compile(r"/will/"), lambda route: waiting.append(route))
    page.locator("#will-practitioner summary").click()
    box = page.locator("#id_practitioner-what")
    expect(box).to_be_focused()
    for line in ("Ring Priya", "Find a drum", "Sing on Sunday"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    page.keyboard.type("Re")
    for _ in range(3):
        on_its_way(page, waiting).continue_()
    expect(page.locator("#lines-practitioner li")).to_have_count(3)
    expect(box).to_have_value("Re")
    with as_(lasting_place.shanice):
        assert [step.what for step in queries.agreed_in(one)] == ["Ring Priya", "Find a drum", "Sing on Sunday"]


def test_what_was_begun_stays_when_the_line_before_it_needs_another_look(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(f"/conversations/{one.pk}/")
    page, waiting = shanice.page, []
    page.route(re.compile(r"/will/"), lambda route: waiting.append(route))
    page.locator("#will-practitioner summary").click()
    box = page.locator("#id_practitioner-what")
    expect(box).to_be_focused()
    page.keyboard.type("x" * 501)
    page.keyboard.press("Enter")
    page.keyboard.type("Find a drum")
    on_its_way(page, waiting).continue_()
    shanice.sees("Please keep this to 500 characters")
    expect(box).to_have_value("x" * 501 + " Find a drum")


def test_a_worry_being_typed_stays_when_another_button_is_answered(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(f"/conversations/{one.pk}/")
    shanice.opens("A worry for the huddle").writes("What is the worry?", "The pills on the table.")
    shanice.presses("Bring to the huddle").sees("Ama comes to the next huddle.")
    expect(shanice.page.get_by_label("What is the worry?")).to_have_value("The pills on the table.")
    shanice.presses("Share it with the huddle").sees("For the next huddle:")


def test_a_whole_conversation_by_keyboard_alone(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=DESK, hands=Fingers).goes_to(f"/conversations/{one.pk}/")
    page = shanice.page
    shanice.reaches(shanice.button("Who and what keeps you going?")).page.keyboard.press("Space")
    expect(page.get_by_role("button", pressed=True)).to_have_count(1)
    expect(page.locator("#question-good")).to_be_focused()
    shanice.writes("What we talked about", "Ama sings.")
    shanice.reaches(page.locator("#will-practitioner summary")).page.keyboard.press("Enter")
    expect(page.locator("#id_practitioner-what")).to_be_focused()
    for line in ("Ring Priya", "Find a drum"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    expect(page.locator("#will-practitioner .lines li")).to_have_count(2)
    shanice.presses("Read it back together").presses("We read this together").sees("Read back together")
    with as_(lasting_place.shanice):
        done = found(one.pk)
        assert (done.state, done.note.words, done.note.talked_about) == (State.HELD, "Ama sings.", ["good"])
        assert [step.what for step in queries.agreed_in(one)] == ["Ring Priya", "Find a drum"]


def test_without_scripts_nothing_that_was_typed_is_lost_by_pressing_anything(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=TABLET, javascript=False).goes_to(f"/conversations/{one.pk}/")
    note(shanice).fill("Ama sings.")
    shanice.presses("How have the last few weeks been?")
    expect(note(shanice)).to_have_value("Ama sings.")
    expect(shanice.page.get_by_role("button", pressed=True)).to_have_count(1)
    note(shanice).fill("Ama sings. On Sundays.")
    shanice.page.locator("#will-together summary").click()
    shanice.page.locator("#id_together-what").fill("Open the post")
    shanice.presses("Bring to the huddle").sees("Ama comes to the next huddle.")
    expect(note(shanice)).to_have_value("Ama sings. On Sundays.")
    shanice.sees("Open the post").presses("Read it back together").sees("Ama sings. On Sundays.")
    shanice.presses("We read this together").sees("Read back together")


def test_what_cannot_wait_reaches_tom_and_the_page_says_when_he_has_it(arrive, lasting_place, one):
    shanice = arrive(lasting_place.shanice, screen=PHONE).goes_to(f"/conversations/{one.pk}/")
    shanice.presses("This can’t wait: reach Tom").has_an_accessible_page()
    shanice.writes("What is the worry?", "The pills on the table.").presses("Reach Tom now")
    shanice.sees("Sent to Tom.").has_an_accessible_page()
    tom = arrive(lasting_place.tom, screen=DESK).goes_to(shanice.page.url)
    tom.presses("I have this").sees("Tom has this")
    expect(shanice.page.get_by_text("Tom has this")).to_be_visible(timeout=15_000)


@pytest.mark.parametrize("screen", [SMALLEST, PHONE, TABLET, DESK], ids=lambda screen: f"{screen['width']} px")
def test_every_page_of_a_conversation_fits_its_screen_and_passes_axe(arrive, lasting_place, screen):
    talking, coming = ready(lasting_place, words="Ama sings. " * 40), planned(lasting_place)
    with as_(lasting_place.tom) as tom:
        write(talking, "A-word-so-long-that-no-telephone-could-ever-hold-it-on-one-line", revision=90, by=tom)
        agree(talking, "A-step-so-long-that-no-telephone-could-ever-hold-it-on-one-line", by=tom)
    shanice = arrive(lasting_place.tom, screen=screen)
    for path in (
        f"{talking.pk}/",
        f"{talking.pk}/read-back/",
        f"{talking.pk}/cannot-wait/",
        f"{talking.pk}/keeping-safe/",
        f"plan/{talking.journey_id}/",
        f"{coming.pk}/",
        f"{coming.pk}/move/",
        f"{coming.pk}/missed/",
        "guide/",
    ):
        shanice.goes_to(f"/conversations/{path}").fits().has_an_accessible_page()


def test_at_twice_the_size_everything_is_still_there(arrive, lasting_place):
    """A desk of 1280 px at 200 % is a page of 640 px, its letters twice as large."""
    one = ready(lasting_place)
    shanice = arrive(lasting_place.shanice, screen={"width": 640, "height": 450}).goes_to(f"/conversations/{one.pk}/")
    shanice.fits().sees("What we talked about").sees("Together we will").sees("Read it back together")
    shanice.page.locator("#will-person summary").click()
    shanice.fits().has_an_accessible_page()


def test_everything_that_can_be_pressed_is_large_enough_to_press(arrive, lasting_place):
    one = ready(lasting_place)
    shanice = arrive(lasting_place.shanice, screen=TABLET).goes_to(f"/conversations/{one.pk}/")
    sizes = shanice.page.eval_on_selector_all(
        "#talk button, #talk summary",
        "all => all.filter(one => one.offsetParent)"
        ".map(one => [one.innerText || one.ariaLabel, one.getBoundingClientRect().height])",
    )
    assert [name for name, height in sizes if height < 44 and not name.startswith("Somewhere to start")] == []

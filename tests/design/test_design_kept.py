"""Words being written are kept through what happens to pages; a part of a page stays fresh without disturbing."""

import pytest
from playwright.sync_api import Page, expect
from served import Keeping, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("design-browser")]

SOON = 4000


def says(page: Page, sentence: str, *, within: int = SOON) -> None:
    expect(page.locator("#said")).to_have_text(sentence, timeout=within)


def test_words_are_kept_a_moment_after_they_are_written(visit: Visit, keeping: Keeping) -> None:
    page = visit("words")
    page.fill("#words", "Ama hasn’t slept & sings")
    says(page, "Saved just now")
    assert keeping.words == "Ama hasn’t slept & sings"
    page.fill("#words", "Ama hasn’t slept & sings on Sundays")
    page.wait_for_timeout(1500)
    assert (keeping.words, keeping.revision) == ("Ama hasn’t slept & sings on Sundays", 3)


def test_words_are_kept_on_leaving_the_box_and_on_leaving_the_page(visit: Visit, keeping: Keeping) -> None:
    page = visit("words")
    page.fill("#words", "One")
    page.focus("#aside")
    says(page, "Saved just now", within=900)
    page.fill("#words", "One and two")
    page.goto("about:blank")
    page.wait_for_timeout(300)
    assert keeping.words == "One and two"


def test_a_server_that_is_down_is_tried_again_until_it_is_not(visit: Visit, keeping: Keeping) -> None:
    keeping.mode = "down"
    page = visit("words")
    page.fill("#words", "Still here")
    says(page, "Trying again")
    keeping.mode = "well"
    says(page, "Saved just now", within=8000)
    assert keeping.words == "Still here"


def test_words_not_yet_kept_come_back_after_a_reload(visit: Visit, keeping: Keeping) -> None:
    keeping.mode = "down"
    page = visit("words")
    page.on("dialog", lambda dialog: dialog.accept())
    page.fill("#words", "Typed while nothing worked")
    says(page, "Trying again")
    keeping.mode = "well"
    keeping.words = ""
    page.reload()
    assert page.input_value("#words") == "Typed while nothing worked"
    says(page, "Saved just now")
    assert keeping.words == "Typed while nothing worked"
    page.reload()
    assert page.evaluate("() => sessionStorage.length") == 0


def test_two_people_writing_overwrite_nothing(visit: Visit, keeping: Keeping) -> None:
    page = visit("words")
    keeping.words, keeping.revision, keeping.writer = "Written by Tom", 7, "tom"
    page.fill("#words", "Written by Shanice")
    says(page, "Somebody else")
    assert page.inner_text("#theirs") == "Written by Tom"
    assert (page.input_value("#words"), keeping.words) == ("Written by Shanice", "Written by Tom")
    page.fill("#words", "Written by Tom and by Shanice")
    page.wait_for_timeout(1600)
    assert keeping.words == "Written by Tom"
    page.click("text=Save mine")
    says(page, "Saved just now")
    assert keeping.words == "Written by Tom and by Shanice"


def test_signing_in_again_in_another_tab_is_enough(visit: Visit, keeping: Keeping) -> None:
    page = visit("words")
    keeping.mode = "out"
    page.fill("#words", "Written while signed out")
    says(page, "Signed out")
    keeping.mode, keeping.key = "well", "another-key"
    page.evaluate("() => dispatchEvent(new Event('focus'))")  # back from the other tab
    says(page, "Saved just now", within=12000)
    assert keeping.words == "Written while signed out"


def test_an_answer_lost_on_its_way_back_is_no_quarrel(visit: Visit, keeping: Keeping) -> None:
    page = visit("words")
    lost = []

    def lose(route) -> None:
        lost.append(route.fetch())
        route.abort()

    page.route("**/keep", lose, times=1)
    page.fill("#words", "First")
    says(page, "Trying again")
    page.fill("#words", "First and second")
    says(page, "Saved just now", within=8000)
    assert (len(lost), keeping.words) == (1, "First and second")


def test_a_part_keeps_itself_fresh_and_no_news_costs_a_304(visit: Visit, keeping: Keeping) -> None:
    page = visit("words")
    expect(page.locator("#news p")).to_have_text("First news", timeout=SOON)
    page.wait_for_timeout(900)
    assert keeping.polls[0] == 200
    assert set(keeping.polls[1:]) == {304}
    keeping.news, keeping.version = "Second news", 2
    expect(page.locator("#news p")).to_have_text("Second news", timeout=SOON)


def test_a_part_somebody_is_writing_in_waits(visit: Visit, keeping: Keeping) -> None:
    page = visit("words")
    page.focus("#inside")
    page.wait_for_timeout(400)
    asked = len(keeping.polls)
    keeping.news, keeping.version = "Second news", 2
    page.wait_for_timeout(1000)
    assert len(keeping.polls) == asked
    page.focus("#words")
    expect(page.locator("#news p")).to_have_text("Second news", timeout=SOON)

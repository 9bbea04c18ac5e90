"""Leaving My page in a real browser, with scripts and without: it is closed, at once, and Back does not open it."""

import pytest
from browsing import Arrive, Walker
from neighbourhood import introduce
from playwright.sync_api import Route
from website.homes import keys_to, reached

from livingwell.website.links import AWAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def opens_her_page(ama: Walker, place) -> Walker:
    """Ama opens her own page; somewhere dull is made up, for a test goes nowhere."""
    ama.page.context.route(AWAY, lambda route: route.fulfill(body="<title>Weather</title><h1>Rain</h1>"))
    path, words = keys_to(place, reached(place, introduce(place, "Ama")))
    ama.goes_to(path).writes("The four words", words).presses("Open my page").sees("Hello, Ama")
    ama.page.wait_for_load_state()  # what a test presses by script is heard only once the page's own has come
    return ama


def is_shut(ama: Walker) -> bool:
    """Neither Back nor the address opens it again."""
    ama.page.go_back()
    went_back = ama.page.content()
    ama.goes_to("/my-page/")
    return "Hello, Ama" not in went_back + ama.page.content()


@pytest.mark.parametrize("javascript", [True, False])
def test_leaving_my_page_closes_it_on_this_phone(arrive: Arrive, lasting_place, javascript):
    ama = opens_her_page(arrive(javascript=javascript), lasting_place)
    ama.page.locator(".exit").click()
    ama.page.wait_for_url(AWAY)
    ama.sees("Rain")
    assert is_shut(ama)


@pytest.mark.parametrize("javascript", [True, False])
def test_leaving_before_the_words_are_said_forgets_the_link(arrive: Arrive, lasting_place, javascript):
    ama = arrive(javascript=javascript)
    ama.page.context.route(AWAY, lambda route: route.fulfill(body="<h1>Rain</h1>"))
    path, words = keys_to(lasting_place, reached(lasting_place, introduce(lasting_place, "Ama")))
    ama.goes_to(path).page.locator(".exit").click()
    ama.sees("Rain").goes_to("/my-page/words/").writes("The four words", words).presses("Open my page")
    ama.sees("Those are not the words").does_not_see("Hello, Ama")


def test_leaving_waits_for_no_answer_of_ours(arrive: Arrive, lasting_place):
    ama = opens_her_page(arrive(), lasting_place)
    held: list[Route] = []
    ama.page.context.route("**/my-page/away", lambda route: held.append(route))  # our server is slow to answer
    took = ama.page.evaluate(
        """() => { const press = () => document.dispatchEvent(new KeyboardEvent("keyup", { key: "Escape" }));
        press(); press();
        const began = performance.now();
        press();
        return performance.now() - began }"""
    )
    ama.page.wait_for_url(AWAY, wait_until="commit")
    ama.sees("Rain")
    assert took < 100
    assert len(held) == 1
    held[0].abort()


def test_elsewhere_the_way_out_is_as_short_as_before(client, lasting_place):
    page = client.get("/").content.decode()
    assert f'href="{AWAY}"' in page
    assert "my-page/away" not in page

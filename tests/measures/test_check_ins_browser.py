"""A check-in by its link in a real browser: by keyboard alone, on a small phone; and every page is for everyone."""

import time

import pytest
from browsing import DESK, PHONE, Arrive, Walker
from measures.asking import ALL, again, answered, asked, held
from measures.test_check_in_pages import link_to
from neighbourhood import Place, as_
from website.homes import keys_to

from livingwell.journeys.models import Journey
from livingwell.measures.words import By

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
EIGHT = tuple(str(number) for number in range(1, 9))
WORDS_A_MINUTE = 238  # how fast adults read English in silence (Brysbaert 2019, 190 studies)
TO_ANSWER = 2.5  # seconds to think and tap, for each


def is_for_everyone(walker: Walker) -> Walker:
    return walker.is_well_made().fits_when_zoomed()


def test_eight_answers_by_a_link_are_two_pages_and_no_signing_in(arrive: Arrive, lasting_place: Place, figure):
    check_in = asked(lasting_place, held(lasting_place))
    link = link_to(lasting_place, check_in)
    ama = arrive(screen=PHONE)
    began = time.perf_counter()
    ama.goes_to(link).sees("A few short questions")
    read = ama.page.locator("h1, .lead, main p.muted, legend").all_inner_texts()  # the figures are seen, not read
    words = len(" ".join([*read, ama.page.locator(".scale__ends").first.inner_text()]).split())
    for key in EIGHT:
        ama.page.locator(f"input[name=item_{key}][value='5']").check(force=True)
    ama.presses("Send my answers").sees("Thank you", "Your line")
    machine = time.perf_counter() - began
    assert ama.path == "/questions/thanks/"
    assert again(lasting_place, check_in).items == sorted(EIGHT)
    figure("checkin.seconds", round(machine + words / WORDS_A_MINUTE * 60 + len(EIGHT) * TO_ANSWER, 1), "s")
    figure("checkin.pages", 2, "pages")
    figure("checkin.sign_ins", 0, "sign-ins")


def test_the_pages_of_a_link_are_for_everyone_and_a_keyboard_is_enough(arrive: Arrive, lasting_place: Place):
    check_in = asked(lasting_place, held(lasting_place))
    somebody = arrive(screen=DESK)
    is_for_everyone(somebody.goes_to("/questions/").sees("Nothing to do here"))
    is_for_everyone(somebody.goes_to(link_to(lasting_place, check_in)).sees("How my mind is"))
    keys = somebody.page.keyboard
    somebody.page.locator("input[name=item_1]").first.focus()
    keys.press("ArrowRight")
    somebody.page.locator("button[value=later]").focus()
    keys.press("Enter")
    is_for_everyone(somebody.sees("What you answered is kept"))
    is_for_everyone(somebody.goes_to("/questions/").sees("You answered 1 of 11 before"))
    somebody.page.locator("input[name=item_2]").first.check(force=True)
    is_for_everyone(somebody.presses("Send my answers").sees("Thank you"))
    is_for_everyone(somebody.goes_to("/questions/").sees("Already answered, thank you"))


def test_my_own_and_those_of_whoever_is_alongside_are_for_everyone(arrive: Arrive, lasting_place: Place):
    place, journey = lasting_place, held(lasting_place)
    answered(place, asked(place, journey), ALL | {"1": 2})
    answered(place, asked(place, journey), ALL)
    waiting = asked(place, journey, By.PAPER)
    ama, (path, words) = arrive(screen=PHONE), keys_to(place, journey)
    ama.goes_to(path).writes("The four words", words).presses("Open my page")
    is_for_everyone(ama.follows("How I have been").sees("What moved since the first time"))
    is_for_everyone(ama.goes_to("/my-page/check-ins/life-satisfaction/").sees("How my mind is"))
    tom = arrive(place.tom, screen=DESK)
    with as_(place.tom):
        Journey.objects.filter(pk=journey.pk).update(first_conversation_at=journey.opened_at)
    for address in (
        f"/people/{journey.person_id}/check-ins/",
        f"/check-ins/{waiting.pk}/",
        f"/check-ins/{waiting.pk}/paper/",
        "/check-ins/",
    ):
        is_for_everyone(tom.goes_to(address))

"""The wheel turned by a press, by the keyboard alone, and with no script at all; every page for everyone."""

import pytest
from browsing import DESK, PHONE, Arrive
from plans.striving import goal_of, held_by_tom, my, rated, their, turned
from website.homes import keys_to

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def opened(arrive: Arrive, place, journey, **how):
    """Somebody with their own page open."""
    path, words = keys_to(place, journey)
    return arrive(**how).goes_to(path).writes("The four words", words).presses("Open my page")


def number(walker, part: str) -> str:
    return walker.page.get_by_label(part, exact=True).input_value()


def said(walker, key: str) -> str:
    return walker.page.locator(f'[data-said="{key}"]').text_content()


def test_pressed_typed_and_stepped_the_wheel_and_its_boxes_say_the_same(arrive: Arrive, lasting_place):
    ama = opened(arrive, lasting_place, held_by_tom(lasting_place), screen=PHONE).goes_to(my("wheel_turn"))
    box = ama.page.locator("[data-wheel]").bounding_box()
    ama.page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.2)  # 6 of 10 up, in the topmost
    assert (number(ama, "Home"), said(ama, "home")) == ("6", "6")
    ama.page.get_by_role("button", name="Less: Home").click()
    assert (number(ama, "Home"), said(ama, "home")) == ("5", "5")
    ama.page.get_by_label("Joy", exact=True).focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown"):
        ama.page.keyboard.press(key)
    assert (number(ama, "Joy"), said(ama, "joy")) == ("2", "2")
    ama.page.get_by_label("Money", exact=True).press_sequentially("11")
    assert said(ama, "money") == "–"
    ama.presses("Keep this").sees("Enter a number from 0 to 10")
    assert (number(ama, "Money"), number(ama, "Home")) == ("11", "5")
    ama.is_well_made()
    ama.page.get_by_label("Money", exact=True).fill("")
    ama.presses("Keep this").sees("Kept. This is how it stands today.", "not said").is_well_made()


def test_with_no_script_the_same_boxes_are_the_form(arrive: Arrive, lasting_place):
    ama = opened(arrive, lasting_place, held_by_tom(lasting_place), javascript=False, screen=PHONE)
    ama.goes_to(my("wheel_turn")).page.get_by_label("Home", exact=True).fill("3")
    ama.presses("Keep this").sees("Kept. This is how it stands today.")


@pytest.mark.parametrize("own", [True, False])
def test_every_page_of_wheel_and_goals_is_for_everyone(arrive: Arrive, lasting_place, own):
    journey = held_by_tom(lasting_place)
    turned(journey, home=2, joy=9)
    turned(journey, home=5)
    goal = goal_of(journey, "Go up the stairs, all the way, and open the door at the top of them.")
    rated(journey, goal, 2)
    rated(journey, goal, 6)
    pages = [
        ("wheel",),
        ("wheel_turn",),
        ("goals",),
        ("aspire",),
        ("goal_build", goal.aspiration_id),
        ("goal", goal.pk),
    ]
    if own:
        walker, addresses = opened(arrive, lasting_place, journey, screen=DESK), [my(*one) for one in pages]
    else:
        walker = arrive(lasting_place.tom, screen=DESK)
        addresses = [their(journey, *one) for one in pages]
    for address in addresses:
        walker.goes_to(address).is_well_made().fits_when_zoomed()

"""A plan written, suggested in and agreed; the safety plan kept on a phone, and taken off again."""

import re

import pytest
from browsing import DESK, PHONE, Arrive, Walker
from plans.writing import SIGNS, held_by_tom, suggested, writes
from website.homes import keys_to

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def is_for_everyone(walker: Walker) -> Walker:
    return walker.is_well_made().fits_when_zoomed()


def at_home(arrive: Arrive, place, journey, **how) -> Walker:
    path, words = keys_to(place, journey)
    return arrive(**how).goes_to(path).writes("The four words", words).presses("Open my page")


def test_a_plan_is_written_suggested_in_and_agreed(arrive: Arrive, lasting_place):
    journey = held_by_tom(lasting_place)
    ama = at_home(arrive, lasting_place, journey, screen=PHONE)
    is_for_everyone(ama.follows("My plan"))
    is_for_everyone(ama.follows(re.compile("Write ?: What matters to me")))
    ama.writes("What matters to me", "My brother.").presses("Save").sees("My brother.")
    tom = arrive(lasting_place.tom, screen=DESK)
    is_for_everyone(tom.goes_to(f"/people/{journey.person_id}/").follows("Plan").sees("My brother."))
    is_for_everyone(tom.follows(re.compile("Suggest, or write together ?: What people like about me")))
    tom.writes("What people like about me", "She listens.").chooses("A suggestion").presses("Save")
    is_for_everyone(tom.sees("It waits for Ama"))
    is_for_everyone(ama.goes_to("/my-page/plan/").sees("Tom suggests"))
    ama.presses(re.compile("Yes ?: What people like about me")).does_not_see("Tom suggests")
    is_for_everyone(ama.follows(re.compile("Change ?: What people like about me")).sees("What changed, who and when"))
    is_for_everyone(tom.goes_to(f"/people/{journey.person_id}/safety-plan/").sees("Nothing here is scored"))


def test_the_safety_plan_is_kept_on_this_phone_only_once_its_warning_was_read_and_goes_with_one_press(
    arrive: Arrive, lasting_place
):
    journey = held_by_tom(lasting_place)
    writes(journey, "I stop answering the door.", where=SIGNS)
    ama = at_home(arrive, lasting_place, journey, screen=PHONE)
    is_for_everyone(ama.follows("My safety plan, for when it gets hard"))
    assert ama.page.evaluate("caches.has('safety-plan')") is False
    is_for_everyone(ama.presses("Keep it on this phone").sees("Before you do"))
    ama.presses("Yes, keep it here").sees("It is kept on this phone now.")
    ama.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    ama.page.context.set_offline(True)
    ama.page.goto(ama.page.url)
    is_for_everyone(ama.sees("I stop answering the door.", "As it was kept on this phone"))
    ama.presses("Take it off this phone").sees("It is off this phone.")
    assert ama.page.evaluate("caches.has('safety-plan')") is False
    assert ama.page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_without_scripts_nothing_is_offered_to_be_kept_and_all_the_rest_is_there(arrive: Arrive, lasting_place):
    journey = held_by_tom(lasting_place)
    suggested(lasting_place.tom, journey, "She stops answering the door.", where=SIGNS)
    ama = at_home(arrive, lasting_place, journey, javascript=False, screen=PHONE)
    ama.goes_to("/my-page/safety-plan/").sees("Tom suggests")
    assert not ama.finds("[data-keep]").is_visible()
    is_for_everyone(
        ama.presses(re.compile("Yes ?: How I know it is getting hard")).sees("She stops answering the door.")
    )

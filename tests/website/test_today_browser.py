"""Today, left open on a desk: what cannot wait comes to it by itself, and goes when somebody has it."""

import pytest
from browsing import DESK, PHONE
from neighbourhood import as_, introduce
from playwright.sync_api import expect

from livingwell.journeys import actions as journeys

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 8_000  # milliseconds: how long anybody looking waits for what somebody else did


def test_a_page_left_open_shows_what_cannot_wait_within_seconds_and_whoever_takes_it_up_takes_it_off(
    arrive, lasting_place
):
    place = lasting_place
    journey = introduce(place, "Ama")
    tom, dev = (
        arrive(one, screen=screen).goes_to("/today/") for one, screen in ((place.tom, DESK), (place.dev, PHONE))
    )
    tom.does_not_see("The pills on the table.").is_well_made()
    with as_(place.shanice) as shanice:
        journeys.reach_now(journey=journey, words="The pills on the table.", by=shanice)
    for walker in (tom, dev):
        expect(walker.page.get_by_text("The pills on the table.")).to_be_visible(timeout=SOON)
        walker.is_well_made()
    expect(tom.page.locator("[role=status][data-refresh-news]")).to_have_text("Something can’t wait, about Ama.")
    dev.sees("sent to Tom, not taken up yet").presses("I have this").sees("Dev has this")
    expect(tom.page.get_by_text("The pills on the table.")).to_have_count(0, timeout=SOON)


def test_somebody_else_is_reached_and_duty_is_taken_and_handed_over(arrive, lasting_place):
    place = lasting_place
    with as_(place.shanice) as shanice:
        journeys.reach_now(journey=introduce(place, "Ama"), words="The pills on the table.", by=shanice)
    walker = arrive(place.shanice, screen=PHONE).goes_to("/today/")
    walker.follows("Reach somebody else").is_well_made().chooses("Dev").presses("Send it to them")
    walker.sees("sent to Dev, not taken up yet")
    dev = arrive(place.dev, screen=PHONE).goes_to("/today/").sees("sent to you, not taken up yet")
    dev.follows("Say who is, until when").is_well_made()
    dev.chooses("Dev").writes("Until what time?", "11:59pm").presses("On duty from now")
    dev.sees("handed over").is_well_made()
    dev.goes_to("/today/").sees("you are on duty until 11:59pm").follows("Hand it over")
    dev.chooses("Tom").writes("Until what time?", "11:59pm").presses("On duty from now").sees("Tom is on duty")


def test_a_concern_raised_from_the_persons_page_is_on_the_leads_today_and_handed_on_from_there(arrive, lasting_place):
    place = lasting_place
    journey = introduce(place, "Ama")
    shanice = arrive(place.shanice, screen=PHONE).goes_to(f"/people/{journey.person_id}/")
    shanice.follows("Somebody may be being harmed").is_well_made().chooses("Ama")
    shanice.writes("What did you see or hear?", "Her brother takes her card.")
    shanice.writes("What happens next?", "Ring the council today").presses("Raise this with Ros")
    ros = arrive(place.ros, screen=PHONE).goes_to("/today/").is_well_made()
    ros.sees("Ring the council today").follows("Ama").sees("Her brother takes her card.").is_well_made()
    ros.follows("Change who leads, or what happens next").is_well_made().chooses("Tom").presses("Keep this")
    ros.sees("What was promised").does_not_see("Ring the council today")
    arrive(place.tom, screen=PHONE).goes_to("/today/").sees("Ring the council today")

"""One glass, from the foot of Find to the person's own page, on phones."""

import pytest
from browsing import DESK, PHONE, SMALLEST, Arrive
from glass.breaking import WORDS
from glass.test_looking_over import tells
from neighbourhood import introduce
from website.homes import keys_to, reached

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("javascript", [True, False])
def test_callum_helps_ama_at_once_tom_looks_it_over_and_she_reads_of_it(arrive: Arrive, lasting_place, javascript):
    ama = reached(lasting_place, introduce(lasting_place))
    own, four_words = keys_to(lasting_place, ama)

    callum = arrive(lasting_place.callum, screen=PHONE, javascript=javascript).goes_to("/find/")
    callum.follows("Break the glass").sees("First, why", "ring 999 first")
    callum.is_well_made().fits_when_zoomed().fits(SMALLEST)
    callum.presses("Break the glass").sees("Choose what has happened").is_well_made()
    callum.chooses("They are here in front of me").writes("In your own words", WORDS)
    callum.writes("What are they called?", "Ama").writes("One more thing you know", "07700 900123")
    callum.presses("Break the glass").sees("You can see Ama now").is_well_made().fits(SMALLEST)
    callum.follows("Open their page").sees("You broke the glass").is_well_made().fits(SMALLEST)
    callum.follows("End it sooner").follows("The glass was broken").presses("I have seen what I need")
    callum.sees("This has ended").is_well_made()
    callum.goes_to(f"/people/{ama.person_id}/").does_not_see("Ama")

    tells()
    tom = arrive(lasting_place.tom, screen=DESK, javascript=javascript).goes_to("/today/")
    tom.follows("One thing waits for you").is_well_made().fits(SMALLEST).follows("The glass was broken")
    tom.sees("They are here in front of me", WORDS, "where things stand").is_well_made().fits_when_zoomed()
    tom.presses("This is what I found").sees("Choose what you found").is_well_made()
    tom.chooses("It was fitting").writes("In a few words", "She needed somebody there and then.")
    tom.presses("This is what I found").sees("Nothing waits for you to look over")
    tom.goes_to(f"/people/{ama.person_id}/around/").sees(
        "To help at once", "Somebody else looked this over"
    ).is_well_made()

    mine = arrive(screen=PHONE, javascript=javascript).goes_to(own)
    mine.writes("The four words", four_words).presses("Open my page")
    mine.opens("Who opened this to help at once").sees("You were there in front of them").does_not_see("Callum")
    mine.is_well_made().fits(SMALLEST)


def test_nobody_found_is_said_kindly_for_everyone(arrive: Arrive, lasting_place):
    callum = arrive(lasting_place.callum, screen=PHONE).goes_to("/glass/")
    callum.chooses("They rang").writes("In your own words", WORDS)
    callum.writes("What are they called?", "Zebedee").writes("One more thing you know", "07700 900123")
    callum.presses("Break the glass").sees("Nobody was found by exactly that", "Introduce somebody")
    callum.is_well_made().fits(SMALLEST).fits_when_zoomed()

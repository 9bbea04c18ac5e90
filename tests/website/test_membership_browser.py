"""Moving on, by keyboard and on a phone: days, a note left unfinished, what is still missing, and goodbye."""

import pytest
from browsing import PHONE, Arrive, Fingers
from conversations.talking import begun, write
from journeys.lives import held_by
from neighbourhood import as_
from website.test_membership import joins_as_well, laid_in_a_folder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["laid_in_a_folder"]  # a fixture, used by every test here


def test_priya_moves_on_by_keyboard_alone_and_nothing_of_hers_is_lost(arrive: Arrive, lasting_place):
    place = lasting_place
    one = begun(place, held_by(place, place.priya), by=place.priya)
    with as_(place.priya) as priya_:
        write(one, "Ama sings on Sundays.", by=priya_)
    joins_as_well(place, place.priya)
    priya = arrive(place.priya, screen=PHONE, hands=Fingers).goes_to(f"/teams/{place.team.pk}/")
    priya.follows("My days, or leaving").sees("You hold 1 person.", "Finish these first, if you can")
    priya.is_well_made().picture("leaving-a-team")
    priya.chooses("Friday").presses("Keep this").sees("Friday")
    priya.follows("My days, or leaving").presses("Leave the team now").sees("you began it in Brackwell team")
    priya.is_well_made().picture("a-note-left-behind")
    priya.follows("Ama").sees("Ama sings on Sundays.", "Tom sees to it").is_well_made().picture("adding-to-it")
    priya.writes("What is still missing?", "And drums.").presses("Give it to Tom").sees("Good")
    tom = arrive(place.tom, screen=PHONE).goes_to("/today/").sees("begun by Priya, who has left: it is yours to see to")
    tom.goes_to(f"/conversations/{one.pk}/").sees("Priya wrote this too", "And drums.")
    priya.goes_to(f"/teams/{place.other_team.pk}/").follows("My days, or leaving").sees("It is your last team here")
    priya.presses("Leave the team now").sees("Thank you for everything you did here").is_well_made().picture("goodbye")

"""Somebody asks for a copy on their phone, the team reads it through and gives it, and they read it."""

import pytest
from browsing import DESK, PHONE, Arrive, Walker
from neighbourhood import as_, introduce
from website.homes import keys_to, reached

from livingwell.journeys import actions as journeys

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def is_for_everyone(walker: Walker) -> Walker:
    return walker.is_well_made().fits_when_zoomed()


def test_a_copy_is_asked_for_read_through_and_read(arrive: Arrive, lasting_place):
    journey = reached(lasting_place, introduce(lasting_place, "Ama"))
    path, words = keys_to(lasting_place, journey)
    with as_(lasting_place.tom) as tom:
        journeys.raise_worry(journey=journey, words="Rings at night when the money is gone.", by=tom)
    ama = arrive(screen=PHONE)
    ama.goes_to(path).writes("The four words", words).presses("Open my page")
    is_for_everyone(ama.follows("A copy of everything kept about me, and what else is mine to ask"))
    is_for_everyone(ama.follows("A copy of everything kept about me"))
    is_for_everyone(ama.presses("Ask for my copy").sees("It is with your team"))
    is_for_everyone(ama.follows("Somebody here should not see this"))
    tom = arrive(lasting_place.tom, screen=DESK)
    is_for_everyone(tom.goes_to(f"/people/{journey.person_id}/rights/").sees("A copy of everything kept about me"))
    is_for_everyone(tom.follows("Answer it"))
    is_for_everyone(tom.follows("Read through the copy, and give it").sees("Rings at night"))
    tom.presses("Give Ama this copy").sees("A copy was given")
    is_for_everyone(tom.goes_to("/rights/").sees("Nothing is waiting"))
    is_for_everyone(ama.goes_to("/my-page/rights/").follows("Everything kept about me").sees("Rings at night"))
    is_for_everyone(ama.goes_to("/privacy/").sees("What you tell us is yours"))

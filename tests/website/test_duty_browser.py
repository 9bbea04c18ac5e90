"""A morning in a real browser, on a phone: nobody has it, duty changes hands, and a colleague is not here."""

from datetime import timedelta

import pytest
from browsing import DESK, PHONE
from django.utils import timezone
from journeys.lives import held_by
from neighbourhood import account_of, as_, in_days, introduce

from livingwell.journeys import actions as journeys
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.places import actions as places

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def a_morning(place) -> None:
    """Shanice raised something, holds Marek and promised him a call; she has not been seen. Tom hands duty on."""
    account_of(place.shanice)
    worried, held = introduce(place, "Ama"), held_by(place, place.shanice, "Marek")
    with as_(place.shanice) as shanice:
        places.change_days(practitioner=place.shanice, team=place.team, days=list(range(7)))
        journeys.reach_now(journey=worried, words="She gave her cat away.", by=shanice)
        mine = Doer(StepBy.PRACTITIONER, practitioner_id=place.shanice.pk)
        journeys.make_step(journey=held, what="Ring the landlord", doer=mine, due_on=in_days(0), by=shanice)
    with as_(place.tom):
        now = timezone.now()
        places.take_duty(team=place.team, practitioner=place.tom, starts_at=now, ends_at=now + timedelta(hours=2))


def test_on_a_phone_duty_is_taken_what_is_open_is_read_and_a_colleague_is_missed(arrive, lasting_place, monkeypatch):
    monkeypatch.setattr("livingwell.huddles.panels.missed.is_missed", lambda *_, **__: True)
    a_morning(lasting_place)
    tom = arrive(lasting_place.tom, screen=PHONE).goes_to("/today/").sees("We have not seen Shanice today")
    tom.is_well_made().picture("duty-today-phone", tall=2600).follows("Hand it over")
    tom.chooses("Dev").writes("Until what time?", "11:59pm").writes("Words for whoever", "One call is still to make.")
    tom.is_well_made().picture("duty-hand-over-phone", tall=1800).presses("On duty from now").sees("Dev is on duty")

    dev = arrive(lasting_place.dev, screen=PHONE).goes_to("/today/").sees("One call is still to make.")
    dev.follows("What is handed over").sees("She gave her cat away.", "nobody has it").is_well_made()
    dev.fits_when_zoomed().picture("duty-handed-phone", tall=2400).presses("I have this").sees("Dev has this")
    dev.goes_to("/today/").presses("Shanice is away today").sees("Shanice is away", "Ring the landlord", "Marek")
    dev.is_well_made().fits_when_zoomed().picture("away-phone", tall=2400).presses("I take this")
    dev.sees("Nothing is due meanwhile").heard_nothing_wrong()

    shanice = arrive(lasting_place.shanice, screen=DESK).goes_to("/today/").sees("Dev said so")
    shanice.is_well_made().picture("away-said-desk", tall=1400).presses("I am here").does_not_see("Dev said so")
    shanice.heard_nothing_wrong()
    tom.heard_nothing_wrong()

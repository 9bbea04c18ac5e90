"""Somebody in the team finds the morning's copy, and it reads well on a phone, at a desk and on paper."""

import pytest
from browsing import DESK, PHONE, Arrive
from huddles.test_morning_copy import WORRY, ama, write
from neighbourhood import Place

from livingwell.journeys.models import Journey

__all__ = ["ama"]  # a fixture of theirs
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_the_copy_is_found_from_the_team_and_is_for_everyone(
    arrive: Arrive, lasting_place: Place, ama: Journey, screen: dict[str, int]
) -> None:
    write(lasting_place)
    shanice = arrive(lasting_place.shanice, screen=screen).goes_to(f"/teams/{lasting_place.team.pk}/")
    shanice.follows("See this morning’s copy").sees("Keeping it safe").is_well_made().fits_when_zoomed()
    shanice.follows("Open it, to print").sees(WORRY).is_well_made().fits_when_zoomed()
    shanice.page.emulate_media(media="print")
    assert shanice.page.pdf().startswith(b"%PDF")

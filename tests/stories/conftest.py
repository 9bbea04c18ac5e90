"""What a story stands on: the made-up town, its people, and a week of days that have been."""

from collections.abc import Iterator

import pytest
from browsing import Arrive
from neighbourhood import Place
from stories.steps import Town

from livingwell.places.queries import packs


@pytest.fixture
def town(lasting_place: Place, arrive: Arrive, settings) -> Iterator[Town]:
    """Brackwell, for the length of a story."""
    settings.VIEWER_LASTS = 90 * 24 * 3600  # a name signed on a day of the story is read by a database that lives now
    town = Town(lasting_place, arrive, packs()["brackwell"])
    yield town
    town.goes_home()

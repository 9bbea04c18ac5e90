"""The made-up place, with everybody able to sign in."""

import pytest
from neighbourhood import Place, account_of


@pytest.fixture
def place(place) -> Place:
    """Make accounts before anything else: they are made by the owner, who would wait for whoever writes already."""
    for practitioner in (place.tom, place.shanice, place.dev, place.callum, place.maggie):
        account_of(practitioner)
    return place

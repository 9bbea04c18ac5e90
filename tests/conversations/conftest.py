"""The place, with an account for each of the cast before a test begins.

Made later, by the owner, it would wait for ever on rows that this test's own transaction already points to.
"""

import neighbourhood
import pytest


def with_accounts(place: neighbourhood.Place) -> neighbourhood.Place:
    for one in (place.shanice, place.tom, place.priya, place.dev, place.ros, place.maggie, place.callum):
        neighbourhood.account_of(one)
    return place


@pytest.fixture
def place(place: neighbourhood.Place) -> neighbourhood.Place:
    return with_accounts(place)


@pytest.fixture
def lasting_place(lasting_place: neighbourhood.Place) -> neighbourhood.Place:
    return with_accounts(lasting_place)

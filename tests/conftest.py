"""What every test stands on: a real PostgreSQL, and the made-up place in it."""

import os
from collections.abc import Iterator

import chromium as chromium_here
import emptying
import neighbourhood
import pytest
from browsing import Arrive, arriving
from django.db import connection
from hypothesis import HealthCheck, settings
from neighbourhood import make_the_place
from playwright.sync_api import Browser, sync_playwright

pytest_plugins = ["no_network", "figures"]
emptying.quickly()

# How long an example takes says how busy the machine is, and nothing about what is tried.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        make_the_place()
        connection.close()


def with_accounts(place: neighbourhood.Place) -> neighbourhood.Place:
    """Give each of the cast an account before the test begins.

    Made later, by the owner, it would wait for ever on rows that the test's own transaction already points to.
    """
    for one in (place.shanice, place.tom, place.priya, place.dev, place.ros, place.maggie, place.callum):
        neighbourhood.account_of(one)
    return place


@pytest.fixture
def place(db) -> neighbourhood.Place:
    """The made-up place, in a test that rolls back."""
    return with_accounts(neighbourhood.find_place())


@pytest.fixture
def lasting_place(transactional_db) -> neighbourhood.Place:
    """The made-up place, in a test that commits."""
    make_the_place()
    return with_accounts(neighbourhood.find_place())


@pytest.fixture(scope="module")  # no longer: Playwright's loop in this thread would be in the way of other tests' own
def browser_here() -> Iterator[Browser]:
    """The system's Chromium; no test passes by its absence."""
    where = chromium_here.find()
    if where is None:
        pytest.fail(chromium_here.INSTALL)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "yes"  # Playwright's loop runs in this thread; our queries do not wait on it
    )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=where, args=chromium_here.flags())
        yield started
        started.close()


@pytest.fixture
def arrive(lasting_place, live_server, browser_here, settings) -> Iterator[Arrive]:
    """A maker of walkers, on a server of this test's own. They go home after it, and let go of the database."""
    settings.ALLOWED_HOSTS = ["*"]
    yield arriving(browser_here, live_server.url)
    for context in browser_here.contexts:
        context.close()

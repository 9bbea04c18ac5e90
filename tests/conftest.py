"""What every test stands on: a real PostgreSQL, and the made-up place in it."""

import neighbourhood
from browsing import Arrive, arriving
import os
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

import chromium as chromium_here

from neighbourhood import make_the_place

pytest_plugins = ["figures"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        make_the_place()
        connection.close()


@pytest.fixture
def place(db) -> neighbourhood.Place:
    """The made-up place, in a test that rolls back."""
    return neighbourhood.find_place()


@pytest.fixture
def lasting_place(transactional_db) -> neighbourhood.Place:
    """The made-up place, in a test that commits."""
    make_the_place()
    return neighbourhood.find_place()


@pytest.fixture(scope="session")
def browser_here() -> Iterator[Browser]:
    """The system's Chromium; no test passes by its absence."""
    where = chromium_here.find()
    if where is None:
        pytest.fail(chromium_here.INSTALL)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # Playwright's loop runs in this thread; our queries do not wait on it
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=where, args=chromium_here.flags())
        yield started
        started.close()


@pytest.fixture
def arrive(lasting_place, live_server, browser_here, settings) -> Arrive:
    """A maker of walkers, on a server of this test's own."""
    settings.ALLOWED_HOSTS = ["*"]
    return arriving(browser_here, live_server.url)

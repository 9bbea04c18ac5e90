"""What every test stands on: a real PostgreSQL, and the made-up place in it."""

import neighbourhood
import pytest
from django.db import connection

from livingwell.places import actions as places
from livingwell.places.models import Site
from livingwell.places.queries import packs
from livingwell.website import cast
from livingwell.website.database.engine.base import owning


def make_the_place() -> None:
    """Load the place's pack and cast as the owner, outside any transaction: once, and again after a flush."""
    if Site.objects.filter(slug="brackwell").exists():
        return
    with owning(connection):
        site = places.load_pack(pack=packs()["brackwell"], is_made_up=True)
        places.load_pack(pack=packs()["edinburgh"])
        cast.gather(site)


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

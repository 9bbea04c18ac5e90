"""The scene, committed once for a module, and taken away after it."""

from collections.abc import Iterator

import psycopg
import pytest
from access.scene import Scene, set_scene
from access.sql import connect
from neighbourhood import committed


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    with committed(django_db_blocker):
        yield set_scene()


@pytest.fixture(scope="module")
def owner(scene: Scene) -> Iterator[psycopg.Connection]:
    """The role that owns the tables: what it sees is what is there."""
    with connect("lw_owner", autocommit=True) as connection:
        yield connection


@pytest.fixture
def web(scene: Scene) -> Iterator[psycopg.Connection]:
    """The serving role, on a connection of its own."""
    with connect() as connection:
        yield connection

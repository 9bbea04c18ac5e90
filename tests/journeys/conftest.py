"""The made-up place, committed once for a module whose tests take back whatever the database lets by."""

from collections.abc import Iterator

import neighbourhood
import psycopg
import pytest
from access.sql import connect


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker) -> Iterator[neighbourhood.Place]:
    with neighbourhood.committed(django_db_blocker) as place:
        yield place


@pytest.fixture
def owner(django_db_setup) -> Iterator[psycopg.Connection]:
    """The role that owns the tables: what it sees is what is there."""
    with connect("lw_owner", autocommit=True) as connection:
        yield connection

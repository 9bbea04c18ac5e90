"""Real servers, made for these tests and taken away after them."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from real_servers import KEY, open_folder, take_away

from livingwell.website.database import embedded, roles
from livingwell.website.database.embedded import Cluster


@pytest.fixture
def ground() -> Iterator[Path]:
    """A folder every user of the system can walk through; what serves from it is stopped afterwards."""
    folder = open_folder()
    yield folder
    take_away(folder)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One quick server for all the tests that do not break it."""
    folder = open_folder()
    yield embedded.ensure_running(folder, for_tests=True)
    take_away(folder)


@pytest.fixture(scope="session")
def place(cluster: Cluster) -> str:
    """The name of a database that has been set up."""
    with psycopg.connect(cluster.conninfo(roles.LW_SUPER), autocommit=True) as admin:
        roles.bootstrap(admin, database="livingwell", passwords=None, viewer_key=KEY)
    return "livingwell"

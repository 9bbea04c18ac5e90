"""Signing in to the test database as any role."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

# What these two rooms stand on, and all that need be emptied after a test of them that commits.
BOTTOM = ["livingwell.post", "livingwell.record", "procrastinate.contrib.django"]


@contextmanager
def signed_in_as(role: str | None) -> Iterator[None]:
    """Inside, Django's connection acts as `role`, or as the server's administrator for None."""
    settings = connection.settings_dict
    admin = settings["LIVINGWELL"]["admin"]
    options = {name: value for name, value in settings["OPTIONS"].items() if name != "options"}
    if role:
        options["options"] = f"-c role={role}"
    # No connection outlives its use: a thread that kept one would keep the test database from being dropped.
    acting = {"USER": admin["USER"], "PASSWORD": admin["PASSWORD"], "OPTIONS": options, "CONN_MAX_AGE": 0}
    before = {name: settings[name] for name in acting}
    connection.close()
    settings.update(acting)
    try:
        yield
    finally:
        connection.close()
        settings.update(before)


@contextmanager
def second_connection(role: str | None) -> Iterator[psycopg.Connection]:
    """A connection of its own to the test database as `role`, Django out of the way."""
    with signed_in_as(role):
        params = connection.get_connection_params()
    kept = {name: value for name, value in params.items() if name not in ("context", "cursor_factory")}
    with psycopg.connect(**kept, autocommit=True) as own:
        yield own

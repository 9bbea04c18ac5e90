"""The engine Django loads, named in `DATABASES["default"]["ENGINE"]`.

The website signs in as a role that owns nothing. Making, cloning, destroying and emptying test databases
therefore happens as `lw_owner`, and a new one is prepared by the administering role before its first
migration. The other roles' names and passwords are in `DATABASES["default"]["LIVINGWELL"]`, which psycopg
never sees.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql import base, creation, features, operations

from livingwell.website.database.gate import prepare_database


@contextmanager
def owning(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Inside, `connection` signs in as the owner of the tables; afterwards as before."""
    settings = connection.settings_dict
    owner = settings.get("LIVINGWELL", {}).get("owner")
    if not owner:
        raise ImproperlyConfigured("Only the owner of the tables may do this; set DATABASE_OWNER_URL.")
    before = {name: settings[name] for name in ("USER", "PASSWORD")}
    if before["USER"] == owner["USER"]:
        yield
        return
    if connection.in_atomic_block:
        raise ImproperlyConfigured("Signing in as the owner of the tables would end the transaction that is open.")
    connection.close()
    settings.update(owner)
    try:
        yield
    finally:
        connection.close()
        settings.update(before)


class DatabaseCreation(creation.DatabaseCreation):
    """Test databases, made by the owner of the tables."""

    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        with owning(self.connection):
            return super().create_test_db(*args, **kwargs)

    def serialize_db_to_string(self) -> str:
        """Nothing: what migrations put there is under row-level security, and no test asks for it back."""
        return "[]"

    def deserialize_db_from_string(self, data: str) -> None:
        raise ImproperlyConfigured("serialized_rollback is not offered here: make what the test needs in the test.")

    def clone_test_db(self, *args: Any, **kwargs: Any) -> None:
        with owning(self.connection):
            super().clone_test_db(*args, **kwargs)

    def destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        with owning(self.connection):
            super().destroy_test_db(*args, **kwargs)

    def _create_test_db(self, *args: Any, **kwargs: Any) -> str:
        name: str = super()._create_test_db(*args, **kwargs)  # type: ignore[misc]  # not in Django's stubs
        self._prepare(name)
        return name

    def _clone_test_db(self, suffix: str, *args: Any, **kwargs: Any) -> None:
        super()._clone_test_db(suffix, *args, **kwargs)  # type: ignore[misc]  # not in Django's stubs
        self._prepare(self.get_test_db_clone_settings(suffix)["NAME"])  # a template's entry rights are not copied

    def _prepare(self, database: str) -> None:
        ours = self.connection.settings_dict["LIVINGWELL"]
        if "admin" not in ours:
            raise ImproperlyConfigured(
                "A test database needs functions that only an administering role can make: for tests, "
                "leave DATABASE_URL unset, or let it name the role that administers the server."
            )
        params = {**self.connection.get_connection_params(), "dbname": database}
        keep = {name: value for name, value in params.items() if name not in ("context", "cursor_factory")}
        keep |= {"user": ours["admin"]["USER"], "password": ours["admin"]["PASSWORD"] or None}
        with psycopg.connect(**keep, autocommit=True) as admin:
            prepare_database(admin, bytes.fromhex(ours["VIEWER_KEY"]))


class DatabaseOperations(operations.DatabaseOperations):
    """Emptying tables is the owner's."""

    def execute_sql_flush(self, sql_list: Iterable[str]) -> None:
        with owning(self.connection):
            super().execute_sql_flush(sql_list)


class DatabaseFeatures(features.DatabaseFeatures):
    """What the server must be able to do."""

    minimum_database_version = (16,)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL with the differences above, and an embedded server that is started where it does not run."""

    creation_class = DatabaseCreation
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; where the embedded server was killed, start it again and connect then: once, not for ever."""
        wake = self.settings_dict.get("LIVINGWELL", {}).get("WAKE")
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            if wake is None:
                raise
            wake()
            return super().get_new_connection(conn_params)

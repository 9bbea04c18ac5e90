"""`livingwell flush`, as the owner of the tables; every test that commits ends with it."""

from livingwell.website.database.engine.flush import Command

__all__ = ["Command"]

"""One at a time: two forms from one receipt at the same moment, and the second sees what the first did."""

from uuid import UUID

from django.db import connection


def take_turn(introduction_id: UUID) -> None:
    """Wait until nobody else writes by this introduction's receipt; it is ours until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"receipt {introduction_id}"])

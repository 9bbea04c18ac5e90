"""Having talked with somebody."""

from datetime import datetime

from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce, Greatest

from livingwell.access.acting import action
from livingwell.access.words import Viewer

from ..models import Journey


def latest_spoken(at: datetime) -> Greatest:
    """Return what `last_spoken_at` becomes: it never moves back, whatever is written down late."""
    return Greatest("last_spoken_at", Value(at, DateTimeField()))  # PostgreSQL's passes over a null


@action
def spoke(*, journey: Journey, at: datetime, by: Viewer) -> None:
    """Say that somebody had a conversation at `at`: their first, if there was none before, and the last so far."""
    Journey.objects.filter(pk=journey.pk).update(
        first_conversation_at=Coalesce("first_conversation_at", at), last_spoken_at=latest_spoken(at)
    )

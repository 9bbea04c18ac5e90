"""How a delivery is getting on. For workers: the serving role may read none of it."""

from datetime import datetime
from uuid import UUID

from livingwell.post.models import IS_SETTLED, Delivery
from livingwell.post.rules import LOST_AFTER
from livingwell.post.words import State, Transport


def state_of(delivery_id: UUID) -> State | None:
    """Return how far a delivery got, or None where there is no such delivery."""
    found = Delivery.objects.filter(pk=delivery_id).values_list("state", flat=True).first()
    return State(found) if found else None


def due(now: datetime) -> list[UUID]:
    """Return the deliveries to try now, longest due first."""
    waiting = Delivery.objects.filter(state=State.WAITING, next_try_at__lte=now)
    return list(waiting.order_by("next_try_at").values_list("pk", flat=True))


def lost(now: datetime) -> list[UUID]:
    """Return the deliveries whose worker stopped in the middle of a try."""
    trying = Delivery.objects.filter(state=State.TRYING, tried_at__lt=now - LOST_AFTER)
    return list(trying.order_by("tried_at").values_list("pk", flat=True))


def in_tray() -> list[UUID]:
    """Return the letters that wait for somebody to post them, longest first."""
    waiting = Delivery.objects.filter(state=State.WAITING, next_try_at=None, transport=Transport.LETTER)
    return list(waiting.order_by("tried_at").values_list("pk", flat=True))


def why_withdrawn(delivery_id: UUID) -> str:
    """Return the sentence that said why a delivery may no longer go."""
    found = Delivery.objects.filter(pk=delivery_id, state=State.WITHDRAWN).values_list("last_trouble", flat=True)
    return found.first() or ""


def untold() -> list[UUID]:
    """Return the settled deliveries that the rooms above have not learned of."""
    settled = Delivery.objects.filter(IS_SETTLED, told_at=None)
    return list(settled.order_by("settled_at").values_list("pk", flat=True))

"""Reading wheels. The database shows only what the named viewer may see."""

from uuid import UUID

from ..models import WheelTurn


def turns_of(person_id: UUID, *, skip: int = 0, most: int) -> list[WheelTurn]:
    """Return how somebody's wheel stood, the newest first, without what it said."""
    return list(WheelTurn.objects.filter(person_id=person_id).order_by("-made_at")[skip : skip + most])


def latest_turns(person_id: UUID, *, up_to: UUID | None = None) -> list[WheelTurn]:
    """Return a turn of the wheel, the newest or the one asked for, and the one before it; with what they said."""
    turns = WheelTurn.objects.filter(person_id=person_id)
    if up_to is not None:
        turns = turns.filter(made_at__lte=WheelTurn.objects.filter(pk=up_to, person_id=person_id).values("made_at"))
    found = list(turns.order_by("-made_at").prefetch_related("ratings")[:2])
    return found if up_to is None or (found and found[0].pk == up_to) else []

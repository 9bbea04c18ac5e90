"""Reading everything that was written about one person on their journeys, to find a word in it."""

from uuid import UUID

from ..models import NextStep, Try, Worry


def every_step(person_id: UUID) -> list[NextStep]:
    """Return every next step there has been for somebody, newest first."""
    return list(NextStep.objects.filter(person_id=person_id).order_by("-made_at"))


def every_worry(person_id: UUID) -> list[Worry]:
    """Return every worry there has been about somebody, settled or not, newest first."""
    return list(Worry.objects.filter(person_id=person_id).order_by("-made_at"))


def every_try(person_id: UUID) -> list[Try]:
    """Return every try to reach somebody, newest first."""
    return list(Try.objects.filter(person_id=person_id).order_by("-at"))

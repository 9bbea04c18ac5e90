"""What people said of who they are: the newest of each question."""

from uuid import UUID

from django.db.models import QuerySet

from ..models import OwnAnswer


def own_answers(person_id: UUID) -> dict[str, OwnAnswer]:
    """Return what somebody said last, by question. What is not in it, nobody asked yet."""
    return {one.question: one for one in _newest(OwnAnswer.objects.filter(person_id=person_id))}


def asked_of(people: QuerySet) -> dict[str, list[bool]]:
    """Return, by question, whether each who was asked would rather not say. `people` are keys; no answer is read."""
    said: dict[str, list[bool]] = {}
    newest = _newest(OwnAnswer.objects.filter(person_id__in=people))
    for question, declined in newest.values_list("question", "is_declined"):
        said.setdefault(question, []).append(declined)
    return said


def _newest(rows: QuerySet[OwnAnswer]) -> QuerySet[OwnAnswer]:
    return rows.order_by("person_id", "question", "-said_at", "-pk").distinct("person_id", "question")

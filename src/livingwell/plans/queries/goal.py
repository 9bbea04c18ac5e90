"""Reading aspirations and goals. The database shows only what the named viewer may see."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from ..models import Aspiration, Goal, GoalRating, MarkedGoal
from ..rules import Scored


def _goals() -> QuerySet[Goal]:
    ratings = GoalRating.objects.order_by("on", "made_at")
    marked = MarkedGoal.objects.order_by("made_at")
    found = Goal.objects.select_related("aspiration", "replaces")
    return found.prefetch_related(Prefetch("ratings", ratings), Prefetch("marked", marked))


def aspirations_of(person_id: UUID) -> list[Aspiration]:
    """Return what somebody wants to be different, the oldest first. Put aside, they are not here."""
    return list(Aspiration.objects.filter(person_id=person_id, put_aside_at__isnull=True).order_by("made_at"))


def goals_of(person_id: UUID) -> list[Goal]:
    """Return every goal of somebody, the oldest first, with its ratings and its places. Three queries."""
    return list(_goals().filter(person_id=person_id).order_by("made_at"))


def find_aspiration(person_id: UUID, aspiration_id: UUID) -> Aspiration | None:
    return Aspiration.objects.filter(pk=aspiration_id, person_id=person_id).first()


def find_goal(person_id: UUID, goal_id: UUID) -> Goal | None:
    """Return one goal with its ratings, or None: not there and not yours are the same."""
    return _goals().filter(pk=goal_id, person_id=person_id).first()


def places_taken(journey_id: UUID) -> list[int]:
    """Return the places that goals have on a journey, also those of goals that have changed or ended."""
    return list(MarkedGoal.objects.filter(journey_id=journey_id).values_list("slot", flat=True))


def scores_counted(journey_ids: Iterable[UUID]) -> dict[UUID, list[list[Scored]]]:
    """Return, for each journey, the goals counted on it, by place, each with its scores in the order written."""
    ids = list(journey_ids)
    found: dict[UUID, list[list[Scored]]] = {one: [] for one in ids}
    scores: dict[tuple[UUID, UUID], list[Scored]] = {}
    for one in GoalRating.objects.filter(journey_id__in=ids).order_by("made_at"):
        scores.setdefault((one.journey_id, one.goal_id), []).append(Scored(one.on, one.value))
    for marked in MarkedGoal.objects.filter(journey_id__in=ids).order_by("slot"):
        found[marked.journey_id].append(scores.get((marked.journey_id, marked.goal_id), []))
    return found

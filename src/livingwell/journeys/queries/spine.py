"""Reading a journey: where it stands, its steps, what happened on it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from livingwell.access.models import Tie
from livingwell.access.queries import still
from livingwell.access.words import Reason
from livingwell.people import queries as people
from livingwell.places import queries as places
from livingwell.places.models import Away, Practitioner

from ..models import OPEN_STEP, Event, Holding, Journey, NextStep, Parting, Try
from ..words import Happened, StepKind
from .around import theirs_or_covered


def find_journey(journey_id: UUID) -> Journey | None:
    """Return a journey, with its person and team, or None: not there and not yours are the same."""
    return Journey.objects.select_related("person", "team").filter(pk=journey_id).first()


def where_things_stand(person_id: UUID, on: date) -> Holding | None:
    """Return the newest holding of a person's newest journey, with both; or None.

    With it come whether they have a page, until when the viewer sees them by a broken glass (`glass_until`), as whom
    else they are written down (`also`), and `away`: where the holder is away on that day, until when and who covers.
    `talked` is how many conversations were held on that journey.
    One query for the top of every page about a person. When the journey has ended, so has the holding.
    """
    away = places.aways(on).filter(practitioner_id=OuterRef("practitioner_id"))
    own_page = still(Tie.objects.filter(person_id=OuterRef("person_id"), reason=Reason.THEMSELVES))
    held = Event.objects.filter(
        person_id=OuterRef("person_id"), journey_id=OuterRef("journey_id"), kind=Happened.CONVERSATION_HELD
    )
    talked = held.order_by().values("journey_id").annotate(times=Count("pk")).values("times")
    return (
        Holding.objects.filter(person_id=person_id)
        .select_related("journey__person", "journey__team", "practitioner__organisation", "team")
        .annotate(
            has_page=Exists(own_page),
            talked=Coalesce(Subquery(talked), 0),
            also=people.one_with("person_id"),
            glass_until=Func(F("person_id"), function="gate.own_glass", output_field=DateTimeField()),
            away=Subquery(
                away.values(json=JSONObject(until_on="until_on", cover_id="cover_id", cover="cover__called"))[:1]
            ),
        )
        .order_by("-journey__opened_at", "-made_at")
        .first()
    )


def latest_journey(person_id: UUID) -> Journey | None:
    """Return the open journey of a person, or the one that ended last."""
    return Journey.objects.select_related("person", "team").filter(person_id=person_id).order_by("-opened_at").first()


def people_with(team_id: UUID) -> QuerySet[Journey]:
    """Return the open journeys that are a team's."""
    return Journey.objects.filter(team_id=team_id, ended_at__isnull=True)


def open_steps(journey_ids: Iterable[UUID]) -> QuerySet[NextStep]:
    """Return the open next steps of journeys, soonest first."""
    return (
        NextStep.objects.filter(OPEN_STEP, journey_id__in=list(journey_ids))
        .select_related("practitioner", "team")
        .order_by("due_on", "made_at")
    )


def theirs_in_a_team(practitioner_id: UUID, team_id: UUID) -> tuple[int, int]:
    """Return how many people somebody holds in a team, and how many next steps wait for them there."""
    held = Holding.objects.filter(practitioner_id=practitioner_id, team_id=team_id, until__isnull=True)
    steps = NextStep.objects.filter(OPEN_STEP, practitioner_id=practitioner_id, journey__team_id=team_id)
    return held.count(), steps.count()


def steps_of(
    practitioner_id: UUID, team_ids: Iterable[UUID] = (), aways: Iterable[Away] = (), *, until: date
) -> QuerySet[NextStep]:
    """Return open next steps that are somebody's or that they cover, and those still these teams', soonest first."""
    teams = list(team_ids)
    return (
        NextStep.objects.filter(
            OPEN_STEP,
            theirs_or_covered(practitioner_id, teams, aways) | Q(team_id__in=teams),
            due_on__lte=until,
            journey__ended_at__isnull=True,
        )
        .select_related("person", "practitioner", "team")
        .order_by("due_on", "made_at", "pk")
    )


def find_step(step_id: UUID) -> NextStep | None:
    """Return a next step with its journey and person, or None."""
    return NextStep.objects.select_related("journey", "person").filter(pk=step_id).first()


def young_lead_of(person_id: UUID) -> Practitioner | None:
    """Return who was named to lead for somebody under 18, the one named last."""
    named = NextStep.objects.filter(person_id=person_id, kind=StepKind.YOUNG_LEAD, kept_at__isnull=False)
    step = named.select_related("practitioner").order_by("-kept_at").first()
    return step.practitioner if step else None


def moments(person_id: UUID, limit: int = 100) -> list[Event]:
    """Return what happened, newest first."""
    return list(Event.objects.filter(person_id=person_id).order_by("-at")[:limit])


def moments_of(person_ids: Iterable[UUID], limit: int = 100) -> list[Event]:
    """Return what happened to somebody who is written down more than once, as far as each may be seen, newest first."""
    return list(Event.objects.filter(person_id__in=list(person_ids)).order_by("-at")[:limit])


def tries(journey_id: UUID) -> list[Try]:
    """Return the tries to reach somebody, newest first."""
    return list(Try.objects.filter(journey_id=journey_id).order_by("-at"))


def parting_of(journey_id: UUID) -> Parting | None:
    """Return how a journey ended, or None while it is open."""
    return Parting.objects.filter(journey_id=journey_id).first()

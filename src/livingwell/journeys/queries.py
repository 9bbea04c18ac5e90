"""Reading the spine. Every query shows only what the named viewer may see; the database sees to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from livingwell.access.models import Refusal, Tie
from livingwell.access.queries import still
from livingwell.access.words import Kind, Reason
from livingwell.places.models import Away, Membership, Practitioner

from .models import OPEN_STEP, DrawnIn, Event, Holding, Journey, NextStep, Parting, Try, Worry, WorryShared


def find_journey(journey_id: UUID) -> Journey | None:
    """Return a journey, with its person and team, or None: not there and not yours are the same."""
    return Journey.objects.select_related("person", "team").filter(pk=journey_id).first()


def where_things_stand(person_id: UUID) -> Holding | None:
    """Return the newest holding of a person's newest journey, with both and whether they have a page; or None.

    One query for the top of every page about a person. When the journey has ended, so has the holding.
    """
    own_page = still(Tie.objects.filter(person_id=OuterRef("person_id"), reason=Reason.THEMSELVES))
    return (
        Holding.objects.filter(person_id=person_id)
        .select_related("journey__person", "journey__team", "practitioner__organisation", "team")
        .annotate(has_page=Exists(own_page))
        .order_by("-journey__opened_at", "-made_at")
        .first()
    )


def latest_journey(person_id: UUID) -> Journey | None:
    """Return the open journey of a person, or the one that ended last."""
    return Journey.objects.select_related("person", "team").filter(person_id=person_id).order_by("-opened_at").first()


def holding_of(journey_id: UUID) -> Holding | None:
    """Return who holds a journey now."""
    return (
        Holding.objects.select_related("practitioner__organisation", "team")
        .filter(journey_id=journey_id, until__isnull=True)
        .first()
    )


def seen_by(practitioner_id: UUID) -> Q:
    """Return the condition that a practitioner can see the person a row is about, as `gate.seen` decides it."""
    teams = still(Membership.objects.filter(practitioner_id=practitioner_id)).values("team_id")
    tied = still(Tie.objects.filter(person_id=OuterRef("person_id"))).filter(
        Q(party_kind=Kind.PRACTITIONER, party_id=practitioner_id) | Q(party_kind=Kind.TEAM, party_id__in=teams)
    )
    refused = still(Refusal.objects.filter(person_id=OuterRef("person_id"), practitioner_id=practitioner_id))
    return Q(Exists(tied)) & ~Q(Exists(refused))


def can_cover(holding: Holding, practitioner_id: UUID) -> bool:
    """Return whether a practitioner can be there for whoever is held, while the holder is away: whether they see them.

    Where they cannot, the whole team is.
    """
    return Holding.objects.filter(seen_by(practitioner_id), pk=holding.pk).exists()


def held_by(practitioner_id: UUID, teams: Iterable[UUID] = (), aways: Iterable[Away] = ()) -> QuerySet[Holding]:
    """Return what somebody holds or covers now, with journey and person, who has waited longest first.

    Of `aways`, they cover for those who named them. Where nobody is named, or whoever is cannot see the person, the
    whole team covers, and each of these `teams` does so here.
    """
    theirs = Q(practitioner_id=practitioner_id)
    for away in aways:
        held = Q(practitioner_id=away.practitioner_id)
        if away.cover_id is None:
            held &= Q(team_id__in=list(teams))
        elif away.cover_id != practitioner_id:
            held &= Q(team_id__in=list(teams)) & ~seen_by(away.cover_id)
        theirs |= held
    return (
        Holding.objects.filter(theirs, until__isnull=True, journey__ended_at__isnull=True)
        .select_related("journey__person", "practitioner")
        .order_by("journey__last_spoken_at", "made_at")
    )


def open_steps(journey_ids: Iterable[UUID]) -> QuerySet[NextStep]:
    """Return the open next steps of journeys, soonest first."""
    return (
        NextStep.objects.filter(OPEN_STEP, journey_id__in=list(journey_ids))
        .select_related("practitioner", "team")
        .order_by("due_on", "made_at")
    )


def steps_of(practitioner_ids: Iterable[UUID], team_ids: Iterable[UUID] = (), *, until: date) -> QuerySet[NextStep]:
    """Return open next steps of these practitioners, and those that are still these teams', soonest first."""
    return (
        NextStep.objects.filter(
            OPEN_STEP,
            Q(practitioner_id__in=list(practitioner_ids)) | Q(team_id__in=list(team_ids)),
            due_on__lte=until,
            journey__ended_at__isnull=True,
        )
        .select_related("person", "practitioner", "team")
        .order_by("due_on", "made_at")
    )


def find_step(step_id: UUID) -> NextStep | None:
    """Return a next step with its journey and person, or None."""
    return NextStep.objects.select_related("journey", "person").filter(pk=step_id).first()


@dataclass(frozen=True)
class Seeing:
    """A tie by which somebody's page is seen, and what is said of it."""

    tie: Tie
    practitioner: Mapping[str, str]  # called, role, organisation: of whoever it is, where it is a practitioner's
    drawn: Mapping[str, str]  # id, why: of being drawn in, where it came by that
    but_not: tuple[str, ...]  # who of a team was refused, and sees nothing


def who_can_see(person_id: UUID) -> list[Seeing]:
    """Return the ties by which anybody sees somebody's page now, oldest first.

    It is the database's own answer (`gate.seen`), from the same rows: a tie that opens nothing, and one whose
    practitioner was refused, are not here.
    """
    refused = still(Refusal.objects.filter(person_id=person_id))
    who = Practitioner.objects.filter(pk=OuterRef("party_id"))
    drawn = DrawnIn.objects.filter(tie_id=OuterRef("pk"), until__isnull=True)
    members = still(Membership.objects.filter(team_id=OuterRef("party_id"))).filter(
        practitioner_id__in=refused.values("practitioner_id")
    )
    ties = (
        still(Tie.objects.filter(person_id=person_id, sees__len__gt=0))
        .exclude(party_kind=Kind.PRACTITIONER, party_id__in=refused.values("practitioner_id"))
        .annotate(
            practitioner=Subquery(
                who.values(one=JSONObject(called="called", role="role", organisation="organisation__name"))
            ),
            drawn=Subquery(drawn.values(one=JSONObject(id="pk", why="why"))[:1]),
            but_not=ArraySubquery(members.order_by("practitioner__called").values("practitioner__called")),
        )
        .order_by("since")
    )
    return [Seeing(tie, tie.practitioner or {}, tie.drawn or {}, tuple(tie.but_not)) for tie in ties]


def moments(person_id: UUID, limit: int = 100) -> list[Event]:
    """Return what happened, newest first."""
    return list(Event.objects.filter(person_id=person_id).order_by("-at")[:limit])


def open_worries(journey_id: UUID) -> list[Worry]:
    """Return worries not yet settled, each with `sharers`, who shares it: [id, called]."""
    shared = WorryShared.objects.filter(worry_id=OuterRef("pk")).order_by("made_at")
    sharers = shared.values(one=JSONObject(id="practitioner_id", called="practitioner__called"))
    return list(
        Worry.objects.filter(journey_id=journey_id, settled_at__isnull=True)
        .select_related("reaches")
        .annotate(sharers=ArraySubquery(sharers))
        .order_by("made_at")
    )


def worries_reaching(practitioner_ids: Iterable[UUID]) -> list[Worry]:
    """Return worries that could not wait, sent to somebody of these, and of whom nobody yet said "I have this"."""
    return list(
        Worry.objects.filter(reaches_id__in=list(practitioner_ids), cannot_wait=True, acknowledged_at__isnull=True)
        .select_related("person")
        .order_by("made_at")
    )


def find_worry(worry_id: UUID) -> Worry | None:
    """Return a worry with its journey and person, or None."""
    return Worry.objects.select_related("journey", "person").filter(pk=worry_id).first()


def drawn_in(journey_id: UUID) -> list[DrawnIn]:
    """Return who is drawn in now, with why."""
    return list(
        DrawnIn.objects.filter(journey_id=journey_id, until__isnull=True)
        .select_related("practitioner__organisation", "journey__team")
        .order_by("made_at")
    )


def find_drawn_in(drawn_id: UUID) -> DrawnIn | None:
    """Return somebody's being drawn in, or None."""
    return DrawnIn.objects.select_related("journey__team", "practitioner").filter(pk=drawn_id).first()


def tries(journey_id: UUID) -> list[Try]:
    """Return the tries to reach somebody, newest first."""
    return list(Try.objects.filter(journey_id=journey_id).order_by("-at"))


def parting_of(journey_id: UUID) -> Parting | None:
    """Return how a journey ended, or None while it is open."""
    return Parting.objects.filter(journey_id=journey_id).first()

"""Reading who is around somebody: who can see them, who holds or covers, who is drawn in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from livingwell.access.models import Refusal, Tie
from livingwell.access.queries import lasting, still
from livingwell.access.words import Kind
from livingwell.people import queries as people
from livingwell.places.models import Away, Membership, Practitioner
from livingwell.sealed.fields import OpenedObject

from ..models import DrawnIn, Holding


def seen_by(practitioner_id: UUID) -> Q:
    """Return the condition that a practitioner can lastingly see the person a row is about (`gate.may_act`)."""
    teams = still(Membership.objects.filter(practitioner_id=practitioner_id)).values("team_id")
    tied = lasting(still(Tie.objects.filter(person_id=OuterRef("person_id")))).filter(
        Q(party_kind=Kind.PRACTITIONER, party_id=practitioner_id) | Q(party_kind=Kind.TEAM, party_id__in=teams)
    )
    refused = still(Refusal.objects.filter(person_id=OuterRef("person_id"), practitioner_id=practitioner_id))
    return Q(Exists(tied)) & ~Q(Exists(refused))


@dataclass(frozen=True)
class AwayNow:
    """Until when a holder is away, and who is there instead, by name: empty where the whole team is."""

    until_on: date
    cover: str


def away_now(holding: Holding) -> AwayNow | None:
    """Return the holder's being away, of what `where_things_stand` read. Who cannot see the person does not cover."""
    away = vars(holding)["away"]
    if away is None:
        return None
    covers = away["cover_id"] and Holding.objects.filter(seen_by(UUID(away["cover_id"])), pk=holding.pk).exists()
    return AwayNow(date.fromisoformat(away["until_on"]), away["cover"] if covers else "")


def theirs_or_covered(practitioner_id: UUID, teams: Iterable[UUID] = (), aways: Iterable[Away] = ()) -> Q:
    """Return the condition that a row is somebody's own or one they cover: of what has practitioner, journey, person.

    Of `aways`, they cover for those who named them. Where nobody is named, or whoever is cannot see the person, the
    whole team covers, and each of these `teams` does so here.
    """
    of_teams = Q(journey__team_id__in=list(teams))
    theirs = Q(practitioner_id=practitioner_id)
    for away in aways:
        row = Q(practitioner_id=away.practitioner_id)
        if away.cover_id is None:
            row &= of_teams
        elif away.cover_id != practitioner_id:
            row &= of_teams & ~seen_by(away.cover_id)
        theirs |= row
    return theirs


def held_by(practitioner_id: UUID, teams: Iterable[UUID] = (), aways: Iterable[Away] = ()) -> QuerySet[Holding]:
    """Return what somebody holds or covers now, with journey and person: never spoken with, then longest unheard.

    With each comes `also`: as whom else they are written down.
    """
    return (
        Holding.objects.filter(
            theirs_or_covered(practitioner_id, teams, aways), until__isnull=True, journey__ended_at__isnull=True
        )
        .select_related("journey__person", "practitioner")
        .annotate(also=people.one_with("person_id"))
        .order_by(F("journey__last_spoken_at").asc(nulls_first=True), "made_at", "pk")
    )


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
            drawn=Subquery(drawn.values(one=OpenedObject(id="pk", why="why"))[:1]),
            but_not=ArraySubquery(members.order_by("practitioner__called").values("practitioner__called")),
        )
        .order_by("since")
    )
    return [Seeing(tie, tie.practitioner or {}, tie.drawn or {}, tuple(tie.but_not)) for tie in ties]


def drawn_in(journey_id: UUID) -> list[DrawnIn]:
    """Return who is drawn in now, with why."""
    return list(
        DrawnIn.objects.filter(journey_id=journey_id, until__isnull=True)
        .select_related("practitioner__organisation", "journey__team")
        .order_by("made_at")
    )


def alongside_by_name(journey_id: UUID) -> set[UUID]:
    """Return which practitioners hold or are drawn in now."""
    holds = Holding.objects.filter(journey_id=journey_id, until__isnull=True, practitioner__isnull=False)
    drawn = DrawnIn.objects.filter(journey_id=journey_id, until__isnull=True)
    return set(holds.values_list("practitioner_id", flat=True).union(drawn.values_list("practitioner_id", flat=True)))


def find_drawn_in(drawn_id: UUID) -> DrawnIn | None:
    """Return somebody's being drawn in, or None."""
    return DrawnIn.objects.select_related("journey__team", "practitioner").filter(pk=drawn_id).first()

"""Reading what cannot wait and nobody has: whom it has reached so far, and who could be told next. For workers."""

from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from livingwell.access import queries as access
from livingwell.access.models import Refusal, Tie
from livingwell.access.queries import still
from livingwell.access.words import Kind
from livingwell.places import queries as places
from livingwell.places.models import Duty, Membership, Practitioner

from .. import rules
from ..models import Event, Holding, Journey, Worry, WorryTold
from ..words import Happened

NOBODY_HAS = Q(cannot_wait=True, acknowledged_at__isnull=True, settled_at__isnull=True)


def with_told(worries: QuerySet[Worry]) -> QuerySet[Worry]:
    """Return worries, each with `told_so_far`: whom it reached and when, in order."""
    told = WorryTold.objects.filter(worry_id=OuterRef("pk")).order_by("turn")
    facts = JSONObject(id="reaches_id", called="reaches__called", at="made_at")
    return worries.annotate(told_so_far=ArraySubquery(told.values(one=facts)))


def nobody_has() -> list[UUID]:
    """Return the worries that cannot wait and that nobody has taken up, the longest waited for first."""
    return list(Worry.objects.filter(NOBODY_HAS).order_by("made_at").values_list("pk", flat=True))


def had_by_nobody_who_sees() -> list[UUID]:
    """Return the worries that cannot wait and were taken up by somebody who can no longer see whom they are about.

    They left, were refused or drawn out, or their hour behind a broken glass is over. Who took one up is in the stream.
    """
    theirs_at = Event.objects.filter(person_id=OuterRef("person_id"))  # the stream is in order by person
    took = theirs_at.filter(kind=Happened.WORRY_ACKNOWLEDGED, from_id=OuterRef("pk")).order_by("-at")
    teams = still(Membership.objects.filter(practitioner_id=OuterRef(OuterRef("had_by")))).values("team_id")
    ties = access.lasting(still(Tie.objects.filter(person_id=OuterRef("person_id"))))
    theirs = Q(party_kind=Kind.PRACTITIONER, party_id=OuterRef("had_by")) | Q(party_kind=Kind.TEAM, party_id__in=teams)
    refused = still(Refusal.objects.filter(person_id=OuterRef("person_id"), practitioner_id=OuterRef("had_by")))
    had = Worry.objects.filter(
        cannot_wait=True, acknowledged_at__isnull=False, settled_at__isnull=True, journey__ended_at__isnull=True
    ).annotate(had_by=Subquery(took.values("by_id")[:1]))
    return list(had.filter(~Exists(ties.filter(theirs)) | Exists(refused)).values_list("pk", flat=True))


def turns_of(worry: Worry) -> list[rules.Turn]:
    """Return whom a worry has reached, in order."""
    rows = WorryTold.objects.filter(worry_id=worry.pk).order_by("turn").values_list("reaches_id", "lap", "made_at")
    return [rules.Turn(*row) for row in rows]


def last_turn(worry: Worry) -> tuple[int, int]:
    """Return the last (turn, lap) of a worry: (0, 1) where it has reached nobody yet."""
    found = WorryTold.objects.filter(worry_id=worry.pk).aggregate(turn=Max("turn"), lap=Max("lap"))
    return found["turn"] or 0, found["lap"] or 1


def who_can_be_told(
    journey: Journey, now: datetime, *, told: set[UUID]
) -> dict[UUID, tuple[Practitioner, rules.Candidate]]:
    """Return everybody who can see a person, weighed, by their key. Two queries.

    Whoever covers for somebody who was `told`, or who holds, is near.
    """
    ties = access.current_ties(journey.person_id)
    held = Holding.objects.filter(journey_id=journey.pk, until__isnull=True, practitioner_id__isnull=False)
    for_ = told | set(held.values_list("practitioner_id", flat=True))
    return {one.pk: (one, _weighed(one)) for one in _tied(journey, ties, now, for_=for_)}


def _tied(journey: Journey, ties: QuerySet[Tie], now: datetime, *, for_: set[UUID]) -> QuerySet[Practitioner]:
    own = access.lasting(ties).filter(party_kind=Kind.PRACTITIONER).values("party_id")
    teams = ties.filter(party_kind=Kind.TEAM).values("party_id")
    who, today = OuterRef("pk"), timezone.localdate(now)
    member = Membership.objects.filter(places.current(now), practitioner_id=who)
    of_team = member.filter(team_id=journey.team_id)
    duties = Duty.objects.filter(practitioner_id=who, ends_at__gt=now).order_by("starts_at")
    elsewhere = duties.filter(starts_at__lte=now, team_id__in=teams).exclude(team_id=journey.team_id)
    return (
        Practitioner.objects.filter(left_at__isnull=True)
        .filter(Exists(member.filter(team_id__in=teams)) | Q(pk__in=own))
        .select_related("account")
        .annotate(
            in_team=Exists(of_team),
            leads_it=Exists(of_team.filter(leads=True)),
            days_in_it=Subquery(of_team.values("days")[:1]),
            is_away=Exists(places.aways(today).filter(practitioner_id=who)),
            is_refused=Exists(access.refusals(journey.person_id).filter(practitioner_id=who)),
            covers_one=Exists(places.aways(today).filter(cover_id=who, practitioner_id__in=for_)),
            is_on_duty_elsewhere=Exists(elsewhere),
            duty_from=Subquery(duties.filter(team_id=journey.team_id).values("starts_at")[:1]),
        )
        .order_by("called")
    )


def _weighed(one: Practitioner) -> rules.Candidate:
    read = vars(one)
    return rules.Candidate(
        id=one.pk,
        called=one.called,
        leads=read["leads_it"],
        days=tuple(read["days_in_it"] or ()),
        is_away=read["is_away"],
        is_refused=read["is_refused"],
        duty_from=read["duty_from"],
        covers=read["covers_one"],
        in_team=read["in_team"],
        is_on_duty_elsewhere=read["is_on_duty_elsewhere"],
    )

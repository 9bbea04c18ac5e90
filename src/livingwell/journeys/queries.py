"""Reading the spine. Every query shows only what the named viewer may see; the database sees to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from livingwell.access import queries as access
from livingwell.access.models import Refusal, Tie
from livingwell.access.queries import still
from livingwell.access.words import Kind, Reason
from livingwell.places import queries as places
from livingwell.places.models import Away, Duty, Membership, Practitioner

from . import rules
from .models import OPEN_STEP, DrawnIn, Event, Holding, Journey, NextStep, Parting, Try, Worry, WorryShared
from .words import StepKind


def find_journey(journey_id: UUID) -> Journey | None:
    """Return a journey, with its person and team, or None: not there and not yours are the same."""
    return Journey.objects.select_related("person", "team").filter(pk=journey_id).first()


def where_things_stand(person_id: UUID, on: date) -> Holding | None:
    """Return the newest holding of a person's newest journey, with both and whether they have a page; or None.

    With it comes `away`: where the holder is away on that day, until when and who covers. One query for the top of
    every page about a person. When the journey has ended, so has the holding.
    """
    away = places.aways(on).filter(practitioner_id=OuterRef("practitioner_id"))
    own_page = still(Tie.objects.filter(person_id=OuterRef("person_id"), reason=Reason.THEMSELVES))
    return (
        Holding.objects.filter(person_id=person_id)
        .select_related("journey__person", "journey__team", "practitioner__organisation", "team")
        .annotate(
            has_page=Exists(own_page),
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


def held_by(practitioner_id: UUID, teams: Iterable[UUID] = (), aways: Iterable[Away] = ()) -> QuerySet[Holding]:
    """Return what somebody holds or covers now, with journey and person: never spoken with, then longest unheard.

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
        .order_by(F("journey__last_spoken_at").asc(nulls_first=True), "made_at", "pk")
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
        .order_by("due_on", "made_at", "pk")
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


def young_lead_of(person_id: UUID) -> Practitioner | None:
    """Return who was named to lead for somebody under 18, the one named last."""
    named = NextStep.objects.filter(person_id=person_id, kind=StepKind.YOUNG_LEAD, kept_at__isnull=False)
    step = named.select_related("practitioner").order_by("-kept_at").first()
    return step.practitioner if step else None


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


def not_taken_up(practitioner_id: UUID, team_ids: Iterable[UUID]) -> list[Worry]:
    """Return worries that could not wait and that nobody has taken up: sent to somebody, or to anybody in their teams.

    A team sees what was sent to one of it, so that nothing waits unseen on a page that nobody opens. The longest waited
    for first.
    """
    return list(
        Worry.objects.filter(
            Q(reaches_id=practitioner_id) | Q(journey__team_id__in=list(team_ids)),
            cannot_wait=True,
            acknowledged_at__isnull=True,
            settled_at__isnull=True,
        )
        .select_related("person", "reaches")
        .order_by("made_at")
    )


def find_worry(worry_id: UUID) -> Worry | None:
    """Return a worry with its journey and person, or None."""
    return Worry.objects.select_related("journey__person", "person", "reaches").filter(pk=worry_id).first()


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


@dataclass(frozen=True)
class Reach:
    """Whom something reaches, whether they are on duty now, and from when where only a duty to come names them."""

    practitioner: Practitioner
    is_on_duty: bool
    from_at: datetime | None = None


def whom_to_reach(journey: Journey, now: datetime, *, but_not: UUID | None = None) -> Reach | None:
    """Return whom what cannot wait about somebody reaches in their team, by name; `rules.whom_to_reach` chooses."""
    team = _candidates(journey, now)
    return _reach(team, rules.whom_to_reach(map(_weighed, team), now=now, but_not=but_not))


def who_leads_on_safeguarding(journey: Journey, now: datetime, *, raised_by: UUID | None = None) -> Reach | None:
    """Return who would lead on a safeguarding concern about somebody; a rule of that name chooses."""
    team = _candidates(journey, now)
    return _reach(team, rules.who_leads_on_safeguarding(map(_weighed, team), now=now, raised_by=raised_by))


def who_can_be_reached(journey: Journey, now: datetime) -> list[Reach]:
    """Return everybody whom what cannot wait may be sent to: in the team or drawn in, here, and not refused."""
    team = [(one.practitioner, _weighed(one)) for one in _candidates(journey, now)]
    here = [Reach(who, one.is_on_duty(now)) for who, one in team if not one.is_away and not one.is_refused]
    refused = {one.practitioner_id for one in access.refusals(journey.person_id)}
    drawn = [one.practitioner for one in drawn_in(journey.pk) if one.practitioner_id not in refused]
    known = {one.practitioner.pk for one in here}
    here += [Reach(one, False) for one in drawn if one.pk not in known and one.left_at is None]
    return sorted(here, key=lambda one: one.practitioner.called)


def _candidates(journey: Journey, now: datetime) -> list[Membership]:
    """Return who is in a journey's team, each with `is_away`, `is_refused` and `duty_from`. One query."""
    who = OuterRef("practitioner_id")
    duties = Duty.objects.filter(team_id=journey.team_id, practitioner_id=who, ends_at__gt=now).order_by("starts_at")
    return list(
        Membership.objects.filter(places.current(now), team_id=journey.team_id, practitioner__left_at__isnull=True)
        .select_related("practitioner__organisation")
        .annotate(
            is_away=Exists(places.aways(timezone.localdate(now)).filter(practitioner_id=who)),
            is_refused=Exists(access.refusals(journey.person_id).filter(practitioner_id=who)),
            duty_from=Subquery(duties.values("starts_at")[:1]),
        )
    )


def _weighed(one: Membership) -> rules.Candidate:
    read = vars(one)
    return rules.Candidate(
        id=one.practitioner_id,
        called=one.practitioner.called,
        leads=one.leads,
        safeguards=one.safeguards,
        days=tuple(one.days),
        is_away=read["is_away"],
        is_refused=read["is_refused"],
        duty_from=read["duty_from"],
    )


def _reach(team: Iterable[Membership], chosen: rules.Chosen | None) -> Reach | None:
    if chosen is None:
        return None
    named = {one.practitioner_id: one.practitioner for one in team}
    return Reach(named[chosen.id], chosen.is_on_duty, chosen.from_at)

"""Reading the meeting itself: whose it is, who is there, what happened since the one before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from livingwell.conversations.queries import with_who_is_out
from livingwell.journeys.models import Event, Holding
from livingwell.journeys.words import Happened
from livingwell.places.models import Membership, Practitioner, Team
from livingwell.places.queries import current, led_by_them, not_seen, said_to_bring, teams_of, with_brings
from livingwell.places.words import Brought as Brings

from ..models import Brought, Huddle, Present
from ..words import BESIDE, SINCE, SINCE_WITHIN, Outcome

MOST_SINCE, MOST_BESIDE = 300, 60
COLLEAGUES = 300  # in a list to choose from: a team and its partners, many times over
# When a huddle ended: when it was closed, unless nobody thought of closing it until another day.
ENDED = Case(When(closed_at__date=F("on"), then=F("closed_at")), default=F("opened_at"))


@dataclass(frozen=True)
class Colleague:
    """A practitioner as the board needs one: what they bring, from where, and whether they are in the team."""

    id: UUID
    called: str
    role: str
    brings: tuple[Brings, ...]
    organisation: str
    is_in_team: bool

    @property
    def known_for(self) -> str:
        """What they bring, in a line; of somebody who has not said, their role."""
        return ", ".join(one.words for one in self.brings) or self.role


@dataclass(frozen=True)
class Counted:
    """How many times something has happened in a huddle, and how often in the stream since it opened."""

    revision: int
    events: int


@dataclass(frozen=True)
class Happening:
    """Something that happened to somebody, as the stream keeps it."""

    called: str
    person_id: UUID
    kind: str
    at: datetime
    by: str
    about: dict[str, Any]


def _mine(practitioner_id: UUID, now: datetime) -> QuerySet[Huddle]:
    """Return the huddles of the teams somebody is in now: nobody else's are there."""
    in_team = Membership.objects.filter(current(now), practitioner_id=practitioner_id, team_id=OuterRef("team_id"))
    return Huddle.objects.filter(Exists(in_team))


def find_huddle(pk: UUID, *, practitioner_id: UUID, now: datetime) -> Huddle | None:
    """Return a huddle of a team somebody is in, with its team, who is `here`, `since` when and `events`; or None.

    Not there and not yours are the same.
    """
    here = (
        Present.objects.filter(huddle_id=OuterRef("pk"), left_at__isnull=True)
        .order_by("joined_at")
        .values(json=JSONObject(id="id", practitioner="practitioner_id", called="called", organisation="organisation"))
    )
    before = Huddle.objects.filter(team_id=OuterRef("team_id"), on__lt=OuterRef("on")).order_by("-on")
    return (
        _mine(practitioner_id, now)
        .filter(pk=pk)
        .select_related("team__site")
        .annotate(
            here=ArraySubquery(here),
            since=Subquery(before.values(at=ENDED)[:1]),
            events=_events_since(),
            not_seen=not_seen(OuterRef("team_id"), now),
        )
        .first()
    )


def counted_in(pk: UUID, *, practitioner_id: UUID, now: datetime) -> Counted | None:
    """Return how much has happened in a huddle and around it: all that a poll asks when nothing has. One query."""
    rows = _mine(practitioner_id, now).filter(pk=pk).annotate(events=_events_since()).values_list("revision", "events")
    found = rows.first()
    return Counted(*found) if found else None


def counted_of(huddle: Huddle) -> Counted:
    """Return the same of a huddle that `find_huddle` found, as it was when the board was read."""
    return Counted(huddle.revision, vars(huddle)["events"])


def _events_since() -> Coalesce:
    """Return how many events the stream has of the team's people since the huddle opened.

    Counted, not the newest one's time: nothing is ever taken out of the stream, and one that was begun earlier may be
    committed later. A day's events at most, and said to be: with no end to them the database would rather read every
    event there ever was than believe that the index by time finds few.
    """
    since, a_day = OuterRef("opened_at"), timedelta(days=1)
    events = Event.objects.filter(at__gte=since, at__lt=since + a_day, journey__team_id=OuterRef("team_id")).order_by()
    return Coalesce(Subquery(events.values("journey__team_id").annotate(n=Count("pk")).values("n")), 0)


def teams_today(
    practitioner_id: UUID, now: datetime, *, also: Mapping[str, Combinable] = MappingProxyType({})
) -> list[Team]:
    """Return the teams somebody is in, by name, with `huddle`, that of today where there is one, and as `teams_now`.

    `also` is whatever else a room above asks within the one query, by name.
    """
    todays = Huddle.objects.filter(team_id=OuterRef("pk"), on=timezone.localdate(now))
    huddle = todays.values(json=JSONObject(id="id", closed_at="closed_at"))
    return list(teams_now(practitioner_id, now).annotate(huddle=Subquery(huddle[:1]), **also))


def teams_now(practitioner_id: UUID, now: datetime) -> QuerySet[Team]:
    """Return the teams somebody is in, each with who is `out`, who was `not_seen`, and whether they lead (`i_lead`)."""
    me = practitioner_id
    teams = with_who_is_out(teams_of(me, now), me)
    return teams.annotate(not_seen=not_seen(OuterRef("pk"), now), i_lead=led_by_them(OuterRef("pk"), me, now))


def earlier(practitioner_id: UUID, now: datetime) -> QuerySet[Huddle]:
    """Return the huddles of somebody's teams, newest first, with how many were decided and brought back."""
    brought = Brought.objects.filter(huddle_id=OuterRef("pk")).order_by().values("huddle_id")
    decided = brought.filter(outcome=Outcome.DECIDED).annotate(n=Count("pk")).values("n")
    carried = brought.filter(outcome=Outcome.CARRIED).annotate(n=Count("pk")).values("n")
    here = Present.objects.filter(huddle_id=OuterRef("pk"), left_at__isnull=True).order_by().values("huddle_id")
    return (
        _mine(practitioner_id, now)
        .select_related("team__site")
        .annotate(
            decided=Coalesce(Subquery(decided), 0),
            carried=Coalesce(Subquery(carried), 0),
            people_here=Coalesce(Subquery(here.annotate(n=Count("pk")).values("n")), 0),
        )
        .order_by("-on", "team__name")
    )


def colleagues(team: Team, now: datetime) -> list[Colleague]:
    """Return who works in the place, by name, saying who is in the team: all of the team, and of the others the first.

    A nation has more of them than anybody looks through in a list: whoever is not here is found by what they bring.
    """
    in_team = Membership.objects.filter(current(now), team=team, practitioner_id=OuterRef("pk"))
    rows = (
        with_brings(Practitioner.objects.filter(site_id=team.site_id, left_at__isnull=True))
        .annotate(is_in_team=Exists(in_team))
        .order_by("-is_in_team", "called", "organisation__name")
        .values_list("pk", "called", "role", "brings", "organisation__name", "is_in_team")[:COLLEAGUES]
    )
    found = [
        Colleague(key, called, role, said_to_bring(brings), organisation, is_in_team)
        for key, called, role, brings, organisation, is_in_team in rows
    ]
    return sorted(found, key=lambda one: (one.called, one.organisation))


def happened_since(huddle: Huddle, now: datetime) -> list[Happening]:
    """Return what happened to the team's people between the huddle before and the end of this one, newest first."""
    return [Happening(*row) for row in _since(huddle, now, SINCE).order_by("-at")[:MOST_SINCE]]


def mattered_since(huddle: Huddle, now: datetime) -> list[Happening]:
    """Return those that matter most to the room: endings and returns first, the newest of each first."""
    newest = [Happening(*row) for row in _since(huddle, now, BESIDE).order_by("-at")[:MOST_BESIDE]]
    return sorted(newest, key=lambda one: BESIDE.index(Happened(one.kind)))


def _since(huddle: Huddle, now: datetime, kinds: Iterable[str]) -> QuerySet[Event, tuple[Any, ...]]:
    since = getattr(huddle, "since", None) or huddle.opened_at - timedelta(days=SINCE_WITHIN)
    # From the team's people to their moments, as the stream is kept, and never through everybody's of those days.
    still = Q(journey__ended_at__isnull=True) | Q(journey__ended_at__gt=since - timedelta(days=1))
    theirs = Event.objects.filter(still, journey__team_id=huddle.team_id, person_id=F("journey__person_id"))
    return theirs.filter(at__gt=since, at__lte=huddle.closed_at or now, kind__in=list(kinds)).values_list(
        "person__called", "person_id", "kind", "at", "by_called", "about"
    )


def brought_back_to(huddle: Huddle) -> list[Happening]:
    """Return whom the huddle before brought back to this one.

    Read of what that huddle kept: the stream is the person's to read, and says only that the team thought together.
    """
    before = Huddle.objects.filter(team_id=huddle.team_id, on__lt=huddle.on).order_by("-on").values("pk")[:1]
    rows = Brought.objects.filter(huddle=Subquery(before), outcome=Outcome.CARRIED).values_list(
        "person__called", "person_id", "outcome", "decided_at", "decided_by"
    )
    return [Happening(who, key, kind, at or huddle.opened_at, by, {}) for who, key, kind, at, by in rows]


def open_journeys(team_id: UUID) -> list[tuple[UUID, str]]:
    """Return whom the team is alongside, as (journey, called), by name: to bring somebody who is on no list."""
    rows = Holding.objects.filter(team_id=team_id, until__isnull=True, journey__ended_at__isnull=True)
    return list(rows.order_by("person__called").values_list("journey_id", "person__called"))

"""Reading what is looked over. The database shows each only what is theirs to see."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, DateTimeField, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.utils import timezone

from livingwell.access.models import Refusal, Tie
from livingwell.access.queries import still
from livingwell.access.words import Kind
from livingwell.places import queries as places
from livingwell.places.models import Membership, Practitioner

from .. import rules
from ..models import Matter, Moment, Said, Whom
from ..words import Came, Happened

MINE = 20


class _ToReview(Func):
    """Whether the viewer may look a matter over, as the database decides it."""

    template = "%(expressions)s in (select gate.glass_to_review())"
    output_field = BooleanField()
    conditional = True


class _ReviewedAt(Func):
    """When a matter was looked over, for whoever may see that there is one."""

    function = "gate.glass_reviewed_at"
    output_field = DateTimeField()


@dataclass(frozen=True)
class Glass:
    """A broken glass, as the person it opened and whoever is alongside read of it."""

    practitioner_id: UUID
    called: str
    role: str
    organisation: str
    why: str
    at: datetime
    open_until: datetime
    reviewed_at: datetime | None
    words: str


def find_matter(matter_id: UUID) -> Matter | None:
    """Return a matter that is the viewer's own or theirs to look over, or None."""
    theirs = Matter.objects.annotate(to_review=_ToReview(F("pk")), reviewed_at=_ReviewedAt(F("pk")))
    ended = Exists(Moment.objects.filter(matter=OuterRef("pk"), kind=Happened.ENDED))
    return (
        theirs.annotate(ended=ended)
        .select_related("practitioner__organisation", "said")
        .filter(Q(to_review=True) | Q(practitioner_id=Func(function="gate.viewer_ref")))
        .filter(pk=matter_id)
        .first()
    )


def own(practitioner_id: UUID) -> Sequence[Matter]:
    """Return the glasses somebody broke, and what was asked about their looking, newest first."""
    mine = Matter.objects.filter(practitioner_id=practitioner_id).annotate(
        reviewed_at=_ReviewedAt(F("pk")),
        ended=Exists(Moment.objects.filter(matter=OuterRef("pk"), kind=Happened.ENDED)),
    )
    return list(mine.order_by("-at")[:MINE])


def to_review() -> Sequence[Matter]:
    """Return what the viewer may look over, what waits first: the longest waiting, and then the newest done."""
    theirs = (
        Matter.objects.annotate(to_review=_ToReview(F("pk")))
        .filter(to_review=True)
        .select_related("said")
        .annotate(reviewed=Exists(Moment.objects.filter(matter=OuterRef("pk"), kind=Happened.REVIEWED)))
    )
    waiting = list(theirs.filter(reviewed=False).order_by("at"))
    return waiting + list(theirs.filter(reviewed=True).order_by("-at")[:MINE])


def waiting_here() -> dict[str, Combinable]:
    """Return, to be asked within another query, how much waits for the viewer: `to_look_over`, and `asked_of_me`."""
    return {"to_look_over": _HowMany(template=TO_LOOK_OVER), "asked_of_me": _HowMany(template=ASKED_OF_ME)}


class _HowMany(Func):
    """A number that is the same for every row of the query it stands in, so it is counted once."""

    output_field = IntegerField()


TO_LOOK_OVER = """(
select count(*) from gate.glass_to_review() one
 where not exists (select 1 from glass_moment o where o.matter_id = one and o.kind = 'reviewed'))"""
ASKED_OF_ME = """(
select count(*) from glass_matter m
 where m.came = 'noticed' and m.id in (select gate.glass_own())
   and not exists (select 1 from glass_moment o where o.matter_id = m.id and o.kind in ('reviewed', 'answered')))"""


def moments_of(matter: Matter) -> list[Moment]:
    """Return what happened to a matter, oldest first."""
    return list(Moment.objects.filter(matter=matter).select_related("told").order_by("at"))


def looks_of(matter: Matter) -> list[tuple[str, datetime, UUID | None]]:
    """Return (page, when, who) of the looks a matter rests on; who only where the viewer may see them anyway."""
    with connection.cursor() as cursor:
        cursor.execute("select page, at, whose from gate.glass_looks(%s)", [matter.pk])
        return cursor.fetchall()


def opened_by(matter: Matter) -> Whom | None:
    """Return whom a glass opened, for whoever broke it or may read who has looked; None for anybody else."""
    return Whom.objects.select_related("person").filter(matter_id=matter.pk).first()


def glasses_of(person_id: UUID) -> list[Glass]:
    """Return the glasses by which somebody was opened, newest first; of the words, those that may be read."""
    opened = Whom.objects.filter(person_id=person_id).values("matter_id")
    words = Subquery(Said.objects.filter(matter=OuterRef("pk")).values("words")[:1])
    matters = Matter.objects.filter(pk__in=opened).annotate(reviewed_at=_ReviewedAt(F("pk")), said_words=words)
    return [
        Glass(
            practitioner_id=one.practitioner_id,
            called=one.by_called,
            role=one.by_role,
            organisation=one.by_organisation,
            why=one.why,
            at=one.at,
            open_until=one.open_until or one.at,
            reviewed_at=one.reviewed_at,
            words=one.said_words or "",
        )
        for one in matters.order_by("-at")
    ]


# -- for the worker --------------------------------------------------------------------------------------------------
def untold(now: datetime) -> list[UUID]:
    """Return the matters of which nobody was told yet, and those handed on and told to nobody since."""
    told = Moment.objects.filter(matter=OuterRef("pk"), kind__in=[Happened.TOLD, Happened.NOBODY])
    handed = Moment.objects.filter(matter=OuterRef("pk"), kind=Happened.HANDED_ON)
    since = told.filter(at__gt=Subquery(handed.order_by("-at").values("at")[:1]))
    waiting = Matter.objects.filter(Q(~Exists(told)) | (Q(Exists(handed)) & ~Q(Exists(since))))
    return list(waiting.order_by("at").values_list("pk", flat=True))


def leads_for(matter: Matter, now: datetime) -> list[rules.Lead]:
    """Return everybody who could be told of a matter, as choosing among them needs them."""
    members = Membership.objects.filter(
        places.current(now), practitioner__site_id=matter.practitioner.site_id, practitioner__left_at__isnull=True
    ).select_related("practitioner")
    teams: dict[Practitioner, list[Membership]] = defaultdict(list)
    for one in members:
        teams[one.practitioner].append(one)
    told = dict(
        Moment.objects.filter(kind=Happened.TOLD).order_by("at").values_list("told_id", "at")  # the last one stands
    )
    away = set(places.aways(timezone.localdate(now)).values_list("practitioner_id", flat=True))
    refused = set(_refused(matter))
    return [
        rules.Lead(
            id=who.pk,
            called=who.called,
            teams=frozenset(one.team_id for one in theirs),
            leads=frozenset(one.team_id for one in theirs if one.leads),
            safeguards=any(one.safeguards for one in theirs),
            is_away=who.pk in away,
            is_refused=who.pk in refused,
            told_at=told.get(who.pk),
        )
        for who, theirs in teams.items()
    ]


def teams_alongside(matter: Matter) -> set[UUID]:
    """Return the teams that are alongside whoever a glass opened, now."""
    people = Whom.objects.filter(matter_id=matter.pk).values("person_id")
    ties = still(Tie.objects.filter(person_id__in=people, party_kind=Kind.TEAM))
    return set(ties.values_list("party_id", flat=True))


def _refused(matter: Matter) -> Iterable[Any]:
    people = Whom.objects.filter(matter_id=matter.pk).values("person_id")
    return still(Refusal.objects.filter(person_id__in=people)).values_list("practitioner_id", flat=True)


def told_of(matter: Matter) -> QuerySet[Moment]:
    """Return who was told of a matter so far."""
    return Moment.objects.filter(matter=matter, kind=Happened.TOLD)


def is_handed_on(matter: Matter) -> bool:
    return Moment.objects.filter(matter=matter, kind=Happened.HANDED_ON).exists()


def broken_since(since: datetime) -> list[tuple[UUID, datetime]]:
    """Return by whom and when each glass was broken, found or not."""
    broken = Matter.objects.filter(came__in=[Came.OPENED, Came.MISSED], at__gte=since)
    return list(broken.values_list("practitioner_id", "at"))

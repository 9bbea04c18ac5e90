"""Reading what booking needs: when those who come are there and free, what suits somebody, what would remind them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from livingwell.lib.hours import Hours
from livingwell.people import queries as people
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import PartOfDay
from livingwell.places import queries as places
from livingwell.places.models import Membership, Practitioner

from ..models import Conversation, Move, Reminder
from ..rules import Diary, Wish, in_the_way, offered, reminded_at
from ..rules.offering import Span
from ..words import State

OFFERED_WITHIN = timedelta(days=21)
LIMIT = 500


def find_wish(person: Person) -> Wish:
    """Return when somebody said is good for them."""
    known = set(PartOfDay)
    return Wish(frozenset(person.good_days), frozenset(PartOfDay(one) for one in person.good_parts if one in known))


def diaries_of(
    practitioner_ids: Sequence[UUID], *, now: datetime, until: datetime, but_not: UUID | None = None
) -> list[Diary]:
    """Return when each of these could come, in three queries. `but_not` is the conversation that is being moved."""
    taken = _taken(practitioner_ids, now, until, but_not)
    members = list(Membership.objects.filter(places.current(now), practitioner_id__in=practitioner_ids))
    aways = places.STANDING.filter(practitioner_id__in=practitioner_ids, until_on__gte=timezone.localdate(now))
    absences = [(one.practitioner_id, one.from_on, one.until_on) for one in aways]
    return [
        Diary(
            **_hours([one for one in members if one.practitioner_id == who]),
            away=tuple((a, b) for whose, a, b in absences if whose == who),
            taken=tuple((a, b) for whose, a, b in taken if whose == who),
        )
        for who in practitioner_ids
    ]


def _hours(members: Sequence[Membership]) -> dict[str, Any]:
    """Return the days and hours somebody works, in all their teams together: where one says none, the place's."""
    opens, shuts = ([getattr(one, name) for one in members] for name in ("opens", "shuts"))
    return {
        "days": frozenset(day for one in members for day in one.days),
        "opens": min(opens) if opens and all(opens) else None,
        "shuts": max(shuts) if shuts and all(shuts) else None,
    }


def _taken(
    who: Iterable[UUID], since: datetime, until: datetime, but_not: UUID | None
) -> list[tuple[UUID, datetime, datetime]]:
    with connection.cursor() as cursor:
        cursor.execute("select * from gate.taken(%s, %s, %s, %s)", [list(who), since, until, but_not])
        return cursor.fetchall()


def offers_for(
    person: Person,
    who: Sequence[UUID],
    *,
    hours: Hours,
    now: datetime,
    lasts: int = 60,
    most: int = 6,
    but_not: UUID | None = None,
) -> list[datetime]:
    """Return the soonest times at which all of these could come to somebody, and that suit them."""
    until = now + OFFERED_WITHIN
    diaries = diaries_of(who, now=now, until=until, but_not=but_not)
    return offered(
        diaries,
        hours,
        find_wish(person),
        now=now,
        until=timezone.localdate(until),
        lasts=timedelta(minutes=lasts),
        most=most,
    )


def what_is_in_the_way(
    practitioners: Sequence[Practitioner], at: datetime, lasts: int, *, but_not: UUID | None = None
) -> tuple[Practitioner, Span | None] | None:
    """Return whoever of these has something already at this time, from when until when; no span where they are away."""
    day = timedelta(days=1)
    diaries = diaries_of([one.pk for one in practitioners], now=at, until=at + day, but_not=but_not)
    for one, diary in zip(practitioners, diaries, strict=True):
        span = in_the_way(diary, at, timedelta(minutes=lasts))
        if span or diary.is_away(timezone.localdate(at)):
            return one, span
    return None


def moves_of(conversation_id: UUID) -> list[Move]:
    """Return how a conversation was moved, the first time first."""
    return list(Move.objects.filter(conversation_id=conversation_id).order_by("moved_at"))


def reminder_of(conversation_id: UUID) -> Reminder | None:
    """Return what reminds somebody of a conversation as it now stands, with its message, or None."""
    standing = Reminder.objects.filter(conversation_id=conversation_id, ended_at__isnull=True)
    return standing.select_related("message__way").first()


def reminding_way(person_id: UUID) -> WayToReach | None:
    """Return the way on which somebody agreed to be reminded, or None where they agreed to none."""
    return people.ways_to_reach(person_id).filter(reminds_hours__isnull=False, may_message=True).first()


def to_be_reminded(now: datetime) -> list[Conversation]:
    """Return what is to come and nothing reminds of yet, where somebody agreed to be reminded. For workers.

    Where they also said when they may be reached, only somebody who has read that chooses the moment: not here.
    """
    ways = WayToReach.objects.filter(reminds_hours__isnull=False, may_message=True, until__isnull=True, when="")
    coming = Conversation.objects.filter(state=State.PLANNED, at__gt=now, person_id__in=ways.values("person_id"))
    standing = Reminder.objects.filter(conversation_id=OuterRef("pk"), ended_at__isnull=True)
    return list(coming.filter(~Exists(standing)).select_related("person", "practitioner").order_by("at")[:LIMIT])


def own_coming(person_id: UUID, now: datetime) -> list[Conversation]:
    """Return what is planned with somebody and still to come, soonest first. For themselves."""
    coming = Conversation.objects.filter(person_id=person_id, state=State.PLANNED, at__gt=now)
    return list(coming.select_related("practitioner", "also", "journey__site", "journey__team").order_by("at"))


def when_reminded(way: WayToReach, at: datetime) -> datetime:
    """Return when a reminder agreed on a way goes, for a conversation at `at`."""
    return reminded_at(at, way.reminds_hours or 0)

"""Who looked at whom, and what they did: as the rules read it, for the worker alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain
from uuid import UUID

from livingwell.access.models import Look
from livingwell.access.words import Kind
from livingwell.huddles.models import Brought, Present
from livingwell.journeys.models import Event, Journey
from livingwell.messages.models import Message
from livingwell.people.models import Person, WayToReach
from livingwell.people.rules.doubles import Marks
from livingwell.people.words import Channel
from livingwell.places.models import Duty, Practitioner

from .. import rules
from ..models import Matter
from ..rules.unusual import DAYS, GLASSES_WITHIN, NOTHING_DONE_FOR
from ..words import Came
from .matters import broken_since


def facts_of(now: datetime) -> rules.Facts:
    """Return what the rules read of the last days: in as many queries whatever there is."""
    since = now - timedelta(days=DAYS)
    looks = tuple(_looks(since))
    people = {one.person for one in looks}
    practitioners = {one.pk: one for one in Practitioner.objects.filter(left_at__isnull=True).select_related("account")}
    called = dict(Person.objects.filter(pk__in=people).values_list("pk", "called"))
    return rules.Facts(
        looks=tuple(one for one in looks if one.by in practitioners),
        done=tuple(_done(people, since - NOTHING_DONE_FOR)),
        ended=_ended(people),
        colleagues=_colleagues(people, practitioners.values()),
        glasses=tuple(one for one in broken_since(now - GLASSES_WITHIN) if one[0] in practitioners),
        duties=tuple(Duty.objects.filter(ends_at__gt=since).values_list("practitioner_id", "starts_at", "ends_at")),
        names=called | {pk: one.full_name for pk, one in practitioners.items()},
    )


def asked_since(since: datetime) -> set[tuple[str, UUID, UUID | None]]:
    """Return what was asked since then: the rule, of whom, and about whom, where it was about one person."""
    asked = list(Matter.objects.filter(came=Came.NOTICED, at__gte=since).values_list("why", "practitioner_id", "looks"))
    whose = dict(Look.objects.filter(pk__in=[pk for *_, looks in asked for pk in looks]).values_list("pk", "person_id"))
    found: set[tuple[str, UUID, UUID | None]] = set()
    for rule, by, looks in asked:
        people = {whose[pk] for pk in looks if pk in whose}
        found.add((rule, by, next(iter(people)) if len(people) == 1 else None))
    return found


def _looks(since: datetime) -> Iterator[rules.Looked]:
    looks = Look.objects.filter(by_kind=Kind.PRACTITIONER, at__gte=since)
    for pk, by, person, page, at in looks.values_list("pk", "by_id", "person_id", "page", "at"):
        if by is not None:
            yield rules.Looked(pk, by, person, page, at)


def _done(people: Collection[UUID], since: datetime) -> Iterator[rules.Did]:
    """Yield what each did: what happened by them, what they wrote to somebody, a huddle about somebody they were in."""
    events = Event.objects.filter(by_kind=Kind.PRACTITIONER, at__gte=since, person_id__in=people)
    written = Message.objects.filter(by_id__isnull=False, made_at__gte=since, person_id__in=people)
    by_them = chain(
        events.values_list("by_id", "person_id", "at"), written.values_list("by_id", "person_id", "made_at")
    )
    yield from (rules.Did(by, person, at) for by, person, at in by_them if by is not None)
    there: dict[UUID, list[UUID]] = defaultdict(list)
    present = Present.objects.filter(practitioner__isnull=False, joined_at__gte=since)
    for huddle, who in present.values_list("huddle_id", "practitioner_id"):
        there[huddle].append(who)
    brought = Brought.objects.filter(huddle_id__in=list(there), person_id__in=people)
    for huddle, person, at in brought.values_list("huddle_id", "person_id", "huddle__opened_at"):
        yield from (rules.Did(who, person, at) for who in there[huddle])


def _ended(people: Collection[UUID]) -> dict[UUID, datetime]:
    """Return when the newest journey of each ended, of those who have none that is open."""
    ended: dict[UUID, datetime] = {}
    is_open: set[UUID] = set()
    for person, at in Journey.objects.filter(person_id__in=people).values_list("person_id", "ended_at"):
        if at is None:
            is_open.add(person)
        else:
            ended[person] = max(at, ended.get(person, at))
    return {person: at for person, at in ended.items() if person not in is_open}


def _colleagues(people: Collection[UUID], practitioners: Iterable[Practitioner]) -> dict[UUID, UUID]:
    """Return which practitioner a person also is, by the number or the email by which both are reached."""
    known: dict[str, UUID] = {}
    for one in practitioners:
        known |= dict.fromkeys(_marks([(Channel.CALL, one.reached_by)]), one.pk)
        if one.account is not None:
            known |= dict.fromkeys(_marks([(Channel.EMAIL, one.account.email)]), one.pk)
    ways = WayToReach.objects.filter(person_id__in=people).exclude(channel=Channel.LETTER)
    found: dict[UUID, UUID] = {}
    for person, channel, value in ways.values_list("person_id", "channel", "value"):
        for mark in _marks([(channel, value)]):
            if mark in known:
                found[person] = known[mark]
    return found


def _marks(ways: Iterable[tuple[str, str]]) -> frozenset[str]:
    marks = Marks.of("", ways)
    return marks.numbers | marks.emails

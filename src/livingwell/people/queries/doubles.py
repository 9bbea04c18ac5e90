"""Who is written down twice, as far as the viewer may see both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Func, JSONField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject, Lower, Right

from livingwell.access.queries import begun_from_seen
from livingwell.access.words import Part
from livingwell.lib.names import begin_alike

from .. import rules
from ..models import Double, Person, WayToReach
from ..words import Alike, Channel

MOST = 300  # people compared with one: those who share a number first
# Everybody who is one with any of these, however many steps away; by rows that the viewer may see, so both of each.
ONE_WITH = """
with recursive found(id) as (
  select unnest(%s::uuid[])
  union
  select near.id from found cross join lateral (
    select d.other_id as id from people_double d where d.person_id = found.id and d.is_one and d.until is null
    union all
    select d.person_id from people_double d where d.other_id = found.id and d.is_one and d.until is null
  ) near
)
select d.id, d.person_id, d.other_id, one.called as one_called, other.called as other_called
  from people_double d
  join found on found.id = d.person_id
  join people_person one on one.person_id = d.person_id
  join people_person other on other.person_id = d.other_id
 where d.is_one and d.until is null
"""


@dataclass(frozen=True)
class Also:
    """Somebody as they are also written down."""

    person_id: UUID
    called: str

    @classmethod
    def read(cls, rows: Iterable[Mapping[str, str]]) -> "tuple[Also, ...]":
        """Return them of what `one_with` answered."""
        return tuple(cls(UUID(row["id"]), row["called"]) for row in rows)


@dataclass(frozen=True)
class Offer:
    """Somebody who is perhaps the same person, and why it is thought so."""

    person_id: UUID
    called: str
    why: tuple[Alike, ...]


class _OneWith(Func):
    """No function of the database: in one the policies are worked out anew for every row, and here once a query."""

    template = """(
with recursive found(id) as (
  select %(expressions)s
  union
  select near.id from found cross join lateral (
    select d.other_id as id from people_double d where d.person_id = found.id and d.is_one and d.until is null
    union all
    select d.person_id from people_double d where d.other_id = found.id and d.is_one and d.until is null
  ) near
)
select coalesce(jsonb_agg(jsonb_build_object('id', p.person_id, 'called', p.called) order by p.called), '[]')
  from found join people_person p on p.person_id = found.id
 where found.id <> %(expressions)s)"""


def one_with(person: str) -> Func:
    """Return, as part of a query, as whom else each row's person is written down: for `Also.read`."""
    return _OneWith(F(person), output_field=JSONField())


def also_written_down(person_ids: Iterable[UUID]) -> Mapping[UUID, tuple[Also, ...]]:
    """Return, for each of these who is said to be one with others, those others, by name. One query."""
    rows = list(Double.objects.raw(ONE_WITH, [list(person_ids)]))
    called = {row.person_id: vars(row)["one_called"] for row in rows}
    called |= {row.other_id: vars(row)["other_called"] for row in rows}
    return {
        key: tuple(sorted((Also(each, called[each]) for each in group - {key}), key=lambda also: also.called))
        for key, group in rules.together((row.person_id, row.other_id) for row in rows).items()
    }


def doubles_of(person_id: UUID) -> QuerySet[Double]:
    """Return what has been said of somebody and another, newest first, what was taken back too."""
    return (
        Double.objects.filter(Q(person_id=person_id) | Q(other_id=person_id))
        .select_related("person", "other")
        .order_by("-said_at")
    )


def said_of_both(one: UUID, other: UUID) -> list[Double]:
    """Return what has been said of two, the newest first."""
    return list(doubles_of(one).filter(Q(person_id=other) | Q(other_id=other)))


def find_double(double_id: UUID) -> Double | None:
    """Return what was said of two people, with both, or None: not there and not theirs to see are the same."""
    return Double.objects.select_related("person", "other").filter(pk=double_id).first()


def offers_for(person: Person, ways: Iterable[WayToReach]) -> list[Offer]:
    """Return who, of those the viewer may see, is perhaps the same person, and has not been said to be or not.

    The database narrows to the viewer's own people before any name is compared: nobody else can be learnt of by an
    answer, a count, or the time it takes. `ways` are those to reach them by. One query.
    """
    one = rules.Marks.of(person.called, [(way.channel, way.value) for way in ways])
    found = []
    for other in _near(person, one):
        known = rules.Marks.of(other.called, [(way["channel"], way["value"]) for way in vars(other)["their_ways"]])
        if why := rules.why_perhaps_one(one, known):
            found.append(Offer(other.pk, other.called, why))
    return sorted(found, key=lambda offer: (-len(offer.why), offer.called))


def _near(person: Person, one: rules.Marks) -> QuerySet[Person]:
    """Return whom it is worth comparing with somebody: who shares a number or an address, or whose name begins so."""
    ways = WayToReach.objects.filter(person_id=OuterRef("pk"), until__isnull=True)
    said = Double.objects.filter(
        Q(person_id=person.pk, other_id=OuterRef("pk")) | Q(other_id=person.pk, person_id=OuterRef("pk")),
        until__isnull=True,
    )
    begins = Q(called__iregex=rf"(^|[ '-])[{begin_alike(person.called)}]") if begin_alike(person.called) else Q()
    shares = Exists(_same_way(ways, one))
    return (
        begun_from_seen(Person.objects.filter(begins | shares, ~Exists(said)), Part.WHO)
        .exclude(pk=person.pk)
        .annotate(
            shares=shares, their_ways=ArraySubquery(ways.values(json=JSONObject(channel="channel", value="value")))
        )
        .order_by("-shares", "called", "pk")[:MOST]
    )


def _same_way(ways: QuerySet[WayToReach], one: rules.Marks) -> QuerySet[WayToReach]:
    figures = Func(F("value"), Value("[^0-9]"), Value(""), Value("g"), function="regexp_replace")
    return (
        ways.exclude(channel=Channel.THROUGH)
        .annotate(figures=Right(figures, 10), lower=Lower("value"))
        .filter(Q(figures__in=one.numbers) | Q(lower__in=one.emails))
    )

"""Teams for many people, and who is in each: for every colleague of those who lived the patterns, a few alike."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db.models import Model
from psycopg import sql

from livingwell.conversations.models import Guide
from livingwell.huddles.models import Huddle, Present
from livingwell.places.models import Duty, Membership, Organisation, Practitioner, Site, Team

from . import names
from .parts import Colleague, Crew, huddle_of, key_from
from .patterns import Around
from .rows import days

PEOPLE = 5000  # of a team, of whom most have stepped out: as many in a place of any size
COLLEAGUES = 17  # in a team that size: one for each three hundred people
PRESENT = 4  # at a huddle
EARLIER = 104  # weeks, that the first of them came before the patterns did
PLACES = [
    "Mill",
    "Harbour",
    "Orchard",
    "Quarry",
    "Abbey",
    "Market",
    "Station",
    "Meadow",
    "Bridge",
    "Castle",
    "Chapel",
    "Foundry",
    "Canal",
    "Priory",
    "Weir",
]
ENDS = [
    "Lane",
    "Street",
    "Row",
    "Green",
    "End",
    "Hill",
    "Bank",
    "Court",
    "Cross",
    "Gate",
    "Fields",
    "Side",
    "Walk",
    "Yard",
    "Common",
]


@dataclass
class Crews:
    """Every team that people will be with, and the rows that are to be written for those that are new."""

    crews: list[Crew] = field(default_factory=list)
    rows: list[Model] = field(default_factory=list)


def around(site: Site, team: Team) -> Around:
    """Return what the lives that were lived with a team have in common."""
    stays = [site.pk, *_keys(Organisation.objects.all()), *_keys(Guide.objects.all())]
    return Around(
        teams={team.pk.bytes: team.name},
        colleagues=tuple((one.pk.bytes, one.called, one.full_name) for one in _practitioners(site)),
        huddles={pk.bytes: days(on) for pk, on in Huddle.objects.filter(team=team).values_list("pk", "on")},
        stays=frozenset(key.bytes for key in stays),
    )


def make_crews(site: Site, team: Team, people: int, random: Random) -> Crews:
    """Return that team, and as many more like it as so many people need, each with a name of its own."""
    made = Crews()
    lived = list(Huddle.objects.filter(team=team))
    here = set(Membership.objects.filter(team=team, until=None).values_list("practitioner_id", flat=True))
    present = [place for place, one in enumerate(_practitioners(site)) if one.pk in here][:PRESENT]
    for number in range(max(1, round(people / PEOPLE))):
        own = team if number == 0 else Team(site=site, slug=f"many-{number}", name=_name_of(number))
        huddles = {days(one.on): one.pk.bytes for one in lived} if number == 0 else {}
        crew = Crew(own.pk.bytes, own.name, _colleagues(made, team, own, people, random), huddles)
        made.crews.append(crew)
        if number:
            made.rows.append(own)
            made.rows += _duties(team, own, crew, site)
        made.rows += _huddles(lived, own, [crew.colleagues[one][0] for one in present])
    return made


def in_order(rows: Iterable[Model]) -> Iterator[tuple[type[Model], list[Model]]]:
    """Yield what is to be written of each model, each after those that it leads to."""
    kept: dict[type[Model], list[Model]] = {
        kind: [] for kind in (Team, Practitioner, Membership, Duty, Huddle, Present)
    }
    for one in rows:
        kept[type(one)].append(one)
    yield from kept.items()


def copy_in(cursor: Any, model: type[Model], rows: Iterable[Model]) -> None:
    """Copy some rows of one model into its table."""
    fields = model._meta.concrete_fields
    statement = sql.SQL("copy {table} ({columns}) from stdin").format(
        table=sql.Identifier(model._meta.db_table),
        columns=sql.SQL(", ").join([sql.Identifier(str(one.column)) for one in fields]),
    )
    with cursor.copy(statement) as copied:
        for row in rows:
            copied.write_row([getattr(row, one.attname) for one in fields])


def _keys(rows: Any) -> list[UUID]:
    return list(rows.values_list("pk", flat=True))


def _practitioners(site: Site) -> list[Practitioner]:
    return list(Practitioner.objects.filter(site=site).order_by("called", "pk"))


def _name_of(number: int) -> str:
    """Return a team's name; after every street has one, they begin again with a number."""
    again, which = divmod(number, len(PLACES) * len(ENDS))
    place, end = divmod(which, len(ENDS))
    return f"{PLACES[place]} {ENDS[end]} Living Well Team" + (f" {again + 1}" if again else "")


def _colleagues(made: Crews, lived: Team, own: Team, people: int, random: Random) -> tuple[tuple[Colleague, ...], ...]:
    """Return who does in a team what each colleague of the patterns did; whoever is new is among the rows."""
    places = list(Membership.objects.filter(team=lived, until=None))
    memberships = {one.practitioner_id: one for one in places}
    in_team = max(len(places), round(COLLEAGUES * min(1, people / PEOPLE)))
    alike, found = [], 0
    for one in _practitioners(own.site):
        membership = memberships.get(one.pk)
        many = 1
        if membership is not None:
            many = in_team // len(places) + (found < in_team % len(places))
            found += 1
        group = [Colleague(one.pk.bytes, one.called, one.full_name)] if own.pk == lived.pk else []
        group += [_newcomer(made, one, own, membership, random) for _ in range(many - len(group))]
        alike.append(tuple(group))
    return tuple(alike)


def _newcomer(made: Crews, like: Practitioner, team: Team, membership: Membership | None, random: Random) -> Colleague:
    called = names.given(random)
    new = Practitioner(
        pk=UUID(bytes=key_from(random.randbytes(16))),
        site_id=like.site_id,
        organisation_id=like.organisation_id,
        called=called,
        full_name=f"{called} {names.family(random)}",
        role=like.role,
    )
    made.rows.append(new)
    if membership is not None:
        made.rows.append(
            Membership(
                practitioner=new,
                team=team,
                leads=membership.leads,
                safeguards=membership.safeguards,
                days=membership.days,
                since=membership.since,
            )
        )
    return Colleague(new.pk.bytes, new.called, new.full_name)


def _duties(lived: Team, own: Team, crew: Crew, site: Site) -> Iterator[Duty]:
    """Yield who is on duty for a new team, as somebody is for the one that it is like."""
    alike = {one.pk: group for one, group in zip(_practitioners(site), crew.colleagues, strict=True)}
    for number, duty in enumerate(Duty.objects.filter(team=lived)):
        group = alike[duty.practitioner_id]
        turn = UUID(bytes=group[number % len(group)].key)
        yield Duty(team=own, practitioner_id=turn, starts_at=duty.starts_at, ends_at=duty.ends_at)


def _huddles(lived: Sequence[Huddle], own: Team, present: Sequence[Colleague]) -> Iterator[Model]:
    """Yield a team's huddles: on each day that the patterns had one, and on the same weekdays for two years before."""
    there: set[date] = set() if own._state.adding else {one.on for one in lived}
    for one in lived:
        for weeks in range(EARLIER + 1):
            earlier = timedelta(weeks=weeks)
            if one.on - earlier not in there:
                there.add(one.on - earlier)
                yield from _huddle(one, own, earlier, present)


def _huddle(like: Huddle, team: Team, earlier: timedelta, present: Sequence[Colleague]) -> Iterator[Model]:
    on = like.on - earlier
    huddle = Huddle(
        pk=UUID(bytes=huddle_of(team.pk.bytes, days(on))),
        team=team,
        on=on,
        opened_at=like.opened_at - earlier,
        opened_by=present[0].called,
        closed_at=like.closed_at and like.closed_at - earlier,
        closed_by=like.closed_by and present[0].called,
        revision=like.revision,
    )
    yield huddle
    for one in present:
        yield Present(
            huddle=huddle,
            practitioner_id=UUID(bytes=one.key),
            called=one.called,
            joined_at=huddle.opened_at,
            left_at=huddle.closed_at,
        )

"""A town with two people in it and everybody who could want to look at them, committed for as long as a module lasts.

Marek was introduced by his brother Piotr; Ama came by herself. Both stepped out and came back, so that every table has
a row. What these rows may tell whom is said, by hand, in `test_who_sees_what.py`.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import neighbourhood
from access.sql import signed
from django.db import connection
from django.utils import timezone

from livingwell.access import actions as access
from livingwell.access.naming import named
from livingwell.access.words import Viewer
from livingwell.glass import actions as glass
from livingwell.glass.rules import Sought
from livingwell.glass.words import Why
from livingwell.huddles import actions as huddles
from livingwell.huddles.jobs import WORKER
from livingwell.introductions.models import Introduction
from livingwell.introductions.rules import Introducer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Ending, StepBy, TriedBy, TryOutcome
from livingwell.people import actions as people
from livingwell.people.models import Double, Person
from livingwell.people.words import Channel, GivenBy
from livingwell.places import actions as places
from livingwell.places.models import Organisation, Practitioner, Team
from livingwell.places.queries import packs
from livingwell.website.database.engine.base import owning


@dataclass(frozen=True)
class Somebody:
    """A person of the scene, and the introduction they came by."""

    person_id: UUID
    introduction_id: UUID
    journey_id: UUID


@dataclass(frozen=True)
class Scene:
    place: neighbourhood.Place
    marek: Somebody
    ama: Somebody
    practitioners: dict[str, Practitioner]


def set_scene() -> Scene:
    """Make the scene through the actions. Everything is committed."""
    place = neighbourhood.find_place()
    more = _take_on(place)
    confided = Introducer("Piotr", "his brother", they_agreed=True, in_confidence="He drinks alone.")
    marek = _walk(place, neighbourhood.introduce_another(place, "Marek", introducer=confided), more)
    ama = _walk(place, neighbourhood.introduce(place, "Ama"), more)
    _say_who_is_one(place, marek, ama)
    with neighbourhood.as_(place.tom) as tom:
        journeys.leave_team(practitioner=more["left"], team=place.team, by=tom)
        journeys.leave_team(practitioner=more["moved on"], team=place.team, by=tom)
    _break_the_glass(place, (marek, ama), more)
    with owning(connection), named(WORKER):
        huddles.write_morning_copy(team=place.team, now=timezone.localtime(), by=WORKER)
    everybody = {
        "in the team": place.shanice,
        "leads the team": place.tom,
        "in another team": place.callum,
        "drawn in": place.maggie,
        "leads on safeguarding": place.ros,
        "refused": place.dev,
        **more,
    }
    return Scene(place, marek, ama, everybody)


def _take_on(place: neighbourhood.Place) -> dict[str, Practitioner]:
    teams = {
        "drawn in, then out": [],
        "refused while drawn in": [place.team],
        "in both teams": [place.team, place.other_team],
        "left": [place.team],
        "moved on": [place.team, place.other_team],
        "broke the glass": [place.other_team],
        "broke it an hour ago": [place.other_team],
        "broke it and was refused": [place.other_team],
    }
    with owning(connection):
        harbour = Organisation.objects.get(site=place.site, slug="harbour")
        return {what: _join(place, harbour, what, where) for what, where in teams.items()}


def _join(place: neighbourhood.Place, organisation: Organisation, what: str, teams: list[Team]) -> Practitioner:
    return places.join(
        site=place.site, organisation=organisation, called=what, full_name=what, role="support worker", teams=teams
    )


def _walk(place: neighbourhood.Place, journey: Journey, more: dict[str, Practitioner]) -> Somebody:
    """Walk somebody through everything that can happen to them, as the team's lead."""
    introduction_id = _introduction(place, journey)
    with neighbourhood.as_(place.tom) as tom:
        _be_alongside(place, journey, tom)
        journeys.end(journey=journey, ending=Ending.STEPPED_OUT, words="Enough for now", by=tom)
        ended = Journey.objects.select_related("team__site").get(pk=journey.pk)
        again = journeys.return_(last=ended, pack=packs()["brackwell"], now=timezone.now(), by=tom)
        _gather_around(place, again, more, tom)
    return Somebody(journey.person_id, introduction_id, again.pk)


def _say_who_is_one(place: neighbourhood.Place, *people_of_the_scene: Somebody) -> None:
    """Say of each of them that they are one with somebody else the team holds, to whom nobody else here is tied."""
    for number, one in enumerate(people_of_the_scene):
        other = neighbourhood.introduce(place, f"Also {number}").person_id
        with neighbourhood.as_(place.tom) as tom:
            both = {each.pk: each for each in Person.objects.filter(pk__in=[one.person_id, other])}
            Double.objects.create(
                person=both[one.person_id], other=both[other], is_one=True, why="x", said_by="Tom", by_id=tom.someone
            )


def _break_the_glass(place, everybody: tuple[Somebody, ...], more: dict[str, Practitioner]) -> None:
    """Each of them is opened by three who work elsewhere; one's hour is over, one was refused since."""
    ways = {one.person_id: way for one, way in zip(everybody, ("01632 960001", "07700 900123"), strict=True)}
    for who in ("broke the glass", "broke it an hour ago", "broke it and was refused"):
        for one, called in zip(everybody, ("Marek", "Ama"), strict=True):
            with neighbourhood.as_(more[who]) as by:
                glass.break_glass(why=Why.RANG, words="x", sought=Sought(called, ways[one.person_id]), by=by)
    with neighbourhood.owner_connection() as owner:
        owner.execute(
            "update access_tie set since = since - interval '1 hour', until = until - interval '1 hour'"
            " where reason = 'glass' and party_id = %s",
            [more["broke it an hour ago"].pk],
        )
    with neighbourhood.as_(place.tom) as tom:
        for one in everybody:
            access.refuse(person_id=one.person_id, practitioner_id=more["broke it and was refused"].pk, by=tom)


def _introduction(place: neighbourhood.Place, journey: Journey) -> UUID:
    with neighbourhood.as_(place.tom):
        return Introduction.objects.get(journey=journey).pk


def _be_alongside(place: neighbourhood.Place, journey: Journey, tom: Viewer) -> None:
    in_a_week = neighbourhood.in_days(7)
    journeys.make_step(
        journey=journey, what="Ring again", doer=Doer(StepBy.TEAM, team_id=place.team.pk), due_on=in_a_week, by=tom
    )
    an_hour_ago = timezone.now() - timedelta(hours=1)
    journeys.record_try(journey=journey, how=TriedBy.CALL, outcome=TryOutcome.REACHED, at=an_hour_ago, by=tom)
    people.add_way(
        person_id=journey.person_id,
        channel=Channel.TEXT,
        value="07700 900456",
        given_by=GivenBy.PRACTITIONER,
        may_message=True,
        by=tom,
    )
    access.give_page(person_id=journey.person_id, by=tom)
    access.look(person_id=journey.person_id, page="person", by=tom)


def _gather_around(place, journey: Journey, more: dict[str, Practitioner], tom: Viewer) -> None:
    in_a_week = neighbourhood.in_days(7)
    theirs = Doer(StepBy.PERSON)
    journeys.make_step(journey=journey, what="Open the letter", doer=theirs, due_on=in_a_week, by=tom)
    journeys.draw_in(journey=journey, practitioner=place.maggie, why="Rent", by=tom)
    gone = journeys.draw_in(journey=journey, practitioner=more["drawn in, then out"], why="Debt", by=tom)
    journeys.draw_out(drawn=gone, by=tom)
    journeys.draw_in(journey=journey, practitioner=more["refused while drawn in"], why="Sleep", by=tom)
    for one in (more["refused while drawn in"], place.dev):
        journeys.refuse_practitioner(journey=journey, practitioner=one, words="A neighbour", by=tom)
    worry = journeys.raise_worry(journey=journey, words="Pills on the table", by=tom)
    journeys.share_worry(worry=worry, with_=[place.shanice], by=tom)
    journeys.ask_to_bring(journey=journey, why="Housing", by=tom)
    journeys.raise_concern(
        journey=journey,
        about="adult",
        words="She said somebody takes her money",
        law="Care Act 2014, section 42",
        raised_by=place.tom,
        lead=place.ros,
        next_step="Ring the council today",
        due_on=neighbourhood.in_days(0),
        by=tom,
    )


def as_practitioner(scene: Scene, called: str) -> str:
    """Return the signed name of one of the scene's practitioners."""
    return signed("practitioner", scene.practitioners[called].pk)

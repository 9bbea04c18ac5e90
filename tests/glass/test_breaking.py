"""A glass is broken by an exact match, for an hour; and says nothing about anybody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from glass.breaking import NUMBER, WORDS, breaks, matter_for, opened
from neighbourhood import as_, in_days, introduce

from livingwell.access.models import Look, Tie
from livingwell.access.queries import seen_of
from livingwell.access.words import SEES, WRITES, Reason
from livingwell.glass import actions
from livingwell.glass.models import Matter, Said
from livingwell.glass.words import Answer, Happened
from livingwell.introductions.rules import Way
from livingwell.journeys import actions as journeys
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.people import actions as people
from livingwell.people.models import Person
from livingwell.people.words import Channel

pytestmark = pytest.mark.django_db


def sees(who, journey) -> bool:
    with as_(who):
        return bool(seen_of([journey.person_id]))


@pytest.mark.parametrize(
    ("called", "way"),
    [
        ("Ama", "07700 900123"),
        ("  AMA ", "+44 7700 900123"),
        ("Ama Boateng", "(07700) 900-123"),
        ("ama", "00447700900123"),
        ("Ama", "AMA@example.org "),
        ("Ama", "br1 4xy"),
    ],
)
def test_a_name_and_one_thing_that_is_theirs_find_them_however_it_is_written(place, called, way):
    ways = (
        Way(Channel.TEXT, NUMBER, may_message=True),
        Way(Channel.EMAIL, "ama@example.org"),
        Way(Channel.LETTER, "4 Mill Lane, Brackwell BR1 4XY"),
    )
    journey = introduce(place, ways=ways)
    assert not sees(place.callum, journey)
    broken = breaks(place.callum, called, way)
    assert (broken.answer, broken.person_id) == (Answer.OPENED, journey.person_id)
    assert sees(place.callum, journey)


@pytest.mark.parametrize(
    ("called", "way"),
    [
        ("Am", NUMBER),
        ("Amma", NUMBER),
        ("Boateng", NUMBER),
        ("Ama", "07700 90012"),
        ("Ama", "900123"),
        ("Ama", "%"),
        ("Ama", "07700 900124"),
        ("%", NUMBER),
        ("Ama", "Ama"),
    ],
)
def test_anything_less_than_exact_finds_nobody(place, called, way):
    journey = introduce(place)
    broken = breaks(place.callum, called, way)
    assert (broken.answer, broken.person_id) == (Answer.MISSED, None)
    assert not sees(place.callum, journey)


def test_it_opens_what_help_needs_now_and_not_who_has_looked(place):
    journey, broken = opened(place)
    with as_(place.tom):
        tie = Tie.objects.get(person_id=journey.person_id, reason=Reason.GLASS)
    assert (set(tie.sees), set(tie.writes)) == (set(SEES[Reason.GLASS]), set(WRITES[Reason.GLASS]))
    assert tie.until - tie.since == timedelta(minutes=60)
    assert tie.party_id == place.callum.pk
    with as_(place.callum):
        assert Person.objects.get(pk=journey.person_id).called == "Ama"
        assert not Tie.objects.exists()
        assert not Look.objects.exists()
    assert matter_for(place.callum, broken.matter_id).open_until == tie.until


def test_it_lets_them_pass_on_a_worry_and_write_what_happens_next_for_the_team(place):
    journey, _broken = opened(place)
    with as_(place.callum) as callum:
        journeys.raise_worry(journey=journey, words="She cannot stop shaking", by=callum)
        journeys.make_step(
            journey=journey,
            what="Ring her before six",
            doer=Doer(StepBy.TEAM, team_id=place.team.pk),
            due_on=in_days(0),
            by=callum,
        )
        for mine in (
            lambda: journeys.hold(journey=journey, practitioner=place.callum, by=callum),
            lambda: journeys.draw_in(journey=journey, practitioner=place.callum, why="I", by=callum),
            lambda: people.add_way(
                person_id=journey.person_id, channel=Channel.TEXT, value="07700 900999", given_by="person", by=callum
            ),
        ):
            with pytest.raises(NotPossible):
                mine()


def test_whoever_broke_it_is_counted_on_for_nothing_after_their_hour(place):
    journey, _broken = opened(place)
    doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.callum.pk)
    with as_(place.callum) as callum, pytest.raises(NotPossible, match="drawn in"):
        journeys.make_step(journey=journey, what="I ring", doer=doer, due_on=in_days(1), by=callum)
    with as_(place.tom) as tom, pytest.raises(NotPossible, match="drawn in"):
        journeys.make_step(journey=journey, what="Callum rings", doer=doer, due_on=in_days(1), by=tom)


def test_it_is_ended_sooner_by_whoever_broke_it_and_again_takes_a_new_reason(place):
    journey, broken = opened(place)
    mine = matter_for(place.callum, broken.matter_id)
    with as_(place.tom) as tom:
        actions.end_glass(matter=mine, by=tom)
    assert sees(place.callum, journey)
    with as_(place.callum) as callum:
        actions.end_glass(matter=mine, by=callum)
        actions.end_glass(matter=mine, by=callum)
        assert [one.kind for one in mine.moments.all()] == [Happened.ENDED]
    assert not sees(place.callum, journey)
    again = breaks(place.callum)
    assert again.answer == Answer.OPENED
    assert again.matter_id != broken.matter_id


def test_a_second_one_meanwhile_needs_none(place):
    journey, first = opened(place)
    second = breaks(place.callum)
    assert (second.answer, second.person_id, second.matter_id) == (Answer.ALREADY, journey.person_id, None)
    with as_(place.callum):
        assert [one.pk for one in Matter.objects.all()] == [first.matter_id]


def test_whoever_is_alongside_needs_none(place):
    journey = introduce(place)
    assert breaks(place.shanice).person_id == journey.person_id
    with as_(place.shanice):
        assert not Matter.objects.exists()


# -- what outranks it --------------------------------------------------------------------------------------------------
def test_a_refusal_outranks_it_and_is_answered_as_nobody(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        journeys.refuse_practitioner(journey=journey, practitioner=place.callum, words="My brother", by=tom)
    refused, nobody = breaks(place.callum), breaks(place.callum, "Zebedee", "07700 900777")
    assert refused.answer == nobody.answer == Answer.MISSED
    assert not sees(place.callum, journey)
    with as_(place.callum):
        kept = [
            (one.came, one.why, one.open_until, one.looks, one.said.words, bool(one.said.sought))
            for one in Matter.objects.select_related("said")
        ]
    assert kept[0] == kept[1]
    with as_(place.tom):
        assert not Tie.objects.filter(reason=Reason.GLASS).exists()


def test_a_refusal_during_the_hour_shuts_it_at_once(place):
    journey, _broken = opened(place)
    with as_(place.tom) as tom:
        journeys.refuse_practitioner(journey=journey, practitioner=place.callum, words="My brother", by=tom)
    assert not sees(place.callum, journey)


def test_whom_they_refused_as_they_are_also_written_down_is_refused(place):
    one, also = introduce(place), introduce(place, "Amma", ways=(Way(Channel.CALL, "01632 960002"),))
    with as_(place.tom) as tom:
        people.say_one(one=one.person, other=also.person, why="She said so", by=tom)
        journeys.refuse_practitioner(journey=also, practitioner=place.callum, words="My brother", by=tom)
    assert breaks(place.callum).answer == Answer.MISSED


def test_ones_own_record_is_nobody_s(place):
    account = place.callum.account.email if place.callum.account else "callum@brackwell.example"
    introduce(place, "Callum", ways=(Way(Channel.EMAIL, account), Way(Channel.CALL, "01632 960003")))
    assert breaks(place.callum, "Callum", "01632 960003").answer == Answer.MISSED
    assert breaks(place.priya, "Callum", "01632 960003").answer == Answer.ALREADY  # her own team's


def test_only_who_works_in_a_team_here_breaks_it(place):
    introduce(place)
    with pytest.raises(NotPossible, match="Only somebody in a team"):
        breaks(place.maggie)
    assert breaks(place.callum).answer == Answer.OPENED


# -- words -------------------------------------------------------------------------------------------------------------
def test_first_it_takes_a_reason_in_words(place):
    introduce(place)
    for said, field in (({"words": "  "}, "words"), ({"called": " "}, "called"), ({"called": "a b c d e"}, "called")):
        with pytest.raises(NotPossible) as refusal:
            breaks(place.callum, said.pop("called", "Ama"), **said)
        assert refusal.value.field == field
    with as_(place.callum):
        assert not Matter.objects.exists()


def test_what_was_said_is_sealed_and_what_was_compared_is_not_kept(place):
    _journey, broken = opened(place)
    missed = breaks(place.callum, "Zebedee", "07700 900777")
    with as_(place.callum):
        assert Said.objects.get(matter_id=broken.matter_id).words == WORDS
        assert Said.objects.get(matter_id=broken.matter_id).sought == ""
        assert Said.objects.get(matter_id=missed.matter_id).sought == "Zebedee"
        with connection.cursor() as cursor:
            cursor.execute("select words || sought from glass_said")
            kept = " ".join(row[0] for row in cursor.fetchall())
    assert "front desk" not in kept
    assert "Zebedee" not in kept
    assert "900777" not in kept


def test_tries_that_find_nobody_are_slowed_down_and_those_that_wait_are_not_looked_for(place):
    journey = introduce(place)
    for number in range(3):
        breaks(place.callum, f"Zebedee {number}")
    with pytest.raises(NotPossible, match="Three tries found nobody"):
        breaks(place.callum)
    assert not sees(place.callum, journey)
    with as_(place.callum):
        assert Matter.objects.count() == 3
    assert breaks(place.ros).answer in (Answer.OPENED, Answer.ALREADY)  # what another tries keeps nobody waiting


def test_it_is_known_when_to_try_again(place):
    started = timezone.now()
    for number in range(3):
        breaks(place.callum, f"Zebedee {number}")
    with pytest.raises(NotPossible, match="Wait a minute"):
        breaks(place.callum)
    assert timezone.now() - started < timedelta(seconds=20)

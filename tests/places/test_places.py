"""Who works here: loading a place, being on duty, being away, leaving."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import F
from django.utils import timezone
from neighbourhood import as_

from livingwell.design.filters import tint
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions, queries
from livingwell.places.models import Duty, Membership, Organisation, Site, Team
from livingwell.website.database.engine.base import owning

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_a_pack_loaded_twice_is_one_place_brought_up_to_date(lasting_place):
    with owning(connection):
        site = Site.objects.get(slug="brackwell")
        Team.objects.filter(site=site, slug="riverside").update(name="Something older")
        actions.load_pack(pack=queries.packs()["brackwell"])
    assert Site.objects.filter(slug="brackwell").count() == 1
    assert Team.objects.get(site=site, slug="riverside").name == "Riverside team"
    assert Site.objects.get(slug="brackwell").is_made_up


def test_a_door_opens_on_its_team_and_an_unknown_one_on_the_first(place):
    assert queries.team_for_door(place.site, "riverside") == place.other_team
    assert queries.team_for_door(place.site, "no such door") == place.team


def test_on_duty_is_whoever_is_on_duty_at_this_moment_and_nobody_else(place):
    now = timezone.now()
    assert queries.on_duty([place.team.pk], now) == []
    with as_(place.tom):
        hour = timedelta(hours=1)
        actions.take_duty(team=place.team, practitioner=place.dev, starts_at=now + hour, ends_at=now + 8 * hour)
        assert queries.on_duty([place.team.pk], now) == []
        actions.take_duty(team=place.team, practitioner=place.priya, starts_at=now - hour, ends_at=now + hour)
        assert [one.practitioner for one in queries.on_duty([place.team.pk], now)] == [place.priya]


def test_at_any_moment_duty_is_one_persons_whichever_was_said_first(place):
    now, hour = timezone.now(), timedelta(hours=1)

    def hours(practitioner):
        theirs = Duty.objects.filter(practitioner=practitioner, ends_at__gt=F("starts_at")).order_by("starts_at")
        return [((one.starts_at - now) / hour, (one.ends_at - now) / hour) for one in theirs]

    with as_(place.tom):
        for who, starts, ends in ((place.dev, 0, 4), (place.ros, 4, 6), (place.shanice, 6, 9), (place.priya, 2, 7)):
            actions.take_duty(
                team=place.team, practitioner=who, starts_at=now + starts * hour, ends_at=now + ends * hour
            )
    assert [hours(one) for one in (place.dev, place.priya, place.ros, place.shanice)] == [
        [(0, 2)],
        [(2, 7)],
        [],
        [(7, 9)],
    ]


def test_nobody_is_said_to_be_on_duty_who_is_away_or_has_left_the_team(place):
    now, today, hour = timezone.now(), timezone.localdate(), timedelta(hours=1)
    with as_(place.dev):
        actions.take_duty(team=place.team, practitioner=place.dev, starts_at=now - hour, ends_at=now + hour)
        away = actions.be_away(practitioner=place.dev, cover=None, from_on=today, until_on=today)
        assert queries.on_duty([place.team.pk], now) == []
        actions.come_back(away=away)
        assert [one.practitioner for one in queries.on_duty([place.team.pk], now)] == [place.dev]
        actions.end_membership(practitioner=place.dev, team=place.team)
        assert queries.on_duty([place.team.pk], timezone.now()) == []


def test_duty_ends_after_it_starts_and_covers_are_somebody_else(place):
    now, today = timezone.now(), timezone.localdate()
    with as_(place.tom):
        with pytest.raises(NotPossible):
            actions.take_duty(team=place.team, practitioner=place.dev, starts_at=now, ends_at=now)
        with pytest.raises(NotPossible):
            actions.be_away(practitioner=place.dev, cover=place.dev, from_on=today, until_on=today)
        with pytest.raises(NotPossible):
            actions.be_away(practitioner=place.dev, cover=None, from_on=today, until_on=today - timedelta(days=1))


def test_somebody_away_is_covered_until_they_come_back(place):
    today = timezone.localdate()
    with as_(place.shanice):
        away = actions.be_away(practitioner=place.shanice, cover=place.tom, from_on=today, until_on=today)
        assert queries.aways(today).get(practitioner=place.shanice).cover == place.tom
        now = timezone.now()
        assert queries.away_from([place.team.pk], today, now) == [away]
        assert queries.away_from([place.other_team.pk], today, now) == []
        assert queries.away_from([place.team.pk], today + timedelta(days=1), now) == []
        actions.come_back(away=away)
        assert not queries.aways(today).filter(practitioner=place.shanice).exists()


def test_cover_is_somebody_of_the_same_team_who_is_there(place):
    today = timezone.localdate()
    days = {"from_on": today, "until_on": today + timedelta(days=4)}
    with as_(place.tom):
        actions.be_away(practitioner=place.tom, cover=None, **days)
        for cover, sentence in ((place.callum, "in no team of theirs"), (place.tom, "is away then too")):
            with pytest.raises(NotPossible) as refusal:
                actions.be_away(practitioner=place.dev, cover=cover, **days)
            assert refusal.value.field == "cover"
            assert sentence in str(refusal.value)
        with pytest.raises(NotPossible, match="down as away already"):
            actions.be_away(practitioner=place.tom, cover=place.dev, from_on=today, until_on=today)


def test_nobody_says_that_somebody_is_away_but_they_themselves_or_a_lead(place):
    today = timezone.localdate()
    with as_(place.priya), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        actions.be_away(practitioner=place.dev, cover=None, from_on=today, until_on=today)
    with as_(place.tom):
        actions.be_away(practitioner=place.dev, cover=None, from_on=today, until_on=today)


def test_a_membership_is_ended_by_its_own_or_a_lead_and_somebody_else_reads_why_not(place):
    with as_(place.priya), pytest.raises(NotPossible) as refusal:
        actions.end_membership(practitioner=place.dev, team=place.team)
    assert str(refusal.value) == "Only they themselves, or somebody who leads this team, can say that they leave it."
    with as_(place.dev):
        actions.end_membership(practitioner=place.dev, team=place.team)
        assert not Membership.objects.filter(practitioner=place.dev, until__isnull=True).exists()


def test_an_organisation_reads_as_its_name(place):
    assert str(Organisation.objects.get(site=place.site, slug="harbour")) == "Harbour Advice"
    assert (str(place.team), str(place.tom)) == ("Brackwell team", "Tom Aldred")


def test_the_first_six_who_join_a_place_are_told_apart_by_their_colours(place):
    cast = (place.shanice, place.tom, place.priya, place.dev, place.ros, place.maggie)
    assert {tint(one.pk) for one in cast} == {1, 2, 3, 4, 5, 6}

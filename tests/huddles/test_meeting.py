"""Opening a huddle, who is there, and closing it."""

import pytest
from django.utils import timezone
from huddles.gathering import agree_step, agreed, close, gather
from neighbourhood import as_, in_days, introduce

from livingwell.huddles import actions, queries
from livingwell.huddles.models import Brought, Huddle, Present
from livingwell.huddles.queries import meetings
from livingwell.huddles.words import Outcome, Why
from livingwell.lib.refusals import NotPossible

pytestmark = pytest.mark.django_db


def here(huddle) -> list[tuple[str, str]]:
    rows = Present.objects.filter(huddle=huddle, left_at__isnull=True).order_by("joined_at")
    return [(one.called, one.organisation) for one in rows]


def test_a_huddle_opens_once_a_day_and_the_second_to_open_it_joins(place):
    first = gather(place)
    with as_(place.dev) as dev:
        second = actions.open_huddle(team=place.team, today=in_days(0), quiet_days=14, by=dev)
    assert first.pk == second.pk
    with as_(place.tom):
        assert here(first) == [("Tom", "Brackwell Health Trust"), ("Dev", "Brackwell Health Trust")]
    assert gather(place, in_days(1)).pk != first.pk


def test_a_huddle_opens_with_everybody_on_its_agenda_and_why(place):
    introduce(place, "Ama")
    huddle = gather(place)
    with as_(place.tom):
        assert list(Brought.objects.filter(huddle=huddle).values_list("person__called", "why")) == [("Ama", [Why.NEW])]


def test_saying_i_am_here_twice_says_nothing_new(place):
    huddle = gather(place)
    with as_(place.shanice) as shanice:
        actions.be_here(huddle=huddle, by=shanice)
        actions.be_here(huddle=huddle, by=shanice)
        assert [called for called, _ in here(huddle)] == ["Tom", "Shanice"]


def test_a_colleague_of_any_organisation_and_a_guest_on_the_call_can_be_here(place):
    huddle = gather(place)
    with as_(place.tom) as tom:
        actions.add_colleague(huddle=huddle, practitioner=place.maggie, by=tom)
        actions.add_guest(huddle=huddle, called="Anita", organisation="Mill Lane surgery", by=tom)
        assert here(huddle)[1:] == [("Maggie", "Harbour Advice"), ("Anita", "Mill Lane surgery")]
        with pytest.raises(NotPossible, match="Maggie is already here"):
            actions.add_colleague(huddle=huddle, practitioner=place.maggie, by=tom)
        with pytest.raises(NotPossible, match="Say who is here"):
            actions.add_guest(huddle=huddle, called=" ", organisation="", by=tom)


def test_being_at_a_huddle_ties_a_guest_to_nobody(place):
    journey = introduce(place, "Ama")
    huddle = gather(place)
    with as_(place.tom) as tom:
        actions.add_colleague(huddle=huddle, practitioner=place.maggie, by=tom)
    with as_(place.maggie):
        assert not Brought.objects.exists()
        assert queries.find_journey(huddle, journey.pk) is None


def test_somebody_who_has_left_may_come_back(place):
    huddle = gather(place)
    with as_(place.tom) as tom:
        actions.gone(huddle=huddle, present=Present.objects.get(huddle=huddle), by=tom)
        assert here(huddle) == []
        actions.be_here(huddle=huddle, by=tom)
        assert [called for called, _ in here(huddle)] == ["Tom"]


def test_a_huddle_closes_once_and_opens_again_only_on_its_own_day(place):
    huddle = gather(place)
    close(place, huddle)
    with pytest.raises(NotPossible, match="Somebody has already closed this huddle"):
        close(place, huddle)
    with as_(place.tom) as tom:
        with pytest.raises(NotPossible, match="That huddle was on another day"):
            actions.open_again(huddle=huddle, today=in_days(1), by=tom)
        actions.open_again(huddle=huddle, today=in_days(0), by=tom)
        assert Huddle.objects.get(pk=huddle.pk).is_open


def test_every_action_is_counted_so_that_everybodys_board_is_fresh(place):
    journey = introduce(place, "Ama")
    huddle = gather(place)
    counted = []

    def count() -> None:
        with as_(place.tom):
            counted.append(Huddle.objects.get(pk=huddle.pk).revision)

    count()
    with as_(place.tom) as tom:
        actions.add_guest(huddle=huddle, called="Anita", organisation="", by=tom)
    count()
    with as_(place.tom) as tom:
        actions.write_story(huddle=huddle, journey=journey, words="Found her father.", revision=0, by=tom)
    count()
    agree_step(place, huddle, journey)
    count()
    agreed(place, huddle, journey, holder=place.shanice)
    count()
    close(place, huddle)
    count()
    assert counted == sorted(set(counted))


def test_whoever_was_not_reached_keeps_their_place_on_the_list_as_it_was(place):
    introduce(place, "Ama")
    huddle = gather(place)
    close(place, huddle)
    with as_(place.tom):
        assert Brought.objects.get(huddle=huddle).outcome == Outcome.WAITING


def test_since_last_time_begins_when_the_huddle_before_was_closed(place):
    first = gather(place, in_days(-1))
    second = gather(place)
    with as_(place.tom):
        found = queries.find_huddle(second.pk, practitioner_id=place.tom.pk, now=second.opened_at)
        assert found.since == Huddle.objects.get(pk=first.pk).opened_at, "never closed: when it was opened"
    with as_(place.tom) as tom:
        actions.close_huddle(huddle=second, by=tom)
        third = actions.open_huddle(team=place.team, today=in_days(1), quiet_days=14, by=tom)
        found = queries.find_huddle(third.pk, practitioner_id=place.tom.pk, now=third.opened_at)
        assert found.since == Huddle.objects.get(pk=second.pk).closed_at


def test_of_a_nation_of_colleagues_the_list_has_all_of_the_team_and_the_first_of_the_others(place, monkeypatch):
    with as_(place.tom):
        everybody = queries.colleagues(place.team, timezone.now())
        team = {one.called for one in everybody if one.is_in_team}
        monkeypatch.setattr(meetings, "COLLEAGUES", len(team) + 1)
        few = queries.colleagues(place.team, timezone.now())
    assert team < {one.called for one in few}
    assert len(few) == len(team) + 1 < len(everybody)
    assert [one.called for one in few] == sorted(one.called for one in few)

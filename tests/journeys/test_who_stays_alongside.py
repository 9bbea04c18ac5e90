"""Who can see somebody once their journey has ended, or a colleague has left; and that the list says exactly that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from journeys.lives import held_by, spoken_with
from neighbourhood import Place, as_, in_days, introduce
from record.roles import signed_in_as

from livingwell.access import actions as access
from livingwell.access.naming import named
from livingwell.access.words import WHY, Kind, Reason, Viewer
from livingwell.journeys import actions, queries
from livingwell.journeys.models import DrawnIn, Event, Holding, Journey
from livingwell.journeys.panels import alongside
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Ending, Happened, StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Membership, Practitioner
from livingwell.places.queries import packs
from livingwell.record import actions as record
from livingwell.record import queries as records

pytestmark = pytest.mark.django_db
COUNT = "select count(*) from people_person where person_id = %s"


def rows_seen(practitioner: Practitioner, journey: Journey) -> int:
    """Return how many rows about somebody a practitioner reads, in SQL."""
    with as_(practitioner), connection.cursor() as cursor:
        cursor.execute(COUNT, [journey.person_id])
        return cursor.fetchone()[0]


def with_maggie(place: Place) -> Journey:
    """Somebody reached, whom Maggie is drawn in for, with a step of hers."""
    journey = spoken_with(place, introduce(place))
    with as_(place.tom) as tom:
        actions.draw_in(journey=journey, practitioner=place.maggie, why="Rent", by=tom)
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.maggie.pk)
        actions.make_step(journey=journey, what="The landlord", doer=doer, due_on=in_days(3), by=tom)
    return journey


def listed(person_id, by: Practitioner, *, own: bool = False) -> dict[str, str]:
    """Return who the page says can see it, and why."""
    viewer = Viewer(Kind.PERSON, person_id) if own else None
    with named(viewer) if viewer else as_(by):
        holding = queries.where_things_stand(person_id, timezone.localdate())
        holder = holding if holding.journey.is_open else None
        found = alongside(queries.who_can_see(person_id), holder, person=holding.journey.person, own=own)
    return {one.called: one.why for one in found}


def test_whoever_was_drawn_in_sees_nothing_by_the_next_statement_after_an_ending(place):
    journey = with_maggie(place)
    assert rows_seen(place.maggie, journey) == 1
    with as_(place.tom) as tom:
        actions.end(journey=journey, ending=Ending.STEPPED_OUT, by=tom)
        assert not DrawnIn.objects.filter(journey=journey, until__isnull=True).exists()
        assert Event.objects.filter(journey=journey, kind=Happened.DRAWN_OUT).get().about == {"called": "Maggie"}
    assert rows_seen(place.maggie, journey) == 0
    assert rows_seen(place.shanice, journey) == 1


def test_somebody_drawn_in_may_end_a_journey_and_it_ends_for_everybody_drawn_in(place):
    journey = with_maggie(place)
    with as_(place.tom) as tom:
        actions.draw_in(journey=journey, practitioner=place.callum, why="Gardens", by=tom)
    with as_(place.maggie) as maggie:
        actions.end(journey=journey, ending=Ending.STEPPED_OUT, by=maggie)
    assert [rows_seen(one, journey) for one in (place.maggie, place.callum, place.tom)] == [0, 0, 1]


def test_whoever_comes_back_comes_back_to_the_team_and_to_nobody_else(place):
    journey = with_maggie(place)
    with as_(place.tom) as tom:
        actions.hold(journey=journey, practitioner=place.maggie, by=tom)
        actions.end(journey=journey, ending=Ending.STEPPED_OUT, by=tom)
        last = Journey.objects.select_related("team__site").get(pk=journey.pk)
        actions.return_(last=last, pack=packs()["brackwell"], now=timezone.now(), by=tom)
    assert listed(journey.person_id, place.tom) == {"Brackwell team": WHY[Reason.HOLDS]}
    assert rows_seen(place.maggie, journey) == 0


def test_an_old_ending_said_again_lets_nobody_go_who_was_drawn_in_since(place):
    journey = with_maggie(place)
    with as_(place.tom) as tom:
        actions.end(journey=journey, ending=Ending.STEPPED_OUT, by=tom)
        last = Journey.objects.select_related("team__site").get(pk=journey.pk)
        again = actions.return_(last=last, pack=packs()["brackwell"], now=timezone.now(), by=tom)
        actions.draw_in(journey=again, practitioner=place.maggie, why="Rent", by=tom)
    with as_(place.callum), connection.cursor() as cursor:
        cursor.execute("select gate.draw_everybody_out(%s, 'x'), gate.draw_everybody_out(%s, 'x')", [last.pk, again.pk])
    assert rows_seen(place.maggie, journey) == 1


def test_a_tie_without_its_drawn_in_row_is_shown_with_its_reason(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        tie = {"person_id": journey.person_id, "party_kind": Kind.PRACTITIONER, "reason": Reason.DRAWN_IN}
        access.tie(**tie, party_id=place.callum.pk, by=tom)
    assert listed(journey.person_id, place.tom)["Callum"] == WHY[Reason.DRAWN_IN]


def test_the_list_leaves_out_whoever_was_refused_and_says_so_of_a_team(place):
    journey = with_maggie(place)
    with as_(place.tom) as tom:
        access.give_page(person_id=journey.person_id, by=tom)
        for one in (place.maggie, place.dev):
            actions.refuse_practitioner(journey=journey, practitioner=one, by=tom)
    assert listed(journey.person_id, place.tom) == {
        "Brackwell team": WHY[Reason.HOLDS],
        "Ama": "It is theirs",
    }
    assert listed(journey.person_id, place.tom, own=True)["You"] == WHY[Reason.THEMSELVES]
    with as_(place.tom):
        [team] = [one for one in queries.who_can_see(journey.person_id) if one.tie.party_kind == Kind.TEAM]
    assert team.but_not == ("Dev",)


def test_who_can_see_this_is_one_question_however_many_they_are(place):
    journey = with_maggie(place)
    with as_(place.tom), CaptureQueriesContext(connection) as captured:
        queries.who_can_see(journey.person_id)
    assert len(captured) == 1


# -- leaving a team ---------------------------------------------------------------------------------------------------
def hidden_from_tom(place: Place) -> Journey:
    """Somebody Shanice holds, with a step of hers, who has refused the team's lead."""
    journey = held_by(place, place.shanice)
    with as_(place.shanice) as shanice:
        actions.refuse_practitioner(journey=journey, practitioner=place.tom, by=shanice)
    assert rows_seen(place.tom, journey) == 0
    return journey


def test_a_lead_who_was_refused_says_that_somebody_leaves_and_all_of_it_is_handed_back(place):
    hidden, other = hidden_from_tom(place), held_by(place, place.shanice, "Marek")
    with as_(place.tom) as tom:
        assert actions.leave_team(practitioner=place.shanice, team=place.team, by=tom) is None
    with as_(place.priya):
        for journey in (hidden, other):
            assert Holding.objects.get(journey=journey, until__isnull=True).practitioner is None
            assert {one.done_by for one in queries.open_steps([journey.pk])} == {StepBy.TEAM}
            last = Event.objects.filter(journey=journey, kind=Happened.HOLDER_CHANGED).latest("at")
            assert last.about == {"holder": "Brackwell team", "words": "Shanice left Brackwell team"}
            assert (last.by_id, last.by_called) == (place.tom.pk, "Tom")  # who said so, not who left
    assert rows_seen(place.shanice, other) == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_handed_back_is_sealed_though_whoever_said_so_may_not_see_it(lasting_place):
    hidden_from_tom(lasting_place)
    with as_(lasting_place.tom) as tom:
        actions.leave_team(practitioner=lasting_place.shanice, team=lasting_place.team, by=tom)
    with signed_in_as(None):
        record.seal_all()
        assert list(records.findings()) == []


def test_nothing_is_handed_back_by_a_colleague_who_may_not_say_that_somebody_leaves(place):
    journey = held_by(place, place.shanice)
    with as_(place.priya) as priya, pytest.raises(NotPossible, match="somebody who leads this team"):
        actions.leave_team(practitioner=place.shanice, team=place.team, by=priya)
    with as_(place.callum), connection.cursor() as cursor:
        cursor.execute("select * from gate.hand_back(%s, %s, 'x', 'x')", [place.shanice.pk, place.team.pk])
        assert cursor.fetchall() == []
    with as_(place.tom):
        assert Holding.objects.get(journey=journey, until__isnull=True).practitioner == place.shanice


# -- a team with nobody in it -----------------------------------------------------------------------------------------
def test_an_introduction_to_a_team_nobody_works_in_is_refused_in_a_sentence_and_does_not_vanish(place):
    with as_(place.callum) as callum:
        actions.leave_team(practitioner=place.callum, team=place.other_team, by=callum)
    with pytest.raises(NotPossible, match="Nobody works in this team just now"):
        introduce(Place(**{**vars(place), "team": place.other_team}))
    assert not Membership.objects.filter(team=place.other_team, until__isnull=True).exists()

"""A note whose writer may no longer see whom it is about is somebody's to see to, and its writer's to add to."""

from datetime import timedelta

import pytest
from conversations.talking import begun, found, open_journey, ready, write
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from neighbourhood import account_of, as_, introduce

from livingwell.conversations import actions, queries, rules
from livingwell.conversations.models import LeftNote
from livingwell.journeys import actions as journeys
from livingwell.journeys.queries import drawn_in
from livingwell.lib import keys
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import Meeting
from livingwell.places import actions as places
from livingwell.places.words import Asked
from livingwell.website.database.engine.base import owning

pytestmark = pytest.mark.django_db


def leave(place, one, *, team=None, by=None):
    with as_(by or one) as viewer:
        journeys.leave_team(practitioner=one, team=team or place.team, by=viewer)


def works_elsewhere_too(place, one):
    """Somebody of the team joins another as well, so that leaving the one is not leaving the place."""
    asked = Asked(
        email=account_of(one).email,
        called=one.called,
        full_name=one.full_name,
        role=one.role,
        organisation_id=one.organisation_id,
        team_id=place.other_team.pk,
    )
    with as_(place.callum):
        link = places.invite(asked=asked, made_by="Callum")
    with as_(one):
        places.join_by(digest=keys.link_digest(link), password_hash=None)


def left_behind(place, words="Ama sings on Sundays."):
    """Shanice, who works in another team as well, left a note behind."""
    works_elsewhere_too(place, place.shanice)
    one = begun(place)
    with as_(place.shanice) as shanice:
        write(one, words, by=shanice)
    leave(place, place.shanice)
    return one


def sees_to(place, practitioner):
    with as_(practitioner):
        return [(one.pk, one.writer_left) for one in queries.unfinished_notes(practitioner.pk, teams=[place.team.pk])]


def their_left_notes(practitioner):
    with as_(practitioner):
        return [(one.called, one.sees_to_it, one.words) for one in queries.left_notes()]


def test_whoever_leads_the_team_sees_to_a_note_that_was_left_and_reads_it_back(place):
    one = ready(place)
    leave(place, place.shanice)
    assert sees_to(place, place.tom) == [(one.pk, True)]
    with as_(place.tom) as tom:
        again = found(one.pk)
        assert again.note.words == "Ama sings on Sundays."
        read = rules.reading_mark(again.note.revision, [step.pk for step in queries.agreed_in(again)])
        actions.finish(conversation=again, read=read, by=tom)
    assert sees_to(place, place.tom) == []


def test_it_says_whom_they_talked_with_as_it_was(place):
    one = left_behind(place)
    with as_(place.tom):
        assert found(one.pk).practitioner == place.shanice


def test_its_writer_adds_to_it_and_sees_nothing_else(place):
    one = left_behind(place)
    assert their_left_notes(place.shanice) == [("Ama", "Tom", "Ama sings on Sundays.")]
    with as_(place.shanice) as shanice:
        assert queries.find_conversation(one.pk) is None
        actions.add_to_left_note(conversation_id=one.pk, words="And drums.", by=shanice)
        assert not LeftNote.objects.exists()
    with as_(place.tom):
        assert [(aside.words, aside.by_called) for aside in queries.asides_of(found(one.pk))] == [
            ("And drums.", "Shanice")
        ]


def test_once_somebody_has_written_on_the_words_are_the_teams(place):
    one = left_behind(place)
    with as_(place.tom) as tom:
        write(one, "Ama sings on Sundays, in the Baptist choir.", revision=1, by=tom)
    assert their_left_notes(place.shanice) == [("Ama", "Tom", "")]


@pytest.mark.django_db(transaction=True)
def test_after_a_fortnight_or_a_refusal_it_is_no_longer_theirs(lasting_place):
    place = lasting_place
    one = left_behind(place)
    with owning(connection):
        LeftNote.objects.update(theirs_until=timezone.now() - timedelta(minutes=1))
    assert their_left_notes(place.shanice) == []
    with owning(connection):
        LeftNote.objects.update(theirs_until=timezone.now() + timedelta(days=1))
    assert len(their_left_notes(place.shanice)) == 1
    with as_(place.tom) as tom:
        journeys.refuse_practitioner(journey=open_journey(one.journey_id), practitioner=place.shanice, by=tom)
    with as_(place.shanice) as shanice:
        assert queries.left_notes() == []
        with pytest.raises(NotPossible, match="no longer yours"):
            actions.add_to_left_note(conversation_id=one.pk, words="And drums.", by=shanice)


def test_it_is_nobody_elses_to_add_to(place):
    one = left_behind(place)
    for other in (place.callum, place.tom, place.maggie):
        with as_(other) as viewer:
            assert queries.left_notes() == []
            with pytest.raises(NotPossible, match="no longer yours"):
                actions.add_to_left_note(conversation_id=one.pk, words="Not mine", by=viewer)


def test_a_refused_lead_does_not_get_it(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        journeys.refuse_practitioner(journey=open_journey(one.journey_id), practitioner=place.tom, by=shanice)
    leave(place, place.shanice, by=place.tom)
    assert sees_to(place, place.tom) == []
    with as_(place.dev):
        [left] = LeftNote.objects.select_related("sees_to_it")
    assert left.sees_to_it != place.tom
    assert sees_to(place, left.sees_to_it) == [(one.pk, True)]


@pytest.mark.parametrize("how", ["refused", "drawn out"])
def test_a_note_of_somebody_refused_or_drawn_out_is_seen_to_as_well(place, how):
    journey = introduce(place)
    with as_(place.tom) as tom:
        journeys.draw_in(journey=journey, practitioner=place.maggie, why="Knows about debt", by=tom)
        one = actions.start(
            journey=open_journey(journey.pk), how=Meeting.WALK, practitioner=place.maggie, place="", by=tom
        )
        if how == "refused":
            journeys.refuse_practitioner(journey=journey, practitioner=place.maggie, by=tom)
        else:
            [drawn] = drawn_in(journey.pk)
            journeys.draw_out(drawn=drawn, by=tom)
    assert sees_to(place, place.tom) == [(one.pk, True)]
    assert bool(their_left_notes(place.maggie)) is (how == "drawn out")


def test_when_whoever_sees_to_it_leaves_too_somebody_else_does(place):
    one = left_behind(place)
    leave(place, place.tom)
    with as_(place.dev):
        standing, passed = LeftNote.objects.order_by("-made_at").select_related("sees_to_it")
    assert standing.passed_at is None
    assert passed.passed_at is not None
    assert sees_to(place, standing.sees_to_it) == [(one.pk, True)]
    assert their_left_notes(place.shanice) == [("Ama", standing.sees_to_it.called, "Ama sings on Sundays.")]


def test_nobody_who_serves_says_whose_note_it_is(place):
    one = begun(place)
    with as_(place.tom), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        LeftNote.objects.create(
            person_id=one.person_id,
            conversation=one,
            writer=place.callum,
            sees_to_it=place.tom,
            theirs_until=timezone.now() + timedelta(days=1),
        )


def test_somebody_away_sees_to_it_only_where_nobody_else_is_left(place):
    with as_(place.tom):
        today = timezone.localdate()
        places.be_away(practitioner=place.tom, cover=place.dev, from_on=today, until_on=today)
    one = begun(place)
    leave(place, place.shanice)
    with as_(place.dev):
        assert LeftNote.objects.get(conversation=one).sees_to_it != place.tom

"""Asked, followed as a next step, answered; a copy held back by two and given; refused by one's own word; a death."""

import pytest
from conversations.talking import planned
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from neighbourhood import as_, introduce, signed_in
from rights.asking import asked_by_tom, held_by_tom, my_right, named, themselves
from website.homes import own_page

from livingwell.access.models import OwnPage, Refusal, Tie
from livingwell.conversations.models import Conversation
from livingwell.journeys import actions as journeys
from livingwell.journeys import queries as journey_queries
from livingwell.journeys.models import Event, Holding, Journey, NextStep
from livingwell.journeys.words import Ending, StepKind
from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import members_of
from livingwell.rights import actions, queries
from livingwell.rights.models import Asked, Copy
from livingwell.rights.words import Ground, Outcome, Right

pytestmark = pytest.mark.django_db


def test_what_is_asked_is_a_next_step_of_the_team_that_only_an_answer_ticks_off(place):
    journey = held_by_tom(place)
    asked = asked_by_tom(place, journey, Right.PUT_RIGHT, "I was born in Accra, not in Lagos.")
    with as_(place.tom) as tom:
        step = NextStep.objects.get(from_id=asked.pk)
        assert (step.kind, step.team_id, step.due_on) == (StepKind.RIGHT, place.team.pk, asked.due_on)
        for way_round in (
            lambda: journeys.keep_step(step=step, by=tom),
            lambda: journeys.put_step_aside(step=step, words="Later", by=tom),
        ):
            with pytest.raises(NotPossible, match="by right"):
                way_round()
        actions.answer(asked=asked, outcome=Outcome.DONE, words="It says Accra now.", by=tom)
        assert not journey_queries.open_steps([journey.pk]).filter(kind=StepKind.RIGHT).exists()
        with pytest.raises(NotPossible, match="answered"):
            actions.answer(asked=asked, outcome=Outcome.DONE, words="Again", by=tom)


def test_answering_the_last_thing_to_do_leaves_somebody_to_be_in_touch(place):
    journey = held_by_tom(place)
    asked = asked_by_tom(place, journey, Right.OBJECT, "Do not tell my surgery.")
    with as_(place.tom) as tom:
        for step in journey_queries.open_steps([journey.pk]).exclude(kind=StepKind.RIGHT):
            journeys.keep_step(step=step, by=tom)
        actions.answer(asked=asked, outcome=Outcome.DONE, words="We have stopped.", by=tom)
        [left] = journey_queries.open_steps([journey.pk])
    assert left.kind == StepKind.BE_IN_TOUCH


def test_whoever_has_stepped_out_asks_all_the_same_and_the_teams_list_has_it(place):
    journey = held_by_tom(place)
    with as_(place.tom) as tom:
        journeys.end(journey=journey, ending=Ending.STEPPED_OUT, by=tom)
    asked = asked_by_tom(place, _again(place, journey))
    with as_(place.tom):
        assert not NextStep.objects.filter(from_id=asked.pk).exists()
        assert [one.pk for one in queries.still_asked([place.team.pk])] == [asked.pk]
    assert "Ama" in signed_in(place.tom).get(reverse("website:rights")).content.decode()


def _again(place, journey: Journey) -> Journey:
    with as_(place.tom):
        return journey_queries.latest_journey(journey.person_id)


def test_a_copy_asked_twice_is_one_copy(place):
    journey = held_by_tom(place)
    asked_by_tom(place, journey)
    with pytest.raises(NotPossible, match="asked for already"):
        asked_by_tom(place, journey)


def test_nothing_is_held_back_by_one_alone_in_the_program_or_in_the_database(place):
    journey = held_by_tom(place)
    asked = asked_by_tom(place, journey)
    with as_(place.tom) as tom:
        worry = journeys.raise_worry(journey=journey, words="Her brother told me where he keeps it.", by=tom)
        kept = actions.hold_back(
            asked=asked,
            table="journeys.Worry",
            row_id=worry.pk,
            ground=Ground.SOMEBODY_ELSE,
            words="It names her brother, who does not know.",
            by=tom,
        )
        with pytest.raises(NotPossible, match="takes two"):
            actions.second(one=kept, by=tom)
        with pytest.raises(NotPossible, match="second practitioner"):
            actions.give_copy(asked=asked, document="{}", rows=1, held_back=1, by=tom)
        with pytest.raises(DatabaseError, match="by one alone"):
            _give_past_the_action(place, journey, asked)
    with as_(place.shanice) as shanice:
        actions.second(one=kept, by=shanice)
        actions.give_copy(asked=asked, document="{}", rows=1, held_back=1, by=shanice)
    with named(themselves(journey)):
        assert Copy.objects.filter(person_id=journey.person_id).count() == 1


def _give_past_the_action(place, journey: Journey, asked: Asked) -> None:
    about = {"person_id": journey.person_id, "asked": asked, "by_id": place.tom.pk, "by_called": "Tom"}
    with transaction.atomic(), connection.cursor() as cursor:
        Copy.objects.create(document="{}", rows=1, **about)
        cursor.execute("set constraints all immediate")


def test_what_two_agreed_to_hold_back_is_held_back_everywhere_by_the_database(place):
    journey = held_by_tom(place)
    asked = asked_by_tom(place, journey)
    own_page(place, journey)
    with named(themselves(journey)):
        step = NextStep.objects.filter(person_id=journey.person_id).exclude(kind=StepKind.RIGHT).first()
    with as_(place.tom) as tom:
        kept = actions.hold_back(
            asked=asked, table="journeys.NextStep", row_id=step.pk, ground=Ground.HARM, words="He reads it.", by=tom
        )
    with named(themselves(journey)):
        assert NextStep.objects.filter(pk=step.pk).exists()
    with as_(place.priya) as priya:
        actions.second(one=kept, by=priya)
        assert NextStep.objects.filter(pk=step.pk).exists()
    with named(themselves(journey)):
        assert not NextStep.objects.filter(pk=step.pk).exists()
    with as_(place.tom) as tom:
        actions.show_again(one=kept, by=tom)
    with named(themselves(journey)):
        assert NextStep.objects.filter(pk=step.pk).exists()


def test_somebody_refuses_a_practitioner_by_their_own_word_and_nothing_of_it_falls(place):
    journey = held_by_tom(place)
    own_page(place, journey)
    talk = planned(place, journey, by=place.tom)
    with named(themselves(journey)) as ama:
        actions.refuse(journey=journey, practitioner=place.tom, words="He knows my ex.", by=ama)
    with as_(place.tom):
        assert not Journey.objects.filter(pk=journey.pk).exists()
    with as_(place.shanice):
        assert Holding.objects.get(journey=journey, until=None).practitioner_id is None
        assert not NextStep.objects.filter(person_id=journey.person_id, practitioner=place.tom, kept_at=None).exists()
        assert Conversation.objects.get(pk=talk.pk).practitioner_id != place.tom.pk
        assert Refusal.objects.get(person_id=journey.person_id).words == "He knows my ex."
        assert Asked.objects.get(person_id=journey.person_id).whom_id == place.tom.pk


def test_where_it_cannot_be_at_once_the_team_does_it_and_whoever_it_is_about_reads_nothing_of_it(place):
    journey = held_by_tom(place)
    client = own_page(place, journey)
    others = [one for one in members_of([place.team.pk], timezone.now()) if one.pk != place.tom.pk]
    for one in others:
        with as_(place.tom) as tom:
            journeys.refuse_practitioner(journey=journey, practitioner=one, by=tom)
    said = client.post(my_right(Right.NOT_THEM), {"who": str(place.tom.pk), "words": "He knows my ex."}, follow=True)
    assert "Your team does it by tomorrow" in said.content.decode()
    with as_(place.tom):
        assert Journey.objects.filter(pk=journey.pk).exists()
        assert not Asked.objects.filter(person_id=journey.person_id).exists()
    with named(themselves(journey)):
        asked = Asked.objects.get(person_id=journey.person_id)
        assert (asked.whom_id, asked.words) == (place.tom.pk, "He knows my ex.")


def test_whoever_wants_somebody_they_did_not_find_kept_out_says_who(place):
    client = own_page(place, held_by_tom(place))
    answer = client.post(my_right(Right.NOT_THEM), {"who": "somebody else", "words": " "})
    assert answer.status_code == 422
    assert "Write their name" in answer.content.decode()


def test_only_words_are_held_back_and_never_who_sees_or_has_looked(place):
    journey = held_by_tom(place)
    asked = asked_by_tom(place, journey)
    with as_(place.tom):
        tie, look = Tie.objects.filter(person_id=journey.person_id)[0], journey
    tom = signed_in(place.tom)
    for table, row in (("access.Tie", tie.pk), ("journeys.Journey", look.pk)):
        assert tom.get(reverse("website:hold_back", args=[asked.pk, table, row])).status_code == 404


def test_a_death_shuts_their_page_and_is_followed_until_it_is_done(place):
    journey = held_by_tom(place)
    client = own_page(place, journey)
    with as_(place.tom) as tom:
        journeys.end(journey=journey, ending=Ending.DIED, by=tom)
        assert not OwnPage.objects.filter(person_id=journey.person_id, until=None).exists()
        asked = Asked.objects.get(person_id=journey.person_id)
    assert asked.right == Right.DIED
    assert client.get(reverse("website:my_page")).status_code in (302, 303, 404)
    page = signed_in(place.tom).get(reverse("website:asked", args=[asked.pk])).content.decode()
    assert "Who is left?" in page


def test_whoever_is_drawn_in_may_still_say_that_somebody_has_died(place):
    journey = held_by_tom(place)
    with as_(place.tom) as tom:
        journeys.draw_in(journey=journey, practitioner=place.maggie, why="Rent", by=tom)
    with as_(place.maggie) as maggie:
        journeys.end(journey=journey, ending=Ending.DIED, by=maggie)
    with as_(place.tom):
        assert Asked.objects.get(person_id=journey.person_id).right == Right.DIED


def test_a_copy_walks_from_being_asked_to_being_read_and_is_nobody_elses(place):
    journey = held_by_tom(place)
    client = own_page(place, journey)
    assert client.post(my_right(Right.COPY), {"words": ""}).status_code == 303
    with as_(place.tom):
        asked = Asked.objects.get(person_id=journey.person_id)
    tom = signed_in(place.tom)
    page = tom.get(reverse("website:copy", args=[asked.pk])).content.decode()
    assert "in my own room" in page
    read = {"read": page.split('name="read" value="')[1].split('"')[0]}
    with as_(place.dev) as dev:
        journeys.raise_worry(journey=journey, words="Her neighbour told me.", by=dev)
    unread = tom.post(reverse("website:give_copy", args=[asked.pk]), read)
    assert unread.status_code == 422
    assert "Something came since you read this" in unread.content.decode()
    read = {"read": unread.content.decode().split('name="read" value="')[1].split('"')[0]}
    assert tom.post(reverse("website:give_copy", args=[asked.pk]), read).status_code == 303
    assert tom.get(reverse("website:copy", args=[asked.pk])).status_code == 404
    with named(themselves(journey)):
        copy = Copy.objects.get(person_id=journey.person_id)
    read = client.get(reverse("website:my_copy", args=[copy.pk])).content.decode()
    assert "in my own room" in read
    assert "Ring about the letter" in read
    data = client.get(reverse("website:my_copy_data", args=[copy.pk]))
    assert data["Content-Type"].startswith("application/json")
    assert data.json()["called"] == "Ama"
    other = own_page(place, held_by_tom(place, "Bea"))
    assert other.get(reverse("website:my_copy", args=[copy.pk])).status_code == 404
    assert signed_in(place.callum).get(reverse("website:copy", args=[asked.pk])).status_code == 404


def test_bad_input_is_said_beside_its_field_and_what_was_typed_is_there(place):
    journey = held_by_tom(place)
    client = own_page(place, journey)
    answer = client.post(my_right(Right.PUT_RIGHT), {"words": "   "})
    assert answer.status_code == 422
    assert "few words" in answer.content.decode()
    asked = asked_by_tom(place, journey, Right.OBJECT, "No letters.")
    page = signed_in(place.tom).post(reverse("website:asked", args=[asked.pk]), {"outcome": "", "words": "Stopped it"})
    assert page.status_code == 422
    assert "Stopped it" in page.content.decode()


def test_the_notice_is_for_anybody_in_plain_words_with_the_nations_years(client):
    page = client.get(reverse("website:privacy"))
    assert page.status_code == 200
    for said in ("20 years", "10 years", "Information Commissioner", "Brackwell Health Trust"):
        assert said in page.content.decode()


def test_nobody_tied_to_nobody_sees_what_was_asked(place):
    asked = asked_by_tom(place, introduce(place), Right.OBJECT, "No.")
    with as_(place.callum):
        assert not Asked.objects.filter(pk=asked.pk).exists()


def test_a_copy_is_given_and_never_refused_whole_and_words_that_look_like_a_day_break_nothing(place):
    journey = held_by_tom(place)
    asked_by_tom(place, journey, Right.PUT_RIGHT, "0001-01-01T00:00:00+14:00")
    asked = asked_by_tom(place, journey)
    with as_(place.tom) as tom, pytest.raises(NotPossible, match="Give them the copy"):
        actions.answer(asked=asked, outcome=Outcome.NOT_DONE, words="No.", by=tom)
    page = signed_in(place.tom).get(reverse("website:copy", args=[asked.pk]))
    assert page.status_code == 200
    assert "0001-01-01T00:00:00+14:00" in page.content.decode()


def test_a_second_answer_comes_back_with_its_words(place):
    asked = asked_by_tom(place, held_by_tom(place), Right.OBJECT, "No letters.")
    with as_(place.tom) as tom:
        actions.answer(asked=asked, outcome=Outcome.DONE, words="Stopped.", by=tom)
    said = {"outcome": "done", "words": "I rang her and we agreed."}
    late = signed_in(place.shanice).post(reverse("website:asked", args=[asked.pk]), said)
    assert late.status_code == 422
    assert "I rang her and we agreed." in late.content.decode()


def test_what_the_stream_says_of_what_is_held_back_is_held_back_too(place):
    journey = held_by_tom(place)
    own_page(place, journey)
    asked = asked_by_tom(place, journey)
    with as_(place.tom) as tom:
        step = NextStep.objects.filter(person_id=journey.person_id).exclude(kind=StepKind.RIGHT).first()
        words = {"ground": Ground.HARM, "words": "He reads it.", "by": tom}
        kept = actions.hold_back(asked=asked, table="journeys.NextStep", row_id=step.pk, **words)
    with named(themselves(journey)):
        assert Event.objects.filter(from_id=step.pk).exists()
    with as_(place.priya) as priya:
        actions.second(one=kept, by=priya)
    with named(themselves(journey)):
        assert not Event.objects.filter(from_id=step.pk).exists()

"""What must not go does not go: asked again before every try, by real commits, a real worker and real SMTP."""

from datetime import timedelta

import pytest
from django.utils import timezone
from messages.carrying import introduced, message_of, work, write
from neighbourhood import as_, in_days, journey_of
from post.mailbox import Mailbox
from record.roles import second_connection, signed_in_as

from livingwell.access import actions as access
from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.introductions.rules import Way
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Ending, StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.messages import actions, jobs, outcomes
from livingwell.messages.jobs import WORKER
from livingwell.messages.models import Message
from livingwell.messages.queries import messages_of
from livingwell.messages.words import Sort, State
from livingwell.people import actions as people
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel
from livingwell.post import actions as post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue", "daytime")]

LETTER = Way(Channel.LETTER, "Ama Owusu, 4 Mill Lane, Brackwell", may_message=True)
NOT_WANTED = "They do not want to hear from Tom, who wrote it."


def due_again(message) -> None:
    """Let the wait after a vain try pass, and do what the worker does every minute."""
    with second_connection("lw_worker") as worker:
        worker.execute("update post_delivery set next_try_at = now() where id = %s", [message.pk])
    with signed_in_as("lw_worker"):
        post.sweep()
    work()


def waiting_after_a_vain_try(place, mailbox: Mailbox) -> tuple[Person, WayToReach, Message]:
    """A message that a mail server has asked us to try again later."""
    mailbox.replies = ["451 later please"]
    person, way = introduced(place)
    message = write(place, person, way)
    work()
    assert (len(mailbox.messages), message_of(message).state) == (0, State.HANDED_OVER)
    return person, way, message


def dies(place, person) -> None:
    with as_(place.shanice) as by:
        journeys.end(journey=journey_of(place, person.pk), ending=Ending.DIED, died_on=timezone.localdate(), by=by)


def steps_about_it(place, message) -> list[NextStep]:
    with as_(place.shanice):
        return list(NextStep.objects.filter(from_id=message.pk))


def test_a_death_withdraws_at_once_what_waits_for_another_try(lasting_place, mailbox: Mailbox):
    person, _way, message = waiting_after_a_vain_try(lasting_place, mailbox)
    dies(lasting_place, person)
    work()  # its next try is a minute away: nobody waited for it
    stopped = message_of(message)
    assert (stopped.state, stopped.why_not) == (State.WITHDRAWN, "They have died. Nothing more is sent.")
    due_again(message)
    assert mailbox.messages == []


def test_a_death_holds_back_in_its_own_transaction_what_was_to_go_later(lasting_place, mailbox: Mailbox):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way, send_after=timezone.now() + timedelta(minutes=20))
    dies(lasting_place, person)
    stopped = message_of(message)
    assert (stopped.state, stopped.why_not) == (State.HELD_BACK, "They have died. Nothing more is sent.")


def test_a_death_takes_a_letter_out_of_the_tray(lasting_place, mailbox: Mailbox, settings):
    person, way = introduced(lasting_place, LETTER)
    message = write(lasting_place, person, way)
    work()
    assert len(list((settings.POST_FOLDER / "letters").iterdir())) == 1
    dies(lasting_place, person)
    work()
    assert list((settings.POST_FOLDER / "letters").iterdir()) == []
    assert message_of(message).state == State.WITHDRAWN


def test_what_was_withdrawn_was_not_said_to_them_and_is_not_on_their_page(lasting_place, mailbox: Mailbox):
    person, _way, message = waiting_after_a_vain_try(lasting_place, mailbox)
    refuses(lasting_place, person)
    with as_(lasting_place.shanice) as by:
        access.tie(person_id=person.pk, party_kind=Kind.PERSON, party_id=person.pk, reason="themselves", by=by)
    herself = Viewer(Kind.PERSON, person.pk)
    with named(herself):
        assert [one.pk for one in messages_of(person.pk)] == [message.pk]
    due_again(message)
    with named(herself):
        assert messages_of(person.pk) == []


def test_a_way_that_ends_between_two_tries_stops_the_second(lasting_place, mailbox: Mailbox, heard):
    _person, way, message = waiting_after_a_vain_try(lasting_place, mailbox)
    with as_(lasting_place.shanice) as by:
        people.end_ways(ways=[way], by=by)
    due_again(message)
    assert mailbox.messages == []
    assert message_of(message).why_not == "This is no longer a safe way to reach them."
    assert [one.message_id for one in heard["not sent"]] == [message.pk]


def test_a_letter_in_the_tray_is_withdrawn_when_its_address_is_no_longer_safe(lasting_place, mailbox, settings):
    person, way = introduced(lasting_place, LETTER)
    message = write(lasting_place, person, way)
    work()
    with as_(lasting_place.shanice) as by:
        people.end_ways(ways=[way], by=by)
    with signed_in_as("lw_worker"):
        post.sweep()
    assert message_of(message).why_not == "This is no longer a safe way to reach them."
    assert list((settings.POST_FOLDER / "letters").iterdir()) == []


def refuses(place, person) -> None:
    """She does not want Tom; what he holds goes back to the team."""
    with as_(place.shanice) as by:
        access.refuse(person_id=person.pk, practitioner_id=place.tom.pk, by=by)


def test_a_message_does_not_go_once_its_writer_was_refused_and_the_team_is_told(lasting_place, mailbox: Mailbox):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    refuses(lasting_place, person)
    work()
    assert mailbox.messages == []
    stopped = message_of(message)
    assert (stopped.state, stopped.why_not) == (State.HELD_BACK, NOT_WANTED)
    [step] = steps_about_it(lasting_place, message)
    assert (step.done_by, step.team_id) == (StepBy.TEAM, lasting_place.team.pk)


def test_a_refusal_between_two_tries_stops_the_second(lasting_place, mailbox: Mailbox):
    person, _way, message = waiting_after_a_vain_try(lasting_place, mailbox)
    refuses(lasting_place, person)
    due_again(message)
    assert mailbox.messages == []
    assert message_of(message).why_not == NOT_WANTED


def drawn_in(place, person) -> None:
    with as_(place.tom) as by:
        journeys.draw_in(journey=journey_of(place, person.pk), practitioner=place.maggie, why="Benefits", by=by)


def no_longer_drawn_in(place, person) -> None:
    with as_(place.tom) as by:
        access.end_ties(
            person_id=person.pk, party_kind=Kind.PRACTITIONER, party_id=place.maggie.pk, reason="drawn in", by=by
        )


def written_by_maggie(place, person, way) -> Message:
    with as_(place.maggie) as by:
        return actions.write(
            person=person, way=way, sort=Sort.OWN_WORDS, words="Hello, it’s Maggie. Is Friday good?", by=by
        )


def test_a_message_does_not_go_once_its_writers_tie_has_ended(lasting_place, mailbox: Mailbox):
    person, way = introduced(lasting_place)
    drawn_in(lasting_place, person)
    message = written_by_maggie(lasting_place, person, way)
    no_longer_drawn_in(lasting_place, person)
    work()
    assert mailbox.messages == []
    assert message_of(message).why_not == "Maggie, who wrote it, is no longer alongside them."
    [step] = steps_about_it(lasting_place, message)
    assert step.done_by == StepBy.TEAM


def test_what_did_not_arrive_is_the_teams_to_see_to_once_its_writer_may_not(lasting_place, mailbox: Mailbox):
    """Handed over, refused by the server, and its writer gone meanwhile: nothing is stuck, and somebody sees to it."""
    mailbox.replies = ["550 nobody here by that name"]
    person, way = introduced(lasting_place)
    drawn_in(lasting_place, person)
    message = written_by_maggie(lasting_place, person, way)
    with signed_in_as("lw_worker"):
        jobs.send(message_id=str(message.pk))
        post.deliver(delivery_id=message.pk)
    no_longer_drawn_in(lasting_place, person)
    work()
    assert message_of(message).state == State.NOT_SENT
    [step] = steps_about_it(lasting_place, message)
    assert step.done_by == StepBy.TEAM


def test_the_step_is_the_writers_while_they_may_act(lasting_place, mailbox: Mailbox):
    mailbox.replies = ["550 nobody here by that name"]
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    work()
    [step] = steps_about_it(lasting_place, message)
    assert (step.done_by, step.practitioner_id) == (StepBy.PRACTITIONER, lasting_place.tom.pk)


def test_a_room_above_that_breaks_a_promise_takes_nothing_back(lasting_place, mailbox: Mailbox, monkeypatch, caplog):
    """What it wrote breaks a promise that is checked last; what became of the message stands all the same."""

    def asks_a_stranger(outcome) -> None:
        journeys.make_step(
            journey=journey,
            what="Ring",
            doer=Doer(StepBy.PRACTITIONER, practitioner_id=lasting_place.callum.pk),
            due_on=in_days(0),
            by=WORKER,
        )

    monkeypatch.setattr(outcomes, "_sent", [asks_a_stranger])
    person, way = introduced(lasting_place)
    journey = journey_of(lasting_place, person.pk)
    message = write(lasting_place, person, way)
    work()
    assert message_of(message).state == State.SENT
    assert "could not be told what became of it" in caplog.text


def test_only_post_may_say_that_a_message_on_its_way_is_withdrawn(lasting_place, mailbox: Mailbox):
    """Whoever is on the web cannot know whether it has gone."""
    _person, _way, message = waiting_after_a_vain_try(lasting_place, mailbox)
    with pytest.raises(NotPossible, match="already gone"), as_(lasting_place.tom) as by:
        actions.hold_back(message=message, by=by)


def test_a_death_with_somebody_drawn_in_and_a_message_waiting_is_one_quiet_moment(lasting_place, caplog):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way, send_after=timezone.now() + timedelta(days=1))
    with as_(lasting_place.shanice) as by:
        journey = journey_of(lasting_place, person.pk)
        journeys.draw_in(journey=journey, practitioner=lasting_place.maggie, why="Knows the rent rules", by=by)
    dies(lasting_place, person)
    assert message_of(message).state == State.HELD_BACK
    assert [record for record in caplog.records if record.exc_info] == []

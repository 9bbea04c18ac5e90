"""Before every try the rooms above are asked whether it may still go; what may not is withdrawn, and they are told."""

from datetime import timedelta

import pytest
from post.carrying import answers_of, deliver, hand_over, let_pass, queued, row_of, state_of, sweep, work
from record.roles import BOTTOM, signed_in_as

from livingwell.post import actions, going
from livingwell.post.rules import gives_away
from livingwell.post.transports import letter
from livingwell.post.words import GIVES_AWAY, State, Tells

pytestmark = [pytest.mark.django_db(transaction=True, available_apps=BOTTOM), pytest.mark.usefixtures("empty_queue")]
WHY = "They have died. Nothing more is sent."


@pytest.fixture
def stopped() -> set:
    """Deliveries that a room above stops."""
    ids: set = set()
    going.ask_of(lambda delivery_id: WHY if delivery_id in ids else None)
    return ids


def test_what_a_room_above_stops_between_two_tries_is_not_tried_again(mailbox, stopped, told):
    mailbox.replies = ["451 busy"]
    made = hand_over()
    work()
    stopped.add(made)
    let_pass(made, timedelta(minutes=1))
    sweep()
    work()
    assert (mailbox.messages, answers_of(made)) == ([], ["not_now"])
    assert (state_of(made), row_of(made).last_trouble) == (State.WITHDRAWN, WHY)
    assert told == [(made, State.WITHDRAWN)]


def test_asked_again_at_once_what_waits_is_withdrawn_without_waiting_for_its_next_try(mailbox, stopped, told):
    mailbox.replies = ["451 busy", "451 busy"]
    made, other = hand_over(), hand_over()
    work()
    stopped.add(made)
    for one in (made, other):
        actions.ask_again(delivery_id=one)
    work()
    assert (state_of(made), state_of(other)) == (State.WITHDRAWN, State.WAITING)
    assert told == [(made, State.WITHDRAWN)]


def test_what_has_gone_is_not_withdrawn(mailbox, stopped, told):
    made = hand_over()
    work()
    stopped.add(made)
    actions.ask_again(delivery_id=made)
    work()
    assert (state_of(made), told) == (State.SENT, [(made, State.SENT)])


def test_a_stopped_letter_leaves_the_tray_within_a_minute(stopped):
    made = hand_over(transport="letter", to="Sam")
    work()
    stopped.add(made)
    sweep()
    assert (state_of(made), list(letter.tray().iterdir())) == (State.WITHDRAWN, [])


def test_what_nobody_could_answer_does_not_go_and_is_asked_again(mailbox):
    def cannot_say(delivery_id):
        raise ZeroDivisionError

    going.ask_of(cannot_say)
    made = hand_over()
    with pytest.raises(ZeroDivisionError):
        deliver(made)
    assert (mailbox.messages, state_of(made), answers_of(made)) == ([], State.WAITING, [])
    with signed_in_as("lw_worker"):
        actions.sweep()
    assert ("post.deliver", str(made)) in queued()


@pytest.mark.parametrize("word", ["selfharm", "Self-Harm", "self harm", "appointment", "bipolar", "assaulted", "NHS"])
def test_one_list_says_what_gives_somebody_away_on_an_envelope_and_in_a_message(word):
    found = gives_away(f"About your {word} on Friday")
    assert found is not None
    assert found[0] == word
    assert found[1] in GIVES_AWAY


def test_a_first_name_and_a_day_give_nothing_away():
    assert gives_away("Hello from Tom, is Thursday good?") is None
    assert set(GIVES_AWAY) == set(Tells)

"""Handing over, queueing, sweeping, telling, forgetting: with a real worker and real commits."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from post.carrying import (
    SAYS,
    answers_of,
    deliver,
    hand_over,
    let_pass,
    row_of,
    state_of,
    sweep,
)
from procrastinate.contrib.django import app
from record.roles import second_connection, signed_in_as

from livingwell.lib.refusals import NotPossible
from livingwell.post import actions, jobs, outcomes, queries, transports
from livingwell.post.models import Attempt, Delivery
from livingwell.post.transports import letter
from livingwell.post.words import State

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue")]


def queued() -> list[tuple[str, str]]:
    """What waits for a worker about any delivery: each task, and which. (A worker queues its own rounds too.)"""
    with second_connection("lw_worker") as worker:
        return worker.execute(
            "select task_name, args->>'delivery_id' from procrastinate_jobs where status = 'todo'"
            " and args ? 'delivery_id' order by id"
        ).fetchall()


def work() -> None:
    """Run a real worker, as its own role, until nothing waits."""
    with signed_in_as("lw_worker"), app.replace_connector(app.connector.get_worker_connector()) as ready:
        ready.run_worker(wait=False, queues=["post"], install_signal_handlers=False, listen_notify=False)
    with second_connection("lw_worker") as worker:
        failed = worker.execute("select task_name from procrastinate_jobs where status = 'failed'").fetchall()
    assert failed == []


@pytest.fixture
def told(monkeypatch):
    """What the rooms above were told, in turn."""
    heard = []
    outcomes.when_settled(lambda delivery_id, state: heard.append((delivery_id, state)))
    return heard


def test_what_the_web_hands_over_a_worker_sends_and_the_rooms_above_are_told(mailbox, told):
    made = hand_over()
    assert queued() == [("post.deliver", str(made))]
    work()
    assert len(mailbox.messages) == 1
    assert state_of(made) is State.SENT
    assert told == [(made, State.SENT)]
    assert queued() == []


def test_handed_over_twice_it_is_sent_once_and_the_first_stands(mailbox):
    made = hand_over()
    actions.hand_over(**{"id": made, **SAYS, "body": "Something else"})
    work()
    assert [message.get_content().startswith("Hello Sam") for message in mailbox.messages] == [True]


def test_what_is_rolled_back_was_never_handed_over_nor_queued(mailbox):
    with transaction.atomic():
        made = hand_over()
        transaction.set_rollback(True)
    assert queued() == []
    assert state_of(made) is None
    work()
    assert mailbox.messages == []


def test_inside_a_job_too_what_is_rolled_back_was_never_queued(mailbox):
    with signed_in_as("lw_worker"), app.replace_connector(app.connector.get_worker_connector()):
        with transaction.atomic():
            hand_over()
            assert queued() == []  # not before it is committed, either
            transaction.set_rollback(True)
        assert queued() == []
        made = hand_over()
    assert queued() == [("post.deliver", str(made))]


def test_nothing_wrong_is_handed_over(mailbox):
    with pytest.raises(NotPossible):
        hand_over(subject="Hello\nBcc: everyone@example.org")
    with pytest.raises(ValueError, match="pigeon"):
        hand_over(transport="pigeon")
    assert queued() == []


def test_a_try_cannot_be_made_inside_a_transaction(mailbox):
    made = hand_over()
    with signed_in_as("lw_worker"), transaction.atomic(), pytest.raises(RuntimeError):
        actions.deliver(delivery_id=made)
    assert mailbox.messages == []


def test_the_sweeper_queues_once_what_is_due_and_leaves_what_is_not(mailbox):
    mailbox.replies = ["451 busy", "451 busy"]
    due, not_due = hand_over(), hand_over()
    work()
    let_pass(due, timedelta(minutes=1))
    sweep()
    sweep()
    assert queued() == [("post.deliver", str(due))]
    work()
    assert (state_of(due), state_of(not_due)) == (State.SENT, State.WAITING)


def test_a_delivery_whose_job_was_lost_is_found_by_the_sweeper(mailbox):
    made = hand_over()
    with second_connection("lw_worker") as worker:
        worker.execute("delete from procrastinate_jobs")
    sweep()
    work()
    assert state_of(made) is State.SENT


def test_a_room_above_that_fails_is_told_again_and_what_it_wrote_is_kept_once(mailbox):
    made, heard = hand_over(), []

    def listen(delivery_id, state):
        heard.append(state)
        Attempt.objects.create(delivery_id=delivery_id, number=99, began_at=timezone.now(), answer="sent")
        if len(heard) == 1:
            raise ZeroDivisionError

    outcomes.when_settled(listen)
    with pytest.raises(ZeroDivisionError), signed_in_as("lw_worker"):
        jobs.deliver(delivery_id=str(made))
    assert answers_of(made) == ["sent"]
    sweep()
    sweep()
    assert (len(heard), len(answers_of(made))) == (2, 2)
    with signed_in_as("lw_worker"):
        assert queries.untold() == []


def test_one_rooms_trouble_does_not_keep_the_rest_from_being_told(mailbox, told, caplog):
    bad, good = hand_over(), hand_over()

    def listen(delivery_id, state):
        if delivery_id == bad:
            raise ZeroDivisionError

    outcomes.when_settled(listen)
    for made in (bad, good):
        deliver(made)
    sweep()
    assert (good, State.SENT) in told
    assert "could not be told how it ended" in caplog.text
    with signed_in_as("lw_worker"):
        assert queries.untold() == [bad]


def test_an_unsure_delivery_is_told_and_if_it_turns_out_sent_that_is_told_too(mailbox, told, monkeypatch):
    made = hand_over()
    with signed_in_as("lw_worker"):
        Delivery.objects.filter(pk=made).update(
            state=State.TRYING, tries=1, tried_at=timezone.now() - timedelta(minutes=16)
        )
        actions.sweep()
        assert told == [(made, State.UNSURE)]
        late = Delivery.objects.get(pk=made)
        actions._settle(late, transports.Outcome("sent"))
        actions.sweep()
    assert told == [(made, State.UNSURE), (made, State.SENT)]


def test_the_same_listener_is_asked_once(told):
    heard = []
    for _ in range(2):
        outcomes.when_settled(heard.append)
    assert outcomes._listeners.count(heard.append) == 1


# -- letters and texts -------------------------------------------------------------------------------------------------


def test_a_letter_waits_in_the_tray_until_somebody_says_it_is_posted(told):
    made = hand_over(transport="letter", to="Sam <3\n1 High Street", body="Dear Sam,\n\nSee you <b>soon</b>.")
    work()
    page = (letter.tray() / f"{made}.html").read_text()
    assert "Sam &lt;3\n1 High Street" in page
    assert "<p>See you &lt;b&gt;soon&lt;/b&gt;.</p>" in page
    assert "http" not in page
    let_pass(made, timedelta(days=9))
    sweep()
    assert (state_of(made), queued(), told) == (State.WAITING, [], [])
    actions.say_posted(delivery_id=made)
    actions.say_posted(delivery_id=made)
    work()
    assert state_of(made) is State.SENT
    assert answers_of(made) == ["in_tray", "sent"]
    assert told == [(made, State.SENT)]
    assert list(letter.tray().iterdir()) == []


def test_only_a_letter_in_the_tray_can_be_posted(mailbox):
    email, printed = hand_over(), hand_over(transport="letter", to="Sam")
    for made in (email, printed):
        with signed_in_as("lw_worker"):
            actions.mark_posted(delivery_id=made)
    assert (state_of(email), state_of(printed)) == (State.WAITING, State.WAITING)


WITHOUT = [
    ("text", "07700 900123", "Texts cannot be sent from here yet"),
    ("email", "sam@example.org", "Emails cannot be sent from here yet"),
]


@pytest.mark.parametrize(("transport", "to", "sentence"), WITHOUT)
def test_without_a_provider_it_says_so_and_takes_nothing(settings, transport, to, sentence):
    settings.POST_SMTP_HOST, settings.POST_WITHOUT_PROVIDER = "", "refuse"
    with pytest.raises(NotPossible, match=sentence):
        hand_over(transport=transport, to=to)
    assert queued() == []


def test_a_letter_needs_somewhere_to_be_put(settings):
    settings.POST_FOLDER = None
    with pytest.raises(NotPossible, match="has not said where to put them"):
        hand_over(transport="letter", to="Sam")


@pytest.mark.parametrize(("transport", "to", "sentence"), WITHOUT)
def test_laid_in_a_folder_it_is_on_record_that_nobody_was_sent_it(settings, transport, to, sentence):
    settings.POST_SMTP_HOST, settings.POST_WITHOUT_PROVIDER = "", "folder"
    made = hand_over(transport=transport, to=to)
    assert deliver(made) is State.SENT
    laid = (settings.POST_FOLDER / transport / f"{made}.txt").read_text()
    assert laid.startswith(f"To: {to}\nFrom: Brackwell\n")
    assert SAYS["body"] in laid
    assert row_of(made).last_trouble.startswith("Nobody was sent this")


def test_laid_on_the_console_it_is_there_to_read(settings, capsys):
    settings.POST_WITHOUT_PROVIDER = "console"
    assert deliver(hand_over(transport="text", to="07700 900123")) is State.SENT
    assert "See you on Thursday" in capsys.readouterr().out


def test_a_provider_taken_away_meanwhile_is_not_now(settings):
    settings.POST_WITHOUT_PROVIDER = "folder"
    made = hand_over(transport="text", to="07700 900123")
    settings.POST_WITHOUT_PROVIDER = "refuse"
    assert deliver(made) is State.WAITING
    assert row_of(made).last_trouble.startswith("Texts cannot be sent")


def test_a_made_up_place_lays_things_in_its_folder(settings):
    settings.DEMONSTRATION = True
    if hasattr(settings, "POST_WITHOUT_PROVIDER"):
        del settings.POST_WITHOUT_PROVIDER
    assert deliver(hand_over(transport="text", to="07700 900123")) is State.SENT


# -- forgetting --------------------------------------------------------------------------------------------------------


def test_what_is_long_over_is_forgotten_and_that_it_was_stays(mailbox):
    mailbox.replies = ["250 ok", "250 ok", "451 busy"]
    old, recent, waiting = hand_over(), hand_over(), hand_over()
    work()
    for made in (old, waiting):
        let_pass(made, timedelta(days=31))
    with signed_in_as("lw_worker"):
        assert actions.forget_sent(days=30) == 1
        assert actions.forget_sent(days=30) == 0
    forgotten = row_of(old)
    assert [forgotten.to, forgotten.sender, forgotten.subject, forgotten.body] == [""] * 4
    assert (forgotten.state, bool(forgotten.sent_at), answers_of(old)) == (State.SENT, True, ["sent"])
    assert row_of(recent).to == row_of(waiting).to == "sam@example.org"


def test_nothing_is_forgotten_before_the_rooms_above_know_how_it_ended(mailbox):
    made = hand_over()
    deliver(made)
    let_pass(made, timedelta(days=31))
    with signed_in_as("lw_worker"):
        assert actions.forget_sent() == 0
        actions.sweep()
        jobs.forget(timestamp=0)
    assert row_of(made).forgotten_at


def test_a_delivery_always_has_something_to_carry():
    with signed_in_as("lw_worker"), pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.create(pk=uuid4(), **{**SAYS, "to": ""})
    assert connection.vendor == "postgresql"

"""Email, against real servers: what arrives, what is tried again, and what is not."""

from datetime import timedelta
from uuid import uuid4

import pytest
from post.carrying import SAYS, answers_of, deliver, hand_over, let_pass, row_of, state_of, sweep
from post.mailbox import Fickle
from record.roles import BOTTOM, signed_in_as

from livingwell.post import transports
from livingwell.post.models import Delivery
from livingwell.post.words import State

pytestmark = pytest.mark.django_db(transaction=True, available_apps=BOTTOM)


def test_a_note_arrives_as_plain_neutral_text_word_for_word(mailbox):
    made = hand_over()
    assert deliver(made) is State.SENT
    [message], [envelope] = mailbox.messages, mailbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("hello@brackwell.example", ["sam@example.org"])
    assert message["From"] == "Brackwell <hello@brackwell.example>"
    assert message["To"] == "sam@example.org"
    assert message["Subject"] == "A note from Brackwell"
    assert message["Message-ID"] == f"<{made}@brackwell.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert message.get_content().replace("\r\n", "\n") == SAYS["body"]
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type", "Content-Transfer-Encoding",
        "MIME-Version",
    }  # fmt: skip
    assert row_of(made).sent_at


def test_a_name_and_a_subject_in_any_script_arrive_and_so_does_a_domain(mailbox):
    made = hand_over(sender="Brückenhaus", subject="Dzień dobry – até já", to="sam@bücher.example", body="Привет 👋")
    assert deliver(made) is State.SENT
    [message] = mailbox.messages
    assert str(message["From"]) == "Brückenhaus <hello@brackwell.example>"
    assert str(message["Subject"]) == "Dzień dobry – até já"
    assert mailbox.envelopes[0].rcpt_tos == ["sam@xn--bcher-kva.example"]
    assert message.get_content().strip() == "Привет 👋"


@pytest.mark.parametrize("sender", ["Brackwell <elsewhere@example.org>", "elsewhere@example.org", ""])
def test_the_address_it_comes_from_is_always_the_places_own(mailbox, sender):
    deliver(hand_over(sender=sender))
    [message] = mailbox.messages
    assert "<hello@brackwell.example>" in f"<{message['From'].addresses[0].addr_spec}>"
    assert "elsewhere" not in mailbox.envelopes[0].content.decode()


def test_not_now_and_then_yes_is_one_message(mailbox):
    mailbox.replies = ["451 busy"]
    made = hand_over()
    assert deliver(made) is State.WAITING
    assert deliver(made) is None  # not before its minute
    assert row_of(made).last_trouble == "451 busy"
    let_pass(made, timedelta(minutes=1))
    assert deliver(made) is State.SENT
    assert deliver(made) is None
    assert len(mailbox.messages) == 1
    assert answers_of(made) == ["not_now", "sent"]


def test_no_is_no(mailbox):
    mailbox.replies = ["550 no such user sam@example.org"]
    made = hand_over()
    assert deliver(made) is State.GAVE_UP
    let_pass(made, timedelta(days=3))
    assert deliver(made) is None
    assert mailbox.messages == []
    assert row_of(made).last_trouble == "550 no such user …"


def test_six_waits_and_then_it_is_given_up(mailbox):
    mailbox.replies = ["451 busy"] * 9
    made = hand_over()
    states = []
    for _ in range(8):
        states.append(deliver(made))
        let_pass(made, timedelta(days=1))
    assert states == [*[State.WAITING] * 6, State.GAVE_UP, None]


def test_nobody_at_the_door_is_not_now_and_it_is_sent_when_somebody_is(mailbox, settings):
    there = settings.POST_SMTP_PORT
    settings.POST_SMTP_PORT = 1
    made = hand_over()
    assert deliver(made) is State.WAITING
    assert "ConnectionRefusedError" in row_of(made).last_trouble
    settings.POST_SMTP_PORT = there
    let_pass(made, timedelta(minutes=1))
    assert deliver(made) is State.SENT


STAGES = ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "message", "end"]


@pytest.mark.parametrize(
    ("stage", "says", "state"),
    [
        # A line that breaks before we let go of the last dot carried nothing; after that, nobody here can know.
        *[(stage, None, State.WAITING) for stage in STAGES[:-2]],
        *[(stage, None, State.UNSURE) for stage in ("message", "end")],
        *[(stage, "421 closing", State.WAITING) for stage in STAGES if stage != "message"],
        *[(stage, "not SMTP at all", State.WAITING) for stage in STAGES[:-2]],
        ("end", "not SMTP at all", State.UNSURE),
        ("end", "354 go on", State.UNSURE),
        # A refusal before the message is spoken of is about us, and may be put right; after, it is about the message.
        ("greeting", "554 not you", State.WAITING),
        *[(stage, "550 no", State.GAVE_UP) for stage in ("MAIL", "RCPT", "DATA", "end")],
        ("RCPT", "251 will forward", State.SENT),
    ],
)
def test_wherever_the_line_breaks_it_is_known_whether_it_may_have_been_sent(settings, mailbox, stage, says, state):
    with Fickle(stage, says) as server:
        settings.POST_SMTP_PORT = server.port
        made = hand_over()
        assert deliver(made) is state
        came = len(server.came)
        if state is State.UNSURE:
            let_pass(made, timedelta(days=1))
            sweep()
            assert deliver(made) is None
            assert (state_of(made), len(server.came)) == (State.UNSURE, came)


def test_a_line_that_breaks_while_a_long_message_is_still_leaving_carried_nothing(settings, mailbox):
    with Fickle("message", None) as server:
        settings.POST_SMTP_PORT = server.port
        made = hand_over(body="A line of a very long letter.\n" * 300_000)
        assert deliver(made) is State.WAITING


def test_a_header_that_got_past_the_rules_does_not_get_past_the_transport(mailbox):
    with signed_in_as("lw_worker"):
        fields = {**SAYS, "subject": "Hello\r\nBcc: everyone@example.org"}
        made = Delivery.objects.create(pk=uuid4(), **fields).pk
    assert deliver(made) is State.GAVE_UP
    assert mailbox.envelopes == []


def test_a_transport_that_breaks_is_not_tried_again(mailbox, monkeypatch):
    def break_down(delivery):
        raise ZeroDivisionError

    monkeypatch.setattr(transports, "send", break_down)
    made = hand_over()
    assert deliver(made) is State.UNSURE
    assert row_of(made).last_trouble == "ZeroDivisionError"

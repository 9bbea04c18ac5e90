"""Email, against real servers: what arrives, what is tried again, and what no machine sends twice."""

import datetime as dt
import ipaddress
import os
import signal
import ssl
import subprocess
import sys
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection
from post.carrying import SAYS, answers_of, deliver, hand_over, let_pass, row_of, state_of, sweep
from post.mailbox import Fickle, Mailbox, serving
from record.roles import signed_in_as

from livingwell.post import actions, transports
from livingwell.post.models import Delivery
from livingwell.post.words import State

pytestmark = pytest.mark.django_db(transaction=True)


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
        made = hand_over(body="A line of a very long letter.\n" * 1_000_000)
        assert deliver(made) is State.WAITING


class Stopped(BaseException):
    """The machine went away."""


def test_a_worker_that_stops_in_the_middle_leaves_it_unsure_and_nobody_sends_it_again(mailbox, monkeypatch):
    made = hand_over()

    def stop(delivery):
        raise Stopped

    with monkeypatch.context() as stopped:
        stopped.setattr(transports, "send", stop)
        with pytest.raises(Stopped):
            deliver(made)
    assert state_of(made) is State.TRYING
    let_pass(made, timedelta(minutes=14))
    sweep()
    assert (deliver(made), state_of(made)) == (None, State.TRYING)
    let_pass(made, timedelta(minutes=2))
    sweep()
    assert (deliver(made), state_of(made)) == (None, State.UNSURE)
    assert row_of(made).last_trouble == "The worker stopped in the middle of sending."
    assert answers_of(made) == ["unsure"]
    assert mailbox.messages == []


DELIVERING = """
import json, os, sys, django
django.setup()
from django.conf import settings
from django.db import connection
told = json.loads(sys.stdin.read())
connection.settings_dict.update(told["database"])
for name, value in told["post"].items():
    setattr(settings, name, value)
from livingwell.post import actions
actions.deliver(delivery_id=told["id"])
"""


def test_a_worker_killed_after_the_message_left_sent_it_once(mailbox, settings):
    made = hand_over()
    mailbox.hold = threading.Event()
    worker = delivering_elsewhere(made, settings)
    assert mailbox.reached.wait(30)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    mailbox.hold.set()
    mailbox.hold = None
    let_pass(made, timedelta(minutes=16))
    sweep()
    assert (deliver(made), state_of(made)) == (None, State.UNSURE)
    assert len(mailbox.messages) == 1


def delivering_elsewhere(made, settings):
    """Another process, delivering as the worker."""
    import json

    with signed_in_as("lw_worker"):
        database = {name: connection.settings_dict[name] for name in ("NAME", "USER", "PASSWORD", "OPTIONS")}
    names = ("POST_SMTP_HOST", "POST_SMTP_PORT", "POST_SMTP_TLS", "POST_SMTP_USER", "POST_SENDER")
    told = {"database": database, "post": {name: getattr(settings, name) for name in names}, "id": str(made)}
    worker = subprocess.Popen([sys.executable, "-c", DELIVERING], stdin=subprocess.PIPE, text=True)
    worker.stdin.write(json.dumps(told))
    worker.stdin.close()
    return worker


def test_a_slow_worker_taken_for_lost_puts_right_what_it_knows(mailbox):
    made = hand_over()
    mailbox.hold = threading.Event()
    troubles = at_once([lambda: actions.deliver(delivery_id=made)], meanwhile=lambda: given_up_on(made, mailbox))
    assert troubles == []
    assert state_of(made) is State.SENT
    assert answers_of(made) == ["unsure", "sent"]
    assert len(mailbox.messages) == 1


def given_up_on(made, mailbox):
    assert mailbox.reached.wait(30)
    delivery = Delivery.objects.get(pk=made)
    Delivery.objects.filter(pk=made).update(tried_at=delivery.tried_at - timedelta(minutes=16))
    actions.mark_lost(delivery_id=made)
    assert Delivery.objects.get(pk=made).state == State.UNSURE
    mailbox.hold.set()


@pytest.mark.parametrize("workers", [2, 8])
def test_any_number_of_workers_send_one_message(mailbox, workers):
    made = hand_over()
    assert at_once([lambda: actions.deliver(delivery_id=made)] * workers) == []
    assert len(mailbox.messages) == 1
    assert answers_of(made) == ["sent"]


def at_once(works, meanwhile=lambda: None):
    """Run each in its own thread as the worker, and `meanwhile` here; return what went wrong."""
    troubles = []

    def run(work):
        try:
            work()
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    with signed_in_as("lw_worker"):
        threads = [threading.Thread(target=run, args=[work]) for work in works]
        for thread in threads:
            thread.start()
        meanwhile()
        for thread in threads:
            thread.join()
    return troubles


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


def test_nothing_is_sent_in_clear_where_the_place_wants_tls(mailbox, settings):
    settings.POST_SMTP_TLS = True
    made = hand_over()
    assert deliver(made) is State.WAITING
    assert "STARTTLS" in row_of(made).last_trouble
    assert mailbox.envelopes == []


def test_a_server_nobody_vouches_for_is_not_trusted(settings, tmp_path, mailbox):
    with serving(box := Mailbox(), tls_context=own_tls(tmp_path), require_starttls=True) as port:
        settings.POST_SMTP_PORT, settings.POST_SMTP_TLS = port, True
        made = hand_over()
        assert deliver(made) is State.WAITING
    assert "CERTIFICATE_VERIFY_FAILED" in row_of(made).last_trouble
    assert box.envelopes == []


@pytest.mark.parametrize(("password", "state"), [("right", State.SENT), ("wrong", State.WAITING)])
def test_it_signs_in_over_tls_and_a_wrong_password_is_ours_to_put_right(
    settings, tmp_path, monkeypatch, mailbox, password, state
):
    def let_in(server, session, envelope, mechanism, credentials: LoginPassword):
        is_right = credentials.login == b"us" and credentials.password == b"right"
        return AuthResult(success=is_right, handled=False)  # let the server say so

    tls = own_tls(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "own.pem"))
    with serving(
        box := Mailbox(), tls_context=tls, require_starttls=True, authenticator=let_in, auth_required=True
    ) as port:
        settings.POST_SMTP_PORT, settings.POST_SMTP_TLS = port, True
        settings.POST_SMTP_USER, settings.POST_SMTP_PASSWORD = "us", password
        assert deliver(hand_over()) is state
    assert len(box.messages) == (state is State.SENT)


def own_tls(folder):
    """A server's TLS, vouched for by itself alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(today).not_valid_after(today + timedelta(days=1))
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = made.add_extension(here, critical=False).add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    signed = made.sign(key, hashes.SHA256())
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "own.pem"
    file.write_bytes(signed.public_bytes(plain[0]) + key.private_bytes(*plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context

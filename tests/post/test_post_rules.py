"""What may be handed over, when a try is made again, and what a reply means."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.lib.refusals import NotPossible
from livingwell.post import rules
from livingwell.post.words import Answer, State, Transport

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOOD = {"transport": Transport.EMAIL, "to": "sam@example.org", "sender": "Brackwell", "subject": "Hello", "body": "Hi"}


def test_a_try_is_made_again_ever_more_patiently_and_then_given_up():
    waits = []
    for tries in range(1, 8):
        state, at = rules.after(Answer.NOT_NOW, tries=tries, at=NOON)
        waits.append(at - NOON if at else state)
    minutes = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440)]
    assert waits == [*minutes, State.GAVE_UP]


@pytest.mark.parametrize("tries", [1, 3, 9])
@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer.SENT, State.SENT),
        (Answer.NO, State.GAVE_UP),
        (Answer.UNSURE, State.UNSURE),
        (Answer.IN_TRAY, State.WAITING),
    ],
)
def test_every_other_answer_leaves_nothing_for_the_machine_to_try(answer, state, tries):
    assert rules.after(answer, tries=tries, at=NOON) == (state, None)


@given(st.integers(-1, 999))
def test_only_a_clear_yes_is_sent_and_only_a_clear_no_is_no(code):
    expected = {"2": Answer.SENT, "4": Answer.NOT_NOW, "5": Answer.NO}.get(f"{code:03}"[0], Answer.UNSURE)
    assert rules.smtp_answer(code) is expected


def test_a_plain_note_may_be_handed_over():
    rules.check(**GOOD)
    rules.check(**{**GOOD, "transport": Transport.TEXT, "to": "+44 7700 900123", "subject": ""})
    rules.check(**{**GOOD, "transport": Transport.LETTER, "to": "Sam\n1 High Street\nBrackwell"})


LINE_BREAKS = ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\0", "\x1b"]


@pytest.mark.parametrize("field", ["sender", "subject", "to"])
@pytest.mark.parametrize("line_break", LINE_BREAKS, ids=ascii)
def test_no_header_can_be_slipped_in(field, line_break):
    with pytest.raises(NotPossible):
        rules.check(**{**GOOD, field: f"{GOOD[field]}{line_break}Bcc: everyone@example.org"})


@pytest.mark.parametrize(
    "to",
    [
        "",
        "sam",
        "sam@",
        "@example.org",
        "sam@example.org, max@example.org",
        "sam@example.org,max@example.org",
        "sam@example.org;max@example.org",
        "Sam <sam@example.org>",
        "<sam@example.org>",
        "sam @example.org",
        "sam@exam ple.org",
        "sam@@example.org",
        "sam@max@example.org",
        "sam..o@example.org",
        "söm@example.org",
        "sam@" + "a" * 64 + ".org",
        "sam@" + "abc." * 70 + "org",
        "sam@example.org\u00a0",
        "sam@example.org\x1b",
        "sam\x7f@example.org",
        "-x@..",
    ],
)
def test_what_is_not_one_address_is_refused(to):
    with pytest.raises(NotPossible, match="not an email address"):
        rules.check(**{**GOOD, "to": to})


@pytest.mark.parametrize(
    "to", ["sam@example.org", "s.a-m+x@mail.example.org", "o'neil@example.org", "sam@bücher.example"]
)
def test_what_is_one_address_is_taken(to):
    rules.check(**{**GOOD, "to": to})
    assert rules.in_ascii(to).isascii()


@given(st.text(max_size=40))
def test_whatever_is_taken_for_an_address_is_one_in_ascii_without_a_space_or_a_comma(to):
    if rules.is_address(to):
        spelt = rules.in_ascii(to)
        assert spelt.isascii()
        assert spelt.isprintable()
        assert spelt.count("@") == 1
        assert not set(" ,;<>") & set(spelt)


@pytest.mark.parametrize(
    "to", ["", "07700", "not a number", "07700 900123, 07700 900124", "+44 7700 900123 ext 4", "1" * 16]
)
def test_what_is_not_one_number_is_refused(to):
    with pytest.raises(NotPossible, match="not a phone number"):
        rules.check(**{**GOOD, "transport": Transport.TEXT, "to": to})


GIVEN_AWAY = [
    "Your mental health appointment",
    "Crisis team",
    "Counselling on Thursday",
    "NHS Talking Therapies",
    "About your self-harm",
    "Domestic abuse support",
    "Psychology",
    "Your new PATIENT number",
    "Drug and alcohol service",
]


@pytest.mark.parametrize("line", GIVEN_AWAY)
def test_a_line_that_would_tell_a_stranger_is_refused(line):
    for field in ("sender", "subject"):
        with pytest.raises(NotPossible, match="must not say what the message is about"):
            rules.check(**{**GOOD, field: line})


@pytest.mark.parametrize(
    "line", ["A note from Brackwell", "Thursday at ten", "Something for you to read", "Your code is 123456"]
)
def test_a_line_that_tells_a_stranger_nothing_is_taken(line):
    rules.check(**{**GOOD, "subject": line})


def test_a_text_is_no_longer_than_a_provider_takes():
    text = {**GOOD, "transport": Transport.TEXT, "to": "07700 900123"}
    rules.check(**{**text, "body": "a" * 918})
    with pytest.raises(NotPossible) as refused:
        rules.check(**{**text, "body": "a" * 919})
    assert str(refused.value) == "A text can have 918 characters; this one has 919."


@pytest.mark.parametrize("body", ["", "  \n", "a\0b"])
def test_nothing_is_not_sent(body):
    with pytest.raises(NotPossible, match="nothing to send"):
        rules.check(**{**GOOD, "body": body})


def test_a_letter_needs_an_address():
    with pytest.raises(NotPossible, match="needs an address"):
        rules.check(**{**GOOD, "transport": Transport.LETTER, "to": " "})


def test_a_servers_trouble_is_kept_without_the_address_in_it():
    assert rules.without("sam@example.org", "550 <sam@example.org>: no such user") == "550 <…>: no such user"
    assert rules.without("", "550 no") == "550 no"

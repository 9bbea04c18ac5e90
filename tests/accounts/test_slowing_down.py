"""Guessing slows down and locks nobody out; nothing tells by its words or its time who has an account."""

import time

import pytest
import time_machine
from accounts.people import (
    EMAIL,
    PASSWORD,
    ask_for_code,
    by_password,
    enter_digits,
    is_in,
    make_nurse,
    sent_to,
    sentence_in,
)
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from livingwell.accounts.actions import make_account
from livingwell.website.database.engine.base import owning

pytestmark = pytest.mark.django_db(transaction=True)
ELSEWHERE = "203.0.113.7"


@pytest.fixture
def nurse(lasting_place):
    return make_nurse(lasting_place)


def guess(times: int, *, address: str = "198.51.100.1", email: str = EMAIL) -> list[int]:
    """Try wrong passwords from one address; return how each was answered."""
    return [
        by_password(Client(REMOTE_ADDR=address), email=email, password=f"wrong {n}").status_code for n in range(times)
    ]


def test_after_ten_wrong_tries_in_a_minute_it_asks_to_wait_one(nurse):
    assert guess(12) == [422] * 10 + [429] * 2
    slowed = by_password(Client(REMOTE_ADDR="198.51.100.1"))
    assert slowed.status_code == 429
    assert slowed["Retry-After"] == "60"
    assert sentence_in(slowed.content.decode()) == (
        "That was too often within a minute. Wait one minute and try again: nothing is locked."
    )


def test_it_asks_the_same_whether_or_not_the_address_has_an_account(nurse):
    assert guess(11) == guess(11, address="198.51.100.2", email="nobody@brackwell.example")


def test_the_nurse_whose_password_is_guessed_signs_in_from_elsewhere_meanwhile(nurse):
    guess(12)
    client = Client(REMOTE_ADDR=ELSEWHERE)
    by_password(client)
    enter_digits(client)
    assert is_in(client)


def test_after_the_minute_she_signs_in_from_there_as_well(nurse):
    guess(12)
    with time_machine.travel(time.time() + 61):
        client = Client(REMOTE_ADDR="198.51.100.1")
        by_password(client)
        enter_digits(client)
        assert is_in(client)


def test_a_whole_ward_behind_one_address_signs_in_in_the_same_minute(lasting_place, nurse):
    with owning(connection):
        emails = [make_account(email=f"nurse{n}@brackwell.example", password=PASSWORD).email for n in range(40)]
    answers = [by_password(Client(REMOTE_ADDR=ELSEWHERE), email=email) for email in emails]
    assert {answer["Location"] for answer in answers} == {"/today/"}
    guess(5, address=ELSEWHERE)
    assert by_password(Client(REMOTE_ADDR=ELSEWHERE)).status_code == 302


def test_right_ones_in_between_do_not_begin_the_count_again(nurse):
    for _ in range(5):
        guess(2)
        by_password(Client(REMOTE_ADDR="198.51.100.1"))
    assert guess(1) == [429]


def test_wrong_digits_slow_down_as_wrong_passwords_do(nurse):
    client = Client(REMOTE_ADDR=ELSEWHERE)
    by_password(client)
    answers = [enter_digits(client, f"{n:06}").status_code for n in range(12)]
    assert answers == [422] * 10 + [429] * 2


def test_codes_for_one_address_are_sent_three_times_a_minute_at_most(nurse):
    answers = [ask_for_code(Client(REMOTE_ADDR=f"198.51.100.{n}")).status_code for n in range(5)]
    assert answers == [302, 302, 302, 429, 429]
    assert len(sent_to(EMAIL)) == 3


def test_whatever_asks_too_often_gets_a_sentence_and_not_a_broken_page(nurse):
    answers = [Client(REMOTE_ADDR=ELSEWHERE).post(reverse("account_login"), {}) for _ in range(61)]
    assert (answers[0].status_code, answers[-1].status_code) == (422, 429)
    assert "Wait one minute and try again" in answers[-1].content.decode()


@pytest.fixture
def argon(settings):
    """The hash that places really use: slow by design."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def quickest(*doing, times: int) -> list[float]:
    """Return the shortest run of each in seconds of this process's own work, whatever else the machine is busy with.

    Hashing is that work, a hundred times all else together. That the database is asked as much is told by `asked`.
    """
    took: list[list[float]] = [[] for _ in doing]
    for n in range(times):
        for do, times_of_it in zip(doing, took, strict=True):
            began = time.process_time()
            do(n)
            times_of_it.append(time.process_time() - began)
    return [min(one) for one in took]


def asked(do) -> int:
    """Return how many questions the database is asked."""
    with CaptureQueriesContext(connection) as questions:
        do()
    return len(questions)


def test_a_wrong_password_and_an_unknown_address_take_as_long(argon, lasting_place):
    make_nurse(lasting_place)
    known, unknown = quickest(
        lambda n: guess(1, address=f"198.51.100.{n}"),
        lambda n: guess(1, address=f"203.0.113.{n}", email=f"nobody{n}@brackwell.example"),
        times=10,
    )
    assert known > 0.02  # it is hashing that is timed
    assert 0.75 < unknown / known < 1.33, f"known {known * 1000:.0f} ms, unknown {unknown * 1000:.0f} ms"
    questions = [asked(lambda: guess(1)), asked(lambda: guess(1, email="nobody@brackwell.example"))]
    assert abs(questions[0] - questions[1]) <= 2


def test_asking_for_a_code_takes_as_long_for_an_unknown_address(lasting_place):
    make_nurse(lasting_place)
    with owning(connection):
        for n in range(20):
            make_account(email=f"nurse{n}@brackwell.example", password=PASSWORD)
    known, unknown = quickest(
        lambda n: ask_for_code(Client(REMOTE_ADDR=f"203.0.113.{n}"), email=f"nurse{n}@brackwell.example"),
        lambda n: ask_for_code(Client(REMOTE_ADDR=f"198.51.100.{n}"), email=f"nobody{n}@brackwell.example"),
        times=20,
    )
    assert 0.67 < unknown / known < 1.5, f"known {known * 1000:.1f} ms, unknown {unknown * 1000:.1f} ms"
    questions = [
        asked(lambda: ask_for_code(Client(REMOTE_ADDR=ELSEWHERE))),
        asked(lambda: ask_for_code(Client(REMOTE_ADDR="198.51.100.99"), email="nobody@brackwell.example")),
    ]
    assert abs(questions[0] - questions[1]) <= 2

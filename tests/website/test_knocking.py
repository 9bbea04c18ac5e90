"""Words to My page: guessing is slow, and nobody's guessing keeps the person themselves out."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from neighbourhood import introduce
from website.homes import keys_to, reached

from livingwell.access import rules
from livingwell.lib.refusals import NotPossible

pytestmark = pytest.mark.django_db(transaction=True)

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def keys(lasting_place) -> tuple[str, str]:
    cache.clear()
    return keys_to(lasting_place, reached(lasting_place, introduce(lasting_place, "Ama")))


def comes(path: str, *, at: str = "10.0.0.1") -> Client:
    client = Client(REMOTE_ADDR=at)
    client.get(path)
    return client


def says(client: Client, words: str) -> str:
    answer = client.post(reverse("website:own_words"), {"four_words": words})
    return "opened" if answer.status_code == 303 else answer.content.decode()


def guesses(path: str, times: int, *, at: str) -> None:
    """Somebody who has the link guesses, forgetting their cookies after each few tries."""
    for number in range(times):
        if number % 4 == 0:
            guesser = comes(path, at=at)
        says(guesser, f"not these words {number}")


def test_a_browser_that_was_wrong_five_times_waits(keys):
    stranger = comes(keys[0])
    for _ in range(5):
        assert "Those are not the words" in says(stranger, "not these words at all")
    assert "Wait" in says(stranger, keys[1])


def test_guessing_without_cookies_from_one_address_has_a_ceiling(keys):
    guesses(keys[0], 60, at="10.0.0.66")
    assert "Wait a minute" in says(comes(keys[0], at="10.0.0.66"), keys[1])


@pytest.mark.parametrize("guessers", [["10.0.0.66"], ["10.0.0.66", "10.0.0.67", "10.0.0.68", "10.0.0.69"]])
def test_the_right_words_open_at_once_whatever_somebody_elsewhere_does(keys, guessers):
    ama = comes(keys[0])
    for at in guessers:
        guesses(keys[0], 62, at=at)
    assert says(ama, keys[1]) == "opened"


def test_the_right_words_open_within_a_minute_beside_a_guesser_in_the_same_house(keys):
    ama = comes(keys[0], at="10.0.0.66")
    guesses(keys[0], 70, at="10.0.0.66")
    assert "Wait a minute" in says(ama, keys[1])
    with time_machine.travel(timezone.now() + A_MINUTE + timedelta(seconds=1), tick=True):
        assert says(ama, keys[1]) == "opened"


def test_a_link_that_is_guessed_at_from_everywhere_turns_away_only_those_who_press(keys):
    flood = {"address_has_room": True, "link_has_room": False}
    rules.check_not_flooded(address_is_calm=True, **flood)
    with pytest.raises(NotPossible):
        rules.check_not_flooded(address_is_calm=False, **flood)

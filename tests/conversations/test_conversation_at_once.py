"""Two people writing at once, on connections of their own: every word is in the note or beside it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from conversations.talking import begun, found, mark_of, ready, write
from django.db import connection
from neighbourhood import as_

from livingwell.conversations import actions
from livingwell.conversations.models import NoteAside
from livingwell.conversations.words import Kept
from livingwell.introductions.models import Introduction
from livingwell.journeys.models import Event, NextStep
from livingwell.journeys.words import Happened

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 8


def at_once(do: Callable[[int], object], times: int) -> list[object]:
    """Do something many times over, in threads, each with its own connection to the database."""

    def alone(number: int) -> object:
        try:
            return do(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(alone, range(times)))


def test_of_two_hundred_saves_that_conflict_none_is_lost(lasting_place, figure):
    place = lasting_place
    one = begun(place)
    people = (place.shanice, place.tom, place.dev, place.priya)

    def save(number: int) -> tuple[str, Kept]:
        words = f"Words of page {number}."
        with as_(people[number % 4]) as by:
            # Each has read the note as it was at the beginning, or as one of the first saves left it.
            return words, write(one, words, revision=number % 3, writer=f"page {number}", by=by).kept

    saved = at_once(save, 200)
    with as_(place.shanice):
        beside = set(NoteAside.objects.filter(note=one.note).values_list("words", flat=True))
        note = found(one.pk).note
    losers = {words for words, kept in saved if kept == Kept.BESIDE}
    winners = [words for words, kept in saved if kept == Kept.SAVED]
    assert losers <= beside
    assert note.words == winners[-1] or note.words in winners
    assert note.revision == len(winners)
    assert len(losers) + len(winners) == 200
    figure("conversations.saves.lost", 200 - len(losers & beside) - len(winners), "of 200")


def test_a_conversation_finished_by_two_at_once_is_finished_once(lasting_place):
    place = lasting_place
    one = ready(place)
    with as_(place.shanice):
        read = mark_of(one)

    def finish(number: int) -> object:
        with as_((place.shanice, place.tom)[number % 2]) as by:
            return actions.finish(conversation=one, read=read, by=by).held_at

    times = at_once(finish, 10)
    with as_(place.shanice):
        assert len(set(times)) == 1
        assert Event.objects.filter(kind=Happened.CONVERSATION_HELD, person_id=one.person_id).count() == 1
        assert Introduction.objects.get(journey_id=one.journey_id).state == "talked"


def test_a_line_tapped_twice_is_one_next_step(lasting_place):
    from conversations.talking import agree

    place = lasting_place
    one = begun(place)

    def tap(_number: int) -> object:
        with as_(place.shanice) as by:
            return agree(one, "Ring Priya about the date", by=by).pk

    assert len(set(at_once(tap, 8))) == 1
    with as_(place.shanice):
        assert NextStep.objects.filter(from_id=one.pk).count() == 1

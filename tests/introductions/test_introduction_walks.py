"""Every way an introduction can go, at random, on the real database: nobody falls, and there is always a way back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neighbourhood import as_, introduce

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.introductions import actions, queries
from livingwell.introductions.models import Introduction
from livingwell.introductions.queries import ReceiptFacts
from livingwell.introductions.words import WAITING, WAYS_BACK, State
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Holding, Journey
from livingwell.journeys.words import TriedBy, TryOutcome
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import packs

PACK = packs()["brackwell"]
Move = Callable[..., object]


def reads(place, one: Introduction) -> None:
    with as_(place.tom) as by:
        actions.read(introduction=one, by=by)


def tries(outcome: TryOutcome, how: TriedBy, days: int, hour: int) -> Move:
    def trying(place, one: Introduction) -> None:
        at = datetime.combine(timezone.localdate() - timedelta(days=days), datetime.min.time(), LONDON)
        with as_(place.tom) as by:
            actions.try_to_reach(introduction=one, how=how, outcome=outcome, at=at.replace(hour=hour), by=by)

    return trying


def says_not_now(place, one: Introduction) -> None:
    with as_(place.tom) as by:
        actions.say_not_now(introduction=one, words="Not now", by=by)


def lets_go(place, one: Introduction) -> None:
    with as_(place.tom) as by:
        actions.let_go(introduction=one, words="No answer", second_id=place.shanice.pk, by=by)


def welcomes_back(place, one: Introduction) -> None:
    with as_(place.tom) as by:
        actions.welcome_back(introduction=one, pack=PACK, now=timezone.now(), by=by)


def talks(place, one: Introduction) -> None:
    with as_(place.tom) as by:
        actions.become(introduction=one, state=State.TALKED, by=by)


def bears(do: Callable[[ReceiptFacts, Viewer], object]) -> Move:
    def bearing(place, one: Introduction) -> None:
        with named(Viewer(Kind.RECEIPT, one.pk, called="Ama")) as by:
            do(queries.receipt_borne(), by)

    return bearing


def adds(receipt: ReceiptFacts, by: Viewer) -> None:
    actions.add_words(receipt=receipt, words="One thing more", by=by)


def asks_to_be_rung(receipt: ReceiptFacts, by: Viewer) -> None:
    actions.ask_to_ring(receipt=receipt, due_on=PACK.next_read(timezone.now()).date(), pack=PACK, by=by)


def takes_back(receipt: ReceiptFacts, by: Viewer) -> None:
    actions.ask_to_withdraw(receipt=receipt, words="", due_on=timezone.localdate(), by=by)


MOVES: dict[str, Move] = {
    "reads": reads,
    "rings in the morning": tries(TryOutcome.NO_ANSWER, TriedBy.CALL, 3, 10),
    "rings in the evening": tries(TryOutcome.NO_ANSWER, TriedBy.CALL, 2, 18),
    "writes": tries(TryOutcome.LEFT_MESSAGE, TriedBy.LETTER, 1, 13),
    "reaches": tries(TryOutcome.REACHED, TriedBy.CALL, 0, 0),
    "says not now": says_not_now,
    "lets go": lets_go,
    "welcomes back": welcomes_back,
    "talks": talks,
    "adds": bears(adds),
    "asks to be rung": bears(asks_to_be_rung),
    "takes back": bears(takes_back),
}
ALWAYS = {"adds", "asks to be rung", "takes back"}  # what the bearer of a receipt may always do


def nobody_falls(place, person_id) -> None:
    with as_(place.tom):
        one = Introduction.objects.get(person_id=person_id)
        still_open = list(Journey.objects.filter(person_id=person_id, ended_at__isnull=True))
        assert len(still_open) <= 1
        for journey in still_open:
            assert Holding.objects.filter(journey=journey, until__isnull=True).count() == 1
            steps = [step for step in journeys.open_steps([journey.pk]) if step.done_by != "person"]
            assert steps
        if not still_open:
            assert State(one.state) in WAYS_BACK | {State.TALKED}
        if State(one.state) in WAITING:
            assert still_open
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(moves=st.lists(st.sampled_from(sorted(MOVES)), max_size=9))
def test_no_walk_leaves_anybody_without_somebody_and_without_a_way_back(place, moves):
    with transaction.atomic():
        person_id = introduce(place).person_id
        for move in moves:
            with as_(place.tom):
                one = Introduction.objects.get(person_id=person_id)
            try:
                MOVES[move](place, one)
            except NotPossible:
                assert move not in ALWAYS, f"{move} must always be possible"
            nobody_falls(place, person_id)
        with as_(place.tom):
            one = Introduction.objects.select_related("journey").get(person_id=person_id)
            came_back = Journey.objects.filter(person_id=person_id, ended_at__isnull=True).exists()
        if State(one.state) in WAYS_BACK and not came_back:
            welcomes_back(place, one)
            nobody_falls(place, person_id)
        transaction.set_rollback(True)

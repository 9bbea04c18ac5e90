"""Two who decide, write or open at the very same moment, each in a connection of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from huddles.gathering import agree_step, gather
from neighbourhood import as_, in_days, introduce

from livingwell.huddles import actions, queries, rules
from livingwell.huddles.models import Brought, Huddle
from livingwell.journeys.models import Event
from livingwell.journeys.words import Happened
from livingwell.lib.refusals import NotPossible

pytestmark = pytest.mark.django_db(transaction=True)


def both(*doings: Callable[[], object]) -> list[object]:
    """Do things at the same moment; a refusal comes back as itself."""
    ready = threading.Barrier(len(doings))

    def do(doing: Callable[[], object]) -> object:
        ready.wait(10)
        try:
            return doing()
        except NotPossible as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doings)) as pool:
        return [done.result(60) for done in [pool.submit(do, doing) for doing in doings]]


def test_of_two_who_decide_at_once_one_does_and_the_other_is_told(lasting_place):
    place = lasting_place
    ama = introduce(place, "Ama")
    huddle = gather(place)
    agree_step(place, huddle, ama)

    def decides(who):
        def do():
            with as_(who) as by:
                decided = rules.Decided(1, f"{who.called} holds.", "", who.pk)
                actions.decide(huddle=huddle, journey=ama, decided=decided, today=in_days(0), by=by)
                return who.called

        return do

    done = both(decides(place.shanice), decides(place.dev))
    told = [one for one in done if isinstance(one, rules.Overtaken)]
    [first] = [one for one in done if isinstance(one, str)]
    assert len(told) == 1
    with as_(place.tom):
        kept = queries.find_brought(huddle, ama.pk)
        assert (kept.decided_by, kept.holder_called, kept.decision) == (first, first, f"{first} holds.")
        assert Event.objects.filter(journey=ama, kind=Happened.HUDDLED).count() == 1


def test_of_two_who_write_at_once_neither_is_overwritten(lasting_place):
    place = lasting_place
    ama = introduce(place, "Ama")
    huddle = gather(place)

    def writes(who):
        def do():
            with as_(who) as by:
                actions.write_story(huddle=huddle, journey=ama, words=who.called, revision=0, writer="a", by=by)
                return who.called

        return do

    done = both(writes(place.shanice), writes(place.dev))
    [first] = [one for one in done if isinstance(one, str)]
    with as_(place.tom):
        assert queries.find_brought(huddle, ama.pk).story == first


def test_two_who_open_at_once_are_at_one_huddle_with_one_list(lasting_place):
    place = lasting_place
    introduce(place, "Ama")

    def opens(who):
        def do():
            with as_(who) as by:
                return actions.open_huddle(team=place.team, today=in_days(0), quiet_days=14, by=by).pk

        return do

    one, other = both(opens(place.shanice), opens(place.dev))
    assert one == other
    with as_(place.tom):
        assert (Huddle.objects.count(), Brought.objects.count()) == (1, 1)


def test_next_steps_agreed_at_once_all_stand(lasting_place):
    place = lasting_place
    ama = introduce(place, "Ama")
    huddle = gather(place)
    both(*[lambda n=n: agree_step(place, huddle, ama, what=f"Step {n}") for n in range(4)])
    with as_(place.tom):
        found = queries.person_brought(huddle, ama.pk, viewer_id=place.tom.pk)
        assert {step["what"] for step in found.steps} >= {f"Step {n}" for n in range(4)}

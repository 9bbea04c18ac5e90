"""Two people at once. Whatever each does in their own session, no commit leaves anybody with nobody."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from access.sql import connect, signed
from django.db import connections
from django.utils import timezone
from journeys.lives import Standing, held_by, spoken_with, standing, team_step
from neighbourhood import Place, as_, in_days, introduce
from psycopg.errors import CheckViolation

from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey, NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Ending, StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Practitioner
from livingwell.places.queries import packs

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 20
KEEP = "update journeys_nextstep set kept_at = clock_timestamp() where id = %s"
LEAVE = "update places_membership set until = clock_timestamp() where practitioner_id = %s and until is null"


def both(one: Callable[[], object], other: Callable[[], object]) -> list[object]:
    """Do two things at the same moment, each in a thread with a connection of its own; a refusal is its sentence."""
    ready = threading.Barrier(2)

    def do(what: Callable[[], object]) -> object:
        ready.wait(10)
        try:
            return what()
        except NotPossible as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return [done.result(60) for done in [pool.submit(do, one), pool.submit(do, other)]]


def as_someone(practitioner: Practitioner, act: Callable[..., object]) -> Callable[[], object]:
    """Return a thing to do, as a practitioner, in a transaction of its own."""

    def do() -> None:
        with as_(practitioner) as by:
            act(by=by)

    return do


def two_steps(place: Place, journey: Journey) -> list[NextStep]:
    team_step(place, journey, "Ring them")
    with as_(place.tom):
        return list(NextStep.objects.filter(journey=journey, kept_at__isnull=True, put_aside_at__isnull=True))


def keeping(practitioner: Practitioner, step: NextStep) -> Callable[[], object]:
    return as_someone(practitioner, lambda by: journeys.keep_step(step=step, by=by))


def test_two_people_keeping_the_last_two_steps_never_leave_none(lasting_place, owner, figure):
    let_by = 0
    for round_ in range(ROUNDS):
        journey = introduce(lasting_place, f"Ama {round_}")
        one, other = two_steps(lasting_place, journey)
        said = both(keeping(lasting_place.tom, one), keeping(lasting_place.shanice, other))
        assert standing(owner, journey.pk) == Standing(is_open=True, holders=1, open_steps=1, holder=None)
        assert sorted(one is None for one in said) == [False, True], said
        let_by += said.count(None)
    figure("races.last_two_steps.rounds_kept", let_by, f"of {ROUNDS}")


def test_the_second_waits_for_the_first_and_is_then_refused(lasting_place):
    """The same, one statement after another, so that it is sure and not only likely."""
    journey = introduce(lasting_place)
    one, other = two_steps(lasting_place, journey)
    with saying(lasting_place.tom, KEEP, one.pk) as first, saying(lasting_place.shanice, KEEP, other.pk) as second:
        assert refused_after_waiting(first, second) == "nobody_falls"


def test_without_the_lock_both_would_be_let_by(lasting_place, owner):
    """What the lock is for: with it taken out of the trigger, for as long as this test lasts, somebody falls."""
    journey = introduce(lasting_place)
    one, other = two_steps(lasting_place, journey)
    with without_the_lock():
        with saying(lasting_place.tom, KEEP, one.pk) as first, saying(lasting_place.shanice, KEEP, other.pk) as second:
            first.execute("set constraints all immediate")
            second.execute("set constraints all immediate")
            first.commit()
            second.commit()
        assert standing(owner, journey.pk).open_steps == 0
    owner.execute("update journeys_nextstep set kept_at = null where id = %s", [one.pk])


def test_the_last_of_a_team_waits_for_the_one_before_and_then_stays(lasting_place):
    place = lasting_place
    introduce(place)
    with as_(place.tom) as tom:
        for one in (place.priya, place.dev, place.ros):
            journeys.leave_team(practitioner=one, team=place.team, by=tom)
    with saying(place.tom, LEAVE, place.tom.pk) as first, saying(place.shanice, LEAVE, place.shanice.pk) as second:
        assert refused_after_waiting(first, second) == "somebody_stays"


def test_whoever_is_made_the_holder_as_they_leave_is_refused_once_they_have_left(lasting_place):
    place = lasting_place
    journey = introduce(place)
    with saying(place.priya, LEAVE, place.priya.pk) as leaving, as_web(place.tom) as naming:
        naming.execute(
            "update journeys_holding set until = now() where journey_id = %s and until is null", [journey.pk]
        )
        naming.execute(
            "insert into journeys_holding (id, person_id, journey_id, team_id, practitioner_id, words, made_at,"
            " by_called) values (gen_random_uuid(), %s, %s, %s, %s, '', now(), '')",
            [journey.person_id, journey.pk, place.team.pk, place.priya.pk],
        )
        assert refused_after_waiting(leaving, naming) == "holder_has_a_tie"


def refused_after_waiting(first: psycopg.Connection, second: psycopg.Connection) -> str | None:
    """Let the first reach its promises, then the second, who waits for it to commit. Return what the second hears."""
    first.execute("set constraints all immediate")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(second.execute, "set constraints all immediate")
        assert is_waiting(second.info.backend_pid), "it did not wait"
        first.commit()
        with pytest.raises(CheckViolation) as refusal:
            waiting.result(30)
    return refusal.value.diag.constraint_name


@contextmanager
def as_web(practitioner: Practitioner) -> Iterator[psycopg.Connection]:
    """A session of the serving role, a practitioner named in it, whose transaction is taken back unless committed."""
    with connect() as own:
        own.execute("select set_config('livingwell.viewer', %s, true)", [signed("practitioner", practitioner.pk)])
        yield own
        own.rollback()


@contextmanager
def saying(practitioner: Practitioner, statement: str, key: UUID) -> Iterator[psycopg.Connection]:
    """A session in which a practitioner has just changed one row, and not yet committed."""
    with as_web(practitioner) as own:
        assert own.execute(statement, [key]).rowcount == 1
        yield own


def is_waiting(process: int) -> bool:
    """Return whether a session comes to wait for a lock within ten seconds."""
    with connect("", autocommit=True) as admin:
        for _ in range(200):
            found = admin.execute("select wait_event_type from pg_stat_activity where pid = %s", [process]).fetchone()
            if found == ("Lock",):
                return True
            admin.execute("select pg_sleep(0.05)")
    return False


@contextmanager
def without_the_lock() -> Iterator[None]:
    with connect("", autocommit=True) as admin:
        kept = admin.execute("select pg_get_functiondef('gate.check_journey'::regproc)").fetchone()[0]
        assert "for update of j" in kept
        admin.execute(kept.replace("for update of j", ""))
        try:
            yield
        finally:
            admin.execute(kept)


def test_somebody_made_the_holder_as_they_leave_the_team_holds_nobody_afterwards(lasting_place, owner):
    place = lasting_place
    for round_ in range(6):
        journey = introduce(place, f"Noor {round_}")
        said = both(
            as_someone(place.tom, lambda by, one=journey: journeys.hold(journey=one, practitioner=place.priya, by=by)),
            as_someone(place.priya, lambda by: journeys.leave_team(practitioner=place.priya, team=place.team, by=by)),
        )
        after = standing(owner, journey.pk)
        in_the_team = _is_in_the_team(owner, place)
        assert after.holders == 1
        assert after.holder is None or in_the_team, said
        _put_back(owner, place, journey.pk)


def _is_in_the_team(owner: psycopg.Connection, place: Place) -> bool:
    asked = "select count(*) from places_membership where practitioner_id = %s and team_id = %s and until is null"
    return owner.execute(asked, [place.priya.pk, place.team.pk]).fetchone() == (1,)


def _put_back(owner: psycopg.Connection, place: Place, journey_id: UUID) -> None:
    with as_(place.tom) as tom:
        journey = Journey.objects.get(pk=journey_id)
        journeys.hold(journey=journey, practitioner=None, by=tom)
    if not _is_in_the_team(owner, place):
        owner.execute(
            "insert into places_membership (id, practitioner_id, team_id, leads, safeguards, days, since)"
            " values (gen_random_uuid(), %s, %s, false, false, '{}', now())",
            [place.priya.pk, place.team.pk],
        )


def test_two_people_becoming_the_holder_at_once_leave_one(lasting_place, owner):
    place = lasting_place
    for round_ in range(6):
        journey = introduce(place, f"Lev {round_}")
        said = both(
            as_someone(place.tom, lambda by, one=journey: journeys.hold(journey=one, practitioner=place.tom, by=by)),
            as_someone(place.ros, lambda by, one=journey: journeys.hold(journey=one, practitioner=place.ros, by=by)),
        )
        assert standing(owner, journey.pk).holders == 1
        assert None in said


def test_two_people_ending_a_journey_at_once_end_it_once_and_the_second_reads_why(lasting_place, owner):
    place = lasting_place
    journey = held_by(place, place.shanice)
    said = both(*[
        as_someone(one, lambda by: journeys.end(journey=journey, ending=Ending.STEPPED_OUT, by=by))
        for one in (place.tom, place.shanice)
    ])  # fmt: skip
    assert sorted(str(one) for one in said) == ["None", "This journey has already ended. Coming back opens a new one."]
    partings = owner.execute("select count(*) from journeys_parting where journey_id = %s", [journey.pk]).fetchone()
    assert partings == (1,)


def test_a_step_made_as_the_journey_ends_does_not_hang_on_it_unseen(lasting_place, owner):
    place = lasting_place
    for round_ in range(6):
        journey = spoken_with(place, introduce(place, f"Sam {round_}"))
        both(
            as_someone(place.tom, lambda by, one=journey: journeys.end(journey=one, ending=Ending.STEPPED_OUT, by=by)),
            as_someone(place.shanice, lambda by, one=journey: _ring(one, place, by)),
        )
        after = standing(owner, journey.pk)
        assert (after.is_open, after.open_steps) != (False, 1)


def _ring(journey: Journey, place: Place, by) -> None:
    doer = Doer(StepBy.TEAM, team_id=place.team.pk)
    journeys.make_step(journey=journey, what="Ring", doer=doer, due_on=in_days(1), by=by)


def test_somebody_coming_back_twice_at_once_has_one_journey(lasting_place, owner):
    place = lasting_place
    journey = spoken_with(place, introduce(place))
    with as_(place.tom) as tom:
        journeys.end(journey=journey, ending=Ending.STEPPED_OUT, by=tom)
        ended = Journey.objects.select_related("team__site").get(pk=journey.pk)
    said = both(*[
        as_someone(one, lambda by: journeys.return_(last=ended, pack=packs()["brackwell"], now=timezone.now(), by=by))
        for one in (place.tom, place.shanice)
    ])  # fmt: skip
    assert sorted(str(one) for one in said) == ["None", "There is already an open journey here."]
    asked = "select count(*) from journeys_journey where person_id = %s and ended_at is null"
    assert owner.execute(asked, [journey.person_id]).fetchone() == (1,)

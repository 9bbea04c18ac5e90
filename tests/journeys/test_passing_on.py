"""What cannot wait goes on by itself, by the worker's own role: each turn once, until somebody has it."""

from datetime import timedelta

import pytest
import time_machine
from access.sql import connect, signed
from django.db import OperationalError, connection
from django.utils import timezone
from journeys.test_at_the_same_moment import as_someone, both
from messages.carrying import work
from messages.conftest import empty_queue, mailbox  # noqa: F401 -- fixtures, asked for by name
from neighbourhood import as_, introduce, signed_in
from psycopg.errors import CheckViolation, InsufficientPrivilege
from record.roles import signed_in_as

from livingwell.journeys import actions as journeys
from livingwell.journeys.jobs import pass_on
from livingwell.journeys.models import Event, Worry, WorryTold
from livingwell.journeys.words import Happened, ToldBy
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = """
insert into journeys_worrytold
  (id, person_id, journey_id, worry_id, reaches_id, turn, lap, how, by_id, by_called, made_at)
values (gen_random_uuid(), %(person)s, %(journey)s, %(worry)s, %(to)s, 9, 1, %(how)s, %(by)s, '', now())
"""


@pytest.fixture
def worry(lasting_place) -> Worry:
    """Shanice raised it; it reached Tom, who leads."""
    journey = introduce(lasting_place)
    with as_(lasting_place.shanice) as shanice:
        return journeys.reach_now(journey=journey, words="The pills on the table.", by=shanice)


def looks_after(minutes: int) -> None:
    """The worker looks, as its own role, so many minutes from now."""
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=True), signed_in_as("lw_worker"):
        pass_on(0)


def told(place, worry: Worry) -> list[tuple[str, str]]:
    with as_(place.shanice):
        rows = WorryTold.objects.filter(worry=worry).order_by("turn")
        return list(rows.values_list("reaches__called", "how"))


def names(place, worry: Worry) -> list[str]:
    return [called for called, _how in told(place, worry)]


def test_after_ten_minutes_the_next_is_told_and_it_is_on_the_line_of_moments(lasting_place, worry):
    looks_after(9)
    assert told(lasting_place, worry) == [("Tom", ToldBy.RAISED)]
    looks_after(11)
    assert told(lasting_place, worry)[1][1] == ToldBy.ITSELF
    with as_(lasting_place.dev):
        now = Worry.objects.select_related("reaches").get(pk=worry.pk)
        event = Event.objects.get(kind=Happened.WORRY_PASSED_BY_ITSELF)
        assert event.about == {"called": now.reaches.called}
        assert now.reaches != lasting_place.tom


def test_nobody_is_told_twice_until_everybody_was_and_never_whoever_raised_it_or_was_refused(lasting_place, worry):
    with as_(lasting_place.shanice) as shanice:
        journeys.refuse_practitioner(journey=worry.journey, practitioner=lasting_place.priya, by=shanice)
    for minutes in (11, 22, 33):
        looks_after(minutes)
    heard = names(lasting_place, worry)
    assert sorted(heard[:3]) == ["Dev", "Ros", "Tom"]
    assert not {"Shanice", "Priya", "Callum"} & set(heard)


def test_whoever_is_on_duty_comes_first_and_a_colleague_may_still_send_it_on_by_name(lasting_place, worry):
    with as_(lasting_place.shanice) as shanice:
        now = timezone.now()
        places.take_duty(
            team=lasting_place.team, practitioner=lasting_place.priya, starts_at=now, ends_at=now + timedelta(hours=3)
        )
        journeys.pass_worry(worry=worry, to=lasting_place.dev, by=shanice)
    looks_after(11)
    assert told(lasting_place, worry)[1:] == [("Dev", ToldBy.PASSED), ("Priya", ToldBy.ITSELF)]


def test_once_somebody_has_it_or_it_is_put_to_rest_nobody_else_is_told(lasting_place, worry):
    with as_(lasting_place.dev) as dev:
        journeys.acknowledge(worry=worry, by=dev)
    looks_after(60)
    assert names(lasting_place, worry) == ["Tom"]
    with as_(lasting_place.tom) as tom, pytest.raises(NotPossible, match="already has this, since") as refused:
        journeys.acknowledge(worry=worry, by=tom)
    assert refused.value.values["called"] == "Dev"


def test_what_was_put_to_rest_is_taken_up_by_nobody_and_says_so(lasting_place, worry):
    with as_(lasting_place.dev) as dev:
        journeys.settle_worry(worry=worry, words="She has put them away.", by=dev)
        with pytest.raises(NotPossible, match="has put this to rest"):
            journeys.acknowledge(worry=worry, by=dev)
    looks_after(60)
    assert names(lasting_place, worry) == ["Tom"]


def test_two_who_acknowledge_at_once_one_has_it_and_the_other_sees_who(lasting_place, worry):
    def have(who):
        return as_someone(who, lambda by: journeys.acknowledge(worry=worry, by=by))

    said = both(have(lasting_place.tom), have(lasting_place.dev))
    assert sorted(one is None for one in said) == [False, True]
    refusal = next(one for one in said if one)
    with as_(lasting_place.tom):
        assert Worry.objects.get(pk=worry.pk).acknowledged_by in refusal


def test_two_workers_at_once_tell_one(lasting_place, worry):
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=True), signed_in_as("lw_worker"):
        both(lambda: pass_on(0), lambda: pass_on(0))
    assert len(names(lasting_place, worry)) == 2


def test_a_worker_killed_in_the_middle_has_told_nobody_and_the_next_tells_once(
    lasting_place,
    worry,
    mailbox,  # noqa: F811 -- the fixture of that name
    empty_queue,  # noqa: F811 -- the fixture of that name
    monkeypatch,
):
    def killed(**_):
        connection.ensure_connection()
        with connect("", autocommit=True) as admin:
            admin.execute("select pg_terminate_backend(%s)", [connection.connection.info.backend_pid])

    with monkeypatch.context() as broken:
        broken.setattr("livingwell.journeys.actions.passing.tell_now", killed)
        broken.setattr("livingwell.journeys.actions.passing.tell_now", killed)
        with pytest.raises(OperationalError):
            looks_after(11)
    connection.close()
    assert names(lasting_place, worry) == ["Tom"]
    for _again in range(2):
        looks_after(11)
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=True):
        work()
    assert len(names(lasting_place, worry)) == 2
    bodies = [one.get_body().get_content() for one in mailbox.messages]
    assert len(bodies) == 1  # the first went before there was anybody to carry it
    assert all("can’t wait" in body for body in bodies)
    assert not any(word in body for body in bodies for word in ("Ama", "pills", "Shanice"))


# -- asked of the database ---------------------------------------------------------------------------------------------


@pytest.fixture
def row(lasting_place, worry):
    keys = {"person": worry.person_id, "journey": worry.journey_id, "worry": worry.pk}
    return lambda to, by, how="passed on": keys | {"to": to.pk, "by": by.pk, "how": how}


@pytest.mark.parametrize("kind", ["practitioner", "worker"])
def test_nothing_said_of_who_was_told_is_changed_or_taken_away(lasting_place, worry, kind):
    with connect("lw_web" if kind == "practitioner" else "lw_worker") as own:
        own.execute("select set_config('livingwell.viewer', %s, true)", [signed(kind, lasting_place.tom.pk)])
        for verb in ("update journeys_worrytold set lap = 2", "delete from journeys_worrytold"):
            with pytest.raises(InsufficientPrivilege), own.transaction():
                own.execute(verb)


def test_a_colleague_says_only_in_their_own_name_and_never_that_it_went_by_itself(lasting_place, row):
    with connect() as own:
        own.execute("select set_config('livingwell.viewer', %s, true)", [signed("practitioner", lasting_place.tom.pk)])
        dev, tom = lasting_place.dev, lasting_place.tom
        for wrong in (row(dev, dev), row(dev, tom, "by itself")):
            with pytest.raises(InsufficientPrivilege), own.transaction():
                own.execute(TOLD, wrong)
        own.execute(TOLD, row(dev, tom))


def test_a_worker_says_only_that_it_went_by_itself_and_only_to_one_who_can_see_it(lasting_place, row):
    with connect("lw_worker") as own:
        own.execute("select set_config('livingwell.viewer', %s, true)", [signed("worker")])
        with pytest.raises(InsufficientPrivilege), own.transaction():
            own.execute(TOLD, row(lasting_place.dev, lasting_place.tom))
        own.execute(TOLD, row(lasting_place.callum, lasting_place.tom, "by itself"))
        with pytest.raises(CheckViolation):
            own.execute("set constraints all immediate")


# -- what is seen ------------------------------------------------------------------------------------------------------


def test_today_and_the_worry_s_own_page_say_who_was_told_when_and_that_nobody_has_it(lasting_place, worry):
    shanice = signed_in(lasting_place.shanice)
    page = shanice.get(f"/conversations/worry/{worry.pk}/").content.decode()
    assert "somebody else is told about every 10 minutes" in page
    assert "Told Tom" not in page
    looks_after(11)
    now = names(lasting_place, worry)[1]
    for address in (f"/conversations/worry/{worry.pk}/", "/today/"):
        page = " ".join(shanice.get(address).content.decode().split())
        assert "Told Tom " in page
        assert f", {now} " in page
        assert "Nobody has it yet." in page
    with as_(lasting_place.tom) as tom:
        journeys.acknowledge(worry=worry, by=tom)
    assert "Tom has this" in shanice.get(f"/conversations/worry/{worry.pk}/status/").content.decode()


def test_whoever_comes_second_reads_who_has_it(lasting_place, worry):
    tom, dev = signed_in(lasting_place.tom), signed_in(lasting_place.dev)
    address = f"/journeys/worries/{worry.pk}/mine"
    assert dev.post(address).status_code == 303
    answer = tom.post(address)
    assert answer.status_code == 422
    assert "Dev already has this, since today at" in answer.content.decode()

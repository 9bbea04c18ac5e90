"""Who is told that somebody is not back: by the worker's own role, each once, until somebody has it."""

from datetime import timedelta

import pytest
from conversations.test_out import WHERE, goes_out, where_for
from django.utils import timezone
from messages.carrying import work
from messages.conftest import empty_queue, mailbox  # noqa: F401 -- fixtures, asked for by name
from neighbourhood import as_
from record.roles import second_connection, signed_in_as

from livingwell.conversations import actions
from livingwell.conversations.jobs import not_back
from livingwell.conversations.models import Outing
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told(monkeypatch) -> list[str]:
    """Whom the worker told, in order: what an email then does is post's own."""
    names: list[str] = []
    monkeypatch.setattr(
        "livingwell.conversations.actions.out.tell_now", lambda practitioner, **_: names.append(practitioner.called)
    )
    return names


def looks(outing: Outing) -> None:
    """The worker looks, as its own role."""
    with signed_in_as("lw_worker"):
        not_back(0)


def late_by(outing: Outing, minutes: int) -> None:
    """Let time pass until somebody is this late. Nobody who serves may change what was said: the server's own does."""
    with second_connection(None) as admin:
        admin.execute("set session_replication_role = replica")
        [[back_by]] = admin.execute("select back_by from conversations_outing where id = %s", [outing.pk]).fetchall()
        passed = back_by + timedelta(minutes=minutes) - timezone.now()
        admin.execute(
            "update conversations_outing set left_at = left_at - %s, back_by = back_by - %s where id = %s",
            [passed, passed, outing.pk],
        )
        admin.execute("update conversations_outmoment set until = until - %s where outing_id = %s", [passed, outing.pk])


def test_first_who_notices_then_who_is_on_duty_then_who_leads_each_once(lasting_place, told):
    now = timezone.now()
    with as_(lasting_place.tom):
        places.take_duty(
            team=lasting_place.team, practitioner=lasting_place.priya, starts_at=now, ends_at=now + timedelta(hours=9)
        )
    outing = goes_out(lasting_place)
    for minutes, so_far in ((5, []), (11, ["Dev"]), (12, ["Dev"]), (21, ["Dev", "Priya"])):
        late_by(outing, minutes)
        looks(outing)
        assert told == so_far
    late_by(outing, 31)
    for _again in range(3):
        looks(outing)
    assert told == ["Dev", "Priya", "Tom"]


def test_where_whoever_notices_leads_as_well_somebody_else_is_told_next(lasting_place, told):
    outing = goes_out(lasting_place, notices=lasting_place.tom)
    late_by(outing, 40)
    looks(outing)
    assert told == ["Tom", "Dev"]


def test_a_lead_who_is_out_is_not_told_that_they_are_not_back(lasting_place, told):
    outing = goes_out(lasting_place, who=lasting_place.tom)
    late_by(outing, 40)
    looks(outing)
    assert "Tom" not in told
    assert len(told) == 2


def test_once_somebody_has_it_nobody_else_is_told_until_the_evening(lasting_place, told):
    outing = goes_out(lasting_place)
    late_by(outing, 11)
    looks(outing)
    with as_(lasting_place.dev) as dev:
        actions.take_up(outing=outing, by=dev)
    with as_(lasting_place.tom) as tom, pytest.raises(NotPossible, match="Dev already has this"):
        actions.take_up(outing=outing, by=tom)
    late_by(outing, 40)
    looks(outing)
    assert told == ["Dev"]
    late_by(outing, 24 * 60)
    looks(outing)
    assert told == ["Dev", "Tom"]


def test_whoever_has_it_reads_where_and_only_once_they_are_late(lasting_place):
    outing = goes_out(lasting_place)
    with as_(lasting_place.priya) as priya, pytest.raises(NotPossible, match="not late yet"):
        actions.take_up(outing=outing, by=priya)
    late_by(outing, 5)
    assert where_for(lasting_place.priya, outing) == ""
    with as_(lasting_place.priya) as priya:
        actions.take_up(outing=outing, by=priya)
    assert where_for(lasting_place.priya, outing) == WHERE


def test_it_takes_longer_in_one_tap_and_whoever_was_told_is_told_again_only_if_that_passes(lasting_place, told):
    outing = goes_out(lasting_place)
    late_by(outing, 11)
    looks(outing)
    with as_(lasting_place.shanice) as shanice:
        again = actions.be_longer(outing=outing, by=shanice)
    assert again.back_by - timezone.now() > timedelta(minutes=29)
    looks(outing)
    assert told == ["Dev"]
    late_by(outing, 11)
    looks(outing)
    assert told == ["Dev", "Dev"]


def test_what_they_wrote_is_sealed_where_it_lies(lasting_place):
    goes_out(lasting_place)
    with second_connection(None) as admin:
        [[words]] = admin.execute("select words from conversations_whereabouts").fetchall()
    assert words
    assert "bakery" not in words


def test_a_real_worker_sends_words_that_name_nobody_and_after_a_restart_nobody_hears_twice(
    lasting_place,
    mailbox,  # noqa: F811 -- the fixture of that name
    empty_queue,  # noqa: F811 -- the fixture of that name
):
    outing = goes_out(lasting_place)
    late_by(outing, 35)
    for _restart in range(2):
        looks(outing)
        work()
    emails = [(one["To"], one.get_body().get_content()) for one in mailbox.messages]
    assert [to for to, _ in emails] == ["dev@brackwell.example", "tom@brackwell.example"]
    for _to, body in emails:
        assert "not back at the time they said" in body
        assert not {word for word in ("Shanice", "bakery", "Ama") if word in body}

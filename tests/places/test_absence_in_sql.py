"""What a colleague may say of a colleague, asked of the database: that they are away today, and nothing more."""

from datetime import timedelta

import pytest
from access.sql import connect, signed
from django.utils import timezone
from neighbourhood import Place, as_, in_days, owner_connection
from psycopg.errors import CheckViolation, InsufficientPrivilege, UniqueViolation

from livingwell.places import actions
from livingwell.places.models import Away, LastHere

pytestmark = pytest.mark.django_db(transaction=True)
SAY = """
insert into places_away (id, practitioner_id, cover_id, from_on, until_on, made_at, said_by_id, said_by)
values (gen_random_uuid(), %(who)s, %(cover)s, %(first)s, %(last)s, now(), %(by)s, 'x')
"""


@pytest.fixture
def dev(lasting_place):
    """A connection of Dev's own, whose transaction is left open."""
    with connect() as own:
        own.execute("select set_config('livingwell.viewer', %s, true)", [signed("practitioner", lasting_place.dev.pk)])
        yield own
        own.rollback()


def said(place: Place, **but) -> dict[str, object]:
    today = in_days(0)
    usual = {"who": place.shanice.pk, "cover": None, "first": today, "last": today, "by": place.dev.pk}
    return usual | but


def test_that_a_colleague_of_the_same_team_is_away_today_is_said_once_and_taken_back(lasting_place, dev):
    dev.execute(SAY, said(lasting_place))
    with pytest.raises(UniqueViolation), dev.transaction():
        dev.execute(SAY, said(lasting_place))
    for nothing_more in ("until_on = until_on + 5", f"cover_id = '{lasting_place.tom.pk}'"):
        with pytest.raises(InsufficientPrivilege), dev.transaction():
            dev.execute(f"update places_away set {nothing_more} where practitioner_id = %s", [lasting_place.shanice.pk])
    back = "update places_away set cancelled_at = now() where practitioner_id = %s"
    assert dev.execute(back, [lasting_place.shanice.pk]).rowcount == 1


@pytest.mark.parametrize("more", ["another day", "more days", "cover", "another team", "another name", "no name"])
def test_nothing_more_may_be_said_of_them(lasting_place, dev, more):
    place = lasting_place
    but = {
        "another day": {"first": in_days(1), "last": in_days(1)},
        "more days": {"last": in_days(1)},
        "cover": {"cover": place.tom.pk},
        "another team": {"who": place.callum.pk},
        "another name": {"by": place.tom.pk},
        "no name": {"by": None},
    }[more]
    with pytest.raises((InsufficientPrivilege, CheckViolation)):
        dev.execute(SAY, said(place, **but))


def test_days_that_they_said_themselves_are_taken_back_by_no_colleague(lasting_place, dev):
    with as_(lasting_place.shanice):
        actions.be_away(practitioner=lasting_place.shanice, cover=None, from_on=in_days(0), until_on=in_days(0))
    assert dev.execute("update places_away set cancelled_at = now()").rowcount == 0


def test_that_somebody_was_here_is_written_by_themselves_or_a_teammate_and_by_a_function_alone(lasting_place, dev):
    def was_here(who) -> bool:
        return dev.execute("select gate.was_here(%s)", [who.pk]).fetchone()[0]

    assert was_here(lasting_place.dev)
    assert was_here(lasting_place.shanice)
    assert not was_here(lasting_place.callum)
    assert dev.execute("select count(*) from places_lasthere").fetchone()[0] == 2
    for verb in (
        "update places_lasthere set here_on = here_on + 1",
        "delete from places_lasthere",
        f"insert into places_lasthere values ('{lasting_place.tom.pk}', now())",
    ):
        with pytest.raises(InsufficientPrivilege), dev.transaction():
            dev.execute(verb)


def test_the_last_day_somebody_was_here_is_read_by_their_team_and_by_no_other(lasting_place):
    with as_(lasting_place.shanice):
        actions.be_here(who=lasting_place.shanice.pk)
    with as_(lasting_place.tom):
        assert LastHere.objects.get().here_on == timezone.localdate()
    with as_(lasting_place.callum):
        assert not LastHere.objects.exists()


def test_a_clock_that_was_set_wrong_keeps_nobody_from_being_missed(lasting_place):
    """A day to come is not today; and by the next day it has been written over."""
    with as_(lasting_place.shanice):
        actions.be_here(who=lasting_place.shanice.pk)
    with owner_connection() as owner:
        owner.execute("set role lw_gate")
        owner.execute("update places_lasthere set here_on = here_on + 1")
    with as_(lasting_place.shanice):
        assert not LastHere.objects.filter(here_on=timezone.localdate()).exists()
        actions.be_here(who=lasting_place.shanice.pk)
        assert LastHere.objects.get().here_on == timezone.localdate()


def test_words_left_with_duty_are_the_team_s_in_one_s_own_name_and_sealed(lasting_place):
    with as_(lasting_place.dev):
        left = actions.leave_words(team=lasting_place.team, practitioner=lasting_place.dev, words="One call to make.")
    with as_(lasting_place.callum):
        assert not type(left).objects.exists()
    with pytest.raises(Exception, match="row-level security"), as_(lasting_place.callum):
        actions.leave_words(team=lasting_place.team, practitioner=lasting_place.callum, words="Mine.")
    with pytest.raises(Exception, match="row-level security"), as_(lasting_place.tom):
        actions.leave_words(team=lasting_place.team, practitioner=lasting_place.dev, words="Not mine.")
    with connect("", autocommit=True) as admin:
        [[kept]] = admin.execute("select words from places_dutywords").fetchall()
    assert "call" not in str(kept)


def test_somebody_said_to_be_away_is_covered_by_the_whole_team_from_that_moment(lasting_place):
    with as_(lasting_place.dev):
        actions.say_away_today(practitioner=lasting_place.shanice, said_by=lasting_place.dev)
        away = Away.objects.get()
    assert (away.cover_id, away.said_by, away.until_on - away.from_on) == (None, "Dev", timedelta())

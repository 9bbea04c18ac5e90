"""Asked by any way, answered whole or by halves, the same score; stopped; and what a link opens in the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from measures.asking import ALL, SATISFACTION, again, answered, asked, bearing, held
from neighbourhood import as_

from livingwell.journeys.models import Event
from livingwell.lib.refusals import NotPossible
from livingwell.measures import actions, queries
from livingwell.measures.models import Answers, CheckIn, Figure, NoMore
from livingwell.measures.words import Became, By, Moment
from livingwell.messages.models import Message

pytestmark = pytest.mark.django_db


def test_answered_by_any_way_the_score_is_the_same_and_the_way_is_kept(place):
    found = set()
    for way in (By.TABLET, By.PHONE, By.PAPER, By.POST):
        check_in = asked(place, held(place, f"Ama {way}"), way)
        found.add(tuple(result.score for result in answered(place, check_in, by_way=way)))
        assert again(place, check_in).by == way
        assert again(place, check_in).typed_by == "Tom"
    assert len(found) == 1


def test_each_figure_is_held_against_the_first_of_its_own_kind_and_keeps_its_threshold(place):
    journey = held(place)
    answered(place, asked(place, journey), ALL | {"3": None, "4": 2})
    answered(place, asked(place, journey), ALL | {"4": 6})
    with as_(place.tom):
        last = {one.scale: one for one in Figure.objects.filter(person_id=journey.person_id).order_by("at")}
    assert (last["area.4"].became, last["area.4"].first, last["area.4"].threshold) == (Became.BETTER, 2, 1)
    assert "NHS England" in last["area.4"].threshold_source
    assert last["area.3"].became == Became.FIRST
    assert last["life"].value == 4.25
    assert last["life"].became == Became.FIRST  # the first had one left out, so it made no mean


def test_it_is_asked_once_until_it_is_answered_and_any_way_will_do(place):
    journey = held(place)
    first = asked(place, journey, By.PAPER)
    assert asked(place, journey, By.PHONE).pk == first.pk
    assert again(place, first).by == By.PHONE


def test_half_given_is_kept_and_the_rest_makes_the_whole(place):
    check_in = asked(place, held(place))
    with as_(place.tom) as tom:
        actions.keep(check_in=check_in, measure=SATISFACTION, answers={"1": 7, "2": 6}, by_way=By.TABLET, by=tom)
        assert again(place, check_in).items == ["1", "2"]
        with pytest.raises(NotPossible, match="cannot be one"):
            actions.keep(check_in=check_in, measure=SATISFACTION, answers={"3": 8}, by_way=By.TABLET, by=tom)
        rest = {key: 4 for key in ALL if key not in "12"}
        actions.answer(check_in=check_in, measure=SATISFACTION, answers=rest, by_way=By.TABLET, by=tom)
        assert queries.kept_answers(check_in) == {"1": 7, "2": 6, **rest}


def test_nothing_answered_is_no_check_in_and_twice_is_once(place):
    check_in = asked(place, held(place))
    with pytest.raises(NotPossible, match="Answer one of them at least"):
        answered(place, check_in, {"1": None})
    answered(place, check_in)
    with pytest.raises(NotPossible, match="answered already"):
        answered(place, check_in)


def test_whoever_says_no_more_is_asked_no_more_until_they_say_otherwise(place):
    journey = held(place)
    waiting = asked(place, journey)
    with as_(place.tom) as tom:
        actions.no_more(person_id=journey.person_id, by=tom)
        actions.no_more(person_id=journey.person_id, by=tom)
        assert NoMore.objects.filter(person_id=journey.person_id).count() == 1
    assert again(place, waiting).stopped_at
    with pytest.raises(NotPossible, match="no more of these"):
        asked(place, journey)
    with as_(place.tom) as tom:
        actions.some_more(person_id=journey.person_id, by=tom)
    assert asked(place, journey).pk != waiting.pk


def test_a_link_goes_on_a_safe_way_in_words_that_say_nothing_and_is_kept_nowhere_in_them(place):
    journey = held(place)
    check_in = again(place, asked(place, journey, By.LINK))
    with as_(place.tom):
        message = Message.objects.get(pk=check_in.message_id)
    assert message.words == "Hello, it's Tom. A few short questions, only if you feel like it: (link)"
    assert check_in.link_digest is None
    with as_(place.tom) as tom, pytest.raises(NotPossible, match="no way to send this"):
        actions.ask(
            journey=held(place, "Bea"), measure=SATISFACTION, by_way=By.LINK, moment=Moment.ALONG, way=None, by=tom
        )


# -- what a link opens -------------------------------------------------------------------------------------------------
def test_a_link_opens_one_check_in_and_of_before_only_the_totals(place):
    journey = held(place)
    answered(place, asked(place, journey))
    now, other = asked(place, journey), asked(place, held(place, "Bea"))
    with bearing(now):
        assert [one.pk for one in CheckIn.objects.all()] == [now.pk]
        assert not Answers.objects.exists()
        assert {one.scale for one in Figure.objects.all()} == {"life", "support"}
        assert not Event.objects.exists()
        assert not CheckIn.objects.filter(pk=other.pk).update(typed_by="x")


def test_whoever_brings_it_answers_that_one_and_what_changed_is_worked_out(place):
    journey = held(place)
    answered(place, asked(place, journey), ALL | {"4": 2})
    check_in = asked(place, journey, By.LINK)
    with bearing(check_in) as bearer:
        results = actions.answer(check_in=check_in, measure=SATISFACTION, answers=ALL, by_way=By.LINK, by=bearer)
    became = {one.score.scale: one.became for one in results}
    assert (became["area.4"], became["area.5"]) == (Became.BETTER, Became.NO_CHANGE)
    with as_(place.tom):
        event = Event.objects.filter(person_id=journey.person_id, kind="check-in answered").latest("at")
    assert (event.by_kind, event.by_called) == ("asked", "Ama")


def test_nothing_of_anybody_else_can_be_written_with_it(place):
    mine, theirs = asked(place, held(place)), asked(place, held(place, "Bea"))
    with bearing(mine) as bearer:
        with pytest.raises(NotPossible, match="not yours"):
            _write_answers(theirs, bearer)
        with pytest.raises(NotPossible, match="not yours"):
            actions.no_more(person_id=theirs.person_id, by=bearer)
        actions.no_more(person_id=mine.person_id, by=bearer)
    assert again(place, mine).stopped_at
    assert not again(place, theirs).stopped_at


def _write_answers(check_in: CheckIn, by) -> None:
    from livingwell.access.acting import action

    @action
    def write(*, by) -> None:
        Answers(person_id=check_in.person_id, check_in=check_in, answers="{}").save(force_insert=True)

    write(by=by)


def test_a_link_is_late_kindly_and_what_was_begun_in_time_may_still_be_sent(place):
    check_in = asked(place, held(place), By.LINK)
    for late, is_refused in ((timedelta(hours=2), False), (timedelta(days=2), True)):
        with as_(place.tom):
            CheckIn.objects.filter(pk=check_in.pk).update(expires_at=timezone.now() - late)
        with bearing(check_in) as bearer:
            if is_refused:
                with pytest.raises(NotPossible, match="has ended"):
                    actions.keep(check_in=check_in, measure=SATISFACTION, answers={"1": 4}, by_way=By.LINK, by=bearer)
            else:
                actions.keep(check_in=check_in, measure=SATISFACTION, answers={"1": 4}, by_way=By.LINK, by=bearer)


def test_a_link_that_is_nobodys_says_nothing(place):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from gate.asked_by_link(%s)", [b"x" * 32])
        assert cursor.fetchone() == (0,)

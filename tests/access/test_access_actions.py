"""Ties, refusals, keys to My page and forms sent twice, by the actions that write them."""

from uuid import uuid4

import pytest
from django.contrib.auth.hashers import check_password
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from neighbourhood import as_, in_days, introduce, introduce_another

from livingwell.access import actions, queries
from livingwell.access.acting import PROMISES, action
from livingwell.access.models import OwnPage, Refusal, Tie
from livingwell.access.naming import name_viewer, named
from livingwell.access.once import FIELD, once
from livingwell.access.words import NOBODY, SEES, WHY, WRITES, Kind, Part, Viewer
from livingwell.introductions.models import Introduction
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import DrawnIn
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.lib import keys
from livingwell.lib.refusals import NotPossible

pytestmark = pytest.mark.django_db


def test_every_reason_for_a_tie_says_what_it_sees_what_it_writes_and_why():
    assert set(SEES) == set(WRITES) == set(WHY)
    assert all(Part.SAFEGUARDING not in SEES[reason] | WRITES[reason] for reason in SEES)


def test_naming_a_viewer_outside_a_transaction_is_a_mistake_and_says_so(transactional_db):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        name_viewer(NOBODY)


def test_a_name_within_a_name_is_given_back_after_it(place):
    journey = introduce(place)
    with as_(place.tom):
        with as_(place.callum):
            assert queries.seen_of([journey.person_id]) == set()
        assert queries.seen_of([journey.person_id]) == {journey.person_id}


def test_whoever_is_drawn_in_may_step_back_by_themselves(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        drawn = journeys.draw_in(journey=journey, practitioner=place.maggie, why="Rent", by=tom)
    with as_(place.maggie) as maggie:
        assert queries.seen_of([journey.person_id]) == {journey.person_id}
        journeys.draw_out(drawn=drawn, by=maggie)
        assert queries.seen_of([journey.person_id]) == set()
    with as_(place.tom):
        assert DrawnIn.objects.get(pk=drawn.pk).until is not None


def test_somebody_may_say_of_themselves_that_they_must_not_see(place):
    """A neighbour, a cousin: they say so, and see nothing from the next statement on."""
    journey = introduce(place)
    with as_(place.dev) as dev:
        journeys.refuse_practitioner(journey=journey, practitioner=place.dev, words="My cousin", by=dev)
        assert queries.seen_of([journey.person_id]) == set()
    with as_(place.tom):
        assert [one.practitioner_id for one in queries.refusals(journey.person_id)] == [place.dev.pk]
        assert Refusal.objects.get(person_id=journey.person_id).words == "My cousin"


def test_the_tie_of_a_receipt_can_be_ended_before_its_day(place):
    journey = introduce_another(place)
    with as_(place.tom) as tom:
        introduction = Introduction.objects.get(journey=journey)
        ended = actions.end_ties(
            person_id=journey.person_id, party_kind=Kind.RECEIPT, party_id=introduction.pk, reason="receipt", by=tom
        )
        assert ended == 1
    with named(Viewer(Kind.RECEIPT, introduction.pk)):
        assert not Introduction.objects.exists()


def test_a_fresh_page_ends_the_one_before_and_its_words_are_kept_only_as_a_hash(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        first = actions.give_page(person_id=journey.person_id, by=tom)
        second = actions.give_page(person_id=journey.person_id, by=tom)
        pages = OwnPage.objects.filter(person_id=journey.person_id)
        assert pages.filter(until__isnull=True).count() == 1
        assert Tie.objects.filter(person_id=journey.person_id, reason="themselves").count() == 1
    with named(NOBODY):
        assert queries.own_page_by_link(keys.link_digest(first[0])) is None
        page = queries.own_page_by_link(keys.link_digest(second[0]))
    assert check_password(second[1], page[2])
    assert second[1] not in page[2]


def test_the_first_time_a_page_was_opened_stays(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        link, _ = actions.give_page(person_id=journey.person_id, by=tom)
    with named(NOBODY):
        page = queries.own_page_by_link(keys.link_digest(link))
        actions.page_opened(page_id=page[0], by=NOBODY)
    with as_(place.tom):
        first = OwnPage.objects.values_list("opened_at", flat=True).get(pk=page[0])
    with named(NOBODY):
        actions.page_opened(page_id=page[0], by=NOBODY)
    with as_(place.tom):
        assert OwnPage.objects.values_list("opened_at", flat=True).get(pk=page[0]) == first is not None


# -- an action -----------------------------------------------------------------------------------------------------


def test_an_action_says_what_the_database_refused_and_takes_everything_back(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        with pytest.raises(NotPossible) as refusal:
            journeys.hold(journey=journey, practitioner=place.callum, by=tom)
        assert str(refusal.value) == PROMISES["holder_has_a_tie"]
        journeys.hold(journey=journey, practitioner=place.shanice, by=tom)


def test_an_action_within_an_action_is_checked_once_at_the_end_of_the_outer(place):
    journey = introduce(place)

    @action
    def hand_over(*, by):
        journeys.hold(journey=journey, practitioner=place.maggie, by=by)
        journeys.draw_in(journey=journey, practitioner=place.maggie, why="Rent", by=by)

    with as_(place.tom) as tom:
        hand_over(by=tom)


def test_a_step_for_somebody_who_sees_nothing_of_the_person_is_refused(place):
    journey = introduce(place)
    doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.callum.pk)
    with as_(place.tom) as tom, pytest.raises(NotPossible) as refusal:
        journeys.make_step(journey=journey, what="Ring", doer=doer, due_on=in_days(1), by=tom)
    assert str(refusal.value) == PROMISES["doer_has_a_tie"]


# -- a form sent twice -----------------------------------------------------------------------------------------------


def arriving(view, key: str, **headers) -> HttpResponse:
    request = RequestFactory().post("/somewhere/", {FIELD: key}, **headers)
    request.viewer = NOBODY
    return once(view)(request)


def test_a_form_sent_twice_is_done_once_and_the_second_is_sent_where_the_first_went():
    done, key = [], str(uuid4())

    def view(request):
        done.append(1)
        return HttpResponseRedirect("/receipt/long-and-secret/")

    with named(NOBODY):
        assert arriving(view, key)["Location"] == arriving(view, key)["Location"] == "/receipt/long-and-secret/"
        assert arriving(view, key, HTTP_HX_REQUEST="true").status_code == 204
    assert len(done) == 1


def test_a_form_shown_again_with_its_errors_may_come_again_and_one_without_a_key_always_may():
    done, key = [], str(uuid4())

    def view(request):
        done.append(1)
        return HttpResponse(status=422)

    with named(NOBODY):
        for given in (key, key, "", "not a key"):
            assert arriving(view, given).status_code == 422
    assert len(done) == 4

"""A form sent twice goes where the first went; the database knows neither its key nor the address."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from neighbourhood import owner_connection
from record.roles import signed_in_as

from livingwell.access import jobs
from livingwell.access.naming import named, practising
from livingwell.access.once import FIELD, once, once_key
from livingwell.access.words import NOBODY, Viewer

pytestmark = pytest.mark.django_db(transaction=True)
RECEIPT = "/receipt/" + "a-link-nobody-can-guess-" * 30
times: list[str] = []


@once
def view(request: HttpRequest) -> HttpResponse:
    times.append(request.POST["words"])
    return HttpResponse(status=422) if request.POST["words"] == "wrong" else HttpResponseRedirect(RECEIPT)


@pytest.fixture(autouse=True)
def afresh(lasting_place) -> Iterator[None]:
    times.clear()
    return


def send(key: str, words: str = "right", *, by: Viewer = NOBODY, **headers: str) -> HttpResponse:
    request = RequestFactory().post("/here/", {FIELD: key, "words": words}, headers=headers)
    request.viewer = by
    with named(by):
        return view(request)


def kept() -> list[tuple]:
    with owner_connection() as owner:
        return owner.execute("select id::text, went_to from access_once").fetchall()


def test_the_second_arrival_does_nothing_and_goes_where_the_first_went():
    key = once_key()
    assert [send(key)["Location"], send(key)["Location"]] == [RECEIPT, RECEIPT]
    assert send(key, **{"HX-Request": "true"}).status_code == 204
    assert times == ["right"]
    assert send(once_key())["Location"] == RECEIPT
    assert times == ["right", "right"]


def test_whoever_else_sends_the_same_form_does_nothing_by_it_and_learns_nothing_of_where_it_went(lasting_place):
    key = once_key()
    assert send(key, by=practising(lasting_place.tom))["Location"] == RECEIPT
    for other in (practising(lasting_place.callum), NOBODY):
        assert send(key, by=other)["Location"] == "/here/"
    assert times == ["right"]


def test_a_form_shown_again_with_its_errors_may_come_again():
    key = once_key()
    assert send(key, "wrong").status_code == 422
    assert send(key)["Location"] == RECEIPT
    assert times == ["wrong", "right"]


def test_whoever_reads_the_whole_table_learns_neither_a_key_nor_an_address():
    key = once_key()
    send(key)
    ((row, where),) = kept()
    assert row != key
    assert where
    assert "receipt" not in where
    assert key not in where


def test_after_a_day_where_it_went_is_forgotten_and_that_it_was_sent_is_not():
    old, new = once_key(), once_key()
    send(old)
    with owner_connection() as owner:
        owner.execute("update access_once set at = now() - interval '25 hours'")
    send(new)
    with signed_in_as("lw_worker"):
        jobs.forget_where(timestamp=0)
    assert sorted(bool(where) for _, where in kept()) == [False, True]
    assert send(old)["Location"] == "/here/"
    assert send(new)["Location"] == RECEIPT
    assert times == ["right", "right"]


def test_a_key_that_is_none_is_no_key():
    assert send("not a key")["Location"] == RECEIPT
    assert send(str(uuid4()).replace("-", ""))["Location"] == RECEIPT
    assert len(kept()) == 1

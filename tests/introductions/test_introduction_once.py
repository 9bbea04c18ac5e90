"""The same form, sent twice, ten times, or changed and sent again: one person, one journey, one receipt."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from doorway import fill_for_me, introduction_behind, key_on, receipt_of, text_of
from neighbourhood import as_, owner_connection

from livingwell.introductions.models import Introduction, Passage
from livingwell.introductions.words import Said

TIMES = 10


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_ten_presses_at_the_same_moment_make_one(lasting_place):
    key = key_on(Client().get("/for-me/").content.decode())
    together = Barrier(TIMES)

    def press(_: int) -> str:
        together.wait()
        try:
            return receipt_of(fill_for_me(Client(), key=key))
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as presses:
        receipts = set(presses.map(press, range(TIMES)))
    assert len(receipts) == 1
    with owner_connection() as owner:
        for table in ("introductions_introduction", "journeys_journey", "people_person", "introductions_receipt"):
            assert owner.execute(f"select count(*) from {table}").fetchone()[0] == 1, table
        assert owner.execute("select count(*) from introductions_passage where said = 'added'").fetchone()[0] == 0


@pytest.mark.django_db
def test_going_back_and_changing_the_words_loses_none_of_them(place, client):
    key = key_on(client.get("/for-me/").content.decode())
    first = receipt_of(fill_for_me(client, key=key, going_on="I can’t sleep."))
    again = receipt_of(
        fill_for_me(client, key=key, going_on="I can’t sleep, and there is a letter.", value="07700 900124")
    )
    thrice = receipt_of(
        fill_for_me(client, key=key, going_on="I can’t sleep, and there is a letter.", value="07700 900124")
    )
    assert first == again == thrice
    with as_(place.tom):
        added = list(Passage.objects.filter(said=Said.ADDED).values_list("words", flat=True))
        assert Introduction.objects.count() == 1
    assert len(added) == 1
    assert "there is a letter" in added[0]
    assert "07700" in added[0]
    assert "there is a letter" in text_of(client.get(first))


@pytest.mark.django_db
def test_two_forms_are_two_introductions(place, client):
    assert receipt_of(fill_for_me(client)) != receipt_of(fill_for_me(client))
    with as_(place.tom):
        assert Introduction.objects.count() == 2


@pytest.mark.django_db
def test_somebody_who_says_they_have_been_before_is_shown_beside_who_they_may_be(place, client):
    receipt_of(fill_for_me(client))
    one = introduction_behind(receipt_of(fill_for_me(client, been_before="on")), place)
    assert one.been_before

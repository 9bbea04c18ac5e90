"""The same form, sent twice, ten times, or changed and sent again: one person, one journey, one receipt."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from doorway import fill_for_me, fill_for_someone, introduction_behind, key_on, receipt_of, text_of
from neighbourhood import as_, owner_connection
from opening import steps_that_say

from livingwell.introductions.models import Confidence, Introduction, Passage
from livingwell.introductions.words import Said
from livingwell.journeys.models import NextStep
from livingwell.journeys.words import StepKind
from livingwell.people.models import WayToReach
from livingwell.people.words import GivenBy

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


# -- a resend keeps everything that is new in it ----------------------------------------------------------------------
@pytest.fixture
def key(place, client) -> str:
    return key_on(client.get("/for-me/").content.decode())


@pytest.mark.django_db
def test_a_ring_asked_for_in_the_second_sending_is_a_step_once(key, place, client):
    receipt_of(fill_for_me(client, key=key))
    for _ in range(2):
        receipt_of(fill_for_me(client, key=key, safe="not sure", send="ring"))
    with as_(place.tom):
        assert len(steps_that_say("Ring them")) == 1
        assert Introduction.objects.get().wants_a_ring


@pytest.mark.django_db
def test_a_new_way_in_the_second_sending_is_a_way_by_the_same_rules(key, place, client):
    receipt_of(fill_for_me(client, key=key))
    for _ in range(2):
        receipt_of(fill_for_me(client, key=key, value="07700 900124", safe_ways=["leave"]))
    with as_(place.tom):
        first, second = WayToReach.objects.order_by("since")
    assert (first.value, first.may_message) == ("+447700900123", True)
    assert (second.value, second.may_message, second.may_leave_message) == ("+447700900124", False, True)
    assert second.given_by == GivenBy.THEMSELVES


@pytest.mark.django_db
def test_an_introducers_second_sending_keeps_their_confidence_and_another_number_unproved(key, place, client):
    address = receipt_of(fill_for_someone(client, key=key))
    for _ in range(2):
        receipt_of(fill_for_someone(client, key=key, value="01632 960002", in_confidence="He hides his bottles"))
    with as_(place.tom):
        assert Confidence.objects.get().words == "He hides his bottles"
        ways = set(WayToReach.objects.values_list("value", "given_by", "may_message"))
    assert ways == {("+441632960001", "somebody else", False), ("+441632960002", "somebody else", False)}
    assert "He hides his bottles" in text_of(client.get(address))


@pytest.mark.django_db
def test_why_somebody_does_not_know_yet_is_never_among_the_words_they_read(key, place, client):
    receipt_of(fill_for_someone(client, key=key))
    receipt_of(fill_for_someone(client, key=key, they_agreed="no", why_not_agreed="He would be furious"))
    with as_(place.tom):
        assert "He would be furious" in Confidence.objects.get().words
        assert "furious" not in " ".join(Passage.objects.values_list("words", flat=True))


@pytest.mark.django_db
def test_being_under_18_said_in_the_second_sending_asks_for_a_lead_once(key, place, client):
    address = receipt_of(fill_for_me(client, key=key))
    for _ in range(2):
        receipt_of(fill_for_me(client, key=key, age_band="16 or 17"))
    with as_(place.tom):
        one = Introduction.objects.select_related("person").get()
        assert (one.is_under_18, one.person.age_band) == (True, "16 or 17")
        assert NextStep.objects.filter(kind=StepKind.YOUNG_LEAD).count() == 1
    assert "Because you are under 18" in text_of(client.get(address))


@pytest.mark.django_db
def test_a_name_put_right_is_kept_on_the_receipt(key, place, client):
    address = receipt_of(fill_for_me(client, key=key, called="Ama"))
    assert receipt_of(fill_for_me(client, key=key, called="Amma")) == address
    assert "What to call them: Amma" in text_of(client.get(address))


@pytest.mark.django_db
def test_the_same_form_with_another_name_is_another_person_and_neither_is_lost(key, place, client):
    first = receipt_of(fill_for_someone(client, key=key, called="Marek", going_on="He has shut the door."))
    others = {
        receipt_of(fill_for_someone(client, key=key, called="Zosia", going_on="She does not eat.")) for _ in range(2)
    }
    assert len(others) == 1
    assert first not in others
    with as_(place.tom):
        assert set(Introduction.objects.values_list("called", flat=True)) == {"Marek", "Zosia"}
    assert "She does not eat." not in text_of(client.get(first))


@pytest.mark.django_db
def test_an_old_form_sent_again_when_its_receipt_is_over_gets_the_kind_page(key, place, client, monkeypatch):
    monkeypatch.setattr("livingwell.introductions.actions.introducing.RECEIPT_LASTS", timedelta(seconds=-1))
    fill_for_me(client, key=key)
    response = fill_for_me(client, key=key, going_on="It is worse")
    assert response.status_code == 303
    page = client.get(response["Location"])
    assert (page.status_code, "the door is open" in text_of(page)) == (404, True)

"""What colleagues bring: written by each of themselves, looked through, answered to what a person needs."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from neighbourhood import as_, owner_connection

from livingwell.lib.refusals import NotPossible
from livingwell.places import actions, queries, rules
from livingwell.places.models import Bringing
from livingwell.places.rules.bringing import MOST
from livingwell.places.words import Brings, Brought, SeenBy
from livingwell.website.database.engine.base import owning

TWI = Brought(Brings.LANGUAGE, "Twi, my first language")
BSL = Brought(Brings.SIGNING, "BSL, level 3")
GARDENS = Brought(Brings.ELSE, "gardens and groups")
LOSS = Brought(Brings.LIVED, "I lost my brother. I speak Polish")


def who(*brought: tuple[str, Brought], **needs: str) -> dict[str, str]:
    found = rules.alongside([(name, [one]) for name, one in brought], **needs)
    return {match.key: match.why for match in found}


ALL = (("Shanice", TWI), ("Callum", BSL), ("Dev", GARDENS), ("Ros", LOSS))


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ({"language": "Twi"}, {"Shanice": "Twi"}),
        ({"language": "twi and some English"}, {"Shanice": "twi and some English"}),
        ({"language": "Polish"}, {}),  # said as lived experience, which answers no need by itself
        ({"needs": "Somebody who signs"}, {"Callum": "signs"}),
        ({"language": "British Sign Language"}, {"Callum": "Sign"}),
        ({"needs": "A quiet room. Gardens are good"}, {"Dev": "Gardens"}),
        ({"needs": "I am deaf"}, {}),  # not everybody who is deaf signs: nobody guesses
        ({"needs": "My first time, please be on time"}, {}),
        ({"needs": "No groups, and not gardens either"}, {}),
        ({"language": "", "needs": ""}, {}),
    ],
)
def test_whoever_brings_what_a_person_says_they_need_is_offered_with_their_own_word_for_it(needs, found):
    assert who(*ALL, **needs) == found


def test_those_offered_stand_in_the_order_given_however_well_they_match():
    near, exact = ("Abena", Brought(Brings.LANGUAGE, "Punjaby")), ("Zed", Brought(Brings.LANGUAGE, "Punjabi"))
    assert list(who(near, exact, language="Punjabi")) == ["Abena", "Zed"]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [("twi", True), ("langauge twi", True), ("firts", True), ("TWÏ", True), ("urdu", False), ("twi urdu", False)],
)
def test_a_slip_of_the_spelling_is_found_and_another_word_is_not(typed, is_found):
    assert rules.brings_it(typed, ["Twi, my first language"]) == [is_found]


@pytest.mark.django_db
def test_they_write_change_take_back_and_put_back_their_own(place):
    with as_(place.dev):
        one = actions.bring(practitioner=place.dev, kind=Brings.LIVED, words=" A hard year ", seen_by=SeenBy.TEAM)
        actions.change_bringing(bringing=one, kind=Brings.LIVED, words="A hard few years", seen_by=SeenBy.HERE)
    with as_(place.callum):
        assert "A hard few years" in [row.words for row in queries.seen_bringings()]
    with as_(place.dev):
        actions.take_back_bringing(bringing=one)
        with as_(place.callum):
            assert "A hard few years" not in [row.words for row in queries.seen_bringings()]
        actions.put_back_bringing(bringing=Bringing.objects.get(pk=one.pk))
        assert Bringing.objects.get(pk=one.pk).ended_at is None


@pytest.mark.django_db
def test_nothing_the_same_thing_and_more_than_anybody_reads_are_refused_with_a_sentence(place):
    said = {"kind": Brings.ELSE, "seen_by": SeenBy.HERE}
    with as_(place.tom):
        for words, sentence in (("  ", "Write what you bring"), ("Gardens", ""), ("gardens", "written this already")):
            if not sentence:
                actions.bring(practitioner=place.tom, words=words, **said)
                continue
            with pytest.raises(NotPossible, match=sentence):
                actions.bring(practitioner=place.tom, words=words, **said)
        for number in range(MOST - 2):
            actions.bring(practitioner=place.tom, words=f"Thing {number}", **said)
        with pytest.raises(NotPossible, match=f"That is {MOST} already"):
            actions.bring(practitioner=place.tom, words="One more", **said)


@pytest.mark.django_db(transaction=True)
def test_a_day_after_it_was_taken_back_the_words_are_gone_and_of_whoever_left_too(lasting_place):
    place, hour = lasting_place, timedelta(hours=1)
    with as_(place.shanice):
        loss, twi = (
            Bringing.objects.get(kind=kind, practitioner=place.shanice) for kind in ("lived experience", "language")
        )
        actions.take_back_bringing(bringing=loss)
        actions.take_back_bringing(bringing=twi)
    with owner_connection() as owner:
        before = timezone.now() - actions.bringing.PUT_BACK_WITHIN - hour
        owner.execute("update places_bringing set ended_at = %s where id = %s", [before, loss.pk])
        owner.execute("update places_practitioner set left_at = now() where id = %s", [place.dev.pk])
    with owning(connection):  # the worker's own rights are tried in test_bringing_gate.py
        assert actions.forget_what_was_taken_back() == 1
        assert Bringing.objects.filter(practitioner=place.dev, ended_at__isnull=True).count() == 0
    with as_(place.shanice):
        assert [row.words for row in queries.bringings_of(place.shanice.pk) if row.may_be_put_back] == ["Twi"]
        with pytest.raises(NotPossible, match="forgotten since"):
            actions.put_back_bringing(bringing=loss_as_it_was(loss))


def loss_as_it_was(one: Bringing) -> Bringing:
    """A row that was read before it was forgotten: a page left open."""
    one.ended_at, one.words = timezone.now(), "losing somebody close"
    return one


@pytest.mark.django_db
def test_lived_experience_is_never_set_beside_a_name(place):
    with as_(place.tom):
        listed = {
            one.called: queries.words_brought(one)
            for one in queries.with_brings(queries.members_of([place.team.pk], timezone.now()))
        }
    assert listed["Shanice"] == "Twi, walking and talking"
    assert queries.words_brought(place.shanice) == ""


@pytest.mark.django_db(transaction=True)
def test_the_one_line_that_was_said_of_somebody_is_carried_over_as_it_was_seen_and_sealed(lasting_place):
    tom, carry_over = lasting_place.tom, import_module("livingwell.places.migrations.0009_bringing").carry_over
    as_it_was = MigrationLoader(None).project_state(("places", "0009_bringing")).apps
    with owning(connection), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("alter table places_practitioner add column brings varchar(200) not null default ''")
        cursor.execute("update places_practitioner set brings = 'night shifts' where id = %s", [tom.pk])
        carry_over(as_it_was, None)
        one = Bringing.objects.get(practitioner=tom, kind=Brings.ELSE)
        assert (one.words, one.seen_by, one.ended_at) == ("night shifts", SeenBy.HERE, None)
        cursor.execute("select words from places_bringing where id = %s", [one.pk])
        assert cursor.fetchone()[0].startswith("sealed.")
        transaction.set_rollback(True)

"""Words in confidence: hidden from the person until somebody has reviewed them, with a reason."""

import pytest
from django.db import IntegrityError, connection, transaction
from doorway import fill_for_someone, introduction_behind, receipt_of, text_of
from neighbourhood import as_, signed_in
from opening import opened

from livingwell.access import actions as access
from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.introductions import actions, queries
from livingwell.introductions.models import Confidence
from livingwell.introductions.panels import WordsPanel
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey

pytestmark = pytest.mark.django_db

SECRET = "He hides his bottles"


@pytest.fixture
def marek(place, client):
    return introduction_behind(receipt_of(fill_for_someone(client, in_confidence=SECRET)), place)


@pytest.fixture
def himself(place, marek) -> Viewer:
    """Marek, with his own page open."""
    with as_(place.tom) as by:
        access.give_page(person_id=marek.person_id, by=by)
    return Viewer(Kind.PERSON, marek.person_id, called="Marek")


def seen_in_sql(viewer: Viewer) -> list[str]:
    with named(viewer), connection.cursor() as cursor:
        cursor.execute("select words from introductions_confidence")
        return [opened(row[0], "introductions_confidence.words") for row in cursor.fetchall()]


def words_on_his_page(himself: Viewer) -> str:
    with named(himself):
        panel = WordsPanel.of(queries.passages_of(himself.ref))
    return " ".join(one.words for one in panel.quoted)


def test_it_is_hidden_until_somebody_has_reviewed_it(place, marek, himself):
    assert seen_in_sql(himself) == []
    assert SECRET not in words_on_his_page(himself)
    assert "He has shut the door." in words_on_his_page(himself)


def test_once_it_may_be_shown_it_is(place, marek, himself):
    tom = signed_in(place.tom)
    with as_(place.tom):
        confidence = Confidence.objects.get()
    response = tom.post(f"/introductions/{marek.pk}/in-confidence/{confidence.pk}", {"shown": "yes"})
    assert response.status_code == 303
    assert seen_in_sql(himself) == [SECRET]
    assert SECRET in words_on_his_page(himself)


def test_keeping_it_takes_a_reason(place, marek, himself):
    tom = signed_in(place.tom)
    with as_(place.tom):
        confidence = Confidence.objects.get()
    address = f"/introductions/{marek.pk}/in-confidence/{confidence.pk}"
    without = tom.post(address, {"shown": "no", "withheld_because": " "})
    assert without.status_code == 422
    assert "Say why this stays in confidence." in text_of(without)
    assert tom.post(address, {"shown": "no", "withheld_because": "It would end a friendship"}).status_code == 303
    assert "It stays in confidence: It would end a friendship" in text_of(tom.get(f"/introductions/{marek.pk}/"))
    assert seen_in_sql(himself) == []
    with as_(place.tom):
        assert Confidence.objects.get().reviewed_by == "Tom"


def test_of_two_who_decide_at_once_the_second_reads_what_the_first_decided(place, marek):
    tom, shanice = signed_in(place.tom), signed_in(place.shanice)
    with as_(place.tom):
        confidence = Confidence.objects.get()
    address = f"/introductions/{marek.pk}/in-confidence/{confidence.pk}"
    kept = {"shown": "no", "withheld_because": "It would end a friendship", "upon": confidence.stands}
    assert tom.post(address, kept).status_code == 303
    late = shanice.post(address, {"shown": "yes", "upon": confidence.stands})
    assert late.status_code == 422
    assert "Tom has just decided: it is above." in text_of(late)
    assert "It stays in confidence: It would end a friendship" in text_of(late)
    with as_(place.tom):
        now = Confidence.objects.get()
    assert not now.may_be_shown
    assert f'value="{now.stands}"' in late.content.decode()
    assert shanice.post(address, {"shown": "yes", "upon": now.stands}).status_code == 303


def test_the_database_shows_nothing_unreviewed_whatever_is_asked(place, marek):
    with as_(place.tom), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update introductions_confidence set may_be_shown = true")


def test_somebody_drawn_in_does_not_read_it_and_the_team_that_holds_does(place, marek):
    with as_(place.tom) as by:
        journey = Journey.objects.select_related("team").get(pk=marek.journey_id)
        journeys.draw_in(journey=journey, practitioner=place.maggie, why="The rent", by=by)
    with as_(place.maggie):
        assert not Confidence.objects.exists()
    assert SECRET not in text_of(signed_in(place.maggie).get(f"/introductions/{marek.pk}/"))
    assert SECRET in text_of(signed_in(place.shanice).get(f"/introductions/{marek.pk}/"))


def test_the_person_cannot_review_it_themselves(place, marek, himself):
    with named(himself), connection.cursor() as cursor:
        cursor.execute("update introductions_confidence set may_be_shown = true, reviewed_at = now()")
        assert cursor.rowcount == 0
    with as_(place.tom) as by:
        one = Confidence.objects.get()
        assert not one.may_be_shown
        actions.review_confidence(confidence=one, may_be_shown=True, by=by)

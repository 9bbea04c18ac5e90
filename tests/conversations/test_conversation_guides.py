"""A guide's versions: a change makes the next, and nothing old is touched."""

import pytest
from conversations.talking import begun, found
from django.db import connection
from neighbourhood import as_, signed_in

from livingwell.access.naming import named
from livingwell.access.words import NOBODY
from livingwell.conversations import actions, queries, rules
from livingwell.conversations.models import Guide
from livingwell.conversations.words import GuideText
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _somebody_works_here(place):
    """Only whoever works here writes a guide; the database sees to it."""
    with as_(place.tom):
        yield


OTHER = "What would make this a good hour?\nThey choose.\n\nAre you safe where you are?"


def versions(place):
    return [(one.version, one.made_by) for one in reversed(queries.versions_of_guide(place.site.pk))]


def test_a_place_starts_from_its_packs_guide_once(place):
    first = actions.load_guide_for(site=place.site)
    again = actions.load_guide_for(site=place.site)
    assert (first.pk, first.version, first.text) == (again.pk, 1, queries.guide_texts()["brackwell"])


def test_a_pack_that_says_something_new_makes_the_next_version(place):
    actions.load_guide_for(site=place.site)
    text = GuideText("A first conversation", rules.read_questions(OTHER))
    made = actions.load_guide(site=place.site, text=text, by=NOBODY)
    assert (made.version, made.text) == (2, text)
    assert actions.load_guide(site=place.site, text=text, by=NOBODY).pk == made.pk


def test_a_lead_changes_the_questions_and_nobody_else_does(place):
    first = actions.load_guide_for(site=place.site)
    with as_(place.shanice) as shanice, pytest.raises(NotPossible, match="Whoever leads"):
        actions.change_guide(site=place.site, version=1, text=OTHER, by=shanice)
    with as_(place.tom) as tom:
        made = actions.change_guide(site=place.site, version=first.version, text=OTHER, by=tom)
    assert (made.version, made.made_by, len(made.text.questions)) == (2, "Tom", 2)
    assert versions(place) == [(1, ""), (2, "Tom")]


def test_once_somebody_here_has_changed_it_the_pack_stays_silent(place):
    with as_(place.tom) as tom:
        made = actions.change_guide(
            site=place.site, version=actions.load_guide_for(site=place.site).version, text=OTHER, by=tom
        )
    assert actions.load_guide_for(site=place.site).pk == made.pk


def test_the_second_of_two_leads_sees_what_the_first_changed(place):
    version = actions.load_guide_for(site=place.site).version
    with as_(place.tom) as tom:
        actions.change_guide(site=place.site, version=version, text=OTHER, by=tom)
    with as_(place.callum) as callum, pytest.raises(NotPossible, match="just changed these"):
        actions.change_guide(site=place.site, version=version, text="Only this?", by=callum)


def test_a_conversation_keeps_the_questions_it_began_with(place):
    before = begun(place)
    with as_(place.tom) as tom:
        actions.change_guide(site=place.site, version=before.guide.version, text=OTHER, by=tom)
    after = begun(place)
    with as_(place.shanice):
        assert found(before.pk).guide.text == queries.guide_texts()["brackwell"]
        assert found(after.pk).guide.text.questions[0].ask == "What would make this a good hour?"


@pytest.mark.parametrize("right", ["update", "delete"])
def test_nobody_serving_can_change_or_delete_a_version(place, right):
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('conversations_guide', %s)", [right])
        assert cursor.fetchone() == (False,)


def test_somebody_who_does_not_work_here_writes_no_guide(place):
    with named(NOBODY), pytest.raises(NotPossible, match="not yours"):
        actions.load_guide_for(site=place.site)


# -- the page ---------------------------------------------------------------------------------------------------------


def test_everybody_reads_the_questions_and_only_a_lead_gets_the_box(place):
    read = signed_in(place.shanice).get("/conversations/guide/").content.decode()
    assert "Who and what keeps you going?" in read
    assert "<textarea" not in read
    assert "Whoever leads the team changes these" in read
    assert "<textarea" in signed_in(place.tom).get("/conversations/guide/").content.decode()


def test_a_lead_changes_them_on_the_page_and_it_says_what_changed(place):
    tom = signed_in(place.tom)
    tom.get("/conversations/guide/")
    answer = tom.post("/conversations/guide/", {"text": OTHER, "version": "1"})
    assert answer.status_code == 303
    page = tom.get("/conversations/guide/").content.decode()
    assert "No longer asked" in page
    assert "Who and what keeps you going?" in page
    assert Guide.objects.filter(site=place.site).count() == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write at least one question"),
        ("a" * 201, "Keep each question to 200"),
        ("Same?\n\nSame?", "there twice"),
        ("\n\n".join(f"{n}?" for n in range(25)), "That is 25 questions"),
    ],
)
def test_what_is_wrong_is_said_beside_the_box_with_the_words_still_in_it(place, text, sentence):
    tom = signed_in(place.tom)
    tom.get("/conversations/guide/")
    answer = tom.post("/conversations/guide/", {"text": text, "version": "1"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert text.split("\n")[0] in answer.content.decode()
    assert Guide.objects.filter(site=place.site).count() == 1


def test_somebody_who_leads_nothing_is_refused_by_the_page_too(place):
    shanice = signed_in(place.shanice)
    shanice.get("/conversations/guide/")
    answer = shanice.post("/conversations/guide/", {"text": OTHER, "version": "1"})
    assert answer.status_code == 422
    assert Guide.objects.filter(site=place.site).count() == 1


def test_an_edinburgh_guide_is_its_own(place):
    guide = actions.load_guide_for(site=Site.objects.get(slug="edinburgh"))
    assert guide.text == queries.guide_texts()["edinburgh"]
    assert guide.text != queries.guide_texts()["brackwell"]

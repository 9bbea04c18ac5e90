"""What somebody says of who they are: theirs to say, to change and to keep; written by one of us only as told."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from neighbourhood import as_, introduce, signed_in
from website.homes import own_page, reached

from livingwell.journeys import actions, queries
from livingwell.lib.refusals import NotPossible
from livingwell.people import queries as people
from livingwell.people import rules
from livingwell.people.models import OwnAnswer
from livingwell.people.words import RATHER_NOT, Told
from livingwell.places.queries import nations

ENGLAND = {asked.slug: asked for asked in nations()["england"].who}
SCOTLAND = {asked.slug: asked for asked in nations()["scotland"].who}


@pytest.fixture
def ama(place):
    return reached(place, introduce(place, "Ama"))


def say(place, journey, key, *, question="ethnicity", told=Told.BESIDE):
    with as_(place.tom) as tom:
        return actions.say_who(journey=journey, asked=ENGLAND[question], key=key, told=told, by=tom)


@pytest.mark.django_db
def test_it_is_said_on_ones_own_page_changed_and_taken_back_and_every_time_is_kept(place, ama):
    page, address = own_page(place, ama), reverse("website:my_who_one", args=["ethnicity"])
    assert "Nobody has asked yet" in page.get(reverse("website:my_who")).content.decode()
    for answer in ("african", "caribbean", RATHER_NOT):
        assert page.post(address, {"answer": answer}).status_code == 303
    with as_(place.tom):
        assert OwnAnswer.objects.filter(person_id=ama.person_id).count() == 3
        assert people.own_answers(ama.person_id)["ethnicity"].is_declined
    assert "rather not say" in page.get(reverse("website:my_who")).content.decode()


@pytest.mark.django_db
def test_what_is_no_answer_is_refused_beside_the_field(place, ama):
    answer = own_page(place, ama).post(reverse("website:my_who_one", args=["religion"]), {"answer": "jedi"})
    assert answer.status_code in (200, 422)
    assert "Choose one of the answers" in answer.content.decode()


@pytest.mark.django_db
def test_one_of_us_writes_it_only_as_told_and_says_how(place, ama):
    address = reverse("website:person_who_one", args=[ama.person_id, "ethnicity"])
    assert "Say how they told you" in signed_in(place.tom).post(address, {"answer": "african"}).content.decode()
    assert signed_in(place.tom).post(address, {"answer": "african", "told": "by phone"}).status_code == 303
    read = signed_in(place.tom).get(reverse("website:person_who", args=[ama.person_id])).content.decode()
    assert "They told me on the phone" in read
    with pytest.raises(NotPossible, match="not written down"):
        say(place, ama, "african", told=Told.THEMSELVES)


@pytest.mark.django_db
@pytest.mark.parametrize("told", ["themselves", "by guess"])
def test_the_database_refuses_what_nobody_was_told(place, ama, told):
    with as_(place.tom) as tom, pytest.raises(DatabaseError), transaction.atomic():
        OwnAnswer.objects.create(
            person_id=ama.person_id, question="ethnicity", told=told, by_kind=tom.kind, by_id=tom.ref, by_called="Tom"
        )


@pytest.mark.django_db
def test_no_answer_is_changed_afterwards(place, ama):
    say(place, ama, "african")
    with as_(place.tom), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update people_ownanswer set is_declined = true")


@pytest.mark.django_db
def test_whoever_is_drawn_in_reads_none_of_it_and_is_told_so(place, ama):
    say(place, ama, "african")
    with as_(place.tom) as tom:
        actions.draw_in(journey=ama, practitioner=place.maggie, why="The rent", by=tom)
    with as_(place.maggie):
        assert people.own_answers(ama.person_id) == {}
    page = signed_in(place.maggie)
    assert "The team alongside" in page.get(reverse("website:person_who", args=[ama.person_id])).content.decode()
    assert page.get(reverse("website:person_who_one", args=[ama.person_id, "ethnicity"])).status_code == 404


@pytest.mark.django_db
def test_a_team_sees_how_complete_it_is_and_nobody_by_name(place, ama):
    say(place, ama, RATHER_NOT)
    read = signed_in(place.tom).get(reverse("website:team_who", args=[place.team.pk])).content.decode()
    assert "1 of 1" in read
    assert "1 to 7" in read
    assert "Ama" not in read
    assert signed_in(place.callum).get(reverse("website:team_who", args=[place.team.pk])).status_code == 404


@pytest.mark.django_db
def test_that_it_was_said_is_on_the_line_of_moments_and_never_what(place, ama):
    say(place, ama, "african")
    with as_(place.tom):
        newest = queries.moments_of([ama.person_id], 1)[0]
    assert newest.kind == "who they are said"
    assert newest.about == {}


def test_declined_and_not_yet_asked_are_never_one_another():
    codes = [rules.code_of(ENGLAND["ethnicity"], key) for key in ("african", RATHER_NOT, None)]
    assert codes == ["N", "Z", "99"]


@pytest.mark.parametrize(("age", "asked"), [("under 16", False), ("16 or 17", True), ("", True), ("26 to 64", True)])
def test_sexuality_and_gender_are_asked_from_sixteen(age, asked):
    assert rules.is_asked(ENGLAND["sexuality"], age) is asked
    assert rules.is_asked(ENGLAND["gender"], age) is asked
    assert rules.is_asked(SCOTLAND["trans"], age) is asked
    assert rules.is_asked(ENGLAND["ethnicity"], age)


@pytest.mark.parametrize(("count", "is_shown"), [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (100, 100)])
def test_few_are_hidden_and_more_go_to_the_nearest_five(count, is_shown):
    assert rules.shown(count) == is_shown


def test_each_nation_has_its_own_list():
    assert "showman-showwoman" in rules.answers_of(SCOTLAND["ethnicity"])
    assert len(rules.answers_of(ENGLAND["ethnicity"])) == 19

"""A copy has every table about a person in it, and every word of it; or says why not. Asked of models and rows."""

import json
import re

import pytest
from access.scene import set_scene
from django.apps import apps
from django.utils import timezone
from neighbourhood import as_, committed, owner_connection
from rights.asking import named, themselves

from livingwell.journeys.models import Journey
from livingwell.people.models import Person
from livingwell.places.queries import pack_here
from livingwell.website.copies.gathering import gather, rows_of
from livingwell.website.copies.reading import ReadCopy
from livingwell.website.copies.sections import LEFT_OUT, NEVER, SECTIONS

pytestmark = pytest.mark.django_db
A_KEY = re.compile(r"(^|_)id$|revision$|writer$")
# Of the columns that are data alone: a sort, a count, a time beside another, a colleague beside what they did.
SAYS_NOTHING = {
    *("made_at", "made_by", "by_kind", "by_called", "ended_by", "posted_by", "decision_by", "story_by", "promised_by"),
    *("state", "kind", "why", "is_first", "lasts", "turn", "lap", "sees", "writes", "may_be_shown", "talked_about"),
    *("begun_at", "goes_at", "acknowledged_at", "theirs_until", "told_going_on", "told_reached_on", "was_how"),
}


def about_people() -> list[type]:
    return [one for one in apps.get_models() if any(f.column == "person_id" for f in one._meta.concrete_fields)]


def test_every_table_about_a_person_is_in_it_or_left_out_with_its_reason():
    tables = {one._meta.label for one in about_people()}
    assert tables == set(SECTIONS) | set(LEFT_OUT)
    assert not set(SECTIONS) & set(LEFT_OUT)


def test_every_column_it_names_is_there_and_none_is_a_key_to_anything():
    for table, section in SECTIONS.items():
        columns = {one.column for one in apps.get_model(table)._meta.concrete_fields}
        assert set(section.columns) | {section.at} <= columns, table
        assert not set(section.columns) & NEVER, table
        assert not section.only or section.only in columns, table


def test_every_column_that_goes_out_as_data_is_read_in_words_too_or_says_nothing_of_anybody():
    """Whoever reads a copy through before it is given reads all of it."""
    unread = {
        f"{table}.{column}"
        for table, section in SECTIONS.items()
        for column in {one.column for one in apps.get_model(table)._meta.concrete_fields} - NEVER
        if column not in {*section.columns, *SAYS_NOTHING} and not A_KEY.search(column)
    }
    assert unread == set()


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    with committed(django_db_blocker) as place:
        yield place, set_scene()


def test_every_row_the_database_has_is_in_the_copy_and_every_sealed_word_opened(scene):
    place, made = scene
    with as_(place.tom):
        person = Person.objects.get(pk=made.ama.person_id)
        document = gather(person, withheld=(), pack=pack_here(), now=timezone.now())
    with owner_connection() as owner:
        for one in document["sections"]:
            model, only = apps.get_model(one["table"]), SECTIONS[one["table"]].only
            counted = owner.execute(
                f"select count(*) from {model._meta.db_table} where person_id = %s and {only or 'true'}",
                [person.pk],
            ).fetchone()
            assert len(one["rows"]) == counted[0], one["table"]
    text = json.dumps(document)
    assert "sealed:" not in text
    read = ReadCopy.of(json.loads(text))
    assert read.rows == sum(len(one.entries) for one in read.sections) > 10
    assert not NEVER & {name for one in document["sections"] for row in one["rows"] for name in row}


def test_what_somebody_sees_of_themselves_is_read_by_the_same_question_and_no_more(scene):
    place, made = scene
    with as_(place.tom):
        journey = Journey.objects.select_related("person").get(pk=made.ama.journey_id)
    with named(themselves(journey)):
        mine = {table: len(rows) for table, rows in rows_of(journey.person_id).items()}
    assert mine["journeys.Event"] > 0
    assert mine["journeys.Worry"] == mine["huddles.Brought"] == mine["introductions.Confidence"] == 0

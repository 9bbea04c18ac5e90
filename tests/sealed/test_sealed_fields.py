"""However words are saved they are sealed, however they are read they are open, and no query looks inside."""

from importlib import import_module

import pytest
from conversations import talking
from django.core.exceptions import FieldError
from django.db import DataError, connection
from neighbourhood import as_, introduce, owner_connection
from opening import opened

from livingwell.conversations.models import Note, NoteAside
from livingwell.introductions.models import Passage
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Event, NextStep, ToBring
from livingwell.people.models import Person
from livingwell.sealed.rules import CannotOpen

pytestmark = pytest.mark.django_db
WORDS = "Sleeps in the kitchen, since June."


def kept(table: str, column: str, key) -> str:
    """Return what the database keeps, as it keeps it."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {column}::text from {table} where id = %s", [key])
        return cursor.fetchone()[0]


@pytest.fixture
def note(place):
    one = talking.begun(place)
    with as_(place.shanice) as shanice:
        talking.write(one, "Before.", by=shanice)
        yield Note.objects.get(conversation=one)


def is_sealed(note: Note) -> bool:
    cell = kept("conversations_note", "words", note.pk)
    return WORDS not in cell and opened(cell, "conversations_note.words") == WORDS


def test_a_row_that_is_saved(note):
    note.words = WORDS
    note.save(update_fields=["words"])
    assert note.words == WORDS
    assert is_sealed(note)


def test_rows_that_are_updated_where_they_are(note):
    Note.objects.filter(pk=note.pk).update(words=WORDS)
    assert is_sealed(note)


def test_rows_that_are_made_one_by_one_and_many_at_once(note):
    made = NoteAside(note=note, person_id=note.person_id, words=WORDS, by_called="Tom")
    NoteAside.objects.bulk_create([made])
    NoteAside.objects.create(note=note, person_id=note.person_id, words=WORDS, by_called="Tom")
    assert list(NoteAside.objects.values_list("words", flat=True)) == [WORDS, WORDS]
    assert WORDS not in kept("conversations_noteaside", "words", made.pk)


def test_every_way_of_reading_opens(note):
    Note.objects.filter(pk=note.pk).update(words=WORDS)
    note.refresh_from_db()
    assert note.words == WORDS
    assert Note.objects.values("words").get(pk=note.pk) == {"words": WORDS}
    assert Note.objects.only("words").get(pk=note.pk).words == WORDS
    assert Note.objects.values_list("conversation__note__words", flat=True).get(pk=note.pk) == WORDS


def test_whether_anything_was_written_is_all_that_can_be_asked(note):
    assert Note.objects.exclude(words="").filter(pk=note.pk).exists()
    for asked in ({"words": "Before."}, {"words__contains": "Before"}, {"words__in": [""]}, {"words__gt": ""}):
        with pytest.raises(FieldError, match=r"conversations_note\.words is sealed, so no query looks inside it"):
            Note.objects.filter(**asked)


def test_words_are_as_short_as_the_model_says(place):
    journey = introduce(place)
    with as_(place.tom) as tom, pytest.raises(DataError, match="keeps 300 characters, and was given 301"):
        journeys.ask_to_bring(journey=journey, why="x" * 301, by=tom)
    with as_(place.tom) as tom:
        journeys.ask_to_bring(journey=journey, why="x" * 300, by=tom)
        assert len(ToBring.objects.get(journey=journey).why) == 300


def test_a_list_of_words_is_sealed_as_one(place):
    journey = introduce(place, about={"strengths": ["Draws", "Her gran, “Nana”"]})
    with as_(place.tom), connection.cursor() as cursor:
        assert Person.objects.get(pk=journey.person_id).strengths == ["Draws", "Her gran, “Nana”"]
        cursor.execute("select strengths from people_person where person_id = %s", [journey.person_id])
        assert cursor.fetchone()[0].startswith("sealed.")


def test_an_event_seals_the_words_and_leaves_the_facts_to_the_policies(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        journeys.ask_to_bring(journey=journey, why=WORDS, by=tom)
        event = Event.objects.get(person_id=journey.person_id, kind="asked to be brought")
        assert event.about == {"why": WORDS}
        step = Event.objects.filter(person_id=journey.person_id, kind="next step made").first()
        with connection.cursor() as cursor:
            cursor.execute("select about ->> 'why' from journeys_event where id = %s", [event.pk])
            assert cursor.fetchone()[0].startswith("sealed.")
            cursor.execute("select about ->> 'done_by' from journeys_event where id = %s", [step.pk])
            assert cursor.fetchone()[0] == step.about["done_by"]


@pytest.mark.django_db(transaction=True)
def test_a_cell_moved_by_sql_to_another_column_is_refused(lasting_place):
    journey = introduce(lasting_place, going_on=WORDS)
    with owner_connection() as owner:
        owner.execute("update journeys_nextstep set what = (select words from introductions_passage limit 1)")
    with as_(lasting_place.tom), pytest.raises(CannotOpen, match=r"journeys_nextstep\.what does not open"):
        list(NextStep.objects.filter(journey=journey))


@pytest.mark.django_db(transaction=True)
def test_a_plain_cell_from_before_is_read_as_it_stands_and_sealed_when_it_is_next_written(lasting_place):
    one = talking.begun(lasting_place)
    with owner_connection() as owner:
        owner.execute("update conversations_note set words = %s", [WORDS])
    with as_(lasting_place.shanice) as shanice:
        found = talking.found(one.pk)
        assert found.note.words == WORDS
        talking.write(found, found.note.words + " And July.", by=shanice)
    with owner_connection() as owner:
        [(cell,)] = owner.execute("select words from conversations_note").fetchall()
    assert cell.startswith("sealed.")
    assert opened(cell, "conversations_note.words") == WORDS + " And July."


def test_what_two_sealed_columns_say_is_one_list(place):
    """Passages, and confidences that may be shown, are asked for together, and each is opened for its own column."""
    journey = introduce(place, going_on=WORDS)
    with as_(place.tom):
        assert WORDS in [one.words for one in Passage.objects.filter(person_id=journey.person_id)]


def test_lists_of_words_that_were_there_before_are_kept_as_they_were(place):
    """What the migration does to the column, done to a table of the same name that is this transaction's own."""
    strengths = import_module("livingwell.people.migrations.0003_sealed_words").STRENGTHS
    lists = [["Draws", 'Her gran, "Nana"', "a\\b, {c}"], []]
    with owner_connection() as owner, owner.transaction(force_rollback=True):
        owner.execute("create temporary table people_person (called text, strengths varchar(120)[] not null)")
        owner.cursor().executemany("insert into people_person values ('Ama', %s)", [(one,) for one in lists])
        owner.execute(strengths)
        kept = [row[0] for row in owner.execute("select strengths from people_person")]
    assert [Person._meta.get_field("strengths").opened(one) for one in kept] == lists

"""`livingwell new_key`: everything is sealed again with a new key, however often it is stopped on the way."""

import time
from io import StringIO

import pytest
from conversations import talking
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from neighbourhood import as_, find_place, introduce, make_the_place, owner_connection
from opening import opened
from sealed.writing import Written, cells, tables_that_hold, write_everywhere

from livingwell.conversations.models import Note
from livingwell.huddles.models import Brought
from livingwell.introductions import queries as introductions
from livingwell.people.models import Person
from livingwell.record import actions as record
from livingwell.record import queries as records
from livingwell.sealed import actions, queries
from livingwell.sealed.rules import NoKey, beginning_of, name_of
from livingwell.website.database.engine.base import owning
from livingwell.website.database.keys import WordsKeys
from livingwell.website.database.trouble import Trouble

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Sleeps in the kitchen, since June."
NO_ENVIRONMENT: dict[str, str] = {}


@pytest.fixture
def keys(settings, tmp_path, transactional_db) -> WordsKeys:
    """The place's keys, in a folder of this test's own; what was sealed by any other is gone."""
    settings.WORDS_KEYS = WordsKeys(tmp_path, NO_ENVIRONMENT)
    settings.WORDS_KEYS.begin_the_first()
    call_command("flush", verbosity=0, interactive=False)
    return settings.WORDS_KEYS


@pytest.fixture
def written(keys, lasting_place) -> Written:
    return write_everywhere(lasting_place, WORDS)


def new_key(*words: str) -> str:
    said = StringIO()
    with owning(connection):
        call_command("new_key", *words, stdout=said)
    return said.getvalue()


def keys_in_use() -> set[str]:
    with owning(connection):
        return set(queries.cells_by_key())


def stop_after(monkeypatch, batches: int) -> None:
    """Have somebody press Ctrl-C once so many batches are done."""
    left = iter(range(batches))
    do = actions._batch

    def doing(*told):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return do(*told)

    monkeypatch.setattr(actions, "_batch", doing)


def test_everything_is_sealed_again_and_what_was_sealed_before_is_gone(written, keys):
    before, [old] = cells(), keys.now()
    assert keys_in_use() == {name_of(old)}
    said = new_key()
    after, [new, still] = cells(), keys.now()
    assert still == old
    assert keys_in_use() == {name_of(new)}
    assert f"All is sealed with the key {name_of(new)}." in said
    assert before.keys() == after.keys()
    assert not set(before.values()) & set(after.values())
    with owner_connection() as owner:
        assert tables_that_hold(owner, beginning_of(old)) == []


def test_the_words_are_the_same_and_nothing_else_has_changed(written, keys, lasting_place):
    def as_read():
        with as_(lasting_place.tom):
            note = Note.objects.get()
            brought = Brought.objects.get(journey=written.journey)
            person = Person.objects.get(pk=written.journey.person_id)
            passages = introductions.passages_of(written.introduction.person_id)
            counted = (note.revision, brought.revision, brought.story_revision, person.revision)
            return note.words, brought.story, person.strengths, passages, counted

    before = as_read()
    new_key()
    assert as_read() == before
    assert before[0] == before[1] == WORDS


def test_the_record_is_as_it_was(written):
    with owning(connection):
        record.seal_all()
        before = records.head()
        assert list(records.findings()) == []
    new_key("--go-on")
    new_key()
    with owning(connection):
        assert list(records.findings()) == []
        assert records.head().chain == before.chain


def test_once_all_is_sealed_again_the_old_key_can_be_dropped_and_a_newer_one_never_comes_by_it(written, keys):
    new_key()
    [new, _old] = keys.now()
    assert "Keys dropped: 1" in new_key("--drop-old")
    assert keys.now() == (new,)
    assert keys_in_use() == {name_of(new)}
    assert opened(next(iter(cells().values())), next(".".join(one[:2]) for one in cells())) != ""


def test_one_that_was_stopped_goes_on_with_the_key_it_began(written, keys, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(actions, "BATCH", 2)
        stop_after(patched, batches=9)
        with pytest.raises(KeyboardInterrupt):
            new_key()
    [new, old] = keys.now()
    assert keys_in_use() == {name_of(new), name_of(old)}
    new_key()
    assert keys.now() == (new, old)
    assert keys_in_use() == {name_of(new)}


def test_one_that_was_stopped_at_once_has_lost_nothing(written, keys, monkeypatch):
    with monkeypatch.context() as patched:
        stop_after(patched, batches=0)
        with pytest.raises(KeyboardInterrupt):
            new_key()
    assert len(keys.now()) == 2
    new_key()
    assert len(keys.now()) == 2
    assert keys_in_use() == {name_of(keys.now()[0])}


def test_what_is_still_plain_is_sealed_too(keys, lasting_place):
    one = talking.begun(lasting_place)
    with owner_connection() as owner:
        owner.execute("update conversations_note set words = %s", [WORDS])
        owner.execute("update people_person set strengths = array_to_json(array['Draws', 'His gran'])::text")
        owner.execute("update journeys_event set about = about || jsonb_build_object('words', %s::text)", [WORDS])
        assert tables_that_hold(owner, WORDS) == ["conversations_note", "journeys_event"]
    [only] = keys.now()
    new_key("--go-on")
    assert keys.now() == (only,)
    assert keys_in_use() == {name_of(only)}
    with owner_connection() as owner:
        assert tables_that_hold(owner, WORDS) == []
    with as_(lasting_place.shanice):
        found = talking.found(one.pk)
        assert found.note.words == WORDS
        assert found.journey.person.strengths == ["Draws", "His gran"]


def test_the_place_serves_meanwhile_a_process_that_was_there_before_learns_of_the_new_key(
    keys, lasting_place, settings, tmp_path
):
    there_before = WordsKeys(tmp_path, NO_ENVIRONMENT)
    there_before.now()
    one = talking.begun(lasting_place)
    with as_(lasting_place.shanice) as shanice:
        talking.write(one, WORDS, by=shanice)
    new_key()
    settings.WORDS_KEYS = there_before
    with as_(lasting_place.shanice) as shanice:
        assert talking.found(one.pk).note.words == WORDS
        talking.write(one, WORDS + " And July.", by=shanice)
    assert keys_in_use() == {name_of(keys.now()[0])}


def test_a_row_that_somebody_writes_meanwhile_is_passed_over_and_found_again(written, keys, monkeypatch):
    from livingwell.website.management.commands import new_key as command

    with owner_connection() as other, other.transaction():
        other.execute("select 1 from conversations_note for update")
        monkeypatch.setattr(command, "ROUNDS", 1)
        monkeypatch.setattr(command, "PAUSE", 0)
        with pytest.raises(CommandError, match="Somebody is writing in 1 rows just now"):
            new_key()
    new_key("--go-on")
    assert keys_in_use() == {name_of(keys.now()[0])}


def test_a_key_that_is_missing_is_one_sentence_before_anything_is_begun(written, keys, settings, tmp_path):
    [gone] = keys.now()
    settings.WORDS_KEYS = another = WordsKeys(tmp_path / "somebody else’s keys", NO_ENVIRONMENT)
    another.begin()
    with pytest.raises(NoKey, match=f"was sealed with the key {name_of(gone)}, which is not among this place’s keys"):
        new_key()
    assert len(another.now()) == 1
    with owning(connection), pytest.raises(NoKey, match=name_of(gone)):
        queries.check_opens()
    with as_(written.journey.team.memberships.first().practitioner), pytest.raises(NoKey, match=name_of(gone)):
        list(Note.objects.all())


def test_two_at_once_take_turns(written):
    with owner_connection() as other:
        from livingwell.website.management.commands.new_key import SEALING

        other.execute("select pg_advisory_lock(%s)", [SEALING])
        with pytest.raises(CommandError, match="Somebody else is doing this just now"):
            new_key()


def test_where_the_environment_says_the_keys_it_says_the_new_one_too(keys, settings, tmp_path):
    environ = {"LIVINGWELL_SECRET_KEY": "a first secret, of more than 32 characters"}
    settings.WORDS_KEYS = WordsKeys(tmp_path, environ)
    make_the_place()  # so that what the cast brings is sealed by these keys too
    place = find_place()
    one = talking.begun(place)
    with as_(place.shanice) as shanice:
        talking.write(one, WORDS, by=shanice)
    with pytest.raises(Trouble, match="Set a new one as LIVINGWELL_WORDS_KEY_1"):
        new_key()
    more = environ | {"LIVINGWELL_WORDS_KEY_1": "a second secret, of more than 32 characters"}
    settings.WORDS_KEYS = WordsKeys(tmp_path, more)
    new_key("--go-on")
    assert keys_in_use() == {name_of(settings.WORDS_KEYS.now()[0])}
    assert settings.WORDS_KEYS.now()[1:] == WordsKeys(tmp_path, environ).now()
    with as_(place.shanice):
        assert talking.found(one.pk).note.words == WORDS


def test_how_many_rows_a_second(keys, lasting_place, figure):
    journey = introduce(lasting_place)
    with transaction.atomic(), as_(lasting_place.tom) as tom:
        from livingwell.journeys.models import Worry

        Worry.objects.bulk_create(
            Worry(journey=journey, person_id=journey.person_id, words=WORDS * 10, by_called=tom.called)
            for _ in range(2000)
        )
    began = time.monotonic()
    new_key()
    figure("sealed.again", round(2000 / (time.monotonic() - began)), "rows/s")
    assert keys_in_use() == {name_of(keys.now()[0])}

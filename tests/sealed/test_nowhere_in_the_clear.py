"""What is typed about somebody is found in no table, by its owner's own SQL, and in none of the server's files."""

import subprocess
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from access.sql import connect
from conversations import talking
from django.core.management import CommandError, call_command
from django.db import connection
from neighbourhood import as_, owner_connection
from opening import opened
from sealed.writing import cells, tables_that_hold, write_everywhere

from livingwell.website.database.engine.base import owning
from livingwell.website.management.commands import new_key as command

pytestmark = pytest.mark.django_db(transaction=True)

# Where these words went: what must have been written for the rest of this file to prove anything.
WRITTEN = {
    "access_tie.words",
    "conversations_note.words",
    "conversations_noteaside.words",
    "huddles_brought.decision",
    "huddles_brought.story",
    "introductions_confidence.words",
    "introductions_passage.words",
    "journeys_concern.next_step",
    "journeys_concernchange.next_step",
    "journeys_drawnin.why",
    "journeys_event.about",
    "journeys_nextstep.at_words",
    "journeys_nextstep.what",
    "journeys_tobring.why",
    "journeys_try.words",
    "journeys_worry.words",
    "messages_message.words",
    "people_person.needs",
    "people_person.strengths",
}


@pytest.fixture
def canary() -> str:
    return f"canary {uuid4()} in the kitchen"


def data_on_disk() -> Path:
    """Return the folder of the tests' server, once all that it has is in it."""
    with connect("", autocommit=True) as admin:
        admin.execute("checkpoint")
        data = Path(admin.execute("show data_directory").fetchone()[0])
    if not data.exists():
        pytest.skip("the tests’ server is on another machine, whose files are not read from here")
    return data


def of_tables(files: list[str]) -> list[str]:
    return [name for name in files if "/base/" in name]


def files_that_hold(where: Path, words: str) -> list[str]:
    """Return the files of a server's folder, its log of changes included, in which these words stand."""
    found = subprocess.run(["grep", "-rlF", "--", words, where], capture_output=True, text=True, check=False)
    return found.stdout.split()


def test_what_was_typed_is_in_no_table_and_on_no_disk(lasting_place, canary):
    write_everywhere(lasting_place, canary)
    kept = {f"{table}.{column}" for table, column, _ in cells()}
    assert kept >= WRITTEN
    with owner_connection() as owner:
        assert tables_that_hold(owner, canary) == []
        assert tables_that_hold(owner, canary.split()[1]) == []
        owner.execute("update people_person set language = %s", [canary.split()[1]])
        assert tables_that_hold(owner, canary.split()[1]) == ["people_person"]  # as it would be, were anything plain
        owner.execute("update people_person set language = ''")


def test_what_was_typed_is_in_none_of_the_server_s_files(lasting_place, canary):
    control = f"control {uuid4()}"
    write_everywhere(lasting_place, canary)
    with owner_connection() as owner:
        owner.execute("update people_person set language = %s", [control])
    data = data_on_disk()
    held = files_that_hold(data, control)
    assert of_tables(held) != []  # the search finds what is plain, in a table
    assert any("/pg_wal/" in name for name in held)  # and in the log of changes
    assert files_that_hold(data, canary) == []


def test_what_was_plain_before_can_be_made_to_leave_the_tables_files_too(lasting_place, canary):
    one = talking.begun(lasting_place)
    with owner_connection() as owner:
        owner.execute("update conversations_note set words = %s", [canary])
    data = data_on_disk()
    assert of_tables(files_that_hold(data, canary)) != []
    with owning(connection):
        call_command("new_key", "--go-on", "--rewrite-tables", stdout=StringIO())
    data_on_disk()
    assert of_tables(files_that_hold(data, canary)) == []
    with as_(lasting_place.shanice):
        assert talking.found(one.pk).note.words == canary


def test_what_somebody_is_still_reading_does_not_leave_and_that_is_said(lasting_place, canary, monkeypatch):
    monkeypatch.setattr(command, "ROUNDS", 1)
    monkeypatch.setattr(command, "PAUSE", 0)
    talking.begun(lasting_place)
    with owner_connection() as owner, owner.transaction():
        owner.execute("set transaction isolation level repeatable read")
        owner.execute("select count(*) from places_team")  # what it sees of any table is as it was now
        with owner_connection() as other:
            other.execute("update conversations_note set words = %s", [canary])
        with owning(connection), pytest.raises(CommandError, match="Somebody is reading what stood there before"):
            call_command("new_key", "--go-on", "--rewrite-tables", stdout=StringIO())


def test_a_concern_says_nothing_to_whoever_reads_the_database_raw(lasting_place, canary):
    concern = write_everywhere(lasting_place, canary).concern
    with owner_connection() as owner:
        asked = "select words, next_step from journeys_concern where id = %s"
        words, next_step = owner.execute(asked, [concern.pk]).fetchone()
    assert words.startswith("sealed.")
    assert opened(words, "journeys_concern.words") == concern.words
    assert opened(next_step, "journeys_concern.next_step") == canary

"""Constraints and indexes are named by us, and a time that somebody set has who beside it."""

import re
from collections.abc import Iterable

import psycopg
import pytest
from access.sql import connect
from architecture.house import floors
from django.apps import apps
from django.db import models

from livingwell.access.acting import PROMISES

MACHINE_MADE = re.compile(r"_[0-9a-f]{6,8}_(idx|uniq|fk|check)$")
WHO = ("by_called", "by_id", "made_by")

# A time whose who is somewhere else, or is nobody. The rest say it beside themselves.
NOBODY_BESIDE = {
    "post.": "post knows no person: these are a machine's own times",
    "record.": "the database's clock, which nobody sets",
    "accounts.User.made_at": "made by an invitation, which says who",
    "access.PersonKey.made_at": "a bare key, before anything is said of anybody; the introduction beside it says who",
    "access.OwnPage.opened_at": "whose page it is: nobody else can open it",
    "people.Person.made_at": "the introduction of the same moment says by whom",
    "places.": "the place's own address book; who was on duty or away is what the row says",
    "huddles.MorningCopy.made_at": "a worker's, each morning; whoever asks for one sooner runs the place",
    "introductions.Introduction.received_at": "whoever typed it: introducer_called, or the person",
    "introductions.Passage.made_at": "by_introducer says whose words they are",
    "introductions.Confidence.made_at": "the introducer of its introduction",
    "introductions.Receipt.made_at": "made with its introduction",
    "introductions.WaitingList.": "practitioner: nobody else reads or writes it",
    "journeys.Journey.": "each is told by an event of the stream, which says who",
    "journeys.NextStep.kept_at": "ended_by says who, however it ended",
    "journeys.NextStep.put_aside_at": "ended_by says who, however it ended",
    "journeys.ToBring.brought_at": "the huddle it was brought to says who",
    "journeys.Concern.done_at": "only its lead or whoever raised it may say so",
    "conversations.Conversation.": "practitioner says whose conversation it is; the stream says who ended it",
    "conversations.Move.": "by_called says who moved it; the other times are when it was, and when it is",
    "conversations.Reminder.": "a machine's own times; its message says in whose name it is",
    "conversations.Outing.": "practitioner says who is out; its moments say who said what, and when",
    "conversations.Note.read_back_at": "read back by whoever saved it last",
    "conversations.NoteAside.taken_in_at": "the note's own saved_by, of the same moment",
    "conversations.LeftNote.": "made when its writer left, was refused or drawn out: the stream says who did that",
    "plans.": "by_called, who wrote or suggested it; answered_by, who answered",
    "people.OwnAnswer.said_at": "by_called, who said it or was told it",
    "rights.Asked.asked_at": "by_called, who asked: they themselves, or one of us in their name",
    "rights.Withheld.seconded_at": "second says who",
    "measures.CheckIn.expires_at": "reckoned from when it was asked, or its link was made",
    "measures.CheckIn.answered_at": "typed_by, or they themselves: by says which way",
    "measures.CheckIn.told_at": "a worker's, of the worry beside it",
    "measures.Answers.changed_at": "whoever answers the check-in it is of: they themselves, or typed_by there",
    "messages.Message.goes_at": "a time to come, chosen by whoever wrote it: by_called",
    "messages.Message.settled_at": "the post's answer, which nobody gives",
    "huddles.Present.": "it is about the practitioner it names",
}


def ours() -> list[type[models.Model]]:
    return [one for one in apps.get_models(include_auto_created=True) if one._meta.app_label in floors()]


def unnamed(model: type[models.Model]) -> Iterable[str]:
    """Name each constraint and index of a model that a machine has named."""
    for one in (*model._meta.constraints, *model._meta.indexes):
        if not one.name or MACHINE_MADE.search(one.name):
            yield f"{model._meta.label}: name {one.name or 'it'} for what it keeps"


def times_with_nobody(model: type[models.Model]) -> Iterable[str]:
    """Name each time of a model, `kept_at`, that has no `kept_by` beside it and is not on the list."""
    names = {field.name for field in model._meta.fields}
    for field in model._meta.fields:
        told = f"{model._meta.label}.{field.name}"
        if not isinstance(field, models.DateTimeField) or not field.name.endswith("_at"):
            continue
        beside = {f"{field.name[:-3]}_by", *(WHO if field.name == "made_at" else ())}
        if not beside & names and not any(told.startswith(one) for one in NOBODY_BESIDE):
            yield f"{told}: who set it? Put {field.name[:-3]}_by beside it, or say here where it is told"


def test_every_constraint_and_index_is_named_for_what_it_keeps():
    assert [fault for one in ours() for fault in unnamed(one)] == []


def test_no_two_constraints_share_a_name():
    names = [one.name for model in ours() for one in model._meta.constraints]
    assert sorted(names) == sorted(set(names))


def test_a_time_that_somebody_set_has_who_beside_it():
    assert [fault for one in ours() for fault in times_with_nobody(one)] == []


def test_nothing_is_on_the_list_that_need_not_be():
    times = [f"{one._meta.label}.{field.name}" for one in ours() for field in one._meta.fields]
    assert [one for one in NOBODY_BESIDE if not any(told.startswith(one) for told in times)] == []


KEPT = """
select conname from pg_constraint
 union select c.relname from pg_class c join pg_index i on i.indexrelid = c.oid where i.indisunique
 union select (regexp_matches(prosrc, 'constraint = ''([a-z_]+)''', 'g'))[1] from pg_proc
        where pronamespace = 'gate'::regnamespace
"""


def unkept(promises: Iterable[str], owner: psycopg.Connection) -> set[str]:
    """Return the promises that no constraint, unique index or function of the database keeps."""
    return set(promises) - {name for (name,) in owner.execute(KEPT)}


@pytest.mark.django_db
def test_every_promise_with_a_sentence_is_one_that_the_database_keeps():
    """A constraint renamed would leave its sentence behind, and people would read a broken page instead."""
    with connect("lw_owner") as owner:
        assert unkept(PROMISES, owner) == set()


@pytest.mark.django_db
def test_a_promise_whose_constraint_was_renamed_is_named():
    with connect("lw_owner") as owner, owner.transaction(force_rollback=True):
        of_a_table = next(name for name in sorted(PROMISES) if _table_of(owner, name))
        assert unkept([*PROMISES, "nobody_keeps_this"], owner) == {"nobody_keeps_this"}
        table = _table_of(owner, of_a_table)
        owner.execute(f"alter table {table} rename constraint {of_a_table} to another_name")
        assert unkept(PROMISES, owner) == {of_a_table}


def _table_of(owner: psycopg.Connection, name: str) -> str | None:
    asked = "select conrelid::regclass::text from pg_constraint where conname = %s and contype <> 't' and conrelid <> 0"
    found = owner.execute(asked, [name]).fetchone()
    return found and found[0]


def test_a_machine_made_name_and_a_time_with_nobody_are_named():
    class Planted(models.Model):
        kept_at = models.DateTimeField(null=True)
        put_at = models.DateTimeField(null=True)
        put_by = models.CharField(max_length=1)

        class Meta:
            app_label = "planted"
            apps = type(apps)()
            indexes = [models.Index(fields=["kept_at"], name="planted_kept_at_1a2b3c_idx")]

    assert list(unnamed(Planted)) == ["planted.Planted: name planted_kept_at_1a2b3c_idx for what it keeps"]
    assert list(times_with_nobody(Planted)) == [
        "planted.Planted.kept_at: who set it? Put kept_by beside it, or say here where it is told"
    ]

"""Every column of words about a person is sealed, or is on this list with why it is not: asked of the catalogue."""

from collections.abc import Iterable

import psycopg
import pytest
from access.sql import connect
from architecture.faults import Fault, none_of
from architecture.test_gated import ABOUT_A_PERSON

from livingwell.sealed import queries

pytestmark = pytest.mark.django_db

WHO = "a colleague’s name, said beside what they did: short, chosen by nobody who writes, and in the record’s digests"
ONE_OF_FEW = "one of a few words of the house’s own, which queries, constraints or policies read"
LOOKED_FOR = "a name that lists are sorted, searched and read by"
MACHINE = "made by a machine, and says nothing of anybody"
SHEET = "a question of the place’s worksheets, and no word of anybody’s answer"
WHEEL = "a part of the place’s wheel, and no word of anybody’s"
POST = "where post carries it: blanked some weeks after it went (post.actions.forget_sent), and no list shows it"

PLAIN = {
    "access_look": {
        "by_called": WHO,
        "by_kind": ONE_OF_FEW,
        "by_organisation": WHO,
        "by_role": WHO,
        "page": ONE_OF_FEW,
    },
    "access_ownpage": {"made_by": WHO, "words_hash": "an Argon2 hash of words we made: nobody reads it back"},
    "access_refusal": {"made_by": WHO},
    "access_tie": {
        "ended_by": WHO,
        "made_by": WHO,
        "party_kind": ONE_OF_FEW,
        "reason": ONE_OF_FEW,
        "sees": ONE_OF_FEW,
        "writes": ONE_OF_FEW,
    },
    "conversations_conversation": {"how": ONE_OF_FEW, "made_by": WHO, "state": ONE_OF_FEW},
    "conversations_move": {"by_called": WHO, "was_how": ONE_OF_FEW, "was_with": WHO},
    "conversations_note": {
        "saved_by": WHO,
        "talked_about": "the guide’s keys of questions, ticked in SQL so that two who tick at once lose nothing",
        "writer": MACHINE,
    },
    "conversations_noteaside": {"by_called": WHO},
    "conversations_visit": {"made_by": WHO},
    "huddles_brought": {
        "brought_by": WHO,
        "decided_by": WHO,
        "decision_by": WHO,
        "decision_writer": MACHINE,
        "holder_called": WHO,
        "outcome": ONE_OF_FEW,
        "story_by": WHO,
        "story_writer": MACHINE,
        "why": ONE_OF_FEW,
    },
    "introductions_confidence": {"reviewed_by": WHO},
    "introductions_introduction": {
        "called": LOOKED_FOR,
        "door": ONE_OF_FEW,
        "for_whom": ONE_OF_FEW,
        "introducer_called": LOOKED_FOR,
        "introducer_is": LOOKED_FOR,
        "introducer_organisation": LOOKED_FOR,
        "read_by": WHO,
        "state": ONE_OF_FEW,
        "tell_back": ONE_OF_FEW,
    },
    "introductions_passage": {"said": ONE_OF_FEW},
    "journeys_concern": {"about": ONE_OF_FEW, "law": "the nation’s law by its name, from the place’s pack"},
    "journeys_concernchange": {"by_called": WHO, "kind": ONE_OF_FEW},
    "journeys_drawnin": {"by_called": WHO},
    "journeys_event": {"by_called": WHO, "by_kind": ONE_OF_FEW, "kind": ONE_OF_FEW},
    "journeys_holding": {
        "by_called": WHO,
        "words": "a team’s name, or that a colleague left it: written by a function of the gate too (gate.hand_back)",
    },
    "journeys_nextstep": {"by_called": WHO, "done_by": ONE_OF_FEW, "ended_by": WHO, "kind": ONE_OF_FEW},
    "journeys_parting": {"by_called": WHO, "ending": ONE_OF_FEW},
    "journeys_tobring": {"by_called": WHO},
    "journeys_try": {"by_called": WHO, "how": ONE_OF_FEW, "outcome": ONE_OF_FEW},
    "journeys_worry": {"acknowledged_by": WHO, "by_called": WHO, "settled_by": WHO},
    "journeys_worryshared": {"by_called": WHO},
    "journeys_worrytold": {"by_called": WHO, "how": ONE_OF_FEW},
    "measures_checkin": {
        "asked_by": WHO,
        "by": ONE_OF_FEW,
        "items": "which items were answered so far, by number, and never how",
        "measure": "a measure’s file, by its name",
        "moment": ONE_OF_FEW,
        "stopped_by": WHO,
        "typed_by": WHO,
        "version": "of the measure’s file",
    },
    "measures_figure": {
        "became": ONE_OF_FEW,
        "measure": "a measure’s file, by its name",
        "scale": "one of the scales in it",
        "threshold_source": "who published a threshold",
        "threshold_version": "and in which version",
        "version": "of the measure’s file",
    },
    "measures_nomore": {"by_called": WHO, "ended_by": WHO},
    "messages_message": {"by_called": WHO, "posted_by": WHO, "sort": ONE_OF_FEW, "state": ONE_OF_FEW},
    "people_double": {"ended_by": WHO, "said_by": WHO},
    "people_ownanswer": {
        "by_called": WHO,
        "by_kind": ONE_OF_FEW,
        "question": "what was asked, by the nation’s list: the answer is sealed",
        "told": ONE_OF_FEW,
    },
    "people_person": {
        "age_band": ONE_OF_FEW,
        "called": LOOKED_FOR,
        "good_parts": ONE_OF_FEW,
        "language": "the name of a language, by which an interpreter is booked",
        "meets": ONE_OF_FEW,
        "pronouns": "said wherever the name is, in every list of a huddle",
    },
    "people_waytoreach": {
        "channel": ONE_OF_FEW,
        "given_by": ONE_OF_FEW,
        "made_by": WHO,
        "value": "compared in SQL, so that somebody who is here already is not taken for another (queries/same.py)",
    },
    "plans_aspiration": {"by_called": WHO, "by_kind": ONE_OF_FEW, "called": WHEEL, "segment": WHEEL},
    "plans_goal": {"by_called": WHO, "by_kind": ONE_OF_FEW, "ended_how": ONE_OF_FEW},
    "plans_goalrating": {"by_called": WHO, "by_kind": ONE_OF_FEW, "how": ONE_OF_FEW},
    "plans_markedgoal": {"by_called": WHO, "by_kind": ONE_OF_FEW},
    "plans_planpart": {"key": SHEET},
    "plans_plansuggestion": {
        "answer": ONE_OF_FEW,
        "answered_by": WHO,
        "asked": SHEET,
        "by_called": WHO,
        "by_kind": ONE_OF_FEW,
        "key": SHEET,
    },
    "plans_planversion": {"asked": SHEET, "by_called": WHO, "by_kind": ONE_OF_FEW},
    "plans_safetypart": {"key": SHEET},
    "plans_safetysuggestion": {
        "answer": ONE_OF_FEW,
        "answered_by": WHO,
        "asked": SHEET,
        "by_called": WHO,
        "by_kind": ONE_OF_FEW,
        "key": SHEET,
    },
    "plans_safetyversion": {"asked": SHEET, "by_called": WHO, "by_kind": ONE_OF_FEW},
    "plans_wheelrating": {"called": WHEEL, "segment": WHEEL},
    "plans_wheelturn": {"by_called": WHO, "by_kind": ONE_OF_FEW},
    "post_attempt": {"answer": ONE_OF_FEW, "trouble": "what a mail server answered, the address taken out of it"},
    "post_delivery": {
        "last_trouble": "what a mail server answered, the address taken out of it; or why it may no longer go",
        "sender": POST,
        "state": ONE_OF_FEW,
        "to": POST,
        "transport": ONE_OF_FEW,
    },
    "rights_asked": {
        "answered_by": WHO,
        "by_called": WHO,
        "by_kind": ONE_OF_FEW,
        "outcome": ONE_OF_FEW,
        "right": ONE_OF_FEW,
    },
    "rights_copy": {"by_called": WHO},
    "rights_withheld": {
        "by_called": WHO,
        "ended_by": WHO,
        "ground": ONE_OF_FEW,
        "second_called": WHO,
        "table": "the name of one of the house’s tables",
    },
}

# Tables about a person, as `test_gated.py` finds them; and what post carries, which knows no person and holds words.
WORDS = """
select c.relname, a.attname from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
 where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
   and a.atttypid::regtype::text ~ '^(text|character|"char"|json|xml|citext|hstore|tsvector|name)'
   and (c.relname like 'post!_%%' escape '!' or exists (
     select from pg_attribute o where o.attrelid = c.oid and o.attnum > 0 and o.attname ~ %s))
 order by 1, 2
"""


def sealed() -> set[tuple[str, str]]:
    return {(model._meta.db_table, field.column) for model, fields in queries.sealed_models() for field in fields}


def listed() -> set[tuple[str, str]]:
    return {(table, column) for table, columns in PLAIN.items() for column in columns}


def columns_of_words(owner: psycopg.Connection) -> set[tuple[str, str]]:
    return {(table, column) for table, column in owner.execute(WORDS, [ABOUT_A_PERSON])}


def open_to_whoever_reads(columns: Iterable[tuple[str, str]]) -> Iterable[Fault]:
    """Name each column of words that is neither sealed nor on the list."""
    for table, column in sorted(set(columns) - sealed() - listed()):
        yield Fault(f"{table}.{column}", 0, "seal it (sealed.fields.SealedTextField), or say here why it stays plain")


def test_every_column_of_words_about_a_person_is_sealed_or_says_why_not():
    with connect("lw_owner") as owner:
        found = columns_of_words(owner)
    assert len(found) > 100
    none_of(open_to_whoever_reads(found))


def test_nothing_is_on_the_list_that_is_sealed_or_not_there():
    with connect("lw_owner") as owner:
        assert listed() - columns_of_words(owner) == set()
    assert listed() & sealed() == set()
    assert all(reason for columns in PLAIN.values() for reason in columns.values())


def test_what_the_priorities_are_is_sealed():
    assert sealed() >= {
        ("conversations_note", "words"),
        ("conversations_noteaside", "words"),
        ("introductions_confidence", "words"),
        ("introductions_passage", "words"),
        ("journeys_worry", "words"),
        ("journeys_concern", "words"),
        ("journeys_concernchange", "next_step"),
        ("huddles_brought", "story"),
        ("huddles_brought", "decision"),
        ("messages_message", "words"),
        ("post_delivery", "body"),
    }


def test_a_column_of_words_that_nobody_thought_of_is_named():
    with connect("lw_owner") as owner, owner.transaction(force_rollback=True):
        owner.execute("alter table journeys_worry add column more text")
        owner.execute("create table planted (id uuid, person_id uuid, said varchar(20)[], facts jsonb, at date)")
        assert [one.where for one in open_to_whoever_reads(columns_of_words(owner))] == [
            "journeys_worry.more",
            "planted.facts",
            "planted.said",
        ]

"""The stream, looks, receipts and concerns: in one’s own name, about the right person, and never changed after."""

from uuid import uuid4

import psycopg
import pytest
from access import rows
from access.scene import as_practitioner
from access.sql import connect, named, refused, signed, tables_about_people
from opening import opened
from psycopg.errors import ForeignKeyViolation

pytestmark = pytest.mark.django_db

EVENT = (
    "insert into journeys_event (id, person_id, journey_id, kind, at, by_kind, by_id, by_called, about, salt)"
    " values (gen_random_uuid(), %s, %s, %s, now(), %s, %s, 'x', '{}', '\\x00')"
)


def test_an_event_is_never_changed_and_never_deleted_by_anybody_who_serves(scene):
    for role, name in (("lw_web", as_practitioner(scene, "leads the team")), ("lw_worker", signed("worker"))):
        with connect(role) as own, named(own, name):
            for statement in (
                "update journeys_event set kind = 'read'",
                "delete from journeys_event",
                "truncate journeys_event",
            ):
                assert refused(own, statement)


def test_nobody_writes_an_event_in_anothers_stream_nor_in_anothers_name(scene, web):
    ama, tom, callum = scene.ama, scene.place.tom.pk, scene.place.callum.pk
    with named(web, signed("practitioner", callum)):
        assert refused(web, EVENT, [ama.person_id, None, "read", "practitioner", callum])
    with named(web, as_practitioner(scene, "in the team")):
        assert refused(web, EVENT, [ama.person_id, None, "read", "practitioner", tom])
        assert refused(web, EVENT, [ama.person_id, None, "read", "person", ama.person_id])
        assert not refused(web, EVENT, [ama.person_id, None, "read", "practitioner", scene.place.shanice.pk])
    with named(web, signed("person", scene.marek.person_id)):
        assert refused(web, EVENT, [ama.person_id, None, "added to", "person", scene.marek.person_id])


def test_nobody_leaves_a_look_in_anothers_name(scene, web):
    look = (
        "insert into access_look (id, person_id, by_kind, by_id, by_called, by_role, by_organisation, why, page, at,"
        " salt) values (gen_random_uuid(), %s, 'practitioner', %s, 'x', '', '', '', 'person', now(), '\\x00')"
    )
    with named(web, as_practitioner(scene, "in the team")):
        assert refused(web, look, [scene.ama.person_id, scene.place.tom.pk])
        assert not refused(web, look, [scene.ama.person_id, scene.place.shanice.pk])


def test_the_bearer_of_a_receipt_makes_nothing_happen_but_what_a_bearer_may(scene, web):
    marek = scene.marek
    with named(web, signed("receipt", marek.introduction_id)):
        assert refused(web, EVENT, [marek.person_id, None, "died", "receipt", marek.introduction_id])
        assert refused(web, "update introductions_introduction set tell_back = 'alongside'")
        assert refused(web, "update introductions_receipt set until = now() + interval '9 years'")
        assert not refused(web, EVENT, [marek.person_id, None, "added to", "receipt", marek.introduction_id])


def test_an_introducer_reads_what_they_typed_and_not_what_the_person_added(scene, web, owner):
    marek = scene.marek
    owner.execute(
        "insert into introductions_passage (id, person_id, introduction_id, said, words, by_introducer, made_at)"
        " values (gen_random_uuid(), %s, %s, 'added', 'He must not read this', false, now())",
        [marek.person_id, marek.introduction_id],
    )
    with named(web, signed("receipt", marek.introduction_id)):
        found = web.execute("select words from introductions_passage").fetchall()
        seen = [opened(words, "introductions_passage.words") for (words,) in found]
    assert seen
    assert "He must not read this" not in seen


def test_an_introducer_hears_from_the_database_only_what_their_page_shows(scene, web, owner):
    """Marek came back since: who read it, what was promised then, and why words are withheld, is not theirs."""
    marek = scene.marek
    owner.execute(
        "update introductions_introduction set state = 'read', read_by = 'Tom', read_at = now(),"
        " reach_by = promised_by + 30 where id = %s",
        [marek.introduction_id],
    )
    with named(web, signed("receipt", marek.introduction_id)):
        for table in ("introductions_introduction", "introductions_confidence", "journeys_nextstep", "people_person"):
            assert web.execute(f"select count(*) from {table}").fetchone() == (0,), table
        one = web.execute("select * from gate.receipt()")
        shown = dict(zip([column.name for column in one.description], one.fetchone(), strict=True))
        [(words,)] = web.execute("select * from gate.confided()").fetchall()
        assert opened(words, "introductions_confidence.words") == "He drinks alone."
    assert not {"state", "read_at", "practitioner_id", "journey_id", "tell_back_by"} & set(shown)
    assert (shown["read_by"], shown["young_lead"]) == ("", "")
    promised = owner.execute(
        "select promised_by from introductions_introduction where id = %s", [marek.introduction_id]
    )
    assert shown["reach_by"] == promised.fetchone()[0]


def test_what_a_receipt_shows_is_shown_to_nobody_else(scene, web):
    for name in (as_practitioner(scene, "in the team"), signed("person", scene.marek.person_id), "nobody"):
        with named(web, name):
            assert web.execute("select count(*) from gate.receipt()").fetchone() == (0,)
            assert web.execute("select count(*) from gate.confided()").fetchone() == (0,)
            assert web.execute("select gate.ask_stands('please ring')").fetchone() == (False,)
            assert web.execute("select count(*) from gate.journey_of_receipt()").fetchone() == (0,)
            said_again = "select gate.say_again(%s, true, 'under 16', true)"
            assert web.execute(said_again, [scene.marek.introduction_id]).fetchone() == (False,)


def test_when_the_tie_of_a_receipt_ends_it_opens_nothing(scene, web, owner):
    marek = scene.marek
    asked = "select count(*) from gate.receipt()"
    with named(web, signed("receipt", marek.introduction_id)):
        assert web.execute(asked).fetchone() == (1,)
        ended = "update access_tie set until = %s where party_kind = 'receipt' and party_id = %s returning until"
        owner.execute(ended, ["2026-01-01", marek.introduction_id])
        assert web.execute(asked).fetchone() == (0,)
        owner.execute(ended, ["2036-01-01", marek.introduction_id])
        assert web.execute(asked).fetchone() == (1,)


@pytest.mark.parametrize(
    "table", ["journeys_nextstep", "journeys_holding", "journeys_try", "journeys_event", "journeys_worry"]
)
def test_a_row_about_one_person_never_hangs_on_the_journey_of_another(scene, web, owner, table):
    """Or a step of Ama's, on Marek's journey, would stand there as if somebody were going to ring him."""
    row = owner.execute(f"select to_jsonb(t) from {table} t where person_id = %s limit 1", [scene.ama.person_id])
    one = row.fetchone()[0] | {"id": str(uuid4()), "journey_id": str(scene.marek.journey_id), "until": "2026-11-22"}
    if "by_kind" in one:
        one |= {"by_kind": "practitioner", "by_id": str(scene.place.tom.pk)}
    names = ", ".join(
        name
        for (name,) in owner.execute(
            "select quote_ident(attname) from pg_attribute where attrelid = %s::regclass and attnum > 0", [table]
        ).fetchall()
    )
    statement = f"insert into {table} ({names}) select {names} from jsonb_populate_record(null::{table}, %s::jsonb)"
    with named(web, as_practitioner(scene, "leads the team")):
        with pytest.raises(ForeignKeyViolation), web.transaction():
            web.execute(statement, [psycopg.types.json.Json(one)])
        one["journey_id"] = str(scene.ama.journey_id)
        with web.transaction(force_rollback=True):
            assert web.execute(statement, [psycopg.types.json.Json(one)]).rowcount == 1


def test_no_row_is_ever_moved_to_another_person(owner):
    for table in tables_about_people(owner):
        for column in ("person_id", rows.key_of(owner, table)):
            may = owner.execute("select has_column_privilege('lw_web', %s, %s, 'update')", [table, column]).fetchone()
            assert may == (False,), f"{table}.{column}"


def test_a_concern_is_raised_only_by_who_raises_it_and_only_about_somebody_they_are_alongside(scene, web):
    concern = (
        "insert into journeys_concern (id, person_id, about, words, law, raised_by_id, lead_id, next_step, due_on,"
        " raised_at, done_words) values (gen_random_uuid(), %s, 'adult', 'x', 'x', %s, %s, 'x', now(), now(), '')"
    )
    ama, shanice, ros, callum = scene.ama.person_id, scene.place.shanice.pk, scene.place.ros.pk, scene.place.callum.pk
    with named(web, signed("practitioner", callum)):
        assert refused(web, concern, [ama, callum, callum])
        assert refused(web, concern, [ama, ros, callum])
    with named(web, signed("practitioner", shanice)):
        assert refused(web, concern, [ama, ros, shanice])
        assert not refused(web, concern, [ama, shanice, ros])


def test_a_forms_key_is_read_by_nobody_who_does_not_hold_it(scene, web):
    key = uuid4()
    with named(web, "nobody"):
        web.execute("insert into access_once (id, went_to, at) values (%s, '', now())", [key])
        web.execute("select gate.once_went(%s, '/receipt/secret/')", [key])
        assert web.execute("select gate.once_went_to(%s)", [key]).fetchone() == ("/receipt/secret/",)
        for statement in (
            "select * from access_once",
            "update access_once set went_to = ''",
            "delete from access_once",
        ):
            assert refused(web, statement)


def test_the_hash_of_somebodys_words_is_read_by_nobody_who_serves(scene, web):
    with named(web, as_practitioner(scene, "leads the team")):
        assert not refused(web, "select opened_at from access_ownpage")
        for kept in ("words_hash", "link_digest", "*"):
            assert refused(web, f"select {kept} from access_ownpage")
        assert refused(web, "select link_digest from introductions_receipt")

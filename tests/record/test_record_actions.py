"""Noting, sealing, anchoring, erasing: what each promises, with real commits."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from record.roles import BOTTOM, second_connection

from livingwell.lib.refusals import NotPossible
from livingwell.record import actions, queries
from livingwell.record.models import Anchor, Entry, Erasure, Seal
from livingwell.record.words import Kind

pytestmark = [pytest.mark.django_db(transaction=True, available_apps=BOTTOM), pytest.mark.usefixtures("as_worker")]


def numbers() -> list[int]:
    return list(Seal.objects.order_by("number").values_list("number", flat=True))


def kinds() -> list[Kind]:
    return [finding.kind for finding in queries.findings()]


def test_an_entry_is_kept_or_lost_with_the_transaction_it_was_made_in(diary):
    with transaction.atomic():
        diary.write({"says": "undone"})
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_a_row_is_recorded_once(diary):
    row = diary.write({"says": "once"})
    with pytest.raises(IntegrityError):
        actions.note(source=diary.name, source_id=row.id, digest=b"d" * 32)


def test_a_digest_is_thirty_two_bytes():
    with pytest.raises(IntegrityError):
        actions.note(source="test.diary", source_id=uuid4(), digest=b"short")


def test_seals_run_without_a_gap_in_the_order_the_entries_were_made(diary):
    rows = [diary.write({"says": number}) for number in range(7)]
    assert actions.seal(batch=3) == 3
    assert actions.seal_all() == 4
    assert actions.seal_all() == 0
    assert numbers() == [1, 2, 3, 4, 5, 6, 7]
    sealed = Seal.objects.order_by("number").values_list("entry__source_id", flat=True)
    assert list(sealed) == [row.id for row in rows]
    assert kinds() == []


def test_the_minutes_sealing_finds_what_came_late_and_the_nights_sealing_what_came_very_late(diary):
    diary.write({"says": "on time"})
    actions.seal_recent()
    late, very_late = (diary.write({"says": says}) for says in ("late", "very late"))
    for row, age in ((late, timedelta(minutes=50)), (very_late, timedelta(hours=3))):
        with second_connection(None) as admin, admin.transaction():
            admin.execute("set local session_replication_role = replica")
            admin.execute("update record_entry set made_at = made_at - %s where source_id = %s", [age, row.id])
    assert actions.seal_recent() == 1
    assert kinds() == [Kind.UNSEALED]
    assert actions.seal_all() == 1
    assert kinds() == []


def test_sealing_does_not_hold_its_lock_for_somebody_elses_transaction():
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.seal()


def test_an_entry_that_waits_ten_minutes_for_its_seal_is_reported(diary):
    diary.write({"says": "waiting"})
    made_at = Entry.objects.get().made_at
    assert list(queries.findings(now=made_at + queries.PATIENCE)) == []
    [found] = queries.findings(now=made_at + queries.PATIENCE + timedelta(seconds=1))
    assert str(found).startswith("Entries that have waited too long for their seal: 1,")


def test_a_source_nobody_can_read_is_reported():
    actions.note(source="test.forgotten", source_id=uuid4(), digest=b"d" * 32)
    actions.seal_all()
    [found] = queries.findings()
    assert str(found) == "Entries of test.forgotten that nothing here knows how to read: 1"


@pytest.mark.parametrize("remains", ["an empty row", "no row"])
def test_lawful_erasure_leaves_the_record_sound(diary, remains):
    kept, row = diary.write({"says": "kept"}), diary.write({"says": "to be forgotten"})
    actions.seal_all()
    if remains == "no row":
        del diary.rows[row.id]
    else:
        diary.empty(row)
    assert kinds() == [Kind.ROW_GONE]
    said = {"source": diary.name, "source_id": row.id, "by_called": "Records"}
    erasure = actions.erase(why="asked for under article 17", **said)
    assert actions.erase(why="again", **said) == erasure
    actions.seal_all()
    assert kinds() == []
    assert Erasure.objects.count() == 1
    assert numbers() == [1, 2, 3]
    assert diary.rows[kept.id].payload == {"says": "kept"}


def test_an_erasure_said_and_not_done_is_reported(diary):
    row = diary.write({"says": "still here"})
    actions.erase(source=diary.name, source_id=row.id, why="asked for", by_called="Records")
    assert kinds() == [Kind.ROW_REMAINS]


def test_an_erasure_is_itself_on_record_and_cannot_be_forged_changed_or_erased(diary):
    row = diary.write({"says": "gone"})
    erasure = actions.erase(source=diary.name, source_id=row.id, why="asked for", by_called="Records")
    diary.empty(row)
    actions.seal_all()
    with pytest.raises(NotPossible):
        actions.erase(source="record.erasure", source_id=erasure.id, why="cover up", by_called="Nobody")
    with second_connection(None) as admin, admin.transaction():
        admin.execute("set local session_replication_role = replica")
        admin.execute("update record_erasure set why = 'another reason'")
    assert kinds() == [Kind.ROW_CHANGED]
    with second_connection(None) as admin, admin.transaction():
        admin.execute("set local session_replication_role = replica")
        admin.execute("delete from record_erasure")
    assert sorted(kinds()) == [Kind.ROW_GONE, Kind.ROW_GONE]  # the diary's row, and the erasure itself
    entry = Entry.objects.get(source=diary.name)
    Erasure(entry=entry, why="forged", by_called="Nobody", at=entry.made_at).save(force_insert=True)
    assert sorted(kinds()) == [Kind.ROW_GONE, Kind.ROW_UNNOTED]


@pytest.mark.parametrize(("why", "by_called"), [("", "Records"), ("  ", "Records"), ("asked for", "")])
def test_an_erasure_without_a_reason_or_a_name_is_refused(diary, why, by_called):
    row = diary.write({"says": "here"})
    with pytest.raises(NotPossible, match="needs its reason"):
        actions.erase(source=diary.name, source_id=row.id, why=why, by_called=by_called)


def test_what_was_never_recorded_cannot_be_erased():
    with pytest.raises(NotPossible, match="nothing in the record"):
        actions.erase(source="test.diary", source_id=uuid4(), why="asked for", by_called="Records")


def test_an_anchor_is_on_disk_and_in_the_log_and_an_empty_record_has_none(diary, tmp_path):
    file = tmp_path / "elsewhere" / "anchors.txt"
    assert actions.anchor(file=file) is None
    for says in ("one", "two"):
        diary.write({"says": says})
        actions.seal_all()
        actions.anchor(file=file)
    lines = file.read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert lines[1].split()[1] == bytes(Seal.objects.get(number=2).chain).hex()
    log = Anchor.objects.order_by("number").values_list("number", "where")
    assert list(log) == [(1, str(file)), (2, str(file))]


def test_a_tail_cut_off_by_somebody_who_forgot_the_log_shows_without_the_file(diary, tmp_path):
    for says in ("one", "two"):
        row = diary.write({"says": says})
    actions.seal_all()
    actions.anchor(file=tmp_path / "anchors.txt")
    with second_connection(None) as admin, admin.transaction():
        admin.execute("set local session_replication_role = replica")
        admin.execute("delete from record_seal where number = 2")
        admin.execute("delete from record_entry where source_id = %s", [row.id])
    del diary.rows[row.id]
    assert kinds() == [Kind.TAIL_GONE]


def work_at_once(works):
    """Run each in a thread with its own connection; return what went wrong."""
    troubles = []

    def run(work):
        try:
            work()
        except Exception as trouble:  # a thread's own traceback would be lost
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return troubles


def test_many_write_while_two_seal_and_nothing_is_missed_doubled_or_out_of_order(diary):
    writers, each, finished = 4, 40, []

    def write():
        for number in range(each):
            with transaction.atomic():
                row = diary.write({"says": number})
                if number % 5 == 0:
                    transaction.set_rollback(True)
                    del diary.rows[row.id]
        finished.append(True)

    def seal():
        while len(finished) < writers:
            actions.seal(batch=7)

    assert work_at_once([write] * writers + [seal] * 2) == []
    actions.seal_all()
    assert numbers() == list(range(1, writers * each * 4 // 5 + 1))
    assert kinds() == []


def test_a_check_made_while_others_write_sees_one_moment(diary):
    diary.write({"says": "before"})
    actions.seal_all()
    with second_connection("lw_web") as web:

        def meanwhile():
            web.execute(
                "insert into record_entry (id, source, source_id, digest) values (%s, %s, %s, %s)",
                [uuid4(), diary.name, uuid4(), b"d" * 32],
            )

        assert list(queries.findings(step=meanwhile)) == []
    assert kinds() == [Kind.ROW_GONE, Kind.ROW_GONE]

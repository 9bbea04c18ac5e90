"""`livingwell seal`, `anchor` and `verify`, as somebody at a keyboard meets them."""

import secrets
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from record.roles import BOTTOM, second_connection

from livingwell.record import actions, jobs
from livingwell.record.anchors import public_key

pytestmark = [pytest.mark.django_db(transaction=True, available_apps=BOTTOM), pytest.mark.usefixtures("as_worker")]


def run(*words: object) -> str:
    out = StringIO()
    call_command(*map(str, words), stdout=out)
    return out.getvalue()


def verify(*words: object) -> tuple[int, str]:
    """Return the exit code and what was said."""
    out = StringIO()
    try:
        call_command("verify", *map(str, words), stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_an_untouched_record_is_sealed_anchored_and_found_sound(diary, tmp_path):
    file = tmp_path / "anchors.txt"
    assert run("anchor", "--file", file) == "The record is empty: there is nothing to anchor.\n"
    for says in ("one", "two", "three"):
        diary.write({"says": says})
    assert run("seal") == "Entries sealed: 3\n"
    assert run("anchor", "--file", file) == file.read_text()
    sound = "All is as it was recorded. Seals and entries read: 6; anchors: 1.\n"
    assert verify("--anchors", file) == (0, sound)


def test_without_anchors_it_says_what_it_could_not_see(diary, settings, tmp_path):
    settings.RECORD_ANCHORS = tmp_path / "not there.txt"
    code, said = verify()
    assert code == 0
    assert "Without anchors a chain cut short or rewritten whole cannot be seen." in said


def test_tampering_is_said_in_a_sentence_and_by_the_exit_code(diary, tmp_path):
    file = tmp_path / "anchors.txt"
    row = diary.write({"says": "one"})
    run("anchor", "--file", file)
    diary.rows[row.id] = row._replace(payload={"says": "another"})
    code, said = verify("--anchors", file)
    assert code == 1
    assert f"test.diary {row.id} is not what was recorded on" in said
    assert said.endswith("Things that are wrong: 1\n")


def test_a_chain_cut_short_is_seen_by_the_file(diary, tmp_path):
    file = tmp_path / "anchors.txt"
    diary.write({"says": "one"})
    run("anchor", "--file", file)
    with second_connection(None) as admin, admin.transaction():
        admin.execute("set local session_replication_role = replica")
        admin.execute("delete from record_seal")
        admin.execute("delete from record_entry")
        admin.execute("delete from record_anchor")
    diary.rows.clear()
    assert verify()[0] == 0
    code, said = verify("--anchors", file)
    assert code == 1
    assert "saw seal number 1; the chain now ends at 0." in said


def test_with_nothing_said_it_reads_the_file_that_anchor_writes(diary, tmp_path, settings):
    settings.RECORD_ANCHORS = tmp_path / "anchors" / "anchors.txt"
    for says in ("one", "two"):
        diary.write({"says": says})
    run("anchor")
    assert verify() == (0, "All is as it was recorded. Seals and entries read: 4; anchors: 1.\n")
    with second_connection(None) as admin, admin.transaction():
        admin.execute("set local session_replication_role = replica")
        admin.execute("delete from record_seal where number = 2")
        admin.execute("delete from record_anchor")
        cut = admin.execute("delete from record_entry e where not exists (select from record_seal s"
                            " where s.entry_id = e.id) returning source_id").fetchall()  # fmt: skip
    for (row_id,) in cut:
        del diary.rows[row_id]
    code, said = verify()
    assert code == 1
    assert "saw seal number 2; the chain now ends at 1." in said


def test_anchors_are_for_nobody_elses_eyes_and_a_folder_of_somebodys_keeps_its_modes(diary, tmp_path):
    diary.write({"says": "one"})
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o755)
    for file in (tmp_path / "ours" / "anchors.txt", theirs / "anchors.txt"):
        for _ in range(2):
            run("anchor", "--file", file)
        assert file.stat().st_mode & 0o777 == 0o600
        assert len(file.read_text().splitlines()) == 2
    assert (tmp_path / "ours").stat().st_mode & 0o777 == 0o700
    assert theirs.stat().st_mode & 0o777 == 0o755


def test_a_signed_anchor_is_asked_for_where_the_place_has_a_key(diary, tmp_path, settings):
    file, key = tmp_path / "anchors.txt", secrets.token_bytes(32)
    diary.write({"says": "one"})
    settings.RECORD_ANCHOR_KEY = key
    assert public_key(key).hex() in run("anchor", "--file", file)
    assert verify("--anchors", file)[0] == 0
    line = file.read_text()
    file.write_text(line.replace("1 ", "2 ", 1))
    code, said = verify("--anchors", file)
    assert (code, "Line 1 of the anchors does not carry our signature." in said) == (1, True)
    # Another organisation checks with the public key alone.
    settings.RECORD_ANCHOR_KEY = None
    file.write_text(line)
    assert verify("--anchors", file, "--key", public_key(key).hex())[0] == 0


@pytest.mark.parametrize("words", [("--anchors", "nowhere.txt"), ("--anchors", "FILE", "--key", "not hex")])
def test_what_cannot_be_read_is_said(words, tmp_path):
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(CommandError):
        call_command("verify", *[str(tmp_path / "a.txt") if word == "FILE" else word for word in words])


def test_the_workers_jobs_seal_and_anchor(diary, tmp_path, settings):
    settings.RECORD_ANCHORS = tmp_path / "anchors.txt"
    diary.write({"says": "one"})
    jobs.seal(timestamp=0)
    jobs.anchor(timestamp=0)
    jobs.seal_all(timestamp=0)
    assert verify("--anchors", settings.RECORD_ANCHORS)[0] == 0
    assert actions.seal_all() == 0


def test_without_a_file_nothing_is_anchored(diary, settings):
    settings.RECORD_ANCHORS = None
    diary.write({"says": "one"})
    jobs.anchor(timestamp=0)
    with pytest.raises(CommandError, match="Say where"):
        call_command("anchor", stdout=StringIO())

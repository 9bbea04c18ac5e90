"""What a restore looks at does find what is wrong: each fault is planted here on purpose, and is told."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from neighbourhood import Place, as_, in_days, introduce

from livingwell.journeys import actions as journeys
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.places.queries import own_files
from livingwell.record import actions as record
from livingwell.website.backups import putting_back, taking
from livingwell.website.backups.checks import access, as_it_was, promises
from livingwell.website.backups.checks.words import Checked
from livingwell.website.backups.contents import Manifest, Seen
from livingwell.website.database.engine.base import owning
from livingwell.website.database.trouble import Trouble
from livingwell.website.management.commands.restore import Command

Checks = Callable[[Manifest], Iterator[Checked]]


def promised(what: Manifest) -> Iterator[Checked]:
    return promises.checks(what, step=lambda: None)


def seen(what: Manifest) -> Iterator[Checked]:
    return access.checks(what.seen)


@pytest.fixture
def lived_in(lasting_place: Place) -> Iterator[Manifest]:
    """What a place with somebody in it is, as a backup would say, told by whoever owns the tables."""
    journey = introduce(lasting_place)
    with as_(lasting_place.tom) as tom:
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=lasting_place.tom.pk)
        journeys.make_step(journey=journey, what="Ring her sister", doer=doer, due_on=in_days(5), by=tom)
    with owning(connection):
        record.seal_all()
        with taking.one_moment() as cursor:
            what = taking.manifest(cursor, datetime.now(UTC), {})
        yield what


@contextmanager
def planted(*faults: str) -> Iterator[None]:
    """Do this to the database while the block runs."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all deferred")
        for fault in faults:
            cursor.execute(fault)
        yield
        transaction.set_rollback(True)


def wrong(checks: Iterator[Checked]) -> dict[str, tuple[str, ...]]:
    return {one.what: one.wrong for one in checks if one.wrong}


def test_a_place_s_own_guide_and_messages_go_with_its_pack(lasting_place: Place, settings, tmp_path: Path) -> None:
    settings.PACKS = tmp_path
    for part, path in own_files("brackwell").items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# {part or 'pack'}")
    with owning(connection), taking.one_moment() as cursor:
        what = Manifest.read(taking.manifest(cursor, datetime.now(UTC), {}).written())
    assert (what.pack, what.beside) == (
        "# pack",
        {"guides": "# guides", "messages": "# messages", "worksheets": "# worksheets"},
    )
    settings.PACKS = tmp_path / "elsewhere"
    assert putting_back.put_parts(what) == list(own_files("brackwell").values())
    assert [path.read_text() for path in own_files("brackwell").values()] == [
        "# pack",
        "# guides",
        "# messages",
        "# worksheets",
    ]


def test_a_backup_from_before_a_place_had_parts_of_its_own_is_read(lived_in: Manifest) -> None:
    said = json.loads(lived_in.written())
    del said["beside"]
    assert Manifest.read(json.dumps(said).encode()).beside == {}


def test_of_a_place_as_it_is_every_check_passes(lived_in: Manifest) -> None:
    for checks in (as_it_was.checks, seen, promised):
        assert wrong(checks(lived_in)) == {}
    assert any(one.people for one in lived_in.seen)


FAULTS = {
    "a row is gone": (as_it_was.checks, "Rows of each table", "delete from mfa_authenticator"),
    "a right was given": (as_it_was.checks, "Owners, rights", "grant delete on people_person to lw_web"),
    "a policy is wider": (
        as_it_was.checks,
        "Owners, rights",
        "create policy anybody on people_person for select to lw_web using (true)",
    ),
    "a promise is no longer kept": (
        as_it_was.checks,
        "Owners, rights",
        "alter table journeys_nextstep disable trigger user",
    ),
    "a number would be given out again": (
        as_it_was.checks,
        "Numbers to be given out next",
        "select setval('django_content_type_id_seq', 1)",
    ),
    "a table is not gated": (
        seen,
        "Row-level security",
        "alter table people_person no force row level security",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_database_is_found(fault: str, lived_in: Manifest) -> None:
    checks, what, done = FAULTS[fault]
    assert what not in str(wrong(checks(lived_in)))
    with planted(done):
        found: dict[str, tuple[str, ...]] = {}
        for one in checks(lived_in):
            if one.wrong:
                found[one.what] = one.wrong
                break  # what comes after asks on a connection of its own, which would wait for this one
    assert [name for name in found if name.startswith(what)], found


def test_somebody_who_fell_is_found(lived_in: Manifest) -> None:
    with planted("alter table journeys_nextstep disable trigger user", "update journeys_nextstep set kept_at = now()"):
        found = wrong(promised(lived_in))
    [(what, [line])] = found.items()
    assert what.startswith("Journeys that somebody holds")
    assert "no next step in time" in line


def test_words_that_do_not_open_are_found(lived_in: Manifest) -> None:
    another_key_s = "update journeys_nextstep set what = 'sealed.00000000.' || repeat('A', 40)"
    with planted("alter table journeys_nextstep disable trigger user", another_key_s):
        found = wrong(promised(lived_in))
    assert any(name.startswith("Columns whose words open") for name in found), found


def test_a_record_that_is_shorter_than_the_backup_saw_is_found(lived_in: Manifest) -> None:
    longer = replace(lived_in, seals=lived_in.seals + 1)
    assert any("chain" in name or "record" in name for name in wrong(as_it_was.checks(longer)))
    assert wrong(promised(longer))


def test_somebody_who_sees_more_or_fewer_than_they_saw_is_found(lived_in: Manifest) -> None:
    another = tuple(Seen(one.practitioner, one.people + 1, one.digest, one.at) for one in lived_in.seen)
    found = wrong(seen(replace(lived_in, seen=another)))
    assert len(found["Practitioners who see whom they saw"]) == len(another)


def test_a_backup_from_later_than_now_is_put_back_only_by_somebody_who_has_looked(lived_in: Manifest) -> None:
    later = replace(lived_in, made_at=datetime.now(UTC) + timedelta(days=1))
    with pytest.raises(Trouble, match="A clock is wrong"):
        Command()._check(later, clock_is_right=False)
    with pytest.raises(Trouble, match="There is a place in this database already"):
        Command()._check(later, clock_is_right=True)
    with pytest.raises(Trouble, match="There is a place in this database already"):
        Command()._check(lived_in, clock_is_right=False)


def test_a_backup_of_a_newer_version_is_told_by_what_it_knows_that_this_one_does_not(lived_in: Manifest) -> None:
    newer = replace(lived_in, version="9.0", migrations=(*lived_in.migrations, ("journeys", "0099_more")))
    with pytest.raises(Trouble, match=r"made by livingwell 9\.0, .*\(journeys\.0099_more\)"):
        putting_back.check_is_known(newer)


def test_its_keys_are_not_shown_with_it(lived_in: Manifest) -> None:
    shown = repr(replace(lived_in, keys={"words.1": "a secret"}))
    assert "a secret" not in shown

"""A served place whose PostgreSQL, or whose worker, is killed: back by itself, and nothing acknowledged lost."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from commands import Visitor, do, served, soon
from real_servers import postmaster

pytestmark = pytest.mark.slow
SECONDS = 20.0


def worker_of(place) -> int | None:
    """Return the worker's process number, where there is one."""
    return next((pid for pid, line in place.children().items() if line.rstrip().endswith("cli work")), None)


def test_a_place_whose_postgresql_is_killed_answers_again_and_has_lost_nothing(ground: Path) -> None:
    do(ground, "prepare", "--made-up")
    with served(ground) as place:
        visitor = Visitor(place.url)
        receipts = [visitor.come_to_the_door() for _ in range(3)]
        for _ in range(3):
            before = postmaster(ground)
            os.kill(before, signal.SIGKILL)
            receipts += acknowledged_soon(visitor)
            assert postmaster(ground) not in (None, before)
        assert [visitor.ask(receipt)[0] for receipt in receipts] == [200] * 6
        assert place.process.poll() is None
        soon(lambda: worker_of(place) is not None, within=SECONDS)


def acknowledged_soon(visitor: Visitor) -> list[str]:
    """Come to the door again and again until somebody acknowledges it."""
    receipts: list[str] = []

    def is_so() -> bool:
        with suppress(AssertionError):
            receipts.append(visitor.come_to_the_door())
        return bool(receipts)

    soon(is_so, within=SECONDS)
    return receipts


def test_a_worker_that_ends_by_itself_is_started_again_and_the_website_stays(ground: Path) -> None:
    do(ground, "prepare", "--made-up", LIVINGWELL_FOR_TESTS="yes")
    with served(ground, LIVINGWELL_FOR_TESTS="yes") as place:
        soon(lambda: worker_of(place) is not None)
        first = worker_of(place)
        os.kill(first, signal.SIGKILL)
        soon(lambda: worker_of(place) not in (None, first), within=SECONDS)
        second = worker_of(place)
        assert Visitor(place.url).ask("/")[0] == 200
    assert not Path(f"/proc/{second}").exists(), "the worker that was started again outlives the place"


def test_a_website_that_ends_by_itself_ends_the_command_with_a_status_that_says_so(ground: Path) -> None:
    do(ground, "prepare", "--made-up", LIVINGWELL_FOR_TESTS="yes")
    with served(ground, LIVINGWELL_FOR_TESTS="yes") as place:
        website = next(pid for pid, line in place.children().items() if "gunicorn" in line)
        os.kill(website, signal.SIGKILL)
        assert place.process.wait(timeout=60) != 0

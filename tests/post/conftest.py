"""A mail server, and letters of ours to send to it."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from post.mailbox import Mailbox, serving
from record.roles import second_connection

from livingwell.post import outcomes
from livingwell.post.words import State


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    """A real mail server on this machine, which the place is set up to use."""
    box = Mailbox()
    with serving(box) as port:
        settings.POST_SMTP_HOST, settings.POST_SMTP_PORT, settings.POST_SMTP_TLS = "127.0.0.1", port, False
        settings.POST_SMTP_USER = settings.POST_SMTP_PASSWORD = ""
        settings.POST_SENDER = "hello@brackwell.example"
        yield box


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path) -> None:
    """What is laid or printed goes where the test can look."""
    settings.POST_FOLDER = tmp_path / "post"


@pytest.fixture
def empty_queue(transactional_db) -> None:
    """No job waits. Procrastinate's tables are not Django's, and are not emptied after a test."""
    with second_connection("lw_worker") as worker:
        worker.execute("delete from procrastinate_jobs")


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch) -> None:
    """No room above is told or asked, but those a test names."""
    monkeypatch.setattr("livingwell.post.outcomes._listeners", [])
    monkeypatch.setattr("livingwell.post.going._answers", [])


@pytest.fixture
def told() -> list[tuple[UUID, State]]:
    """What the rooms above were told, in turn."""
    heard = []
    outcomes.when_settled(lambda delivery_id, state: heard.append((delivery_id, state)))
    return heard

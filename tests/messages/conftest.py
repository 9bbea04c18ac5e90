"""A mail server, the middle of the afternoon, and nobody else listening."""

from collections.abc import Iterator

import pytest
from post.mailbox import Mailbox, serving
from record.roles import second_connection


@pytest.fixture
def mailbox(settings, tmp_path) -> Iterator[Mailbox]:
    """A real mail server on this machine, which the place is set up to use."""
    box = Mailbox()
    with serving(box) as port:
        settings.POST_SMTP_HOST, settings.POST_SMTP_PORT, settings.POST_SMTP_TLS = "127.0.0.1", port, False
        settings.POST_SMTP_USER = settings.POST_SMTP_PASSWORD = ""
        settings.POST_SENDER = "hello@brackwell.example"
        settings.POST_FOLDER = tmp_path / "post"
        yield box


@pytest.fixture
def daytime(monkeypatch) -> None:
    """It is daytime, whatever the hour at which the test runs: the rules' own hours are tested in the spec."""
    monkeypatch.setattr("livingwell.messages.rules.sending.is_daytime", lambda at: True)


@pytest.fixture
def empty_queue(transactional_db) -> None:
    """No job waits. Procrastinate's tables are not Django's, and are not emptied after a test."""
    with second_connection("lw_worker") as worker:
        worker.execute("delete from procrastinate_jobs")


@pytest.fixture
def heard(monkeypatch) -> dict[str, list]:
    """What the rooms above were told: of messages sent, and of those that were not."""
    told: dict[str, list] = {"sent": [], "not sent": []}
    monkeypatch.setattr("livingwell.messages.outcomes._sent", [told["sent"].append])
    monkeypatch.setattr("livingwell.messages.outcomes._not_sent", [told["not sent"].append])
    return told


@pytest.fixture
def pauses(monkeypatch) -> dict:
    """Who has asked for a pause: person to the day it ends."""
    days: dict = {}
    monkeypatch.setattr("livingwell.messages.pauses._asked", [days.get])
    return days

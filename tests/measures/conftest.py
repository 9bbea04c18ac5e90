"""A place that can send, in the middle of the day, and asks a measure that is ours and asks of life."""

import pytest
from measures.reading import LIFE
from record.roles import second_connection

from livingwell.measures import queries


@pytest.fixture(autouse=True)
def sends(settings, tmp_path, monkeypatch):
    """What is sent is laid where a test can read it, whatever the hour at which the test runs."""
    settings.POST_WITHOUT_PROVIDER, settings.POST_FOLDER = "folder", tmp_path / "post"
    monkeypatch.setattr("livingwell.messages.rules.sending.is_daytime", lambda at: True)
    return settings.POST_FOLDER


@pytest.fixture
def asks_of_life(settings, tmp_path):
    """This place has a measure of its own, beside its pack, that asks whether life is worth living."""
    settings.PACKS = tmp_path / "packs"
    (settings.PACKS / "measures").mkdir(parents=True)
    (settings.PACKS / "measures" / "week.toml").write_text(LIFE)
    queries.measures.cache_clear()
    yield queries.measure("week")
    queries.measures.cache_clear()


@pytest.fixture
def every_day(monkeypatch):
    """Somebody is there every day of the week."""
    monkeypatch.setattr("livingwell.measures.rules.asking.has_daily_cover", lambda hours: True)


@pytest.fixture
def empty_queue(transactional_db):
    """No job waits. Procrastinate's tables are not Django's, and are not emptied after a test."""
    with second_connection("lw_worker") as worker:
        worker.execute("delete from procrastinate_jobs")

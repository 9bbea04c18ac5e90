"""What a story stands on: the made-up town, its people, and a week of days that have been."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Arrive
from neighbourhood import Place
from record.roles import second_connection
from stories.steps import Town

from livingwell.places.queries import packs


@pytest.fixture
def town(lasting_place: Place, arrive: Arrive, settings, tmp_path: Path) -> Iterator[Town]:
    """Brackwell, for the length of a story. It has no text provider: what would be sent is laid in a folder."""
    settings.VIEWER_LASTS = 90 * 24 * 3600  # a name signed on a day of the story is read by a database that lives now
    settings.POST_WITHOUT_PROVIDER, settings.POST_FOLDER = "folder", tmp_path
    with second_connection("lw_worker") as worker:
        worker.execute("delete from procrastinate_jobs")
    town = Town(lasting_place, arrive, packs()["brackwell"], post=tmp_path)
    yield town
    town.goes_home()

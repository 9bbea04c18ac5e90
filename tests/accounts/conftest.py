"""Post that is laid in a folder, and no tries counted from the test before."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def laid_in_a_folder(settings, tmp_path) -> None:
    settings.POST_WITHOUT_PROVIDER = "folder"
    settings.POST_FOLDER = tmp_path / "post"


@pytest.fixture(autouse=True)
def no_tries_before(request) -> None:
    if {"db", "transactional_db", "lasting_place", "place"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        cache.clear()

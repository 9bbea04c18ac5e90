"""The house as tests run it: its own embedded server, its own folder, and post that goes nowhere by itself."""

import os
from pathlib import Path

os.environ.setdefault("LIVINGWELL_VAR", str(Path(__file__).resolve().parents[1] / "var" / "tests"))
os.environ.setdefault("LIVINGWELL_FOR_TESTS", "yes")

from livingwell.website.database.administered import set_up
from livingwell.website.settings import *  # noqa: F403 -- settings, all of them

WORDS_KEYS.begin_the_first()  # noqa: F405 -- one of the settings
set_up(os.environ, folder=Path(os.environ["LIVINGWELL_VAR"]))  # a server that DATABASE_URL names; ours sets itself up

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
RECORD_ANCHORS = None  # each test that anchors says where
# Argon2 is slow by design; a test that signs in a hundred times need not wait for it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

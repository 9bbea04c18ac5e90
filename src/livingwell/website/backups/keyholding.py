"""The place's own keys in a backup: which it was sealed and signed with, and whether they can be put back here.

They are inside it. A place that loses its disk loses its keys too, and words that nobody can open again are lost; a key
that was dropped since still opens what was sealed with it then. What keeps them from whoever finds the file is the
recovery key, whose half that opens is never kept on the server (docs/decisions/0009).
"""

import os
from pathlib import Path

from django.conf import settings

from livingwell.sealed.rules import name_of
from livingwell.website.backups.contents import Manifest
from livingwell.website.backups.envelope import derived
from livingwell.website.backups.locks import LOCK
from livingwell.website.database.keys import FROM_ENVIRONMENT, WORDS, WORDS_FROM_ENVIRONMENT, WordsKeys, held, key
from livingwell.website.database.trouble import Trouble

OTHERS_HERE = (
    "There are keys in {folder} that are not those of this backup ({names}). Give it a folder of its own: set "
    "LIVINGWELL_VAR to one. Nothing was restored."
)
ENVIRONMENT_HAD = (
    "This place had its keys from the environment, so they are not in the backup. Set {variable} to what it was, and "
    "try again. Nothing was restored."
)
ENVIRONMENT_HAS = (
    "{variable} is set here, and is not what this place's keys came from. Take it out of the environment, or set it to "
    "what it was. Nothing was restored."
)


def kept() -> dict[str, bytes]:
    """Return what of the place's keys goes into a backup: those it keeps as files, and what locks its backups."""
    lock = settings.VAR / "keys" / LOCK
    return held(settings.VAR) | ({LOCK: bytes.fromhex(lock.read_text().strip())} if lock.exists() else {})


def fingerprints() -> dict[str, str]:
    """Return, by name, what tells each key that this place uses now; from it, nobody gets back to the key."""
    words = ",".join(name_of(one) for one in settings.WORDS_KEYS.now())
    return {"django": _print(key(settings.VAR, "django")), "viewer": _print(key(settings.VAR, "viewer")), WORDS: words}


def _print(secret: bytes) -> str:
    return derived(secret, purpose="fingerprint").hex()[:16]


def check_can_be_put(what: Manifest, folder: Path) -> None:
    """Raise Trouble where these keys cannot be put back in `folder`. Nothing is written."""
    environ = os.environ
    numbered = [name for name in environ if WORDS_FROM_ENVIRONMENT.fullmatch(name)]
    if environ.get(FROM_ENVIRONMENT):
        now = {name: _print(key(folder, name)) for name in ("django", "viewer")}
        if any(now[name] != what.fingerprints[name] for name in now):
            raise Trouble(ENVIRONMENT_HAS.format(variable=FROM_ENVIRONMENT))
    elif "django" not in what.keys:
        raise Trouble(ENVIRONMENT_HAD.format(variable=FROM_ENVIRONMENT))
    if numbered or environ.get(FROM_ENVIRONMENT):
        known = {name_of(one) for one in settings.WORDS_KEYS.now()}
        if not known >= set(what.fingerprints[WORDS].split(",")):
            raise Trouble(ENVIRONMENT_HAS.format(variable=(numbered or [FROM_ENVIRONMENT])[0]))
    elif not any(name.startswith(f"{WORDS}.") for name in what.keys):
        raise Trouble(ENVIRONMENT_HAD.format(variable=f"{FROM_ENVIRONMENT} or LIVINGWELL_WORDS_KEY_1"))
    _check_no_others(what, folder)


def _check_no_others(what: Manifest, folder: Path) -> None:
    """Refuse a folder whose words are sealed with other keys: putting these there could lose those for ever."""
    here = WordsKeys(folder, {}).names()
    others = [one for one in here if (folder / "keys" / one).read_text().strip() != what.keys.get(one)]
    if others:
        raise Trouble(OTHERS_HERE.format(folder=folder / "keys", names=", ".join(others)))

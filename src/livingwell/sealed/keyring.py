"""The place's keys as this process has them: `settings.WORDS_KEYS`, which holds them outside the database."""

from functools import lru_cache
from typing import Protocol

from django.conf import settings

from .rules import SIGN, Keyring, NoKey


class Keys(Protocol):
    """Where a place's keys are kept, the newest first."""

    def known(self) -> tuple[bytes, ...]:
        """Return them as they were when they were last looked at."""
        ...

    def now(self) -> tuple[bytes, ...]:
        """Return them as they are."""
        ...


def seal(words: str, where: str) -> str:
    """Return `words` sealed for the column `where`, with the newest key there is."""
    return newest().seal(words, where) if words else words


def unseal(cell: str, where: str) -> str:
    """Return the words of a cell of the column `where`. A key begun since this process looked is found."""
    if not cell.startswith(SIGN):
        return cell
    try:
        return _ring(settings.WORDS_KEYS.known()).open(cell, where)
    except NoKey:
        return newest().open(cell, where)


def sealed_again(cell: str, where: str) -> str:
    """Return a cell of the column `where` sealed with the newest key; one that is already, as it stands."""
    ring = newest()
    return cell if ring.is_newest(cell) else ring.seal(ring.open(cell, where), where)


def newest() -> Keyring:
    """Return the keys as they are now."""
    return _ring(settings.WORDS_KEYS.now())


@lru_cache(maxsize=8)
def _ring(keys: tuple[bytes, ...]) -> Keyring:
    return Keyring(keys)

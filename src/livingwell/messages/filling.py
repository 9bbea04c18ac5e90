"""What is filled in as a message goes, and kept nowhere here: a room above makes a key, and the message carries it."""

from collections.abc import Callable
from uuid import UUID

LINK = "(link)"  # where it stands in words: as they are kept, and read by anybody who may read them
Makes = Callable[[UUID], str | None]

_asked: list[Makes] = []


def ask_of(makes: Makes) -> None:
    """Have `makes(message_id)` asked, as the worker, for the link that a message carries; None where it has none."""
    if makes not in _asked:
        _asked.append(makes)


def filled(message_id: UUID, words: str) -> str:
    """Return words as they go: where a link stands in them, one made for this message and for nothing else."""
    if LINK not in words:
        return words
    link = next((made for makes in _asked if (made := makes(message_id))), None)
    return words.replace(LINK, link) if link else words

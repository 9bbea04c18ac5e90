"""A measure’s parts as they are written, before each is held against the others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ScaleWritten:
    """A scale as it is written: its threshold with the source and version of that, its table as "raw figure"."""

    key: str
    called: str
    how: str
    items: tuple[str, ...]
    change: str = ""
    change_source: str = ""
    change_version: str = ""
    table: tuple[str, ...] = ()


@dataclass(frozen=True)
class CutOffWritten:
    """A cut-off as it is written."""

    scale: str
    at: str
    means: str
    source: str
    version: str


@dataclass(frozen=True)
class LicenceWritten:
    """What a measure's owners allow, with where that is said; and what the place says of its registration."""

    state: str
    words: str
    registered: str = ""


@dataclass(frozen=True)
class LifeWritten:
    """Which item asks whether life is worth living, and the answers that say it is not."""

    item: str
    answers: tuple[str, ...]

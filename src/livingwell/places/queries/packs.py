"""Reading what a place says of itself: its pack, and its nation's numbers."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .. import rules
from ..words import Nation, Pack

HERE = Path(__file__).parent.parent


@lru_cache
def nations() -> dict[str, Nation]:
    """Return every nation that has its numbers here, by slug."""
    return {path.stem: rules.read_nation(path.stem, path.read_text()) for path in sorted(HERE.glob("nations/*.toml"))}


@lru_cache
def packs() -> dict[str, Pack]:
    """Return every place that has a pack, by slug: those that come with us, and a place's own, which stand before."""
    paths = [*sorted(HERE.glob("packs/*.toml")), *sorted(settings.PACKS.glob("*.toml"))]
    return {path.stem: rules.read_pack(path.stem, path.read_text(), nations()) for path in paths}


def pack_here() -> Pack:
    """Return the pack of the place this server runs."""
    return packs()[settings.PLACE]

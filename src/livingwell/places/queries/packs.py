"""Reading what a place says of itself: its pack, and its nation's numbers."""

import re
from collections.abc import Iterable
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


MEASURES = "measures/"
# A pack's parts, and the room of each.
PARTS = {"": "places", "guides": "conversations", "messages": "messages", "worksheets": "plans"}


def own_files(slug: str) -> dict[str, Path]:
    """Return where a place's own pack is kept, part by part, whether or not each is there yet."""
    return {part: settings.PACKS / part / f"{slug}.toml" for part in PARTS}


def own_measures(names: Iterable[str] = ()) -> dict[str, Path]:
    """Return where a place's own measures are kept, by "measures/" and their name: those there are, and those named."""
    folder = settings.PACKS / "measures"
    named = [name.removeprefix(MEASURES) for name in names if re.fullmatch(MEASURES + r"[\w-]+", name)]
    there = sorted(path.stem for path in folder.glob("*.toml"))
    return {f"{MEASURES}{stem}": folder / f"{stem}.toml" for stem in (*there, *named)}


def files_that_come_with_us(slug: str) -> dict[str, Path]:
    """Return the files of a pack that comes with us, part by part."""
    found = {part: HERE.parent / room / "packs" / f"{slug}.toml" for part, room in PARTS.items()}
    return {part: path for part, path in found.items() if path.exists()}


def written_for(room: Path, part: str) -> dict[str, Path]:
    """Return a part of every place's pack, by slug: those that come with a room, and a place's own before them."""
    own = settings.PACKS / part
    return {path.stem: path for path in (*sorted(room.glob("packs/*.toml")), *sorted(own.glob("*.toml")))}


@lru_cache
def packs() -> dict[str, Pack]:
    """Return every place that has a pack, by slug: those that come with us, and a place's own, which stand before."""
    paths = written_for(HERE, "")
    return {slug: rules.read_pack(slug, path.read_text(), nations()) for slug, path in paths.items()}


def pack_here() -> Pack:
    """Return the pack of the place this server runs."""
    return packs()[settings.PLACE]

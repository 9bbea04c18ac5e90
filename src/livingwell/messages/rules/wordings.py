"""Reading what a place says in its messages: every mistake in it is said in one sentence that names where it is."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..words import READY, Ask, Wording, Wordings
from .saying import check_neutral, fits_a_text, for_a_text

BY = "by"
PLACE = re.compile(r"\{([a-z_]+)\}")
LONGEST_NAME, LONGEST_PART = "Bartholomew", "Wednesday 30 September at half past eleven"  # what must still fit


def read_wordings(slug: str, text: str) -> Wordings:
    """Return what a TOML text says. Raises NotPossible naming the mistake: missing, unknown, telling, or too long."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotPossible(N_("%(pack)s: %(error)s."), pack=slug, error=str(error)) from error
    known = {"from_us", "not_said", *READY.values()}
    for key in data:
        if key not in known:
            raise NotPossible(N_("%(pack)s: “%(key)s” is not something a place says."), pack=slug, key=key)
    not_said = tuple(_need(data, "not_said", where=slug))
    ready = {
        sort: _wording(_need(data, key, where=slug), slug=slug, key=key, not_said=not_said)
        for sort, key in READY.items()
    }
    return Wordings(ready=ready, from_us=_need(data, "from_us", where=slug), not_said=not_said)


def _wording(said: Mapping[str, Any], *, slug: str, key: str, not_said: tuple[str, ...]) -> Wording:
    where = f"{slug}, {key}"
    asks = {
        place: Ask(_need(ask, "label", where=where), _need(ask, "like", where=where))
        for place, ask in said.get("asks", {}).items()
    }
    one = Wording(_need(said, "words", where=where), _need(said, "subject", where=where), asks)
    for line in (one.words, one.subject):
        unknown = places_in(line) - {BY, *one.asks}
        if unknown:
            raise NotPossible(
                N_("%(pack)s, %(key)s: nobody is asked for “%(place)s”, so it cannot be filled."),
                pack=slug,
                key=key,
                place=min(unknown),
            )
        try:
            check_neutral(line, not_said=not_said)
        except NotPossible as reason:
            raise NotPossible(N_("%(pack)s, %(key)s: %(reason)s"), pack=slug, key=key, reason=str(reason)) from reason
    longest = for_a_text(fill(one.words, by=LONGEST_NAME, **dict.fromkeys(one.asks, LONGEST_PART)))
    if not fits_a_text(longest):
        raise NotPossible(
            N_("%(pack)s, %(key)s: this is too long for a text once its places are filled."), pack=slug, key=key
        )
    return one


def places_in(words: str) -> set[str]:
    """Return the names of the places to fill in `words`. Raises NotPossible for a brace that is not part of one."""
    if re.search(r"[{}]", PLACE.sub("", words)):
        raise NotPossible(N_("A curly bracket is missing in: %(words)s"), words=words)
    return set(PLACE.findall(words))


def fill(words: str, **values: str) -> str:
    """Return `words` with their places filled; one that nothing was said for shows as …"""
    return PLACE.sub(lambda place: values.get(place[1], "").strip() or "…", words)


def _need(data: Mapping[str, Any], key: str, *, where: str) -> Any:
    if key not in data:
        raise NotPossible(N_("%(pack)s: “%(key)s” is missing."), pack=where, key=key)
    return data[key]

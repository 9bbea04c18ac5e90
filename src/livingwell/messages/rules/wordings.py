"""Reading what a place says in its messages: every mistake in it is said in one sentence that names where it is."""

import re
from collections.abc import Mapping
from typing import Any

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.lib.written import Written

from ..words import READY, Ask, Wording, Wordings
from .saying import check_neutral, fits_a_text, for_a_text

BY = "by"
# Every key that a place says its messages by; "" is above the first section.
WORDING_KEYS: Mapping[str, tuple[str, ...]] = {
    "": ("from_us", "not_said"),
    **dict.fromkeys(READY.values(), ("subject", "words", "asks")),
}
NO_SECTION = N_("%(pack)s, line %(line)s: “%(key)s” should be a section, or a list of words in quotes.")
PLACE = re.compile(r"\{([a-z_]+)\}")
LONGEST_NAME, LONGEST_PART = "Bartholomew", "Wednesday 30 September at half past eleven"  # what must still fit


def read_wordings(slug: str, text: str) -> Wordings:
    """Return what a TOML text says. Raises NotPossible naming the mistake: missing, unknown, telling, or too long."""
    sheet = Written.read(slug, text)
    for key in sheet.data:
        if key not in (*WORDING_KEYS[""], *WORDING_KEYS):
            raise sheet.wrong(N_("%(pack)s, line %(line)s: “%(key)s” is not something a place says."), key, key=key)
    not_said = _list_of_words(sheet, "not_said")
    ready = {sort: _wording(sheet, key, not_said=not_said) for sort, key in READY.items()}
    return Wordings(ready=ready, from_us=_need(sheet, "from_us"), not_said=not_said)


def _wording(sheet: Written, key: str, *, not_said: tuple[str, ...]) -> Wording:
    said = _need(sheet, key, kind=dict)
    for name in said:
        if name not in WORDING_KEYS[key]:
            raise sheet.wrong(N_("%(pack)s, line %(line)s: a message does not know “%(key)s”."), key, name, key=name)
    asks = {place: _ask(sheet, key, place) for place in said.get("asks", {})}
    one = Wording(_need(sheet, key, "words"), _need(sheet, key, "subject"), asks)
    for name in ("words", "subject"):
        _check_line(sheet, key, name, line=getattr(one, name), asks=asks, not_said=not_said)
    longest = for_a_text(fill(one.words, by=LONGEST_NAME, **dict.fromkeys(one.asks, LONGEST_PART)))
    if not fits_a_text(longest):
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: “%(key)s” is too long for a text once its places are filled."),
            key, "words", key=key,
        )  # fmt: skip
    return one


def _ask(sheet: Written, key: str, place: str) -> Ask:
    return Ask(_need(sheet, key, "asks", place, "label"), _need(sheet, key, "asks", place, "like"))


def _check_line(sheet: Written, *at: str, line: str, asks: Mapping[str, Ask], not_said: tuple[str, ...]) -> None:
    try:
        unknown = places_in(line) - {BY, *asks}
        check_neutral(line, not_said=not_said)
    except NotPossible as reason:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s, %(key)s: %(reason)s"), *at, key=at[0], reason=str(reason)
        ) from reason
    if unknown:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s, %(key)s: nobody is asked for “%(place)s”, so it cannot be filled."),
            *at, key=at[0], place=min(unknown),
        )  # fmt: skip


def places_in(words: str) -> set[str]:
    """Return the names of the places to fill in `words`. Raises NotPossible for a brace that is not part of one."""
    if re.search(r"[{}]", PLACE.sub("", words)):
        raise NotPossible(N_("A curly bracket is missing in: %(words)s"), words=words)
    return set(PLACE.findall(words))


def fill(words: str, **values: str) -> str:
    """Return `words` with their places filled; one that nothing was said for shows as …"""
    return PLACE.sub(lambda place: values.get(place[1], "").strip() or "…", words)


def _need(sheet: Written, *at: str, kind: type = str) -> Any:
    """Return what stands at a key; raise NotPossible where it is missing, or is not of its kind."""
    found: Any = sheet.data
    for key in at:
        if not isinstance(found, dict) or key not in found:
            raise sheet.wrong(N_("%(pack)s, line %(line)s: “%(key)s” is missing."), *at, key=key)
        found = found[key]
    if not isinstance(found, kind):
        sentence = N_("%(pack)s, line %(line)s: “%(key)s” should be words in quotes.")
        raise sheet.wrong(sentence if kind is str else NO_SECTION, *at, key=at[-1])
    return found


def _list_of_words(sheet: Written, key: str) -> tuple[str, ...]:
    found = _need(sheet, key, kind=list)
    if not all(isinstance(one, str) for one in found):
        raise sheet.wrong(NO_SECTION, key, key=key)
    return tuple(found)

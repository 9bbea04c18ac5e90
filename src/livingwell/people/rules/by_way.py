"""How near what was typed is to a way of reaching somebody: a number in any format, part of an email, a postcode."""

import re

from livingwell.lib.alike import Close, fold

POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?(?:\s*\d[a-z]{0,2})?\b")
NUMBER = re.compile(r"(?<!\w)\+?\(?\d[\d\s()./-]*\d")
EMAIL = re.compile(r"\S*@\S*")
LEAST_FIGURES, LEAST_LETTERS, ENOUGH_FIGURES, WHOLE = 3, 3, 5, 7


def figures(text: str) -> str:
    return "".join(one for one in text if one.isdecimal())


def national(typed: str) -> str:
    """Return the figures of a number as they are from anywhere in the country: no +44, no first nought."""
    found = figures(typed).removeprefix("00")
    if found.startswith("44") and (len(found) > 10 or typed.lstrip(" (").startswith(("+", "00"))):
        found = found[2:]
    return found.lstrip("0")


def in_number(typed: str, way: str) -> Close | None:
    """Return how near a number is: the whole, how it begins or its last figures, enough of its middle."""
    asked, known = national(typed), national(way)
    if not asked or len(known) < WHOLE:
        return None
    if asked == known:
        return Close.SAME
    is_begun = figures(typed) != asked and known.startswith(asked)
    if is_begun or known.endswith(asked):
        return Close.BEGINS
    return Close.WITHIN if len(asked) >= ENOUGH_FIGURES and asked in known else None


def in_email(typed: str, way: str) -> Close | None:
    """Return how near part of an email is. Without an @ it is looked for before theirs: many share what is after."""
    name, at, _where = way.partition("@")
    if not at or len(typed) < LEAST_LETTERS:
        return None
    asked, known = fold(typed), fold(way if "@" in typed else name)
    if asked not in known:
        return None
    return Close.SAME if asked == known else Close.BEGINS if known.startswith(asked) else Close.WITHIN


def in_address(typed: str, way: str) -> Close | None:
    """Return how near a postcode, or the first of one, is to one in an address."""
    asked = "".join(fold(typed).split())
    for found in POSTCODE.findall(fold(way)):
        known = "".join(found.split())
        if asked in (known, known[:-3]):
            return Close.SAME
        if known.startswith(asked):
            return Close.BEGINS
    return None

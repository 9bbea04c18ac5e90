"""Who is perhaps written down twice, and why it is thought so. Nothing here says that they are."""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from livingwell.lib.names import is_close, is_same_name, sounds_alike
from livingwell.lib.phones import digits
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..words import Alike, Channel
from .ways import NUMBERS

Key = TypeVar("Key", bound=Hashable)

POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.I)
SAY_WHY = N_("Say how you know, in a few words: they said so themselves, say.")
THEMSELVES = N_("This is one and the same already.")
BOTH_ARE = N_(
    "Each of them is already said to be somebody else too. Look at those first: one of the two has to be put right."
)
ONE_ALREADY = N_("They are already said to be one person.")
TWO_ALREADY = N_("They are already said to be two people.")
PUT_RIGHT = N_("This has been put right already.")


@dataclass(frozen=True)
class Marks:
    """Somebody, as far as they can be compared: what they are called, and what is mostly one person's."""

    called: str
    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, called: str, ways: Iterable[tuple[str, str]]) -> "Marks":
        """Return somebody of their name and their ways to be reached, each a channel and what it goes to."""
        ways = list(ways)
        numbers = {digits(value) for channel, value in ways if channel in NUMBERS}
        emails = {value.strip().lower() for channel, value in ways if channel == Channel.EMAIL}
        letters = (value for channel, value in ways if channel == Channel.LETTER)
        postcodes = {"".join(found).upper() for value in letters for found in POSTCODE.findall(value)}
        return cls(called, frozenset(numbers - {""}), frozenset(emails - {""}), frozenset(postcodes))


def why_perhaps_one(one: Marks, other: Marks) -> tuple[Alike, ...]:
    """Return why two are perhaps one person, or nothing where they are not to be offered as one.

    A name alone is a reason only where it is the whole of it and the same. A number, an email address or a postcode is
    one where the names sound alike too: a household shares all three.
    """
    is_same = is_same_name(one.called, other.called)
    sounds = is_same or is_close(one.called, other.called) or sounds_alike(one.called, other.called)
    shared = [
        (Alike.NUMBER, one.numbers & other.numbers),
        (Alike.EMAIL, one.emails & other.emails),
        (Alike.POSTCODE, one.postcodes & other.postcodes),
    ]
    marks = [alike for alike, common in shared if common]
    if not sounds or not (is_same or marks):
        return ()
    return (Alike.NAME if is_same else Alike.SOUND, *marks)


def together(pairs: Iterable[tuple[Key, Key]]) -> Mapping[Key, frozenset[Key]]:
    """Return everybody who is said to be one with anybody: each with all of them, themselves too."""
    groups: dict[Key, set[Key]] = {}
    for one, other in pairs:
        both = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(both, both))
    return {key: frozenset(group) for key, group in groups.items()}


def check_why(why: str) -> None:
    """Raise NotPossible without a sentence that says how somebody knows."""
    if not why.strip():
        raise NotPossible(SAY_WHY, field="why")

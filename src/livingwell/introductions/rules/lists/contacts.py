"""What a list says of somebody: their name, and how to reach them, among whatever else a cell was used for."""

import re
from dataclasses import dataclass

from phonenumbers import PhoneNumberFormat, format_number

from livingwell.lib.phones import read_phone

# Each part is of at most so many letters, so that a cell of nonsense is read as fast as any.
EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"]{1,64}@[^\s@,;:<>()\[\]\"]{1,120}\.[^\s@,;:<>()\[\]\".]{2,60}")
FIGURES = re.compile(r"(?:\+|\b)[\d(][\d \t().–-]{5,}\d")
SPACES = re.compile(r"[^\S\n]+")
BETWEEN = re.compile(r"\s*[,;|\n]\s*|(?:^|\s+)[/&](?:\s+|$)")
JOINS = re.compile(r"^(?:(?:or|and)\b\s*)+|(?:\s*\b(?:or|and))+$", re.I)  # left over from between two numbers
# What people write where there is nothing to write.
NOTHING = frozenset(
    (
        *("-", "--", "---", ".", "?", "??", "x", "xx", "n/a", "na", "n.a.", "none", "nil", "no", "blank", "null"),
        *("unknown", "tbc", "tba", "nfa", "no fixed abode", "not known", "not given", "none given"),
        *("no phone", "no email", "no address", "tel", "tel no", "phone", "mob", "mobile", "email"),
    )
)
TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|rev|sir|master)\b\.?\s*", re.I)
TITLE_AFTER = re.compile(r"[\s,]{1,4}(?:\((?:mr|mrs|ms|miss|mx|dr)\.?\)|(?:mr|mrs|ms|miss|mx|dr)\.?)$", re.I)
LONGEST_NAME, LONGEST_WAY, LONGEST_BESIDE = 80, 254, 200
LONGEST_NUMBERS = 60  # figures and what is between them: two numbers and more


@dataclass(frozen=True)
class Found:
    """What a cell says of how to reach somebody: numbers as they are kept, addresses, and the words left over."""

    numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    words: str = ""


def said(words: str) -> str:
    """Return a cell's words, or nothing for what people write where there is nothing to write."""
    plain = words.strip()
    return "" if " ".join(plain.lower().split()) in NOTHING else plain


def find_ways(words: str) -> Found:
    """Return the numbers and email addresses among a cell's words, each once, in order; and what else it says.

    What looks like a number and is none, for a figure is missing, stays among the words.
    """
    words = SPACES.sub(" ", words)
    emails = tuple(dict.fromkeys(one.rstrip(".").lower() for one in EMAIL.findall(words)))
    rest, numbers = EMAIL.sub(" ", words), []
    for part in FIGURES.findall(rest):
        for number in _numbers(part):
            numbers.append(number)
            rest = rest.replace(part, " ")
    left = [JOINS.sub("", " ".join(one.split()).strip(" -:.()[]<>–")).strip() for one in BETWEEN.split(rest)]
    return Found(tuple(dict.fromkeys(numbers)), emails, ", ".join(one for one in left if said(one)))


def _numbers(figures: str) -> list[str]:
    """Return the number that figures are; or the two, where somebody wrote two with only a space between."""
    if len(figures) > LONGEST_NUMBERS:
        return []
    whole = _number(figures)
    if whole:
        return [whole]
    halves = [(figures[:at], figures[at:]) for at, one in enumerate(figures) if one in " \t-–"]
    for one, other in halves:
        if (first := _number(one)) and (second := _number(other)):
            return [first, second]
    return []


def _number(figures: str) -> str:
    found = read_phone(figures)
    return format_number(found, PhoneNumberFormat.E164) if found else ""


def tidy_name(words: str) -> str:
    """Return a name to be called by: without a title, and "Okafor, Ama" the way it is said."""
    name = TITLE_AFTER.sub("", TITLE.sub("", " ".join(said(words).split())))
    if name.count(",") == 1:
        last, first = (TITLE.sub("", one.strip()) for one in name.split(","))
        name = f"{first} {last}".strip()
    return name.strip(" ,.;:-") if any(one.isalpha() for one in name) else ""

"""A row that says somebody has died: nobody rings their house to ask how we can help. Pure."""

import re
from collections.abc import Iterable

from livingwell.lib.sentences import N_

from .days import MONTHS

DIED = N_(
    "This row says that they have died (“%(words)s”), so nobody comes in from it. "
    "If that is not so, take those words out and choose the file again."
)
SAYS = r"(?:deceased|dec[’']d|died|dead|passed away|r\.?\s?i\.?\s?p\.?|rest in peace)"
A_DAY = rf"(?:\W|\d|\b(?:on|in|{'|'.join(MONTHS)}|st|nd|rd|th)\b|(?<=\d)(?:st|nd|rd|th))*"
# A cell that says this and nothing else: "Mum died in March" is why somebody waits, and says nothing of them.
WHOLE = re.compile(rf"\W*(?:(?:sadly|has|now|since|they|she|he)\s+)*{SAYS}{A_DAY}", re.I)
AFTER_A_NAME = re.compile(r"[\w.’' -]{1,120}?\s*(?:\((?i:deceased|dec[’']d|died|rip)\)|[-–,]\s*(?i:deceased)|\bRIP)")


def says_died(cells: Iterable[str], name: str) -> str:
    """Return the words that say somebody has died, of a row's cells or after their name; or nothing."""
    for cell in cells:
        words = " ".join(cell.split())
        if len(words) <= 60 and WHOLE.fullmatch(words):
            return words
    plain = " ".join(name.split())
    return plain if AFTER_A_NAME.fullmatch(plain) else ""

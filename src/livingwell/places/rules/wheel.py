"""The parts of life on a place's wheel, as its pack says them; ours where it says none."""

import re

from livingwell.lib.sentences import N_
from livingwell.lib.written import Written

from ..words import WheelSegment
from .reading import each

FEWEST, MOST = 3, 12
SLUG = re.compile(r"[a-z][a-z-]{0,39}")
LONGEST_NAME = 12  # letters: they stand inside a wheel of eight on a phone 320 px wide

# Eight parts of a life, in our own words: what the wheels of the model are cut into is not published.
WHEEL = (
    WheelSegment("home", N_("Home"), N_("Where I live, and how safe and settled it feels")),
    WheelSegment("money", N_("Money"), N_("What comes in, what goes out, what is owed")),
    WheelSegment("days", N_("My days"), N_("Work, learning, looking after others, what fills a week")),
    WheelSegment("body", N_("Body"), N_("Sleep, food, moving, pain, how well I am")),
    WheelSegment("mind", N_("Mind"), N_("How it is in my head and in my heart")),
    WheelSegment("people", N_("My people"), N_("Family, friends, love, somebody to ring")),
    WheelSegment("belonging", N_("Belonging"), N_("Neighbours, community, culture, faith: where I am one of us")),
    WheelSegment("joy", N_("Joy"), N_("What I do for its own sake, and what I look forward to")),
)


def read_wheel(sheet: Written) -> tuple[WheelSegment, ...]:
    """Return the parts of life on a place's wheel. Raises NotPossible where it cannot be drawn."""
    if "wheel" not in sheet.data:
        return WHEEL
    found = each(sheet, "wheel", kind=WheelSegment)
    if not FEWEST <= len(found) <= MOST:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: the wheel has %(count)s parts; it can have from %(fewest)s to %(most)s."),
            "wheel", count=len(found), fewest=FEWEST, most=MOST,
        )  # fmt: skip
    for number, one in enumerate(found):
        if not SLUG.fullmatch(one.slug) or not one.name.strip() or len(one.name) > LONGEST_NAME:
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: “%(name)s” needs a slug of small letters, a name of %(most)s at most."),
                "wheel", number, "name", name=one.name, most=LONGEST_NAME,
            )  # fmt: skip
    return found

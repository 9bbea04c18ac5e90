"""What a copy is made of: each table about a person, what it is called to them, and its columns in words.

A table that is new fails `tests/rights/test_a_copy_is_whole.py` until it is here, or among what is left out with why.
"""

from .about import ABOUT
from .check_ins import CHECK_INS
from .goals import GOALS
from .journey import JOURNEY
from .plan import PLAN
from .section import WHEN, Section
from .together import TOGETHER

__all__ = ["LEFT_OUT", "NEVER", "SECTIONS", "WHEN", "Section"]

SECTIONS: dict[str, Section] = {**ABOUT, **TOGETHER, **PLAN, **GOALS, **CHECK_INS, **JOURNEY}

# Not in a copy, each for its reason; the first two are said in it, whether there is anything of theirs or not.
LEFT_OUT = {
    "journeys.Concern": "a safeguarding record is read by two and has its own lead, who answers for it",
    "journeys.ConcernChange": "the same",
    "rights.Withheld": "what is held back is counted by its ground at the end of the copy",
    "glass.Whom": "keys alone: that a glass was broken stands under who may see this, and under who has looked",
    "access.PersonKey": "a bare key",
}
# In no copy, as words or as data: keys, and what is made from them.
# Nor how to reach whoever introduced somebody: that is theirs.
NEVER = frozenset({"link_digest", "words_hash", "salt", "document", "introducer_contact"})

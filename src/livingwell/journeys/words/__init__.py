"""The words of a journey: what happens, who does what next, how it ends, how somebody was tried."""

from .ending import ENDINGS, HAS_ENDED, Ending, EndingRule
from .happening import LISTED, LISTED_SINCE, SAID, ConcernMoment, Happened, sentence_of
from .stepping import HORIZON_DAYS, StepBy, StepKind, ToldBy
from .trying import TRIED_BY, TRY_OUTCOMES, TriedBy, TryOutcome

__all__ = [
    "ENDINGS",
    "HAS_ENDED",
    "HORIZON_DAYS",
    "LISTED",
    "LISTED_SINCE",
    "SAID",
    "TRIED_BY",
    "TRY_OUTCOMES",
    "ConcernMoment",
    "Ending",
    "EndingRule",
    "Happened",
    "StepBy",
    "StepKind",
    "ToldBy",
    "TriedBy",
    "TryOutcome",
    "sentence_of",
]

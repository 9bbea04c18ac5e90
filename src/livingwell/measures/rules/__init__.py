"""Deciding about measures: reading one, scoring one, what changed, and who is asked when. Pure."""

from ..words import Easiest
from .asking import (
    APART,
    EVERY,
    GRACE,
    Asking,
    Lately,
    check_sent,
    easiest,
    expires_at,
    has_daily_cover,
    says_life_is_not_worth_living,
    stands,
    when_asked,
    why_not_asked,
)
from .changing import compare, results
from .reading import MEASURE_KEYS, read_measure
from .scoring import check_answers, score

__all__ = [
    "APART",
    "EVERY",
    "GRACE",
    "MEASURE_KEYS",
    "Asking",
    "Easiest",
    "Lately",
    "check_answers",
    "check_sent",
    "compare",
    "easiest",
    "expires_at",
    "has_daily_cover",
    "read_measure",
    "results",
    "says_life_is_not_worth_living",
    "score",
    "stands",
    "when_asked",
    "why_not_asked",
]

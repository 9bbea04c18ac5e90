"""What a place decides: whether its pack will do, when somebody is away or on duty, what colleagues bring."""

from .bringing import alongside, brings_it, check_bringing
from .days import MISSED_FROM, check_cover, check_days_away, duty_until, is_missed
from .packs import read_nation, read_pack

__all__ = [
    "MISSED_FROM",
    "alongside",
    "brings_it",
    "check_bringing",
    "check_cover",
    "check_days_away",
    "duty_until",
    "is_missed",
    "read_nation",
    "read_pack",
]

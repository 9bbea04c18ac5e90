"""What a place decides: whether its pack will do, when somebody is away or on duty, what colleagues bring."""

from .bringing import alongside, brings_it, check_bringing
from .days import check_days_away, duty_until
from .packs import read_nation, read_pack

__all__ = [
    "alongside",
    "brings_it",
    "check_bringing",
    "check_days_away",
    "duty_until",
    "read_nation",
    "read_pack",
]

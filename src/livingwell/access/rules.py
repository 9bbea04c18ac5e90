"""Deciding about the keys to My page: pure."""

from datetime import datetime, timedelta

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)


def wait_after(wrong_tries: int) -> timedelta:
    """Return how long words may not be tried again after so many wrong ones: nothing, then doubling, never for ever."""
    if wrong_tries < FREE_TRIES:
        return timedelta()
    doubled = timedelta(seconds=30 * 2 ** min(wrong_tries - FREE_TRIES, 10))
    return min(doubled, LONGEST_WAIT)


def check_may_try(wrong_tries: int, wrong_at: datetime | None, now: datetime) -> None:
    """Raise NotPossible while words were wrong too often just now. It slows down; it never locks anybody out."""
    if wrong_at is None:
        return
    again_at = wrong_at + wait_after(wrong_tries)
    if now < again_at:
        minutes = max(1, -(-int((again_at - now).total_seconds()) // 60))
        raise NotPossible(N_("Wait %(minutes)s minutes and try again, or ring us for new words."), minutes=minutes)

"""Deciding about the keys to My page: pure."""

from datetime import datetime, timedelta

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)
WAIT_A_MINUTE = N_("Wait a minute and try again, or ring us for new words.")
WAIT = N_("Wait %(minutes)s minutes and try again, or ring us for new words.")


def wait_after(wrong_tries: int) -> timedelta:
    """Return how long words may not be tried again after so many wrong ones: nothing, then doubling, never for ever."""
    if wrong_tries < FREE_TRIES:
        return timedelta()
    doubled = timedelta(seconds=30 * 2 ** min(wrong_tries - FREE_TRIES, 10))
    return min(doubled, LONGEST_WAIT)


def check_may_try(wrong_tries: int, wrong_at: datetime | None, now: datetime) -> None:
    """Raise NotPossible while one browser's words were wrong too often just now. It slows down and locks nobody out.

    What somebody else does with the same link is not counted here: their guessing keeps nobody from their own page.
    """
    if wrong_at is None:
        return
    again_at = wrong_at + wait_after(wrong_tries)
    if now < again_at:
        minutes = max(1, -(-int((again_at - now).total_seconds()) // 60))
        raise NotPossible(WAIT, minutes=minutes) if minutes > 1 else NotPossible(WAIT_A_MINUTE)


def check_not_flooded(*, address_has_room: bool, address_is_calm: bool, link_has_room: bool) -> None:
    """Raise NotPossible while tries come in a flood from one address, or at one link from those who press.

    An address that tries calmly is never turned away for what comes at the same link from elsewhere.
    """
    if not address_has_room or not (address_is_calm or link_has_room):
        raise NotPossible(WAIT_A_MINUTE)

"""What makes a way to reach somebody safe, and what two people putting the same thing right are told."""

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..words import Channel, GivenBy

NUMBERS = frozenset({Channel.CALL, Channel.TEXT})
OVERTAKEN = N_(
    "Somebody else has just changed this. Wherever theirs differs from yours both are below: choose which to keep."
)


class Overtaken(NotPossible):
    """Somebody else has changed this since it was read: nothing of theirs is overwritten unseen."""


def is_unproved(*, given_by: GivenBy, is_verified: bool) -> bool:
    """Return whether a way is only somebody else's word: nothing goes on it until the person says it is safe."""
    return given_by == GivenBy.SOMEBODY_ELSE and not is_verified


def may_be_messaged(*, given_by: GivenBy, is_verified: bool, may_message: bool) -> bool:
    """Return whether a message may go on this way at all."""
    return may_message and not is_unproved(given_by=given_by, is_verified=is_verified)


def may_be_left(*, given_by: GivenBy, is_verified: bool, may_leave_message: bool) -> bool:
    """Return whether a message may be left on this way, when nobody answers."""
    return may_leave_message and not is_unproved(given_by=given_by, is_verified=is_verified)

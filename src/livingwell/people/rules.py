"""What makes a way to reach somebody safe."""

from .words import Channel, GivenBy

MESSAGING = frozenset({Channel.TEXT, Channel.EMAIL, Channel.LETTER})


def may_be_messaged(*, given_by: GivenBy, is_verified: bool, may_message: bool) -> bool:
    """Return whether a message may go on this way at all. A contact another gave is unverified until checked."""
    return may_message and (given_by != GivenBy.SOMEBODY_ELSE or is_verified)

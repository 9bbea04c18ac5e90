"""What makes a way to reach somebody safe, and what two people putting the same thing right are told."""

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .words import GivenBy

OVERTAKEN = N_(
    "Somebody else has just changed this. Wherever theirs differs from yours both are below: choose which to keep."
)


class Overtaken(NotPossible):
    """Somebody else has changed this since it was read: nothing of theirs is overwritten unseen."""


def may_be_messaged(*, given_by: GivenBy, is_verified: bool, may_message: bool) -> bool:
    """Return whether a message may go on this way at all. A contact another gave is unverified until checked."""
    return may_message and (given_by != GivenBy.SOMEBODY_ELSE or is_verified)

"""Telling a practitioner, by email to their own account, that something waits for them. It names nobody."""

from uuid import UUID, uuid5

from django.utils.translation import gettext

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner
from livingwell.post import actions as post

CANNOT_WAIT = N_("Something at work can’t wait. Sign in to read it.")
TO_LEAD = N_("Something at work waits for you to lead on it. Sign in to read it.")


def tell(*, practitioner: Practitioner, about: UUID, sentence: str) -> None:
    """Send a neutral email once the caller's transaction has committed; about one change, once to each.

    `about` is what happened, not what it happened to: what comes back to somebody is told to them again.
    Where there is no account to write to, or no mail server, nothing is refused for it: Today says it all the same.
    """
    account = practitioner.account
    if account is None or not account.is_active:
        return
    try:
        post.hand_over(
            id=uuid5(about, str(practitioner.pk)),  # the same change told again is the same delivery
            transport="email",
            to=account.email,
            sender="",
            subject=gettext("Please sign in"),
            body=gettext(sentence),
        )
    except NotPossible:
        return

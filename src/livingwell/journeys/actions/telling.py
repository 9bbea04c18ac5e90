"""Telling a practitioner, by email to their own account and by text, that something waits for them. It names nobody."""

from uuid import UUID, uuid5

from django.utils.translation import gettext

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner
from livingwell.post import actions as post
from livingwell.post.rules import is_number

CANNOT_WAIT = N_("Something at work can’t wait. Sign in to read it.")
TO_LEAD = N_("Something at work waits for you to lead on it. Sign in to read it.")


def tell(*, practitioner: Practitioner, about: UUID, sentence: str) -> None:
    """Send a neutral email once the caller's transaction has committed; about one change, once to each.

    `about` is what happened, not what it happened to: what comes back to somebody is told to them again.
    Where there is no account to write to, or no mail server, nothing is refused for it: Today says it all the same.
    """
    account = practitioner.account
    if account is not None and account.is_active:
        about_it = uuid5(about, str(practitioner.pk))  # the same change told again is the same delivery
        _hand_over(about_it, "email", account.email, subject=gettext("Please sign in"), body=gettext(sentence))


def tell_now(*, practitioner: Practitioner, about: UUID, sentence: str) -> None:
    """Tell somebody as `tell` does, and by text as well where that is how they are reached at work."""
    tell(practitioner=practitioner, about=about, sentence=sentence)
    if is_number(practitioner.reached_by):
        by_text = uuid5(about, f"text {practitioner.pk}")
        _hand_over(by_text, "text", practitioner.reached_by, subject="", body=gettext(sentence))


def _hand_over(about: UUID, transport: str, /, to: str, *, subject: str, body: str) -> None:
    try:
        post.hand_over(id=about, transport=transport, to=to, sender="", subject=subject, body=body)
    except NotPossible:
        return  # this place has nobody who carries it: Today says it all the same

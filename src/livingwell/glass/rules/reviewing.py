"""What looking a matter over takes."""

from uuid import UUID

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

NOT_ONES_OWN = N_("Nobody looks over what they did themselves.")
LOOKED_OVER = N_("This has been looked over already.")


def check_reason(words: str) -> None:
    """Raise NotPossible unless somebody says in their own words what has happened."""
    if not words.strip():
        raise NotPossible(N_("Say in your own words what has happened."), field="words")


def check_finding(words: str, *, reviewer: UUID, about: UUID) -> None:
    """Raise NotPossible unless somebody else says in a few words what they found."""
    if reviewer == about:
        raise NotPossible(NOT_ONES_OWN)
    if not words.strip():
        raise NotPossible(N_("Say in a few words what you found."), field="words")

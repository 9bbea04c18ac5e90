"""Bringing somebody to the huddle, a worry for it, and one that cannot wait for it."""

from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import ToBring, Worry

from .. import queries
from ..models import Conversation
from ..words import BRING_THEM


@action
def bring(*, conversation: Conversation, why: str = "", by: Viewer) -> ToBring | None:
    """Ask for somebody to be brought to the next huddle. Asking again says nothing new unless it has words."""
    if not why.strip() and queries.asked_to_bring(conversation.journey_id):
        return None
    return journeys.ask_to_bring(journey=conversation.journey, why=why.strip() or _(BRING_THEM), by=by)


@action
def share_a_worry(*, conversation: Conversation, words: str, by: Viewer) -> Worry:
    """Raise a worry for the next huddle. The same words again are the same worry."""
    same = _same(conversation, words, by)
    return same or journeys.raise_worry(journey=conversation.journey, words=words, by=by)


@action
def reach_now(*, conversation: Conversation, words: str, by: Viewer) -> Worry:
    """Raise a worry that cannot wait: it reaches somebody in the team, by name."""
    same = _same(conversation, words, by, cannot_wait=True)
    return same or journeys.reach_now(journey=conversation.journey, words=words, by=by)


def _same(conversation: Conversation, words: str, by: Viewer, *, cannot_wait: bool = False) -> Worry | None:
    """Return the worry that these words are already: one that somebody has taken up since is over, and not the same."""
    return Worry.objects.filter(
        journey_id=conversation.journey_id,
        by_id=by.ref,
        words=words.strip(),
        cannot_wait=cannot_wait,
        acknowledged_at__isnull=True,
        settled_at__isnull=True,
    ).first()

"""Bringing somebody to the huddle, a worry for it, and one that cannot wait for it."""

from django.utils import timezone
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
    """Raise a worry that cannot wait: it reaches, by name, whoever is on duty for the team."""
    reach = queries.whom_to_reach(conversation.journey.team_id, timezone.now(), but_not=by.ref)
    same = _same(conversation, words, by, cannot_wait=True)
    return same or journeys.raise_worry(
        journey=conversation.journey,
        words=words,
        cannot_wait=True,
        reaches=reach.practitioner if reach else None,
        by=by,
    )


def _same(conversation: Conversation, words: str, by: Viewer, *, cannot_wait: bool = False) -> Worry | None:
    return Worry.objects.filter(
        journey_id=conversation.journey_id,
        by_id=by.ref,
        words=words.strip(),
        cannot_wait=cannot_wait,
        settled_at__isnull=True,
    ).first()

"""Bringing somebody to the huddle, a worry for it, one that cannot wait for it, and a safeguarding concern."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys import queries as journey_queries
from livingwell.journeys.models import Concern, Journey, ToBring, Worry
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import AgeBand
from livingwell.places.queries import find_practitioner, pack_here

from .. import queries, rules
from ..models import Conversation
from ..words import BRING_THEM, About


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


@action
def raise_concern(*, journey: Journey, about: About, words: str, next_step: str, due_on: date, by: Viewer) -> Concern:
    """Raise a safeguarding concern, by the law of the place's nation, with whoever leads on it in the team.

    From a conversation or from the person's page, on a journey that has ended too. Raises NotPossible, with who to
    ring, when nobody is left to lead on it.
    """
    lead = journey_queries.who_leads_on_safeguarding(journey, timezone.now(), raised_by=by.ref)
    me = find_practitioner(by.ref)
    if lead is None or me is None:
        raise NotPossible(rules.NO_LEAD)
    whose, law = rules.law_for(about, age_band=AgeBand(journey.person.age_band), nation=pack_here().nation)
    return journeys.raise_concern(
        journey=journey,
        about=whose,
        words=words,
        law=law,
        raised_by=me,
        lead=lead.practitioner,
        next_step=next_step,
        due_on=due_on,
        by=by,
    )


def _same(conversation: Conversation, words: str, by: Viewer, *, cannot_wait: bool = False) -> Worry | None:
    """Return the worry that these words are already: one that somebody has taken up since is over, and not the same."""
    standing = Worry.objects.filter(
        journey_id=conversation.journey_id,
        by_id=by.ref,
        cannot_wait=cannot_wait,
        acknowledged_at__isnull=True,
        settled_at__isnull=True,
    )
    return next((worry for worry in standing if worry.words == words.strip()), None)

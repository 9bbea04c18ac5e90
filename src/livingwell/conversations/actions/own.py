"""What a person does themselves with what is planned with them: another time, or "not that day". Nobody asks why."""

from collections.abc import Collection
from datetime import datetime
from uuid import uuid4

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.design import dates
from livingwell.journeys import actions as journeys
from livingwell.journeys.actions.telling import tell
from livingwell.journeys.models import NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Happened, StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.queries import pack_here

from ..models import Conversation, Move

MOVED_MEANWHILE = N_("This has changed meanwhile. Look again: here is how it stands now.")
HAS_MOVED = N_("Something in your week has moved. Sign in to read it.")


@action
def not_that_day(*, conversation: Conversation, by: Viewer) -> None:
    """Say "not that day". Whoever was to come finds another time with them: it is their next step, and soon."""
    step = journeys.make_step(
        journey=conversation.journey,
        what=_("Find another time with %(called)s") % {"called": by.called},
        doer=Doer(StepBy.TEAM, team_id=conversation.journey.team_id),
        due_on=pack_here().reach_by(timezone.now()),
        from_id=conversation.pk,
        by=by,
    )
    _move(conversation, None, step, by)


@action
def choose_another(*, conversation: Conversation, at: datetime, offers: Collection[datetime], by: Viewer) -> None:
    """Move what is planned to another of the times offered. Raises NotPossible for one that has gone meanwhile."""
    if at not in offers:
        raise NotPossible(N_("That time has gone meanwhile. Choose one of these, or say “not that day”."))
    _move(conversation, at, None, by)


def _move(conversation: Conversation, to_at: datetime | None, step: NextStep | None, by: Viewer) -> None:
    said = dates.clock(to_at) if to_at else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "select gate.person_moves(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                conversation.pk,
                conversation.at,
                to_at,
                NextStep._meta.get_field("at_words").closed(said),
                Move._meta.get_field("was_place").closed(conversation.place),
                step.pk if step else uuid4(),
                uuid4(),
                _("Moved to another time"),
                by.called,
            ],
        )
        [[moved]] = cursor.fetchall()
    if not moved:
        raise NotPossible(MOVED_MEANWHILE)
    event = journeys.record_event(
        kind=Happened.CONVERSATION_MOVED,
        person_id=conversation.person_id,
        journey_id=conversation.journey_id,
        about={"at": conversation.at.isoformat(), "to": to_at.isoformat() if to_at else "", "by_person": True},
        from_id=conversation.pk,
        by=by,
    )
    tell(practitioner=conversation.practitioner, about=event.pk, sentence=HAS_MOVED)

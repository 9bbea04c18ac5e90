"""People on journeys, for the tests of what may happen to them. Made by the actions; nothing is assumed of them."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import neighbourhood
import psycopg
from django.utils import timezone
from neighbourhood import Place, as_, in_days

from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey, NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy, StepKind, TriedBy, TryOutcome
from livingwell.places.models import Practitioner


def team_step(
    place: Place, journey: Journey, what: str = "Ring them", *, days: int = 5, kind: StepKind = StepKind.PLAIN
) -> NextStep:
    """Make a step of the team's."""
    with as_(place.tom) as tom:
        doer = Doer(StepBy.TEAM, team_id=place.team.pk)
        return journeys.make_step(journey=journey, what=what, doer=doer, due_on=in_days(days), kind=kind, by=tom)


def spoken_with(place: Place, journey: Journey) -> Journey:
    """Tom has spoken with somebody, an hour ago."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    with as_(place.tom) as tom:
        journeys.record_try(journey=journey, how=TriedBy.CALL, outcome=TryOutcome.REACHED, at=an_hour_ago, by=tom)
    return journey


def held_by(place: Place, practitioner: Practitioner, called: str = "Ama") -> Journey:
    """Introduce somebody whom a practitioner then holds, and whose one open step is theirs."""
    journey = neighbourhood.introduce(place, called)
    with as_(place.tom) as tom:
        journeys.hold(journey=journey, practitioner=practitioner, by=tom)
    return spoken_with(place, journey)


@dataclass(frozen=True)
class Standing:
    """How a journey stands, read past every policy: what promise 1 is about."""

    is_open: bool
    holders: int
    open_steps: int
    holder: UUID | None


STANDING = """
select j.ended_at is null,
       (select count(*) from journeys_holding h where h.journey_id = j.id and h.until is null),
       (select count(*) from journeys_nextstep n where n.journey_id = j.id and n.kept_at is null
           and n.put_aside_at is null and n.done_by <> 'person'),
       (select h.practitioner_id from journeys_holding h where h.journey_id = j.id and h.until is null)
  from journeys_journey j where j.id = %s
"""


def standing(owner: psycopg.Connection, journey_id: UUID) -> Standing:
    found = owner.execute(STANDING, [journey_id]).fetchone()
    assert found is not None
    return Standing(*found)

"""The team, gathered: opening a huddle on a day, deciding for somebody, in few words."""

from datetime import date
from uuid import UUID

from neighbourhood import Place, as_, in_days

from livingwell.huddles import actions, queries, rules
from livingwell.huddles.models import Brought, Huddle
from livingwell.huddles.words import Why
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.places.models import Practitioner

QUIET = 14


def gather(place: Place, day: date | None = None) -> Huddle:
    """Open the team's huddle, Tom first."""
    with as_(place.tom) as tom:
        return actions.open_huddle(team=place.team, today=day or in_days(0), quiet_days=QUIET, by=tom)


def close(place: Place, huddle: Huddle) -> None:
    with as_(place.tom) as tom:
        actions.close_huddle(huddle=huddle, by=tom)


def listed(place: Place, today: date, huddle: Huddle | None = None) -> dict[str, tuple[Why, ...]]:
    """Return who is on the agenda of a day, and every reason why."""
    with as_(place.tom):
        facts = queries.facts_for(place.team.pk, today)
        return {row.called: row.whys for row in rules.agenda(facts, today, quiet_days=QUIET)}


def ours(who: Practitioner) -> Doer:
    return Doer(StepBy.PRACTITIONER, practitioner_id=who.pk)


def agree_step(
    place: Place,
    huddle: Huddle,
    journey: Journey,
    *,
    what: str = "Call after four",
    due_on: date | None = None,
    doer: Doer | None = None,
) -> None:
    with as_(place.tom) as tom:
        actions.add_step(
            huddle=huddle,
            journey=journey,
            what=what,
            doer=doer or ours(place.shanice),
            due_on=due_on or in_days(2),
            by=tom,
        )


def revision_of(place: Place, huddle: Huddle, journey: Journey) -> int:
    with as_(place.tom):
        brought = queries.find_brought(huddle, journey.pk)
    return brought.revision if brought else 1


def agreed(
    place: Place,
    huddle: Huddle,
    journey: Journey,
    *,
    holder: Practitioner | None = None,
    was: UUID | None = None,
    words: str = "",
    shares: tuple[tuple[UUID, UUID], ...] = (),
    today: date | None = None,
) -> Brought:
    """Agree, as Tom would on the page as it stands."""
    decided = rules.Decided(revision_of(place, huddle, journey), words, "", holder.pk if holder else None, was, shares)
    with as_(place.tom) as tom:
        return actions.decide(huddle=huddle, journey=journey, decided=decided, today=today or in_days(0), by=tom)


def brought_back(place: Place, huddle: Huddle, journey: Journey) -> Brought:
    with as_(place.tom) as tom:
        return actions.carry(
            huddle=huddle, journey=journey, decided=rules.Decided(revision_of(place, huddle, journey)), by=tom
        )

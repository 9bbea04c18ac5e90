"""Somebody with a plan, and who writes in it."""

from neighbourhood import Place, as_, introduce
from rights.asking import named, themselves
from website.homes import reached

from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.plans import actions, queries
from livingwell.plans.models import KeptSuggestion, KeptVersion
from livingwell.plans.words import Asked, SeenBy


def held_by_tom(place: Place, called: str = "Ama", **said) -> Journey:
    """Somebody whom Tom holds, and who has their own page: without one they write nothing by themselves."""
    journey = reached(place, introduce(place, called, **said))
    with as_(place.tom) as tom:
        journeys.give_page(journey=journey, by=tom)
    return journey


def asked(sheet: str = "about-me", question: str = "matters") -> Asked:
    found = queries.worksheets_here().find(sheet, question)
    assert found is not None
    return found


MATTERS, SIGNS = ("about-me", "matters"), ("safety-plan", "signs")


def writes(
    journey: Journey, words: str, *, where=MATTERS, on: int = 0, seen_by: SeenBy = SeenBy.TEAM, suggestion=None
) -> KeptVersion | None:
    with named(themselves(journey)) as by:
        return actions.write(
            person_id=journey.person_id,
            asked=asked(*where),
            words=words,
            on=on,
            seen_by=seen_by,
            suggestion=suggestion,
            by=by,
        )


def write_beside(practitioner, journey: Journey, words: str, *, where=MATTERS, on: int = 0, suggestion=None):
    with as_(practitioner) as by:
        return actions.write_together(
            person_id=journey.person_id, asked=asked(*where), words=words, on=on, suggestion=suggestion, by=by
        )


def suggested(practitioner, journey: Journey, words: str, *, where=MATTERS) -> KeptSuggestion:
    with as_(practitioner) as by:
        return actions.suggest(person_id=journey.person_id, asked=asked(*where), words=words, by=by)


__all__ = ["MATTERS", "SIGNS", "asked", "held_by_tom", "named", "suggested", "themselves", "write_beside", "writes"]

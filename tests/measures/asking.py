"""Somebody asked for a check-in in a test, by Tom, who holds; and their link, as the message carries it."""

from contextlib import contextmanager

from measures.reading import of_life, ours
from neighbourhood import Place, as_, introduce
from website.homes import reached

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.journeys.models import Journey
from livingwell.measures import actions, queries
from livingwell.measures.models import CheckIn
from livingwell.measures.words import By, Moment

SATISFACTION = ours("life-satisfaction")
WEEK = of_life()
ALL = {str(number): 4 for number in range(1, 12)}


def held(place: Place, called: str = "Ama") -> Journey:
    return reached(place, introduce(place, called))


def asked(place: Place, journey: Journey, by_way: By = By.TABLET, measure=SATISFACTION) -> CheckIn:
    """Tom asks somebody for a check-in."""
    with as_(place.tom) as tom:
        way = queries.safe_way(journey.person) if by_way == By.LINK else None
        return actions.ask(journey=journey, measure=measure, by_way=by_way, moment=Moment.ALONG, way=way, by=tom)


def answered(place: Place, check_in: CheckIn, answers=None, *, by_way: By = By.TABLET, measure=SATISFACTION):
    with as_(place.tom) as tom:
        return actions.answer(check_in=check_in, measure=measure, answers=answers or ALL, by_way=by_way, by=tom)


@contextmanager
def bearing(check_in: CheckIn, called: str = "Ama"):
    """Run a block as whoever brings the link to a check-in."""
    with named(Viewer(Kind.ASKED, check_in.pk, called=called)) as bearer:
        yield bearer


def again(place: Place, check_in: CheckIn) -> CheckIn:
    """Return a check-in as it is now."""
    with as_(place.tom):
        return CheckIn.objects.get(pk=check_in.pk)

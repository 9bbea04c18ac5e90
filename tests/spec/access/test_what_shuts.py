"""When seeing ends.

Access lasts as long as its reason does, to the moment: not until somebody tidies up, signs out or reloads a page.
"""

import pytest
from journeys.lives import held_by
from neighbourhood import as_, introduce

from livingwell.access import queries
from livingwell.journeys import actions as journeys

pytestmark = pytest.mark.django_db


def sees(practitioner, journey) -> str:
    """Return "sees Ama" or "sees nothing"."""
    with as_(practitioner):
        return "sees Ama" if queries.seen_of([journey.person_id]) else "sees nothing"


def test_somebody_who_works_elsewhere(place):
    """Callum is in the Riverside team. Ama came to Brackwell's."""
    journey = introduce(place)
    assert sees(place.callum, journey) == "sees nothing"
    assert sees(place.shanice, journey) == "sees Ama"


def test_somebody_drawn_in_and_out_again(place):
    """Maggie advises on rent. She sees Ama while she is drawn in, and not a moment longer."""
    journey = introduce(place)
    assert sees(place.maggie, journey) == "sees nothing"
    with as_(place.tom) as tom:
        drawn = journeys.draw_in(journey=journey, practitioner=place.maggie, why="Rent", by=tom)
    assert sees(place.maggie, journey) == "sees Ama"
    with as_(place.tom) as tom:
        journeys.draw_out(drawn=drawn, by=tom)
    assert sees(place.maggie, journey) == "sees nothing"


def test_somebody_who_leaves_the_team(place):
    """Shanice held Ama. On the day she leaves the team, she sees nothing of anybody it holds."""
    journey = held_by(place, place.shanice)
    assert sees(place.shanice, journey) == "sees Ama"
    with as_(place.shanice) as shanice:
        journeys.leave_team(practitioner=place.shanice, team=place.team, by=shanice)
    assert sees(place.shanice, journey) == "sees nothing"


def test_never_this_practitioner(place):
    """Ama knows Dev's family. She says "not Dev". It outranks every reason: he is in the team, and even drawn in."""
    journey = introduce(place)
    with as_(place.tom) as tom:
        journeys.draw_in(journey=journey, practitioner=place.dev, why="Sleep", by=tom)
        journeys.refuse_practitioner(journey=journey, practitioner=place.dev, by=tom)
    assert sees(place.dev, journey) == "sees nothing"
    assert sees(place.shanice, journey) == "sees Ama"

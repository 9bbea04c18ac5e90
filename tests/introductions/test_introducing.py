"""From the commit of an introduction on, a team holds somebody."""

import pytest
from neighbourhood import as_, introduce

from livingwell.journeys.models import Holding, NextStep

pytestmark = pytest.mark.django_db


def test_the_team_holds_from_the_first_moment(place):
    journey = introduce(place)
    with as_(place.shanice):
        holding = Holding.objects.get(journey=journey, until__isnull=True)
        assert holding.team == place.team
        assert NextStep.objects.get(journey=journey).due_on >= journey.opened_at.date()
        assert journey.person.called == "Ama"

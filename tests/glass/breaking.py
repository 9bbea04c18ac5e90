"""Breaking the glass as the actions do, and as a browser without a screen does."""

import time
from typing import Any
from uuid import UUID

from django.test import Client
from neighbourhood import Place, as_, introduce, signed_in

from livingwell.accounts.sessions import BEGAN, SEEN
from livingwell.glass import actions, queries
from livingwell.glass.actions import Broken
from livingwell.glass.models import Matter
from livingwell.glass.rules import Sought
from livingwell.glass.words import Why
from livingwell.journeys.models import Journey
from livingwell.places.models import Practitioner

NUMBER = "07700 900123"  # by which everybody of the neighbourhood is reached, unless they say another
WORDS = "She is at our front desk and cannot stop shaking."
TYPED = {"why": "here", "words": WORDS, "kept_back": "yes", "called": "Ama", "way": NUMBER}


def breaks(who: Practitioner, called: str = "Ama", way: str = NUMBER, **said: Any) -> Broken:
    """Somebody breaks the glass for whoever is called so and reached so."""
    with as_(who) as by:
        return actions.break_glass(**{"why": Why.HERE, "words": WORDS, "sought": Sought(called, way), "by": by, **said})


def opened(place: Place, who: Practitioner | None = None, **said: Any) -> tuple[Journey, Broken]:
    """Ama is introduced to Brackwell, and Callum of Riverside breaks the glass for her."""
    journey = introduce(place)
    return journey, breaks(who or place.callum, **said)


def matter_for(who: Practitioner, matter_id: UUID | None) -> Matter | None:
    """Return a matter as somebody may find it."""
    assert matter_id is not None
    with as_(who):
        return queries.find_matter(matter_id)


def just_signed_in(who: Practitioner, *, ago: float = 0) -> Client:
    """Return a browser of somebody who has only just shown who they are; so many seconds ago."""
    client = signed_in(who)
    session = client.session
    session[SEEN] = time.time()
    session[BEGAN] = time.time() - ago
    session.save()
    return client

"""What somebody says of who they are: that it was said is on their line of moments, and never what."""

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.people import actions as people
from livingwell.people.models import OwnAnswer
from livingwell.people.words import Told
from livingwell.places.words import WhoAsked

from ..models import Journey
from ..words import Happened
from .stream import record_event


@action
def say_who(
    *, journey: Journey, asked: WhoAsked, key: str, words: str = "", told: Told = Told.THEMSELVES, by: Viewer
) -> OwnAnswer:
    """Keep one answer of somebody's, as they gave it. `journey` is their newest, with the person."""
    said = people.say_who(person=journey.person, asked=asked, key=key, words=words, told=told, by=by)
    record_event(kind=Happened.WHO_SAID, person_id=journey.person_id, journey_id=journey.pk, from_id=said.pk, by=by)
    return said

"""What Marian and Corinne wrote of themselves, and what was written sitting beside them. All made up."""

from datetime import datetime, timedelta
from uuid import UUID

from livingwell.access.naming import named, practising
from livingwell.access.words import Kind, Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.places.models import Practitioner
from livingwell.plans import actions, queries
from livingwell.plans.words import Asked, SeenBy

from . import clock
from .place import Place

MARIANS = {
    "about-me/matters": "My garden. Leonard. Being believed the first time.",
    "about-me/support": "One thing at a time. Sit down when you talk to me. Do not say it is my nerves.",
    "hopes/hopes": "To sleep through. To have people round again, and cook for them.",
    "in-the-way/home": "The landlord wants the flat back, and I have not opened the last letter.",
}
MARIAN_KEEPS = {"my-story/story": "It began long before the operation. I will tell it when I am ready."}
BESIDE_MARIAN = {
    "strengths/helps": "Leonard, the allotment on a Thursday, and ringing Tom before the surgery, not after."
}
FOR_MARIAN = {"about-me/liked": "She remembers everybody’s children by name. She grew the beans that won."}
BESIDE_CORINNE = {
    "safety-plan/signs": "When I stop opening the curtains, and my hands go.",
    "safety-plan/can-do": "Cold water on my wrists. The radio, any station with talking.",
    "safety-plan/people-places": "The bench by the canal where the dogs go past.",
    "safety-plan/call": "Shanice, in the day. My aunt in the evening: she knows. At night the helpline.",
    "safety-plan/safer": "My aunt has the pills at hers, and gives me a day’s worth.",
}
CORINNES = {"safety-plan/reasons": "My brother would have wanted me to see the sea again."}


def tell(place: Place, journeys_of: dict[str, UUID], now: datetime) -> None:
    """Write Marian's plan and Corinne's safety plan, over the last days."""
    tom, shanice = place.cast["Tom"], place.cast["Shanice"]
    marian, corinne = journeys_of["marian"], journeys_of["corinne"]
    for person_id, who in ((marian, tom), (corinne, shanice)):
        with clock.at(now - timedelta(days=2)), named(practising(who)) as by:
            journeys.give_page(journey=Journey.objects.get(person_id=person_id, ended_at=None), by=by)
    with clock.at(now - timedelta(days=1, hours=3)):
        _beside(tom, marian, BESIDE_MARIAN)
        _beside(shanice, corinne, BESIDE_CORINNE)
    with clock.at(now - timedelta(hours=14)):
        _write(marian, "Marian", MARIANS, seen_by=SeenBy.TEAM)
        _write(marian, "Marian", MARIAN_KEEPS, seen_by=SeenBy.ONLY_ME)
        _write(corinne, "Corinne", CORINNES, seen_by=SeenBy.TEAM)
        with named(practising(tom)) as by:
            for asked, words in _each(FOR_MARIAN):
                actions.suggest(person_id=marian, asked=asked, words=words, by=by)


def _beside(practitioner: Practitioner, person_id: UUID, written: dict[str, str]) -> None:
    with named(practising(practitioner)) as by:
        for asked, words in _each(written):
            actions.write_together(person_id=person_id, asked=asked, words=words, on=0, by=by)


def _write(person_id: UUID, called: str, written: dict[str, str], *, seen_by: SeenBy) -> None:
    with named(Viewer(Kind.PERSON, person_id, called=called)) as by:
        for asked, words in _each(written):
            actions.write(person_id=person_id, asked=asked, words=words, on=0, seen_by=seen_by, by=by)


def _each(written: dict[str, str]) -> list[tuple[Asked, str]]:
    """Return the questions that the worksheets have, with what answers each."""
    return [(one, written[one.key]) for one in queries.worksheets_here().asked() if one.key in written]

"""A concern in a state a test begins with, made by the actions themselves, and what is read of it."""

import re

from django.test import Client
from django.utils import timezone
from neighbourhood import Place, as_, introduce

from livingwell.conversations import actions
from livingwell.conversations.words import About
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Concern, Journey
from livingwell.places.models import Practitioner

WORDS = "Her brother takes her card on Fridays."
SAID = {
    "about": "themselves",
    "words": WORDS,
    "next_step": "Ring the council’s adult team",
    "due_on": timezone.localdate().isoformat(),
}


def raised(place: Place, journey: Journey | None = None, *, by: Practitioner | None = None) -> Concern:
    """A concern raised by Shanice; Ros leads on it, who leads on safeguarding."""
    journey = journey or introduce(place)
    with as_(by or place.shanice) as viewer:
        return actions.raise_concern(
            journey=journey,
            about=About.THEMSELVES,
            words=WORDS,
            next_step=SAID["next_step"],
            due_on=timezone.localdate(),
            by=viewer,
        )


def lead_of(concern: Concern, *, seen_by: Practitioner) -> str:
    with as_(seen_by):
        return Concern.objects.select_related("lead").get(pk=concern.pk).lead.called


def change(place: Place, concern: Concern, *, by: Practitioner, **what) -> None:
    was = {"lead": concern.lead, "next_step": concern.next_step, "due_on": concern.due_on}
    with as_(by) as viewer:
        journeys.change_concern(concern=concern, by=viewer, **(was | what))


def hidden(client: Client, path: str, name: str) -> str:
    """What the form on a page carries unseen."""
    return re.search(rf'name="{name}" value="([^"]+)"', client.get(path).content.decode())[1]


def refuse(place: Place, journey: Journey, *practitioners: Practitioner) -> None:
    with as_(place.tom) as tom:
        for one in practitioners:
            journeys.refuse_practitioner(journey=journey, practitioner=one, by=tom)

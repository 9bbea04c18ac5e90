"""A place with something of everything in it, made by the actions; run as a program of its own, in a folder of its own.

`make` makes it. `go_on` has people come to the door until it is stopped, as they do while a backup is taken.
"""

import sys
from uuid import uuid4

import django

# ruff: noqa: E402 -- Django is set up before anything of the house is imported
django.setup()

from conversations.talking import planned, ready
from django.db import connection
from neighbourhood import Place, account_of, as_, find_place, in_days, introduce, owner_connection

from livingwell.accounts import sealing
from livingwell.introductions.rules import Way
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.messages import actions as messages
from livingwell.messages.words import Sort
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel
from livingwell.places import actions as places
from livingwell.places.words import Asked
from livingwell.post import actions as post
from livingwell.record import actions as record
from livingwell.website.database.engine.base import owning

EMAIL = Way(Channel.EMAIL, "ama@example.org", may_message=True)


def make() -> None:
    place = find_place()
    ama = introduce(place, "Ama", ways=(EMAIL,))
    hold(place, ama)
    ready(place, introduce(place, "Bea"))
    planned(place, introduce(place, "Cy"))
    worried(place, introduce(place, "Dee"))
    refused(place, introduce(place, "Eli"))
    with owning(connection):
        record.seal_all()
        invite(place)
        second_factor(place)
    two_messages(place, ama)  # what is not sealed yet is sealed once it is put back


def hold(place: Place, journey: Journey) -> None:
    with as_(place.tom) as tom:
        journeys.hold(journey=journey, practitioner=place.tom, by=tom)
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.tom.pk)
        journeys.make_step(journey=journey, what="Ring her sister", doer=doer, due_on=in_days(5), by=tom)


def worried(place: Place, journey: Journey) -> None:
    with as_(place.shanice) as shanice:
        journeys.reach_now(journey=journey, words="She has not answered since Friday.", by=shanice)


def refused(place: Place, journey: Journey) -> None:
    with as_(place.tom) as tom:
        journeys.refuse_practitioner(journey=journey, practitioner=place.dev, words="He is my cousin.", by=tom)


def two_messages(place: Place, journey: Journey) -> None:
    """Write one whose moment has come, whatever the hour is now, and give post one."""
    with as_(place.tom) as tom:
        person, way = Person.objects.get(pk=journey.person_id), WayToReach.objects.get(person_id=journey.person_id)
        messages.write(person=person, way=way, sort=Sort.OWN_WORDS, words="Shall we walk?", by=tom)
    with owning(connection):
        post.hand_over(id=uuid4(), transport="email", to="bea@example.org", sender="", subject="", body="At four?")
    with owner_connection() as owner:
        owner.execute("update messages_message set goes_at = now() - interval '1 minute'")


def invite(place: Place) -> None:
    asked = Asked("nia@example.org", "Nia", "Nia Rees", "nurse", place.tom.organisation_id, place.team.pk)
    places.invite(asked=asked, made_by="Tom")


def second_factor(place: Place) -> None:
    account = account_of(place.tom)
    with owner_connection() as owner:
        sealed = sealing.seal("ABCDEFGHIJKLMNOP")
        owner.execute(
            "update mfa_authenticator set data = jsonb_build_object('secret', %s::text) where user_id = %s",
            [sealed, account.pk],
        )


def go_on() -> None:
    place, number = find_place(), 0
    while True:
        introduce(place, f"Newcomer {number}")
        number += 1
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    {"make": make, "go_on": go_on}[sys.argv[1]]()

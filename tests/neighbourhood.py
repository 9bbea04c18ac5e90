"""The cast. Everybody here is made up, and made by the actions themselves, so no test sees what cannot happen.

Practitioners: Shanice (peer worker, Been There), Tom (nurse, the trust; leads), Priya (social worker, the council),
Dev (occupational therapist, the trust), Maggie (welfare adviser, Harbour Advice; in no team), Callum (support worker,
Riverside team: no tie to Brackwell's people), Ros (social worker; leads on safeguarding).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from livingwell.access.naming import named, practising
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.accounts.models import User
from livingwell.introductions import actions as introductions
from livingwell.introductions.rules import Introducer, Introducing, Way
from livingwell.introductions.words import ForWhom
from livingwell.journeys.models import Journey
from livingwell.people.words import Channel
from livingwell.places import actions as places
from livingwell.places.models import Practitioner, Site, Team
from livingwell.places.queries import packs
from livingwell.website import cast
from livingwell.website.database.engine.base import owning


@dataclass(frozen=True)
class Place:
    """A made-up place and who works there."""

    site: Site
    team: Team
    other_team: Team
    shanice: Practitioner
    tom: Practitioner
    priya: Practitioner
    dev: Practitioner
    ros: Practitioner
    maggie: Practitioner
    callum: Practitioner


def make_the_place() -> None:
    """Load the place's pack and cast as the owner, outside any transaction: once, and again after a flush."""
    if Site.objects.filter(slug="brackwell").exists():
        return
    with owning(connection):
        site = places.load_pack(pack=packs()["brackwell"], is_made_up=True)
        places.load_pack(pack=packs()["edinburgh"])
        cast.gather(site)


@contextmanager
def committed(blocker) -> Iterator["Place"]:
    """The made-up place for a whole module of tests that commit: `blocker` is pytest-django's. Emptied afterwards."""
    with blocker.unblock():
        make_the_place()
        yield find_place()
        call_command("flush", verbosity=0, interactive=False)
        make_the_place()


def find_place() -> Place:
    """Return the place that `livingwell prepare` made when the test database was made."""
    site = Site.objects.get(slug="brackwell")
    people = {p.called.lower(): p for p in Practitioner.objects.filter(site=site).select_related("organisation")}
    teams = {team.slug: team for team in Team.objects.filter(site=site).select_related("site")}
    return Place(site=site, team=teams["brackwell"], other_team=teams["riverside"], **people)


@contextmanager
def as_(practitioner: Practitioner) -> Iterator[Viewer]:
    """Run a block as a practitioner, named to the database."""
    with named(practising(practitioner)) as one:
        yield one


def introduce(place: Place, called: str = "Ama", *, now: datetime | None = None, **said) -> Journey:
    """Introduce somebody by themselves, at the front door; return their journey as the team sees it."""
    said.setdefault("ways", (Way(Channel.TEXT, "07700 900123", may_message=True),))
    said.setdefault("going_on", "I can’t sleep in my own room.")
    return _arrive(place, Introducing(ForWhom.ME, called, **said), now)


def introduce_another(place: Place, called: str = "Marek", *, now: datetime | None = None, **said) -> Journey:
    """Introduce somebody by their brother, who has told them."""
    said.setdefault("ways", (Way(Channel.CALL, "01632 960001"),))
    said.setdefault("introducer", Introducer("Piotr", "his brother", they_agreed=True))
    return _arrive(place, Introducing(ForWhom.SOMEONE, called, **said), now)


def _arrive(place: Place, said: Introducing, now: datetime | None) -> Journey:
    with named(NOBODY):
        made = introductions.introduce(
            key=uuid4(),
            said=said,
            team=place.team,
            door="front",
            pack=packs()["brackwell"],
            now=now or timezone.now(),
            by=Viewer(Kind.VISITOR, called=said.called),
        )
    return journey_of(place, made.person_id)


def journey_of(place: Place, person_id: UUID) -> Journey:
    with as_(place.tom):
        return Journey.objects.select_related("person", "team").get(person_id=person_id, ended_at__isnull=True)


def owner_connection() -> psycopg.Connection:
    """Return a second connection, as the role that owns the tables, to the same test database."""
    ours = settings.DATABASES["default"]
    return psycopg.connect(
        host=ours["HOST"],
        port=ours["PORT"],
        dbname=connection.settings_dict["NAME"],
        user=ours["LIVINGWELL"]["owner"]["USER"],
        password=ours["LIVINGWELL"]["owner"]["PASSWORD"] or None,
        autocommit=True,
    )


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def signed_in(practitioner: Practitioner) -> Client:
    """Return a browser without a screen, signed in as a practitioner with a second factor."""
    client = Client()
    client.force_login(account_of(practitioner))
    return client


def account_of(practitioner: Practitioner):
    """Return a practitioner's account, made as the owner where there is none, with a second factor set up."""
    account = User.objects.filter(practitioner=practitioner).first()
    if account is None:
        account = User(email=f"{practitioner.called.lower()}@brackwell.example", password="!")
        with owner_connection() as owner:
            owner.execute(
                "insert into accounts_user (id, email, password, is_active, made_at) values (%s, %s, '!', true, now())",
                [account.pk, account.email],
            )
            owner.execute("update places_practitioner set account_id = %s where id = %s", [account.pk, practitioner.pk])
            owner.execute(
                "insert into mfa_authenticator (type, data, user_id, created_at) values ('totp', '{}', %s, now())",
                [account.pk],
            )
    return User.objects.get(pk=account.pk)

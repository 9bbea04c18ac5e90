"""Every address refuses a stranger, and "not yours" looks like "not there": asked of every address of the house.

Two strangers ask: nobody, signed in nowhere; and Callum, a practitioner with no tie to anybody here, who brings the
ids of real rows. A new address is asked too, from the day it exists, and fails here until it refuses or has its reason.
"""

import itertools
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from access.scene import Scene, set_scene
from architecture.faults import Fault, none_of
from conversations.talking import begun, planned, write
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from huddles.gathering import gather
from measures.asking import asked as check_in_asked
from messages.carrying import write as write_to
from neighbourhood import Place, account_of, as_, committed, owner_connection, signed_in

from livingwell.conversations.actions import go_out
from livingwell.conversations.models import Conversation
from livingwell.conversations.words import COLUMNS
from livingwell.journeys.doings import DOINGS
from livingwell.journeys.models import Journey, Worry
from livingwell.people.models import WayToReach
from livingwell.people.words import Channel
from livingwell.places import actions as places
from livingwell.places.models import Bringing
from livingwell.places.queries import pack_here
from livingwell.places.words import Asked
from livingwell.plans import actions as plans
from livingwell.plans.queries import worksheets_here
from livingwell.rights import actions as rights
from livingwell.rights.words import BY_SLUG, Ground, Right
from livingwell.website.copies import gathering

pytestmark = pytest.mark.django_db

# Open to anybody, each for its reason. `name: why`.
PUBLIC = {
    "introductions:front_door": "the front door",
    "introductions:for_me": "the front door",
    "introductions:for_someone": "the front door",
    "introductions:i_work_with_someone": "the front door, for who works elsewhere",
    "introductions:safe_now": "who to ring now",
    "introductions:come_back": "the way back never closes",
    "introductions:say_more": "a form's own address, opened: goes to the receipt, which answers every link alike",
    "introductions:please_ring": "the same",
    "introductions:take_back": "the same",
    "website:place_css": "two colours",
    "website:privacy": "what is kept and why, for anybody to read",
    "website:keep_on_this_phone": "a script, the same for anybody",
    "website:open_own_page": "answers a link, right or wrong, in the same way",
    "website:open_invitation": "answers a link, right or wrong, in the same way",
    "website:left": "says goodbye, and how to come back",
    "website:own_words": "asks for the words that go with a link",
    "website:go_away": "leaves for somewhere dull, having shut one's own page where one was open",
    "website:leave_own_page": "shuts one's own page, where one was open",
    "website:open_questions": "answers a link, right or wrong, in the same way",
    "website:questions": "what one link asks; without one, that there is nothing to do",
    "website:questions_thanks": "the same",
    "website:questions_no_more": "the same",
    "account_login": "signing in",
    "mfa_login_webauthn": "signing in",
    "accounts:ask_for_passkey": "signing in: what a device is to sign, the same for anybody",
    "account_signup": "signing in: nobody signs themselves up",
    "account_request_login_code": "signing in",
    "account_confirm_login_code": "signing in",
    "account_reset_password": "signing in",
    "account_inactive": "says that this account is closed, and whom to ask",
    "account_logout": "signing out",
    "accounts:sign_out": "signing out",
    "accounts:signed_out": "signing out",
}
# A form's own address, opened by hand or after signing in again: goes to the page it is on, which refuses.
SENT_BACK = dict.fromkeys(
    (f"introductions:{name}" for name in ("read", "tried", "not_now", "tell", "review", "welcome_back", "let_go")),
    "goes to the introduction, which is not there for a stranger",
) | dict.fromkeys(
    (f"introductions:waiting_list_{name}" for name in ("pace", "bring_in", "forget")),
    "goes to the list that is brought in, which is not there for a stranger",
)
# What a practitioner may open without a tie to anybody: their own, their teams', and the place's.
OWN = {
    "website:today": "their own day",
    "website:today_now": "their own day, kept fresh",
    "website:duty": "their own team's duty",
    "website:handed": "their own team's duty",
    "website:days_away": "their own days",
    "website:check_ins": "whom their own teams are alongside",
    "website:rights": "what was asked of their own teams",
    "website:find": "those they may see; nobody else’s are looked among",
    "website:brings": "what colleagues bring, as far as each has said to whom",
    "website:my_brings": "what they bring themselves",
    "glass:glass": "they themselves break it; what is found, the database decides",
    "glass:reviews": "what they were told of; nobody else’s is listed",
    "introductions:list": "their own team's door",
    "introductions:bring": "their own team's waiting list, or whom to ask",
    "conversations:guide": "the place's questions",
    "conversations:out": "they themselves go out",
    "conversations:week": "their own week",
    "messages:letters": "letters to those they are alongside; nobody else’s are listed",
    "huddles:today": "their own team's huddle",
    "huddles:open": "their own team's huddle",
    "huddles:earlier": "their own team's huddles",
    "mfa_index": "their own account",
    "mfa_activate_totp": "their own account",
    "mfa_deactivate_totp": "their own account",
    "mfa_authenticate": "their own account",
    "mfa_reauthenticate": "their own account",
    "mfa_view_recovery_codes": "their own account",
    "mfa_generate_recovery_codes": "their own account",
    "mfa_reauthenticate_webauthn": "their own account",
    "mfa_add_webauthn": "their own account",
    "mfa_edit_webauthn": "their own account",
    "accounts:ask_for_new": "their own account",
    "accounts:take_off": "their own account",
    "account_reauthenticate": "their own account",
    "account_change_password": "their own account",
}
SIGN_IN = "/sign-in/"
NOUNS = {
    "other": "_person",
    "step": "_nextstep",
    "aside": "_noteaside",
    "check_in": "_checkin",
    "way": "_waytoreach",
    "suggestion": "suggestion",
    "turn": "_wheelturn",
    "row": "_worry",  # whichever row of a copy is held back
}  # where a hole in an address is not called as its table is
SLUGS = {
    "doing": tuple(map(str, DOINGS)),
    "column": tuple(map(str, COLUMNS)),
    "right": tuple(BY_SLUG),
    "measure": ("life-satisfaction",),
    "table": ("journeys.Worry",),
    "sheet": ("about-me",),
    "question": ("matters",),
}
SAID = {"words": "Hello", "what": "Ring", "revision": "0", "writer": "me", "sure": "yes", "why": "Rent", "on": "now"}
NEVER_SEEN = (
    "green door",
    "Marek",
    "Pills on the table",
    "takes her money",
    "drinks alone",
    "07700 900456",
    "the lock by the mill",
)


@dataclass(frozen=True)
class Address:
    """One address of the house: its full name, its route, and what stands in it by name and kind."""

    name: str
    route: str
    holes: tuple[tuple[str, str], ...]

    @property
    def room(self) -> str:
        return self.name.split(":")[0]

    def filled(self, values: dict[str, object]) -> str:
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda hole: str(values[hole[1]]), self.route)


def addresses(
    resolver: URLResolver | None = None, *, route: str = "", names: tuple[str, ...] = ()
) -> Iterator[Address]:
    """Walk every address the house answers."""
    for one in (resolver or get_resolver()).url_patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLPattern):
            holes = tuple((name, type(kind).__name__) for name, kind in one.pattern.converters.items())
            yield Address(":".join((*names, one.name or here)), here, holes)
        else:
            yield from addresses(one, route=here, names=(*names, *filter(None, [one.namespace])))


class Rows:
    """The ids of real rows, read as the owner."""

    def __init__(self, owner: psycopg.Connection) -> None:
        found = owner.execute(
            "select c.relname, a.attname from pg_index i join pg_class c on c.oid = i.indrelid"
            " join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] and a.atttypid = 'uuid'::regtype"
            " where i.indisprimary and c.relnamespace = 'public'::regnamespace"
        ).fetchall()
        self.ids = {table: self._some(owner, f'select "{key}" from {table} order by 1 limit 1') for table, key in found}

    @staticmethod
    def _some(owner: psycopg.Connection, question: str) -> list[object]:
        return [row[0] for row in owner.execute(question)]

    def of(self, address: Address, hole: str) -> list[object]:
        """Every id that could stand here: `journey_id` is a journey's, `pk` any of the room's own."""
        noun = hole.removesuffix("_id")
        fits = f"{address.room}_" if hole == "pk" else ""
        ends = "" if hole == "pk" else NOUNS.get(noun, f"_{noun}")
        return [
            one for table, ids in self.ids.items() if table.startswith(fits) and table.endswith(ends) for one in ids
        ]


def fillings(address: Address, rows: Rows) -> Iterator[dict[str, object]]:
    """Return every way to fill an address with real ids."""
    choices = [
        rows.of(address, name) if kind == "UUIDConverter" else SLUGS.get(name, ("guessed",))
        for name, kind in address.holes
    ]
    for values in itertools.product(*choices):
        yield {name: value for (name, _kind), value in zip(address.holes, values, strict=True)}


def guessed(address: Address, like: dict[str, object]) -> dict[str, object]:
    """Return the same with ids that nobody has."""
    return {name: uuid4() if kind == "UUIDConverter" else like[name] for name, kind in address.holes}


def shape(answer: HttpResponse) -> tuple[int, str, str]:
    """What an answer tells, without what differs each time: keys, tokens and the ids that were asked for."""

    def plain(text: str) -> str:
        text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text)
        return re.sub(r"(csrfmiddlewaretoken\" value=\"|csrfToken\W+)[A-Za-z0-9]+", "TOKEN", text)

    return answer.status_code, plain(answer.headers.get("Location", "")), plain(answer.content.decode())


def ids_in(address: Address) -> list[str]:
    return [name for name, kind in address.holes if kind == "UUIDConverter"]


def refuses_nobody(address: Address, verb: str, answer: HttpResponse) -> Iterator[Fault]:
    """Name an address that answers somebody who has not signed in with anything but the door."""
    sent_to_sign_in = answer.status_code in (302, 303) and answer.headers["Location"].startswith(SIGN_IN)
    if answer.status_code >= 500:
        yield Fault(address.route, 0, f"{verb} by nobody breaks ({answer.status_code}): refuse, do not fail")
    elif address.name not in PUBLIC and not sent_to_sign_in and answer.status_code not in (401, 404, 405):
        yield Fault(
            address.route,
            0,
            f"{verb} by nobody answers {answer.status_code}: put @for_practitioners on {address.name}, "
            "or give it a reason in PUBLIC",
        )


def refuses_a_stranger(address: Address, verb: str, *, real: HttpResponse, made_up: HttpResponse) -> Iterator[Fault]:
    """Name an address that tells a practitioner with no tie that somebody is there."""
    if real.status_code >= 500:
        yield Fault(address.route, 0, f"{verb} by a stranger breaks ({real.status_code}): refuse, do not fail")
    elif ids_in(address) and shape(real) != shape(made_up):
        told = f"{real.status_code} for a row that is there, {made_up.status_code} for one that is not"
        yield Fault(address.route, 0, f"{verb} by a stranger tells what is there ({told}): find it by a query first")
    elif ids_in(address):
        if real.status_code not in (404, 405) and address.name not in {**PUBLIC, **OWN, **SENT_BACK}:
            yield Fault(address.route, 0, f"{verb} by a stranger answers {real.status_code}: it should not be there")
    elif real.status_code == 200 and address.name not in {**PUBLIC, **OWN}:
        yield Fault(address.route, 0, f"{verb} opens to any practitioner: give {address.name} a reason in OWN")
    for words in NEVER_SEEN:
        if words in real.content.decode():
            yield Fault(address.route, 0, f"{verb} shows a stranger {words!r}")


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    with committed(django_db_blocker) as place:
        for one in (place.shanice, place.tom, place.callum):
            account_of(one)
        made = set_scene()
        with as_(place.tom):
            ama, marek = (
                Journey.objects.select_related("person").get(pk=one.journey_id) for one in (made.ama, made.marek)
            )
            way = WayToReach.objects.filter(person_id=ama.person_id, channel=Channel.TEXT, may_message=True).first()
        planned(place, ama, by=place.shanice)
        _write_at_once(place, begun(place, marek, by=place.shanice))
        gather(place)
        with as_(place.tom):
            today = timezone.localdate()
            places.be_away(practitioner=place.shanice, cover=None, from_on=today, until_on=today)
            places.invite(asked=_anita(place), made_by="Tom")
        _go_out(place)
        write_to(place, ama.person, way)
        _ask_for_a_copy(place, ama)
        _suggest(place, ama)
        check_in_asked(place, ama)
        _turn_and_hope(place, ama)
        yield made


def _ask_for_a_copy(place: Place, journey: Journey) -> None:
    """Ama asks for a copy; one is given, another asked, and something held back from it."""
    with as_(place.tom) as tom:
        first = rights.ask(journey=journey, right=Right.COPY, words="The lock by the mill, please.", by=tom)
        document = gathering.gather(journey.person, withheld=(), pack=pack_here(), now=timezone.now())
        rights.give_copy(asked=first, document=json.dumps(document), rows=1, held_back=0, by=tom)
        again = rights.ask(journey=journey, right=Right.COPY, by=tom)
        worry = Worry.objects.filter(person_id=journey.person_id).first()
        said = {"table": "journeys.Worry", "row_id": worry.pk, "ground": Ground.HARM, "words": "The lock by the mill"}
        rights.hold_back(asked=again, by=tom, **said)


def _suggest(place: Place, journey: Journey) -> None:
    with as_(place.tom) as tom:
        for asked in (one for one in worksheets_here().asked() if one.question.key in ("matters", "signs")):
            words = "The green door, where she is safe."
            plans.suggest(person_id=journey.person_id, asked=asked, words=words, by=tom)


def _turn_and_hope(place: Place, journey: Journey) -> None:
    with as_(place.tom) as tom:
        plans.turn_wheel(person_id=journey.person_id, segments=pack_here().wheel, values={"home": 2}, by=tom)
        hope = plans.say_aspiration(person_id=journey.person_id, words="The green door, mine.", by=tom)
        plans.set_goal(aspiration=hope, journey=journey, words="To find the green door.", by=tom)


def _go_out(place: Place) -> None:
    with as_(place.shanice) as shanice:
        back_by = timezone.now() + timedelta(hours=1)
        go_out(
            practitioner=place.shanice,
            team=place.team,
            where="The green door behind the chapel",
            back_by=back_by,
            notices=place.dev,
            by=shanice,
        )


def _anita(place: Place) -> Asked:
    works_for = place.shanice.organisation_id
    return Asked("a@x.example", "Anita", "Anita Shah", "nurse", organisation_id=works_for, team_id=place.team.pk)


def _write_at_once(place: Place, conversation: Conversation) -> None:
    """Two pages write in one note at once, so that what one of them wrote is kept beside."""
    for writer, words in (("one", "Hands shake."), ("other", "He has a letter.")):
        with as_(place.shanice) as shanice:
            write(conversation, words, revision=0, writer=writer, by=shanice)


@pytest.fixture(scope="module")
def rows(scene) -> Rows:
    with owner_connection() as owner:
        found = Rows(owner)
    found.ids["places_team"] = [scene.place.team.pk]  # which is not the stranger's own
    found.ids["places_practitioner"] = [scene.place.dev.pk]  # who is in no team of the stranger's
    with as_(scene.place.shanice):
        found.ids["places_bringing"] = [Bringing.objects.filter(practitioner=scene.place.shanice).first().pk]
    return found


def asked(client: Client, verb: str, path: str) -> HttpResponse:
    return client.post(path, SAID) if verb == "POST" else client.get(path)


def every_cell(rows: Rows) -> Iterator[tuple[Address, str, dict[str, object]]]:
    return ((one, verb, ids) for one in addresses() for ids in fillings(one, rows) for verb in ("GET", "POST"))


def test_every_address_refuses_nobody(rows, figure):
    faults: list[Fault] = []
    cells = [(one, verb, next(fillings(one, rows))) for one in addresses() for verb in ("GET", "POST")]
    for address, verb, ids in cells:
        faults += refuses_nobody(address, verb, asked(Client(), verb, address.filled(ids)))
    figure("strangers.nobody", len(cells), "cells")
    none_of(set(faults))


def test_not_yours_looks_like_not_there_at_every_address(rows, scene, figure):
    faults: list[Fault] = []
    cells = 0
    not_there: dict[tuple[str, str], HttpResponse] = {}
    callum, account = signed_in(scene.place.callum), account_of(scene.place.callum)
    for address, verb, ids in every_cell(rows):
        if address.room == "accounts" or address.name.startswith(("account_", "mfa_")):
            continue  # their own account, and signing out would end the asking
        callum.force_login(account)  # shutting one's own page signs out
        real = asked(callum, verb, address.filled(ids))
        like = address.filled(dict.fromkeys(ids, "") | {name: ids[name] for name in ids if name in SLUGS})
        if (like, verb) not in not_there:  # what is said of a row that is not there is asked once of each address
            not_there[like, verb] = asked(callum, verb, address.filled(guessed(address, ids)))
        faults += refuses_a_stranger(address, verb, real=real, made_up=not_there[like, verb])
        cells += 1
    figure("strangers.no_tie", cells, "cells")
    none_of(set(faults))


def test_the_ids_that_strangers_bring_are_real(rows):
    """Otherwise all of this would be about rows that are not there."""
    empty = {f"{one.route} <{name}>" for one in addresses() for name in ids_in(one) if not rows.of(one, name)}
    assert empty == set()


def test_every_reason_is_for_an_address_that_is_there():
    assert {*PUBLIC, *OWN} - {one.name for one in addresses()} == set()


# -- broken on purpose -------------------------------------------------------------------------------------------------
PERSON = Address("people:page", "people/<uuid:person_id>/", (("person_id", "UUIDConverter"),))


def said(faults: Iterable[Fault]) -> list[str]:
    return [one.say for one in faults]


def test_a_page_that_opens_to_nobody_is_named():
    assert said(refuses_nobody(PERSON, "GET", HttpResponse("Ama"))) == [
        "GET by nobody answers 200: put @for_practitioners on people:page, or give it a reason in PUBLIC"
    ]
    assert said(refuses_nobody(PERSON, "GET", HttpResponse(status=404))) == []
    assert said(refuses_nobody(PERSON, "GET", HttpResponse(status=303, headers={"Location": "/sign-in/?next=/"}))) == []
    assert len(said(refuses_nobody(PERSON, "GET", HttpResponse(status=303, headers={"Location": "/today/"})))) == 1


def test_a_page_that_tells_who_is_there_is_named():
    there, not_there = HttpResponse("Not yours", status=403), HttpResponse("Not here", status=404)
    assert said(refuses_a_stranger(PERSON, "GET", real=there, made_up=not_there)) == [
        "GET by a stranger tells what is there (403 for a row that is there, 404 for one that is not): "
        "find it by a query first"
    ]
    words = HttpResponse("Not yours", status=404)
    assert len(said(refuses_a_stranger(PERSON, "GET", real=words, made_up=not_there))) == 1
    assert said(refuses_a_stranger(PERSON, "GET", real=not_there, made_up=not_there)) == []
    shown = HttpResponse("Pills on the table")
    assert len(said(refuses_a_stranger(PERSON, "GET", real=shown, made_up=shown))) == 2

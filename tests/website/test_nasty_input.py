"""Whatever is typed in any field, at every address that takes a form, is answered: nothing breaks, nothing is a script.

Asked of every address of the house, so that a new one is asked from the day it exists. Each form is sent as it may
arrive from a page, and with every field nasty; by the team's lead, by somebody on their own page, and by nobody.
"""

from collections.abc import Iterator

import pytest
from access.scene import Scene
from architecture.faults import Fault, none_of
from architecture.test_strangers import Address, Rows, addresses, fillings, scene  # noqa: F401 -- a fixture
from django.db import transaction
from django.test import Client
from introductions.doorway import fill_for_me, link_in, receipt_of
from neighbourhood import account_of, as_, in_days, owner_connection

from livingwell.access import actions as access
from livingwell.design.typed import every_field, typed_names
from livingwell.lib import keys
from livingwell.places.models import Bringing
from livingwell.website.viewers import OWN_PAGE

pytestmark = pytest.mark.django_db

NASTY = {
    "far too long": "a" * 10_001,
    "a little too long": "b" * 301,
    "with a null byte": "before\x00after",
    "nothing but a null byte": "\x00",
    "a family in emoji": "👩‍👩‍👧‍👦" * 40,
    "from right to left": "\u202eשלום\u2067 مرحبا",
    "a script": "<script>alert(1)</script>",
    "half of a letter": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "a template": "{{ 7 * 7 }} %s %(x)s {% raise %}",
    "a number beyond numbers": "9" * 5_001,
}
# What a page would send beside what is typed: the answers that lead furthest.
CHOSEN = {
    "done_by": "person",
    "channel": "through",
    "send": "ask",
    "they_agreed": "yes",
    "cannot_wait": "no",
    "outcome": "reached",
    "ending": "stepped out",
    "holder": "me",
    "about": "adult",
    "sort": "own",
    "kind": "training",
    "seen_by": "here",
    "revision": "1",
    "version": "1",
    "on": "today",
}
PROBES = 2  # one form as a page sends it, one with every field nasty
PREFIXES = ("person", "practitioner", "together")
DUE = in_days(3)
DAY = {"day": str(DUE.day), "month": str(DUE.month), "year": str(DUE.year)}


def all_nasty(nasty: str) -> dict[str, str]:
    return dict.fromkeys(
        {name for name, _field in every_field()} | {*CHOSEN, "writer", "next", "key", "read", "upon"}, nasty
    )


def as_a_page_sends_it(nasty: str, how: str) -> dict[str, str]:
    """What is typed is nasty; what is chosen is an answer, and a day is a day."""
    said = {name: DAY.get(part.removeprefix("_"), nasty) for name, part in typed_names().items()}
    columns = {f"{one}-{name}": value for one in PREFIXES for name, value in (("what", nasty), ("due_on", str(DUE)))}
    return {
        **said,
        **columns,
        "worry-words": nasty,
        **CHOSEN,
        "how": how,
        "due_on": str(DUE),
        "time": "9am",
        "at": "4pm",
    }


def forms(how: str) -> Iterator[tuple[str, dict[str, str]]]:
    said = [
        (f"{called}, in a form that is otherwise right,", as_a_page_sends_it(one, how)) for called, one in NASTY.items()
    ]
    everywhere = [
        (f"{called}, in every field,", all_nasty(NASTY[called]))
        for called in ("with a null byte", "a number beyond numbers")
    ]
    yield from (said[0], everywhere[0], *said[1:], *everywhere[1:])


@pytest.fixture
def rows(scene) -> Rows:  # noqa: F811 -- the fixture
    """The ids of real rows; of journeys, one that is open, so that what is typed gets as far as it can."""
    with owner_connection() as owner:
        found = Rows(owner)
    found.ids["journeys_journey"] = [scene.ama.journey_id]
    with as_(scene.place.tom):
        found.ids["places_bringing"] = [Bringing.objects.filter(practitioner=scene.place.tom).first().pk]
    return found


@pytest.fixture
def somebody(scene) -> Client:  # noqa: F811 -- the fixture
    """Ama, with her own page open."""
    with as_(scene.place.tom) as tom:
        link, _words = access.give_page(person_id=scene.ama.person_id, by=tom)
    client = Client(raise_request_exception=False)
    session = client.session
    session[OWN_PAGE] = {"link": keys.link_digest(link).hex(), "called": "Ama"}
    session.save()
    client.cookies["session"] = session.session_key
    return client


def breaks(client: Client, address: Address, ids: dict[str, object], headers: dict[str, str]) -> Iterator[Fault]:
    """Send every nasty form to an address, each as if it were the first; name what breaks.

    Where the first two are both told that nothing is there, whatever they say, the ids are of another room's rows.
    """
    not_there = 0
    for asked, (called, form) in enumerate(forms("walk" if address.room == "conversations" else "call")):
        if asked == not_there == PROBES:
            return
        with transaction.atomic():
            answer = client.post(address.filled(ids), form, headers=headers)
            transaction.set_rollback(True)
        not_there += answer.status_code in (404, 405)
        if answer.status_code in (400, 413):
            raise AssertionError(f"{called}: {address.route} never read the form ({answer.status_code})")
        if answer.status_code >= 500:
            yield Fault(address.route, 0, f"{called} breaks it ({answer.status_code}): take it through a form")
        elif "<script>alert" in answer.content.decode(errors="replace"):
            yield Fault(address.route, 0, f"{called} comes back as it was: escape it")


def every_form(rows: Rows, *rooms: str, link: str = "") -> Iterator[tuple[Address, dict[str, object]]]:
    for address in addresses():
        if address.room in rooms:
            for ids in fillings(address, rows):
                yield address, ids | ({"link": link} if "link" in ids else {})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("room", "headers"),
    [
        *(
            (room, {})
            for room in ("journeys", "conversations", "huddles", "introductions", "messages", "people", "website")
        ),
        *((room, {"HX-Request": "true"}) for room in ("conversations", "huddles")),
        *((room, {"X-Autosave": "true"}) for room in ("conversations", "huddles")),
    ],
    ids=lambda one: one if isinstance(one, str) else "-".join(one) or "plain",
)
def test_nothing_a_practitioner_types_breaks_a_page(room, headers, rows, scene: Scene):  # noqa: F811 -- the fixture
    faults: set[Fault] = set()
    tom = Client(raise_request_exception=False)
    tom.force_login(account_of(scene.place.tom))
    for address, ids in every_form(rows, room):
        if address.name.split(":")[-1] in ("leave_own_page", "go_away") or "walk_in" in address.name:
            continue  # they end the asking
        faults |= set(breaks(tom, address, ids, headers))
    none_of(faults)


def test_nothing_that_nobody_types_breaks_a_page(rows):
    faults: set[Fault] = set()
    rooms = {address.room for address in addresses() if address.room.startswith(("account", "mfa"))}
    with transaction.atomic():
        link = link_in(receipt_of(fill_for_me(Client())))
        for address, ids in every_form(rows, "introductions", *rooms, link=link):
            faults |= set(breaks(Client(raise_request_exception=False), address, ids, {}))
        transaction.set_rollback(True)
    none_of(faults)


def test_nothing_somebody_types_on_their_own_page_breaks_it(rows, somebody):
    faults: set[Fault] = set()
    for address, ids in every_form(rows, "website"):
        if "my-page" in address.route and address.name not in ("website:leave_own_page", "website:go_away"):
            faults |= set(breaks(somebody, address, ids, {}))
    none_of(faults)

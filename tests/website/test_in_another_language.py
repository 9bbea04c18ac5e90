"""The main pages in a made-up language in which every sentence of ours stands ⟦in brackets⟧: none is left without."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from html.parser import HTMLParser
from pathlib import Path

import pytest
from architecture.test_sentences import gathered
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from conversations.talking import begun, planned
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS, WEEKDAYS_ABBR
from huddles.gathering import gather
from introductions.doorway import fill_for_me, fill_for_someone, introduction_behind, receipt_of
from neighbourhood import Place, as_, in_days, introduce, signed_in
from website.homes import own_page, reached

from livingwell.conversations.models import Guide
from livingwell.journeys import actions as journeys
from livingwell.lib.keys import WORDS
from livingwell.places.models import Practitioner, Team
from livingwell.places.queries import packs

pytestmark = pytest.mark.django_db(transaction=True)

MADE_UP = "eo"  # Esperanto, of which Django knows the months, and of which we know nothing
AN_ADDRESS = re.compile(r"https?://\S+")
IN_BRACKETS = re.compile(r"⟦[^⟦⟧]*⟧")
SAID_ALOUD = ("aria-label", "alt", "title", "placeholder", "data-saved", "data-trying", "data-away")


def said_by_the_pack() -> set[str]:
    """Return every word of the place's own: its pack, its nation's numbers, its people. Nobody translates these."""
    found: set[str] = set()
    waiting: list[object] = [asdict(packs()["brackwell"]), *(asdict(guide.text) for guide in Guide.objects.all())]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.add(one)
        elif isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple | set | frozenset):
            waiting += one
    for who in Practitioner.objects.select_related("organisation"):
        found |= {who.called, who.role, who.organisation.name}
    of_django = (WEEKDAYS, WEEKDAYS_ABBR, MONTHS, MONTHS_3)
    days = {str(name) for names in of_django for name in names.values()}
    return found | days | set(Team.objects.values_list("name", flat=True)) | set(WORDS) | TYPED


TYPED = {
    "the bench by the library",
    "the lock by the mill",
    "Ama",
    "Marek",
    "Piotr",
    "his brother",
    "Ring about the letter",
    "I can’t sleep in my own room.",
}


class Words(HTMLParser):
    """Everything on a page that somebody reads or hears."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.passed_over = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.passed_over += tag in ("script", "style")
        self.found += [value for name, value in attrs if name in SAID_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self.passed_over -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.passed_over:
            self.found.append(data)


def unmarked(page: str) -> list[str]:
    """Return what is on a page outside every bracket, and is no name and no words of the place's own."""
    data = re.compile("|".join(re.escape(one) for one in sorted(said_by_the_pack(), key=len, reverse=True) if one))
    left = []
    for words in Words(page).found:
        while IN_BRACKETS.search(words):
            words = IN_BRACKETS.sub("", words)
        if re.search(r"[A-Za-z]{2}", AN_ADDRESS.sub("", data.sub("", words))):
            left.append(" ".join(words.split()))
    return left


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory) -> Path:
    """A folder of catalogues in which every sentence is itself, in brackets."""
    folder = tmp_path_factory.mktemp("locale")
    found = read_po(io.StringIO(gathered(folder / "django.pot")), locale=MADE_UP)
    for message in found:
        if message.id:
            both = message.id if isinstance(message.id, tuple) else (message.id,)
            marked = tuple(f"⟦{one}⟧" for one in both)
            message.string = marked if len(marked) > 1 else marked[0]
    into = folder / MADE_UP / "LC_MESSAGES"
    into.mkdir(parents=True)
    with (into / "django.mo").open("wb") as file:
        write_mo(file, found)
    return folder


@pytest.fixture
def in_brackets(catalogues, settings) -> Iterator[None]:
    settings.LOCALE_PATHS = [catalogues]
    settings.LANGUAGES = [(MADE_UP, "Made up")]
    translation.trans_real._translations.pop(MADE_UP, None)
    with translation.override(MADE_UP):
        yield
    translation.trans_real._translations.pop(MADE_UP, None)


@pytest.mark.parametrize(
    "path", ["/", "/for-me/", "/for-someone/", "/i-work-with-someone/", "/safe-now/", "/come-back/", "/sign-in/"]
)
def test_the_public_pages_have_no_sentence_left(path, in_brackets, lasting_place, client):
    assert unmarked(client.get(path).content.decode()) == []


def test_forms_that_need_another_look_have_no_sentence_left(in_brackets, lasting_place, client):
    for path in ("/for-me/", "/for-someone/", "/sign-in/"):
        assert unmarked(client.post(path, {}).content.decode()) == []


def test_a_receipt_has_no_sentence_left(in_brackets, lasting_place, client):
    for receipt in (receipt_of(fill_for_me(client, going_on="")), receipt_of(fill_for_someone(client, going_on=""))):
        assert unmarked(client.get(receipt).content.decode()) == []


def test_a_practitioner_s_pages_have_no_sentence_left(in_brackets, lasting_place):
    ama = reached(lasting_place, introduce(lasting_place, "Ama", about={"age_band": "18 to 25", "meets": ["walk"]}))
    introduction = introduction_behind(receipt_of(fill_for_someone(Client(), going_on="")), lasting_place)
    with as_(lasting_place.tom) as tom:
        journeys.pause(journey=ama, until=in_days(9), words="", by=tom)
    tom = signed_in(lasting_place.tom)
    person = reverse("website:person", args=[ama.person_id])
    pages = {
        path: unmarked(tom.get(path, follow=True).content.decode())
        for path in (
            "/today/",
            person,
            f"{person}story/",
            f"{person}around/",
            f"{person}about/",
            "/introductions/",
            f"/introductions/{introduction.pk}/",
            f"/journeys/{ama.pk}/step/",
            f"/journeys/{ama.pk}/end/",
            f"/messages/write/{ama.person_id}/",
            "/huddles/",
            "/sign-in/yours/",
            "/sign-in/yours/passkey/",
        )
    }
    assert {path: left for path, left in pages.items() if left} == {}


def test_my_page_has_no_sentence_left(in_brackets, lasting_place):
    ama = reached(lasting_place, introduce(lasting_place, "Ama", going_on=""))
    assert unmarked(own_page_in(lasting_place, ama).get("/my-page/").content.decode()) == []


def own_page_in(place: Place, journey) -> Client:
    with translation.override("en-gb"):
        return own_page(place, journey)


def test_a_conversation_and_a_huddle_have_no_sentence_left(in_brackets, lasting_place):
    shanice = signed_in(lasting_place.shanice)
    with translation.override("en-gb"):
        talk, plan = begun(lasting_place), planned(lasting_place)
        huddle = gather(lasting_place)
    for path in (f"/conversations/{talk.pk}/", f"/conversations/{plan.pk}/", f"/huddles/{huddle.pk}/"):
        assert unmarked(shanice.get(path, follow=True).content.decode()) == [], path

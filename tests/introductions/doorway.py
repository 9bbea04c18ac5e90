"""Coming to the door without a screen: forms filled in as they were shown, and what came of it."""

import re
from html import unescape
from typing import Any

import neighbourhood
from django.test import Client

from livingwell.access.naming import named
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.introductions import queries
from livingwell.introductions.models import Introduction

ME = {
    "called": "Ama",
    "channel": "text",
    "value": "07700 900123",
    "safe_ways": ["message"],
    "going_on": "I can’t sleep.",
}
SOMEONE = {
    "introducer_called": "Piotr",
    "introducer_is": "his brother",
    "called": "Marek",
    "they_agreed": "yes",
    "channel": "call",
    "value": "01632 960001",
    "going_on": "He has shut the door.",
}


def key_on(page: str) -> str:
    """Return the signed key that a form on this page carries."""
    return unescape(re.search(r'name="key" value="([^"]+)"', page)[1])


def fill(client: Client, path: str, typed: dict[str, Any], *, key: str = "", send: str = "ask"):
    """Open a door's page, fill its form in, and send it."""
    key = key or key_on(client.get(path).content.decode())
    return client.post(path, {**typed, "key": key, "send": send})


def fill_for_me(client: Client, *, send: str = "ask", key: str = "", **typed: Any):
    return fill(client, "/for-me/", {**ME, **typed}, send=send, key=key)


def fill_for_someone(client: Client, *, send: str = "ask", key: str = "", **typed: Any):
    return fill(client, "/for-someone/", {**SOMEONE, **typed}, send=send, key=key)


def receipt_of(response) -> str:
    """Return the address of the receipt that a form was answered with."""
    assert response.status_code == 303, response.content.decode()
    return response["Location"]


def link_in(address: str) -> str:
    return address.split("/receipt/")[1].split("/")[0]


def introduction_behind(address: str, place: neighbourhood.Place) -> Introduction:
    """Return what a receipt's address is about, as the team sees it."""
    with named(NOBODY):
        found = queries.find_receipt(link_in(address))
    with neighbourhood.as_(place.tom):
        return queries.find_introduction(found.introduction_id)


def bearer(introduction: Introduction) -> Viewer:
    return Viewer(Kind.RECEIPT, introduction.pk, called="whoever bears it")


def text_of(response) -> str:
    """Return what somebody reads on a page, on one line."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    words = re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", " ", main, flags=re.DOTALL)
    return " ".join(unescape(words).split())

"""How often words to My page may be tried: counted by browser, by address and by link, so that guessing is slow and
nobody's guessing keeps the person themselves out.

A browser's own wrong words make it wait, doubling. What it counts goes with its cookies, so an address has a ceiling of
its own, and a link one that only those meet who press: the first few tries a minute from an address are always heard.
"""

from datetime import datetime

from allauth.core import ratelimit
from django.http import HttpRequest

from livingwell.access.rules import check_may_try, check_not_flooded

WRONG = "wrong_words"  # where a session counts its own: how many, and when the last one was


def check(request: HttpRequest, link: bytes, now: datetime) -> None:
    """Raise NotPossible, with how long to wait, while words may not be tried from here."""
    wrong_tries, wrong_at = request.session.get(WRONG, (0, None))
    check_may_try(wrong_tries, datetime.fromisoformat(wrong_at) if wrong_at else None, now)
    check_not_flooded(
        address_has_room=ratelimit.consume(request, action="own_words"),
        address_is_calm=ratelimit.consume(request, action="own_words_calm"),
        link_has_room=ratelimit.consume(request, action="own_words_link", key=link.hex()),
    )


def were_wrong(request: HttpRequest, now: datetime) -> None:
    """Count one more wrong try of this browser's."""
    wrong_tries, _wrong_at = request.session.get(WRONG, (0, None))
    request.session[WRONG] = (wrong_tries + 1, now.isoformat())

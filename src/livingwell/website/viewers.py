"""Who is asking: a practitioner signed in, a person with their own page open, or nobody."""

import time

from django.http import HttpRequest
from django.utils import timezone

from livingwell.access.naming import practising
from livingwell.access.queries import own_page_by_link
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.accounts import sessions
from livingwell.places import actions as places

from . import demonstration

OWN_PAGE = "own_page"  # where a session keeps which key to My page has been opened with its words
KNOCKED = "knocked"  # and which one has been brought, its words not yet said
HERE_ON = "here_on"  # the day on which it was last kept that whoever is signed in was here
WAYS_IN = ("/sign-in/", "/sign-out/", "/walk-in/", "/place.css", "/my-page/")


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is asking. A practitioner's account and a person's own page never open in one session."""
    if request.user.is_authenticated and sessions.still_here(request, now=time.time()):
        practitioner = getattr(request.user, "practitioner", None)  # fetched with the account; website/backend.py
        if practitioner is None or practitioner.left_at is not None:
            return NOBODY
        return practising(practitioner)
    opened = request.session.get(OWN_PAGE)
    return _person_of(opened) if opened else NOBODY


def note_being_here(request: HttpRequest, viewer: Viewer) -> None:
    """Keep, once a day, that a practitioner was here. A page that keeps itself fresh is nobody being here."""
    today = timezone.localdate().isoformat()
    if viewer.kind != Kind.PRACTITIONER or request.session.get(HERE_ON) == today or "HX-Request" in request.headers:
        return
    request.session[HERE_ON] = today
    places.be_here(who=viewer.someone)


def _person_of(opened: dict[str, str]) -> Viewer:
    """Return whose page a session has open, while its key is still the newest: a fresh one shuts the rest."""
    found = own_page_by_link(bytes.fromhex(opened["link"]))
    return Viewer(Kind.PERSON, found[1], called=opened["called"]) if found else NOBODY


def needs_second_factor(request: HttpRequest) -> bool:
    """Return whether a practitioner has signed in without a second factor and must set one up before anything else."""
    if not request.user.is_authenticated or demonstration.is_on():
        return False
    return not request.path.startswith(WAYS_IN) and not request.user.has_second_factor  # type: ignore[attr-defined]  # told with the account: website/backend.py

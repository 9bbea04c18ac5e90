"""How long a sign-in lasts: a working day, until the browser closes, or half an hour unused where others sit."""

from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

LONGEST = 10 * 60 * 60.0  # seconds: a working day
IDLE = 30 * 60.0  # on a shared computer
LATELY = 15 * 60.0  # how long somebody who signed in is not asked again who they are
NOTED_EVERY = 60.0  # being here is noted once a minute, not at every page

BEGAN, SEEN, SHARED = "signed_in_at", "seen_at", "shared_computer"


def share(session: SessionBase, *, shared: bool) -> None:
    """Keep, through the steps of signing in, whether this computer is a shared one."""
    session[SHARED] = shared


def begin(session: SessionBase, *, now: float) -> None:
    """Begin a sign-in, which ends when the browser closes."""
    session[BEGAN] = session[SEEN] = now
    session.set_expiry(0)


def began_lately(session: SessionBase, *, now: float) -> bool:
    """Return whether somebody signed in so lately that they need not show again who they are."""
    return now - session.get(BEGAN, 0.0) < LATELY


def is_over(session: SessionBase, *, now: float) -> bool:
    """Return whether a sign-in has lasted its day, or has stood unused on a shared computer."""
    began = session.get(BEGAN, now)
    seen = session.get(SEEN, now)
    return now - began >= LONGEST or (bool(session.get(SHARED)) and now - seen >= IDLE)


def still_here(request: HttpRequest, *, now: float) -> bool:
    """Return whether whoever signed in still is; if not, sign them out.

    A page that keeps itself fresh does not count as somebody being there.
    """
    if is_over(request.session, now=now):
        logout(request)
        return False
    keeps_itself_fresh = request.method == "GET" and "HX-Request" in request.headers
    if not keeps_itself_fresh and now - request.session.get(SEEN, 0.0) >= NOTED_EVERY:
        request.session[SEEN] = now
        request.session.setdefault(BEGAN, now)
    return True

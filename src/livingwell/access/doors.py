"""Who may knock at a page at all. What they then see, the database decides."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from .words import NOBODY, Kind

View = Callable[..., HttpResponse]


def for_practitioners(view: View) -> View:
    """Open a page to practitioners; send somebody signed out to sign in, and anybody else to "not there"."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        viewer = getattr(request, "viewer", NOBODY)
        if viewer.is_practitioner:
            return view(request, *args, **kwargs)
        if viewer.kind == Kind.NOBODY and not request.user.is_authenticated:
            return redirect(f"/sign-in/?next={request.path}") if request.method == "GET" else _signed_out()
        raise Http404

    return opened


def for_the_person(view: View) -> View:
    """Open a page to the person whose own page this session has opened."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if getattr(request, "viewer", NOBODY).is_person:
            return view(request, *args, **kwargs)
        raise Http404

    return opened


def _signed_out() -> HttpResponse:
    """Answer a form sent after the sign-in ended: 401, which autosave takes for "your words are still here"."""
    return HttpResponse(status=401)

"""Who may knock at a page at all. What they then see, the database decides."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from livingwell.design import views as design

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
            return (
                redirect(f"/sign-in/?next={quote(request.get_full_path())}")
                if request.method == "GET"
                else _signed_out(request)
            )
        raise Http404

    return opened


def for_the_person(view: View) -> View:
    """Open a page to the person whose own page this session has opened."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        viewer = getattr(request, "viewer", NOBODY)
        if viewer.is_person:
            return view(request, *args, **kwargs)
        if viewer.kind == Kind.NOBODY and request.method == "POST" and not request.user.is_authenticated:
            return _page_closed(request)
        raise Http404

    return opened


def _signed_out(request: HttpRequest) -> HttpResponse:
    """Answer a form sent after the sign-in ended: 401, which autosave takes for "your words are still here"."""
    return _sent_in_vain(
        request,
        heading=_("You have been signed out"),
        sentence=_(
            "Nothing was kept, and nothing is lost: your words are below. Sign in in another tab, come back to this "
            "page and send them again."
        ),
        way_in={"url": "/sign-in/", "text": _("Sign in, in another tab")},
    )


def _page_closed(request: HttpRequest) -> HttpResponse:
    """Answer a form sent from somebody's own page after it was closed on this phone, or a fresh key shut it."""
    return _sent_in_vain(
        request,
        heading=_("Your page is closed on this phone"),
        sentence=_(
            "Nothing was kept, and nothing is lost: your words are below. Open your page again in another tab, with "
            "your link and your words, come back to this page and send them again."
        ),
        way_in=None,
    )


def _sent_in_vain(request: HttpRequest, **said: Any) -> HttpResponse:
    if "X-Autosave" in request.headers:
        return HttpResponse(status=design.SIGNED_OUT)
    return design.sent_in_vain(request, "design/signed_out.jinja", status=design.SIGNED_OUT, **said)

"""The one transaction of a request, with its viewer named to the database."""

from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse

from livingwell.access.acting import broken_promise
from livingwell.access.naming import name_viewer
from livingwell.access.words import Viewer
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible

from .links import TO
from .viewers import needs_second_factor, note_being_here, viewer_of

GetResponse = Callable[[HttpRequest], HttpResponse]


class PrivateMiddleware:
    """Pages are kept by nobody: not by a shared phone, not by a machine in between."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        response["Permissions-Policy"] = "geolocation=(), camera=(), microphone=(), interest-cohort=()"
        return response


class ViewerMiddleware:
    """Open the transaction, name the viewer inside it, and take everything back if the page breaks.

    ATOMIC_REQUESTS would not do: it begins after middleware, so a name set there is lost before the view.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        if needs_second_factor(request):
            return redirect(f"/sign-in/second-factor/set-up/?next={quote(request.path)}")
        try:
            return self._as(viewer_of(request), request)
        except IntegrityError as error:
            # A deferred promise broken at the commit itself: an action's own check should have caught it before.
            sentence = broken_promise(error)
            if sentence is None:
                raise
            return design.refuse(request, NotPossible(sentence))

    def _as(self, viewer: Viewer, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            name_viewer(viewer)
            note_being_here(request, viewer)
            request.viewer, request.to = viewer, TO  # type: ignore[attr-defined]  # what views are promised
            response = self.get_response(request)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response = response.render()
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response

"""Addresses that a form is sent to. Opened by hand, after a refresh perhaps, they lead to the page they belong to."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def sent_from(page: str) -> Callable[[View], View]:
    """Let a view run for a form that is sent, and lead whoever only opens its address to `page`, by its first part."""

    def wrap(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, **parts: object) -> HttpResponse:
            if request.method == "POST":
                return view(request, **parts)
            return redirect(page, next(iter(parts.values())))

        return opened

    return wrap

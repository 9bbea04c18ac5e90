"""What somebody reads when something is not there, not theirs, or has broken."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from livingwell.design.views import page, words_typed


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page had been open too long; what was typed is still in the browser, one step back."""
    return page(
        request,
        "design/refused.jinja",
        sentence=_("This page was open for a long time. Send it once more: your words are below, kept."),
        typed=words_typed(request),
        status=403,
    )

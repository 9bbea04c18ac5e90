"""What somebody reads when something is not there, not theirs, or has broken."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from livingwell.design.views import page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page had been open too long; what was typed is still in the browser, one step back."""
    return page(
        request,
        "design/problem.jinja",
        heading=_("This page was open for a long time"),
        words=_("Go back one page: what you typed is still there. Then send it again."),
        status=403,
    )

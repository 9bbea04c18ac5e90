"""What somebody reads when something is not there, not theirs, or has broken."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from livingwell.design.views import sent_in_vain


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page had been open too long; what it carried is there to send again, and to copy."""
    return sent_in_vain(
        request,
        "design/refused.jinja",
        status=403,
        sentence=_("This page was open for a long time. Send it once more: your words are below, kept."),
    )

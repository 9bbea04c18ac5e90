"""What the pages of signing in share: they are ours, and a try too many is asked to wait a minute."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from livingwell.accounts import forms, passkeys
from livingwell.accounts.adapter import TOO_MANY
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible

SLOWED = 429
A_MINUTE = "60"


class OurPage:
    """Makes a view of allauth's answer with a page of ours: 422 to look at again, 429 to wait a minute."""

    template_name: str
    request: HttpRequest

    def render_to_response(self, context: dict[str, Any], **rest: Any) -> HttpResponse:
        context.pop("view", None)
        slowed = any(forms.is_slowed(one) for one in context.values())
        context["passkeys_here"] = passkeys.can_be_used_at(self.request)
        response = design.page(self.request, self.template_name, status=SLOWED if slowed else 0, **context)
        if slowed:
            response["Retry-After"] = A_MINUTE
        return response


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer when one address asks too often, whatever it asks."""
    response = design.refuse(request, NotPossible(str(TOO_MANY)))
    response.status_code = SLOWED
    response["Retry-After"] = A_MINUTE
    return response


def home() -> str:
    """Return where somebody goes once they are in."""
    return str(settings.LOGIN_REDIRECT_URL)

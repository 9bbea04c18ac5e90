"""Whether somebody has lately shown who they are, with a second factor: asked before what cannot be taken back."""

from urllib.parse import quote

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.http import HttpRequest
from django.urls import reverse


def must_show_again(request: HttpRequest) -> bool:
    """Return whether somebody is to show once more who they are. Whoever has just signed in has done so."""
    return is_reauthentication_required(request, app="allauth.mfa")


def where_to_show(request: HttpRequest, *, onward: str) -> str:
    """Return where somebody shows who they are, and is then sent on to a path of ours."""
    return f"{reverse('account_reauthenticate')}?next={quote(onward)}"

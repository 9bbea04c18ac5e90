"""Inviting a colleague into a team, and joining by the invitation's link."""

from uuid import UUID, uuid4

from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.accounts import actions as accounts
from livingwell.design import views as design
from livingwell.design.forms import Form
from livingwell.journeys import actions as journeys
from livingwell.lib import keys
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places
from livingwell.places import queries
from livingwell.places.models import Team
from livingwell.places.words import Invited
from livingwell.post import actions as post

from ..forms import InviteForm, JoinForm, MoveForm

JOINING = "joining"  # where a session keeps which invitation's link was brought


@for_practitioners
@once
def invite(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Ask a colleague to join a team that I lead; the link goes to them, and is shown to nobody."""
    team = _led(request, team_id)
    form = InviteForm(request.POST or None, organisations=queries.organisations_of(team.site_id))
    context = {"form": form, "team": team}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/invite.jinja", **context)
    asked = form.asked(team.pk)
    try:
        link = places.invite(asked=asked, made_by=request.viewer.called)
        _send(request, asked.email, team, link)
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/invite.jinja", **context)
    return HttpResponseRedirect(reverse("website:team", args=[team.pk]), status=303)


def _led(request: HttpRequest, team_id: UUID) -> Team:
    now = timezone.localtime()
    team = queries.find_team(team_id, request.viewer.ref, now)
    if team is None or not queries.leads(request.viewer.ref, team_id, now):
        raise Http404
    return team


def _send(request: HttpRequest, to: str, team: Team, link: str) -> None:
    """Send the link, with this transaction: an invitation that cannot be sent was never made."""
    address = request.build_absolute_uri(reverse("website:open_invitation", args=[link]))
    context = {"by": request.viewer.called, "team": team.name, "address": address}
    body = render_to_string("website/mail/invitation.txt.jinja", context)
    post.hand_over(id=uuid4(), transport="email", to=to, sender="", subject=_("You are invited"), body=body)


@require_POST
@for_practitioners
@once
def withdraw_invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Let an invitation open nothing any more."""
    found = queries.find_invitation(invitation_id)
    if found is None:
        raise Http404
    places.withdraw_invitation(invitation=found)
    return HttpResponseRedirect(reverse("website:team", args=[found.team_id]), status=303)


def open_invitation(request: HttpRequest, link: str) -> HttpResponse:
    """Take the link out of the address bar, and show what it is."""
    request.session[JOINING] = keys.link_digest(link).hex()
    return HttpResponseRedirect(reverse("website:join"), status=303)


def join(request: HttpRequest) -> HttpResponse:
    """Show an invitation, and join by it: with a password of one's own, or signed in as whoever it is for."""
    digest = bytes.fromhex(request.session.get(JOINING, ""))
    invited = queries.invited_by(digest) if digest else None
    form = _form(request, invited)
    context = {"form": form, "invited": invited}
    opens = invited is not None and invited.stands == "open"
    if request.method != "POST" or not opens or not form.is_valid():
        return design.page(request, "website/join.jinja", status=200 if invited else 404, **context)
    said = form.cleaned_data
    password = None if invited.has_account else make_password(said["new"])
    try:
        if said.get("leaves"):
            journeys.move_team(digest=digest, leaves=said["leaves"], by=request.viewer)
        else:
            places.join_by(digest=digest, password_hash=password)
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/join.jinja", **context)
    del request.session[JOINING]
    if not invited.has_account:
        _come_in(request, invited.email)
    return HttpResponseRedirect(request.to.today(), status=303)


def _form(request: HttpRequest, invited: Invited | None) -> Form:
    """Return what is asked of whoever joins: a password, or of somebody who works here, which teams they leave."""
    typed = request.POST if request.method == "POST" else None
    if invited is None or not invited.has_account:
        return JoinForm(typed)
    signed_in = request.viewer.is_practitioner
    mine = queries.teams_of(request.viewer.ref, timezone.localtime()) if signed_in else ()
    return MoveForm(typed, teams=[team for team in mine if team.name != invited.team])


def _come_in(request: HttpRequest, email: str) -> None:
    """Sign in whoever has just joined. Somebody who was asked back begins anew, like everybody else.

    What they had to sign in with stayed behind when they left, or in somebody else's drawer: it would both let them
    past setting up a second factor and go on opening their account.
    """
    account = get_user_model().objects.get(email__iexact=email)
    accounts.forget_factors(account=account)
    get_adapter(request).login(request, account)

"""The demonstration's own door: walk in as each of the cast. There only on a database made up for it."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from livingwell.access import actions as access
from livingwell.access.naming import named, practising
from livingwell.design import views as design
from livingwell.introductions.actions import link_of, person_of
from livingwell.journeys.queries import latest_journey
from livingwell.lib import keys
from livingwell.people.models import Person
from livingwell.places.models import Practitioner
from livingwell.places.queries import site_here

from .. import demonstration
from ..demonstration import stories
from ..viewers import OWN_PAGE


def _must_be_made_up() -> None:
    if not demonstration.is_on():
        raise Http404


def walk_in(request: HttpRequest) -> HttpResponse:
    """Show the cast: practitioners, three people, and the husband's receipt."""
    _must_be_made_up()
    cast = (
        Practitioner.objects.filter(site=site_here())
        .select_related("organisation")
        .prefetch_related("memberships__team")
    )
    with named(practising(_tom())):
        people = list(Person.objects.filter(pk__in=[person_of(story.key) for story in stories.STORIES]))
    receipt = reverse("introductions:receipt", args=[link_of(stories.MARIAN.key)])
    return design.page(
        request, "website/walk_in.jinja", cast=list(cast.order_by("called")), people=people, receipt=receipt
    )


@require_POST
def walk_in_as(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """Sign in as one of the cast, without a password: they are nobody."""
    _must_be_made_up()
    practitioner = Practitioner.objects.select_related("account").filter(pk=practitioner_id).first()
    if practitioner is None or practitioner.account is None:
        raise Http404
    logout(request)
    login(request, practitioner.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return HttpResponseRedirect(request.to.today(), status=303)


@require_POST
def walk_in_as_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open somebody's own page, as their link and words would."""
    _must_be_made_up()
    with named(practising(_tom())) as tom:
        journey = latest_journey(person_id)
        if journey is None:
            raise Http404
        link, _words = access.give_page(person_id=person_id, by=tom)
    logout(request)
    request.session[OWN_PAGE] = {"link": keys.link_digest(link).hex(), "called": journey.person.called}
    return HttpResponseRedirect(request.to.my_page(), status=303)


def _tom() -> Practitioner:
    return Practitioner.objects.select_related("organisation").get(site=site_here(), called="Tom")

"""My page: given by a practitioner, opened by a link and words, and its one-tap ways back."""

from uuid import UUID

from django.contrib.auth import logout
from django.contrib.auth.hashers import check_password
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from livingwell.access import actions as access
from livingwell.access import queries as access_queries
from livingwell.access.doors import for_practitioners, for_the_person
from livingwell.access.naming import named
from livingwell.access.once import once
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.design import views as design
from livingwell.journeys import actions as journeys
from livingwell.journeys import queries as journey_queries
from livingwell.journeys.forms import BackForm
from livingwell.lib import keys
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people.models import Person
from livingwell.people.queries import find_person
from livingwell.places.queries import pack_here

from .. import knocking
from ..forms import SayForm, WordsForm
from ..links import AWAY
from ..panels.my_page import my_page_of
from ..viewers import KNOCKED, OWN_PAGE

WRONG = N_("Those are not the words that go with this link. Look again, or ring us for new ones.")


def open_own_page(request: HttpRequest, link: str) -> HttpResponse:
    """Take the link out of the address bar, where a shared phone would keep it, and ask for the words."""
    request.session[KNOCKED] = keys.link_digest(link).hex()
    return HttpResponseRedirect(reverse("website:own_words"), status=303)


def own_words(request: HttpRequest) -> HttpResponse:
    """Ask for the words. A link that opens nothing asks for them too, so that nobody learns which links do."""
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _open(request, form.cleaned_data["four_words"])
        except NotPossible as reason:
            return design.refuse(request, reason, template="website/own_words.jinja", form=form)
    return design.page(request, "website/own_words.jinja", form=form)


def _open(request: HttpRequest, words: str) -> HttpResponse:
    digest, now = bytes.fromhex(request.session.get(KNOCKED, "")), timezone.now()
    knocking.check(request, digest, now)
    found = access_queries.own_page_by_link(digest)
    page_id, person_id, words_hash = found or (None, None, keys.NO_WORDS)  # as slow as a link that opens something
    right = check_password(keys.plain_words(words), words_hash)
    person = _whose(person_id) if right else None
    if person is None:
        knocking.were_wrong(request, now)
        raise NotPossible(WRONG, field="four_words")
    access.page_opened(page_id=page_id, by=NOBODY)
    logout(request)  # one session is one viewer: a practitioner's sign-in does not stay beside somebody's own page
    request.session.cycle_key()
    request.session[OWN_PAGE] = {"link": digest.hex(), "called": person.called}
    return HttpResponseRedirect(reverse("website:my_page"), status=303)


def _whose(person_id: UUID) -> Person | None:
    with named(Viewer(Kind.PERSON, person_id)):
        return find_person(person_id)


@for_the_person
def my_page(request: HttpRequest) -> HttpResponse:
    """Show where things stand."""
    mine = my_page_of(request.viewer.ref, timezone.localtime())
    if mine is None:
        raise Http404
    return design.page(request, "website/my_page.jinja", mine=mine, form=SayForm())


@require_POST
@for_the_person
@once
def person_says(request: HttpRequest) -> HttpResponse:
    """Bring something to the team: it is on the next huddle's agenda, in the person's words."""
    form = SayForm(request.POST)
    mine = my_page_of(request.viewer.ref, timezone.localtime())
    if mine is None or not mine.head.journey.is_open:
        raise Http404
    if not form.is_valid():
        return design.page(request, "website/my_page.jinja", mine=mine, form=form)
    journeys.ask_to_bring(journey=mine.head.journey, why=form.cleaned_data["words"], by=request.viewer)
    return HttpResponseRedirect(f"{reverse('website:my_page')}?said=yes#say", status=303)


@require_POST
@for_the_person
@once
def person_come_back(request: HttpRequest) -> HttpResponse:
    """Come back: one tap, no form, the same people where we can."""
    last = journey_queries.latest_journey(request.viewer.ref)
    if last is None:
        raise Http404
    form = BackForm(request.POST)
    if not form.is_valid():
        return design.refuse(request, NotPossible(form["words"].problem))
    words = form.cleaned_data["words"]
    try:
        journeys.return_(last=last, pack=pack_here(), now=timezone.now(), words=words, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return HttpResponseRedirect(reverse("website:my_page"), status=303)


@require_POST
@for_practitioners
def give_page(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Make somebody's link and words, shown this once, to be given by a way that is known to be safe."""
    journey = journey_queries.find_journey(journey_id)
    if journey is None:
        raise Http404
    try:
        link, words = journeys.give_page(journey=journey, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    address = request.build_absolute_uri(reverse("website:open_own_page", args=[link]))
    return design.page(
        request, "website/page_given.jinja", journey=journey, address=address, words=words, title=_("Their own page")
    )


def leave_own_page(request: HttpRequest) -> HttpResponse:
    """Close My page on this device."""
    request.session.flush()
    return HttpResponseRedirect("/", status=303)


def go_away(request: HttpRequest) -> HttpResponse:
    """Close My page and go somewhere dull: the way out, pressed in a hurry. Asks nothing, and answers at once."""
    request.session.flush()
    return HttpResponseRedirect(AWAY)

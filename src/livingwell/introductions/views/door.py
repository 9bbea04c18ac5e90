"""The front door: open to anybody, with no account and no script."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from livingwell.access.words import Kind, Viewer
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.places import queries as places
from livingwell.places.models import Practitioner

from .. import actions, queries
from ..forms import Alongside, DoorForm, ForMe, ForSomeone, FromHere, LookFirst
from ..panels import Promise

KEY_SALT = "introductions.door"  # a form's key has no end: somebody may take a night to find the words
ASK, RING = "ask", "ring"


@dataclass(frozen=True)
class Entry:
    """One of the three doors: its form, and the template that says it."""

    form: type[DoorForm]
    template: str


FOR_ME = Entry(ForMe, "introductions/for_me.jinja")
FOR_SOMEONE = Entry(ForSomeone, "introductions/for_someone.jinja")
ALONGSIDE = Entry(Alongside, "introductions/i_work_with_someone.jinja")
FROM_HERE = Entry(FromHere, "introductions/from_here.jinja")


def front_door(request: HttpRequest) -> HttpResponse:
    """Show the doors, what happens next, and who to ring now."""
    return design.page(request, "introductions/front_door.jinja", promise=_promise())


def safe_now(request: HttpRequest) -> HttpResponse:
    """Show who can help this minute, and when the door is next read."""
    return design.page(request, "introductions/safe_now.jinja", promise=_promise())


def come_back(request: HttpRequest) -> HttpResponse:
    """Show the ways back. Nothing is asked again."""
    return design.page(request, "introductions/come_back.jinja", promise=_promise())


def for_me(request: HttpRequest) -> HttpResponse:
    """Somebody for themselves."""
    return _door(request, FOR_ME, {"been_before": "again" in request.GET})


def for_someone(request: HttpRequest) -> HttpResponse:
    """Somebody worried about another."""
    return _door(request, FOR_SOMEONE, {})


def i_work_with_someone(request: HttpRequest) -> HttpResponse:
    """Somebody who works with another: elsewhere, or here."""
    if request.viewer.is_practitioner:
        return _from_here(request)
    return _door(request, ALONGSIDE, {})


def _promise() -> Promise:
    return Promise.of(places.pack_here(), timezone.now())


def _door(request: HttpRequest, entry: Entry, initial: dict[str, object], **context: object) -> HttpResponse:
    pack = places.pack_here()
    if request.method != "POST":
        return _show(request, entry, entry.form(pack=pack, initial=initial), **context)
    return _come_in(request, entry, entry.form(request.POST, pack=pack), **context)


def _from_here(request: HttpRequest) -> HttpResponse:
    """Before one of us types anything twice: may they be with us already? Only among those they may see."""
    if request.method == "POST" and "looking" not in request.POST:
        return _door(request, FROM_HERE, {}, leads=_leads(), same=(), looked=False)
    look = LookFirst(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not look.is_valid():
        return design.page(request, "introductions/look_first.jinja", form=look, leads=_leads())
    called, number = look.cleaned_data["called"], look.cleaned_data["number"]
    viewer = request.viewer
    form = FromHere(
        pack=places.pack_here(),
        initial={
            "called": called,
            "value": number,
            "introducer_called": viewer.called,
            "introducer_is": viewer.role,
            "introducer_organisation": viewer.organisation,
        },
    )
    same = queries.perhaps_the_same(called, [number])
    return _show(request, FROM_HERE, form, leads=_leads(), same=same, looked=True)


def _leads() -> list[tuple[str, str]]:
    """Return whom to ask whether somebody is with us already: the same answer, known here or not."""
    return queries.leads_of_doors(places.pack_here(), places.site_here(), timezone.now())


def _come_in(request: HttpRequest, entry: Entry, form: DoorForm, **context: object) -> HttpResponse:
    send = request.POST.get("send", ASK)
    is_good = form.is_valid()
    if is_good and send == RING and not form.can_be_rung():
        is_good = False
    if not is_good or (form.wants_help_first() and send == ASK):
        return _show(request, entry, form, help_first=form.wants_help_first(), **context)
    try:
        introduced = _introduce(request, form, wants_a_ring=send == RING)
    except NotPossible as reason:
        form.add_refusal(reason)
        return _show(request, entry, form, **context)
    return HttpResponseRedirect(reverse("introductions:receipt", args=[introduced.link]), status=303)


def _introduce(request: HttpRequest, form: DoorForm, *, wants_a_ring: bool) -> actions.Introduced:
    said = form.said(wants_a_ring=wants_a_ring)
    door, viewer = form.which_door(), request.viewer
    introducer = said.introducer.called if said.introducer else said.called
    ours = Practitioner.objects.filter(pk=viewer.ref).first() if isinstance(form, FromHere) else None
    return actions.introduce(
        key=_key_of(request),
        said=said,
        team=places.team_for_door(places.site_here(), door),
        door=door,
        pack=places.pack_here(),
        now=timezone.now(),
        practitioner=ours,
        by=viewer if ours else Viewer(Kind.VISITOR, called=introducer),
    )


def _show(
    request: HttpRequest, entry: Entry, form: DoorForm, *, help_first: bool = False, **context: object
) -> HttpResponse:
    return design.page(
        request,
        entry.template,
        form=form,
        help_first=help_first,
        key=_sign(_key_of(request)),
        promise=_promise(),
        **context,
    )


def _key_of(request: HttpRequest) -> UUID:
    """Return the form's own key. One we did not sign is answered with a fresh one: nobody is turned away for it."""
    try:
        return UUID(signing.loads(request.POST.get("key", ""), salt=KEY_SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return uuid4()


def _sign(key: UUID) -> str:
    return signing.dumps(str(key), salt=KEY_SALT)

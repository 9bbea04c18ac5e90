"""A matter: for whoever it is about, who may answer; and for whoever looks it over."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible

from .. import actions, queries
from ..forms import AnswerForm, ReviewForm
from ..models import Matter
from ..panels import LookLine, MatterRow, MomentLine, kept_back_of
from ..words import PAGES, Came


@for_practitioners
def reviews(request: HttpRequest) -> HttpResponse:
    """Show what waits for me to look over, and what I looked over lately."""
    now = timezone.now()
    rows = [MatterRow.of(one, now) for one in queries.to_review()]
    waiting, done = [one for one in rows if not one.reviewed], [one for one in rows if one.reviewed]
    return design.page(request, "glass/reviews.jinja", waiting=waiting, done=done)


@for_practitioners
def matter(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Show one matter: my own, or one to look over."""
    return _show(request, _found(matter_id))


@for_practitioners
@once
def review(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Say what I found. Nobody looks over what they did themselves: to them this address is not there."""
    one = _found(matter_id)
    if one.practitioner_id == request.viewer.ref:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(reverse("glass:matter", args=[matter_id]), status=303)
    form = _review_form(one, request.POST)
    if not form.is_valid():
        return _show(request, one, form=form)
    try:
        actions.review(
            matter=one,
            finding=form.found,
            words=form.cleaned_data["words"],
            may_read=form.they_may_read,
            by=request.viewer,
        )
    except NotPossible as reason:
        form.add_refusal(reason)
        return _show(request, one, form=form)
    return HttpResponseRedirect(reverse("glass:reviews"), status=303)


@for_practitioners
@once
def answer(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Answer what is asked of me."""
    one = _found(matter_id)
    if one.practitioner_id != request.viewer.ref:
        raise Http404
    here = reverse("glass:matter", args=[matter_id])
    form = AnswerForm(request.POST) if request.method == "POST" else None
    if form is None:
        return HttpResponseRedirect(here, status=303)
    if not form.is_valid():
        return _show(request, one, form=form)
    actions.answer(matter=one, words=form.cleaned_data["words"], by=request.viewer)
    return HttpResponseRedirect(here, status=303)


def _show(request: HttpRequest, one: Matter, *, form: ReviewForm | AnswerForm | None = None) -> HttpResponse:
    mine, now = one.practitioner_id == request.viewer.ref, timezone.now()
    moments = queries.moments_of(one)
    row, opened = MatterRow.of(one, now), queries.opened_by(one)
    said = getattr(one, "said", None)
    return design.page(
        request,
        "glass/mine.jinja" if mine else "glass/review.jinja",
        matter=one,
        row=row,
        is_open=row.is_open,
        opened=opened,
        said=said,
        kept_back=kept_back_of(said.kept_back) if said else "",
        looks=LookLine.all_of(queries.looks_of(one)),
        pages=PAGES,
        lines=MomentLine.all_of(moments),
        form=form or (AnswerForm() if mine else _review_form(one)),
        asks=one.came == Came.NOTICED and not row.reviewed,
    )


def _review_form(one: Matter, data: object = None) -> ReviewForm:
    said = getattr(one, "said", None)
    return ReviewForm(data, asks_of_words=bool(said and said.kept_back))


def _found(matter_id: UUID) -> Matter:
    one = queries.find_matter(matter_id)
    if one is None:
        raise Http404
    return one

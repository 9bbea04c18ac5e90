"""Two who are perhaps one person: side by side, said to be one or two by one of us, and taken back."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from livingwell.access import actions as access
from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.journeys import actions as journeys
from livingwell.lib.refusals import NotPossible
from livingwell.people import queries as people
from livingwell.people.models import Double, Person

from ..forms import OneOrTwoForm, TakeBackForm
from ..forms.doubles import ONE
from ..panels.doubles import BesidePanel


@for_practitioners
@once
def beside(request: HttpRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Look at two side by side, and say whether they are one person or two."""
    one, other = _both(person_id, other_id)
    form = OneOrTwoForm(request.POST or None)
    if request.method != "POST":
        access.look_at_all(person_ids=[one.pk, other.pk], page="doubles", by=request.viewer)
    elif form.is_valid():
        say = journeys.say_one if form.cleaned_data["said"] == ONE else journeys.say_two
        try:
            say(one=one, other=other, why=form.cleaned_data["why"], by=request.viewer)
        except NotPossible as reason:
            form.add_refusal(reason)
        else:
            return HttpResponseRedirect(request.to.person(one.pk), status=303)
    return _show(request, one, other, form=form, back_form=TakeBackForm())


@require_POST
@for_practitioners
@once
def take_back(request: HttpRequest, double_id: UUID) -> HttpResponse:
    """Take back what was said of two: every page is then as it was before."""
    double = people.find_double(double_id)
    if double is None:
        raise Http404
    form = TakeBackForm(request.POST)
    if form.is_valid():
        try:
            journeys.take_back(double=double, why=form.cleaned_data["why"], by=request.viewer)
        except NotPossible as reason:
            form.add_refusal(reason)
        else:
            return HttpResponseRedirect(_address(double), status=303)
    return _show(request, double.person, double.other, form=OneOrTwoForm(), back_form=form)


def _both(person_id: UUID, other_id: UUID) -> tuple[Person, Person]:
    one, other = people.find_person(person_id), people.find_person(other_id)
    if one is None or other is None or one.pk == other.pk:
        raise Http404
    return one, other


def _address(double: Double) -> str:
    return reverse("website:beside", args=[double.person_id, double.other_id])


def _show(
    request: HttpRequest, one: Person, other: Person, *, form: OneOrTwoForm, back_form: TakeBackForm
) -> HttpResponse:
    panel = BesidePanel.of(one, other)
    return design.page(request, "website/beside.jinja", both=panel, form=form, back_form=back_form)

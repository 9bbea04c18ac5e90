"""The guide: everybody reads it, whoever leads a team changes it."""

from itertools import pairwise

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.places import queries as places
from livingwell.places.models import Site

from .. import actions, queries, rules
from ..forms import GuideForm
from ..models import Guide
from ..words import CHANGED


@for_practitioners
def guide(request: HttpRequest) -> HttpResponse:
    """Show the questions and how they came to be; sent by a lead, make the next version of them."""
    site = places.site_here()
    versions = queries.versions_of_guide(site.pk) or [actions.load_guide_for(site=site, by=request.viewer)]
    if request.method == "POST":
        return _change(request, site, versions)
    form = GuideForm(initial={"text": rules.write_questions(versions[0].text.questions)})
    return _show(request, site, versions, form)


def _change(request: HttpRequest, site: Site, versions: list[Guide]) -> HttpResponse:
    form = GuideForm(request.POST)
    if not form.is_valid():
        return _show(request, site, versions, form)
    version = request.POST.get("version", "")
    try:
        actions.change_guide(
            site=site,
            version=int(version) if version.isdecimal() and len(version) < 9 else 0,
            text=form.cleaned_data["text"],
            by=request.viewer,
        )
    except NotPossible as reason:
        form.add_refusal(reason)
        return _show(request, site, queries.versions_of_guide(site.pk), form)
    return HttpResponseRedirect(reverse("conversations:guide"), status=303)


def _show(request: HttpRequest, site: Site, versions: list[Guide], form: GuideForm) -> HttpResponse:
    return design.page(
        request,
        "conversations/guide.jinja",
        newest=versions[0],
        history=_history(versions),
        changed=CHANGED,
        form=form,
        may_change=queries.may_change_guide(site.pk, request.viewer.ref, timezone.now()),
    )


def _history(versions: list[Guide]) -> list[tuple[Guide, tuple]]:
    """Return each version with what it changed, newest first; the first of all changed nothing."""
    changes = [rules.what_changed(old.text.questions, new.text.questions) for new, old in pairwise(versions)]
    return list(zip(versions, [*changes, ()], strict=True))

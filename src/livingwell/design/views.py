"""How a view answers: with a page, with a fragment of the same page, or with a refusal that loses nothing.

`from livingwell.design import views as design`, then `design.page(request, "room/page.jinja", form=form)`.
"""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from livingwell.design.dates import LONDON
from livingwell.design.forms import Form, has_problems
from livingwell.design.sentences import said
from livingwell.design.typed import carried, words_typed
from livingwell.lib.refusals import NotPossible

ANOTHER_LOOK = 422  # HTMX swaps it in (layout.jinja says so), and no cache or browser takes it for success
OVERTAKEN = 409
SIGNED_OUT, TOO_LONG = 401, 413
AT_MOST = 50_000_000  # bytes of a form that is far too long that are still taken in, and forgotten


def wants_fragment(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part; going back in its history asks for the whole page."""
    asked = request.headers.get("HX-Request") == "true"
    return asked and request.headers.get("HX-History-Restore-Request") != "true"


def page(request: HttpRequest, template: str, *, status: int = 0, **context: Any) -> HttpResponse:
    """A page or a fragment. A form in `context` that needs another look makes it a 422 and begins the title "Error: ".

    Adds `today` and `now`, from which templates say "tomorrow" and "5 minutes ago". Nothing is kept by a cache.
    """
    problems = any(has_problems(value) for value in context.values())
    now = datetime.now(LONDON)
    context = {"today": now.date(), "now": now, "has_problems": problems} | context
    response = render(request, template, context, status=status or (ANOTHER_LOOK if problems else 200))
    patch_cache_control(response, private=True, no_store=True)
    return response


def fragment_or_redirect(request: HttpRequest, template: str, *, to: str, **context: Any) -> HttpResponse:
    """After something was done: HTMX gets the fragment as it now is, a plain form is sent on to `to`."""
    if wants_fragment(request):
        return page(request, template, **context)
    return HttpResponseRedirect(to, status=303)


def refuse(
    request: HttpRequest,
    reason: NotPossible,
    *,
    template: str = "design/refused.jinja",
    form: Form | None = None,
    **context: Any,
) -> HttpResponse:
    """Show why not, keeping what was typed.

    With `form` and its `template`: the same page again, the sentence beside its field. Without: HTMX gets the sentence
    for the page's own place for refusals, and a plain form gets a page that also gives back the words it carried.
    """
    if form is not None:
        form.add_refusal(reason)
        return page(request, template, status=ANOTHER_LOOK, form=form, **context)
    sentence = said(reason, today=datetime.now(LONDON).date())
    if wants_fragment(request):
        return _beside(request, sentence, ANOTHER_LOOK)
    return page(request, template, status=ANOTHER_LOOK, sentence=sentence, typed=words_typed(request), **context)


def sent_in_vain(request: HttpRequest, template: str, *, status: int, sentence: str, **context: Any) -> HttpResponse:
    """Answer a form that could not be taken, whatever it says: every word of it, and a button to send it again.

    HTMX gets the sentence alone, for the page's own place for refusals: the form is still there, as it was typed.
    """
    if wants_fragment(request):
        return _beside(request, sentence, status)
    context |= {"typed": words_typed(request), "carried": carried(request), "to_here": request.get_full_path()}
    return page(request, template, status=status, sentence=sentence, **context)


def _beside(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    response = page(request, "design/_refusal.jinja", status=status, sentence=sentence)
    response["HX-Retarget"], response["HX-Reswap"] = "#refused", "innerHTML"
    return response


def fresh(request: HttpRequest, template: str, *, version: str, context: Callable[[], dict[str, Any]]) -> HttpResponse:
    """A fragment that asks again every few seconds (refresh.js): 304, and no further query, while `version` stands."""
    tag = tag_of(version)
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:  # squeezing a page weakens its tag
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = page(request, template, **context())
    response["ETag"] = tag
    return response


def tag_of(version: str) -> str:
    """What `fresh` answers for a version; as data-refresh-tag, the page that is whole need not be asked for again."""
    return f'"{sha256(version.encode()).hexdigest()[:24]}"'


def onward(request: HttpRequest, default: str) -> str:
    """Where to go after a form: the path it carries as `next` when that is one of ours, else `default`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours and wanted.startswith("/") else default


def page_number(request: HttpRequest, *, name: str = "page", most: int = 1_000) -> int:
    """Which page of a list is asked for, from 1; whatever is no number is the first."""
    asked = request.GET.get(name, "")
    return max(1, min(int(asked), most)) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 1


def saved(revision: object) -> HttpResponse:
    """An autosave was kept (autosave.js); `revision` is what the next one must carry."""
    return JsonResponse({"revision": str(revision)})


def overtaken(
    request: HttpRequest, *, theirs: str, by: str, revision: object, template: str = "design/_overtaken.jinja"
) -> HttpResponse:
    """Somebody else wrote meanwhile: show theirs beside what is being written, overwriting neither."""
    return page(request, template, status=OVERTAKEN, theirs=theirs, by=by, revision=str(revision))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        _hear_out(request)
        return page(request, "design/errors/413.jinja", status=TOO_LONG)
    return page(request, "design/errors/400.jinja", status=400)


def _hear_out(request: HttpRequest) -> None:
    """Take in what is still arriving: a browser that is cut off while it sends shows no page at all."""
    taken = 0
    while taken < AT_MOST and (piece := request.read(65_536)):
        taken += len(piece)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """For handler404 and handler403 both: "not there" and "not yours" are one page with one status."""
    return page(request, "design/errors/404.jinja", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """For handler500. Made without the request, whose context processors may be what failed."""
    return HttpResponse(render_to_string("design/errors/500.jinja"), status=500)

"""A check-in by its link: one page of questions, one of thanks; no signing in, no earlier answers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.naming import named
from livingwell.access.once import once
from livingwell.access.words import Kind, Viewer
from livingwell.design import views as design
from livingwell.lib import keys
from livingwell.lib.refusals import NotPossible
from livingwell.measures import actions, panels, queries, rules
from livingwell.measures.forms import AnswersForm
from livingwell.measures.models import CheckIn
from livingwell.measures.words import By, Measure, Stands
from livingwell.places.queries import pack_here

ASKED = "asked"  # where a session keeps which link was brought
DONE = "asked_done"  # and what became of it, until the next is opened: "line" is shown once, "help" for longer
OVER = "website/questions_over.jinja"
LATER, NO_MORE, HELP, LINE, PART = "later", "no more", "help", "line", "part"


def open_questions(request: HttpRequest, link: str) -> HttpResponse:
    """Take the link out of the address bar, where a shared phone would keep it."""
    request.session[ASKED] = keys.link_digest(link).hex()
    request.session.pop(DONE, None)
    return HttpResponseRedirect(reverse("website:questions"), status=303)


@once
def questions(request: HttpRequest) -> HttpResponse:
    """Show what is asked, and take what is answered. A link that opens nothing says so as kindly as one that did."""
    bearer = bearer_of(request)
    if bearer is None:
        return design.page(request, OVER, stands="")
    with named(bearer):
        check_in = queries.find_check_in(bearer.someone)
        measure = queries.measure(check_in.measure) if check_in else None
        if check_in is None or measure is None:
            return design.page(request, OVER, stands="")
        if request.method == "POST":
            return _take(request, check_in, measure, bearer)
        stands = stands_now(check_in)
        if stands != Stands.OPEN:
            return design.page(request, OVER, stands=str(stands))
        return _ask(request, check_in, measure, AnswersForm(measure=measure, but_not=check_in.items))


def _ask(
    request: HttpRequest, check_in: CheckIn, measure: Measure, form: AnswersForm, reason: NotPossible | None = None
) -> HttpResponse:
    context = {
        "measure": measure,
        "done": len(check_in.items),
        "of": len(measure.items),
        **untold(measure, form, reason),
    }
    if reason is not None:
        return design.refuse(request, reason, template="website/questions.jinja", form=form, **context)
    return design.page(request, "website/questions.jinja", form=form, **context)


def untold(measure: Measure, form: AnswersForm, reason: NotPossible | None) -> dict[str, object]:
    """Return whom to ring now, where an answer that life is not worth living was refused: nobody is told."""
    said = reason is not None and rules.says_life_is_not_worth_living(measure, form.answers)
    return {"help_untold": said, "helplines": pack_here().nation.for_anybody()}


def _take(request: HttpRequest, check_in: CheckIn, measure: Measure, bearer: Viewer) -> HttpResponse:
    form = AnswersForm(request.POST, measure=measure)
    if not form.is_valid():
        return _ask(request, check_in, measure, form)
    wanted, said = request.POST.get("do", ""), {"check_in": check_in, "measure": measure, "by": bearer}
    try:
        if wanted == LATER:
            kept = actions.keep(answers=form.answers, by_way=By.LINK, **said)
            request.session[DONE] = [PART, *([HELP] if kept.cannot_wait else [])]
        else:
            actions.answer(answers=form.answers, by_way=By.LINK, **said)
            heard = rules.says_life_is_not_worth_living(measure, queries.kept_answers(check_in))
            request.session[DONE] = [LINE, *([HELP] if heard else [])]
    except NotPossible as reason:
        return _ask(request, check_in, measure, form, reason)
    return HttpResponseRedirect(reverse("website:questions_thanks"), status=303)


def questions_thanks(request: HttpRequest) -> HttpResponse:
    """Say thank you, with their own line: once, so that whoever takes the phone next finds a plain page."""
    done, bearer = list(request.session.get(DONE, [])), bearer_of(request)
    if bearer is None or not done:
        return design.page(request, OVER, stands="used" if done else "")
    request.session[DONE] = [one for one in done if one == HELP] or [PART if PART in done else "said"]
    lines: tuple[panels.Drawn, ...] = ()
    if LINE in done:
        with named(bearer):
            lines = _lines(bearer)
    return design.page(
        request,
        "website/questions_thanks.jinja",
        lines=lines,
        help_now=HELP in done,
        in_part=PART in done,
        stopped=NO_MORE in done,
        helplines=pack_here().nation.for_anybody(),
    )


def _lines(bearer: Viewer) -> tuple[panels.Drawn, ...]:
    check_in = queries.find_check_in(bearer.someone)
    measure = queries.measure(check_in.measure) if check_in else None
    if check_in is None or measure is None:
        return ()
    return panels.lines_of(measure, queries.totals_so_far(check_in.person_id, measure.slug))


@require_POST
@once
def questions_no_more(request: HttpRequest) -> HttpResponse:
    """Stop being asked, from the page of questions itself."""
    bearer = bearer_of(request)
    if bearer is None:
        return design.page(request, OVER, stands="")
    with named(bearer):
        check_in = queries.find_check_in(bearer.someone)
        if check_in is not None and stands_now(check_in) == Stands.OPEN:
            actions.no_more(person_id=check_in.person_id, by=bearer)
            request.session[DONE] = [NO_MORE]
    return HttpResponseRedirect(reverse("website:questions_thanks"), status=303)


def bearer_of(request: HttpRequest) -> Viewer | None:
    """Return whoever brings the link this session has opened, by the one check-in that it is for."""
    digest = request.session.get(ASKED, "")
    found: tuple[UUID, str] | None = queries.by_link(bytes.fromhex(digest)) if digest else None
    return Viewer(Kind.ASKED, found[0], called=found[1]) if found else None


def stands_now(check_in: CheckIn) -> Stands:
    return rules.stands(
        answered_at=check_in.answered_at,
        stopped_at=check_in.stopped_at,
        expires_at=check_in.expires_at,
        now=timezone.now(),
    )

"""If everything is down: a team's copy of this morning, to print or to keep, while there is still a page to ask."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import mark_safe

from livingwell.access import actions as access
from livingwell.access.doors import for_practitioners
from livingwell.design import views as design
from livingwell.lib.sentences import N_
from livingwell.places import queries as places
from livingwell.places.models import Team

from .. import panels, queries

ON_COPY = "morning copy"  # what a look on it is called in the list of who has looked
OPENED = N_("On the team’s copy for when everything is down")
# What makes it readable goes with it: it is kept as one file, and opened where nothing else is.
STYLE = (Path(__file__).parents[1] / "templates" / "huddles" / "morning.css").read_text()
STYLE_IS_OURS = f"'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"


@for_practitioners
def if_all_is_down(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Say what the copy is, when it was made, and how paper is kept safe. Nobody stands on this page."""
    team, now = _find(request, team_id), timezone.localtime()
    made = queries.copy_made(team_id)
    return design.page(
        request,
        "huddles/if_all_is_down.jinja",
        team=team,
        made=made,
        is_todays=made is not None and made.day == now.date(),
        count=queries.people_on_copy(team_id),
    )


@for_practitioners
@csp_update({"style-src": STYLE_IS_OURS})
def morning_copy(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Show the copy, or give it to keep: whoever is on it and may be seen by whoever opens it. A look at each."""
    team, now = _find(request, team_id), timezone.localtime()
    copy = queries.read_copy(team_id)
    if copy is None:
        raise Http404
    people = [person_id for person_id, _said in copy.people]
    access.look_at_all(person_ids=people, page=ON_COPY, why=OPENED, by=request.viewer)
    page = panels.MorningPage.of(copy, now.date())
    style = mark_safe(f"<style>{STYLE}</style>")  # noqa: S308 -- a file of our own, and nothing of anybody's in it
    answer = design.page(request, "huddles/morning_copy.jinja", team=team, page=page, style=style)
    if "keep" in request.GET:
        answer["Content-Disposition"] = f'attachment; filename="{team.slug}-{copy.made_at:%Y-%m-%d}.html"'
    return answer


def _find(request: HttpRequest, team_id: UUID) -> Team:
    found = places.find_team(team_id, request.viewer.ref, timezone.localtime())
    if found is None:
        raise Http404
    return found

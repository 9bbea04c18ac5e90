"""What a board is made of: gathered once, in a number of queries that does not grow with the list."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from livingwell.access import actions as access
from livingwell.conversations import queries as conversations
from livingwell.conversations.panels import OutNow
from livingwell.design import views as design
from livingwell.journeys.models import Journey
from livingwell.lib.sentences import N_
from livingwell.places.queries import pack_here

from .. import forms, panels, queries, rules
from ..models import Huddle
from ..queries.meetings import Colleague
from ..words import Why

Context = dict[str, Any]
LOOKED = N_("Brought to the huddle")


def find(request: HttpRequest, pk: UUID) -> Huddle:
    """Return a huddle of a team the viewer is in. Somebody else's is not there."""
    huddle = queries.find_huddle(pk, practitioner_id=request.viewer.ref, now=timezone.now())
    if huddle is None:
        raise Http404
    return huddle


def find_with_journey(request: HttpRequest, pk: UUID, journey_id: UUID) -> tuple[Huddle, Journey]:
    huddle = find(request, pk)
    journey = queries.find_journey(huddle, journey_id)
    if journey is None:
        raise Http404
    return huddle, journey


@dataclass(frozen=True)
class Table:
    """Everything read for a board. An earlier day's says what was decided, and nothing of today."""

    huddle: Huddle
    now: datetime
    facts: tuple[rules.Fact, ...]
    places: tuple[rules.Place, ...]

    @classmethod
    def of(cls, huddle: Huddle, now: datetime) -> "Table":
        today = now.date()
        is_live = huddle.is_open or huddle.on == today
        facts = queries.facts_for(huddle.team_id, today) if is_live else []
        live = rules.agenda(facts, today, quiet_days=pack_here().rhythm.quiet_days) if huddle.is_open else []
        kept = queries.brought_to(huddle)
        places = rules.board(kept, facts if huddle.is_open else [], live=live, today=today)
        return cls(huddle, now, tuple(facts), tuple(places))

    def whys(self, journey_id: UUID) -> tuple[Why, ...]:
        """Return every reason why somebody is on the list."""
        return next((place.row.whys for place in self.places if place.row.journey_id == journey_id), ())

    def held(self) -> Counter[UUID | None]:
        return Counter(fact.holder_id for fact in self.facts)


def opened(request: HttpRequest, huddle: Huddle, *, journey_id: UUID, **given: Any) -> Context:
    """Return the board with somebody in full in the middle, and keep that this viewer has opened them."""
    context = board(request, huddle, journey_id=journey_id, **given)
    keep_look(request, context["person"], has_looked=context["has_looked"])
    return context


def keep_look(request: HttpRequest, person: panels.PersonBrought, *, has_looked: bool) -> None:
    """Keep that somebody was opened in the huddle, once for each of us at each huddle, by whatever way they were."""
    if not has_looked:
        access.look(person_id=person.person_id, page=queries.PAGE, why=LOOKED, by=request.viewer)


def board(request: HttpRequest, huddle: Huddle, *, journey_id: UUID | None = None, **given: Any) -> Context:
    """Return what the whole board shows: the list, somebody in the middle, what is beside it."""
    table = Table.of(huddle, timezone.localtime())
    team = queries.colleagues(huddle.team, table.now)
    agenda = panels.Agenda.of(table.places, table.now.date(), also=queries.also_called(table.facts))
    after = rules.next_after(table.places, journey_id)
    return {
        "huddle": huddle,
        "here": panels.Here.of(huddle, request.viewer.ref),
        "agenda": agenda,
        "next_up": after,
        "next_url": url_of(huddle, after.row.journey_id if after else None),
        "here_form": forms.HereForm(colleagues=_absent(team, huddle)),
        "looking_at": journey_id,
        "pulse_tag": design.tag_of(
            pulse_version(huddle.pk, queries.counted_of(huddle), journey_id=journey_id, now=table.now)
        ),
        "who_else": [pair for pair in _others(table) if pair[0] != str(journey_id)],
        **_middle(request, table, team, journey_id),
        **_beside(table, team),
        "out": _out(huddle, request.viewer.ref, table.now),
        "missed": _missed(huddle, request.viewer.ref, table.now),
        "agenda_version": panels.fingerprint((agenda, journey_id, huddle.is_open)),
        **given,
    }


def _out(huddle: Huddle, me: UUID, now: datetime) -> list[OutNow]:
    """Return who of the team is out, where the huddle is today's."""
    is_now = huddle.is_open or huddle.on == now.date()
    return [OutNow.of_outing(one, me, now) for one in conversations.who_is_out(huddle.team_id)] if is_now else []


def _missed(huddle: Huddle, me: UUID, now: datetime) -> tuple[panels.Missed, ...]:
    """Return who of the team works today and has not been seen, where the huddle is today's."""
    is_now = huddle.is_open and huddle.on == now.date()
    return panels.missed_of(vars(huddle)["not_seen"], now, me=me) if is_now else ()


def pulse_version(pk: UUID, counted: queries.Counted, *, journey_id: UUID | None, now: datetime) -> str:
    """Return what a poll compares: it changes with whatever happens in the huddle or in the stream, and at midnight."""
    return f"{pk} {counted.revision} {counted.events} {journey_id} {now:%d}"


def url_of(huddle: Huddle, journey_id: UUID | None) -> str:
    """Return where to go next: to somebody, or to the huddle's own page when everybody has been thought about."""
    if journey_id is None:
        return reverse("huddles:huddle", args=[huddle.pk])
    return reverse("huddles:brought", args=[huddle.pk, journey_id]) + "#person"


def _absent(team: list[Colleague], huddle: Huddle) -> list[tuple[str, str]]:
    there = {one["practitioner"] for one in huddle.here}
    return [(str(one.id), f"{one.called}, {one.organisation}") for one in team if str(one.id) not in there]


def _others(table: Table) -> list[tuple[str, str]]:
    """Return whom the team is alongside and nobody has listed today."""
    listed = {place.row.journey_id for place in table.places}
    rest = [(str(fact.journey_id), fact.called) for fact in table.facts if fact.journey_id not in listed]
    return sorted(rest, key=lambda pair: pair[1].casefold())


def _beside(table: Table, team: list[Colleague]) -> Context:
    if not table.facts:
        return {"beside": None, "beside_version": ""}
    happened = queries.mattered_since(table.huddle, table.now)
    since = panels.SinceLastTime.shortly(happened, table.facts, today=table.now.date())
    beside = panels.Beside.of(since, team, facts=table.facts)
    return {"beside": beside, "beside_version": panels.fingerprint(beside)}


def _middle(request: HttpRequest, table: Table, team: list[Colleague], journey_id: UUID | None) -> Context:
    if journey_id is None:
        parts = (table.huddle.closed_at, table.huddle.closed_by, [place.is_done for place in table.places])
        return {"person": None, "person_version": panels.fingerprint(parts), "places": table.places}
    journey = queries.person_brought(table.huddle, journey_id, viewer_id=request.viewer.ref)
    if journey is None:
        raise Http404
    person = panels.PersonBrought.of(journey, table.whys(journey_id), today=table.now.date())
    return {
        "person_version": panels.fingerprint((person, table.huddle.is_open)),
        "has_looked": vars(journey)["has_looked"],
        **doing(table.huddle, person, team=team, now=table.now),
        **deciding(person, team, held=table.held()),
    }


def deciding(person: panels.PersonBrought, team: list[Colleague], *, held: Counter[UUID | None]) -> Context:
    """Return what "What shall we do?" needs."""
    chips = panels.choices_of_holder(team, person, held=held)
    return {
        "chips": chips,
        "agree_form": forms.AgreeForm(initial={"decision": person.decision, "holder": person.holder_id}),
        "story_form": forms.StoryForm(initial={"story": person.story}),
    }


def agreeing(data: Any, context: Context) -> forms.AgreeForm:
    """Return the form of a decision as it was sent, over who may hold and the worries that are on the page."""
    return forms.AgreeForm(
        data,
        holders=[(str(chip.id), chip.called) for chip in context["chips"]],
        worries=[worry.id for worry in context["person"].worries],
    )


def doing(huddle: Huddle, person: panels.PersonBrought, *, team: list[Colleague], now: datetime) -> Context:
    """Return what the three columns need: who can be drawn in, who can do a next step, and by when."""
    return {
        "huddle": huddle,
        "person": person,
        "step_form": step_form(None, huddle, person=person, team=team, now=now),
        "draw_form": draw_form(None, person, team=team),
        "alongside": panels.who_could_be_alongside(team, person) if huddle.is_open and person.is_open else [],
    }


def step_form(
    data: Any, huddle: Huddle, *, person: panels.PersonBrought, team: list[Colleague], now: datetime
) -> forms.StepForm:
    drawn = {one.id for one in person.drawn}
    doers = [(str(one.id), one.called) for one in team if one.is_in_team or str(one.id) in drawn]
    return forms.StepForm(
        data,
        called=person.called,
        team=huddle.team.name,
        doers=doers,
        today=now.date(),
        horizon=huddle.team.site.horizon_days,
    )


def draw_form(data: Any, person: panels.PersonBrought, *, team: list[Colleague]) -> forms.DrawInForm:
    drawn = {one.id for one in person.drawn}
    people = [
        (str(one.id), " · ".join(part for part in (one.called, one.organisation, one.known_for) if part))
        for one in team
        if str(one.id) not in drawn
    ]
    return forms.DrawInForm(data, people=people)

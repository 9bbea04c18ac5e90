"""Opening and closing a huddle, who is there, who is brought."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys.models import Journey
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner, Team

from .. import queries, rules
from ..models import Brought, Huddle, Present
from ..words import Why


@action
def open_huddle(*, team: Team, today: date, quiet_days: int, by: Viewer) -> Huddle:
    """Open the team's huddle of today with everybody on its agenda, or join the one that is open. Once a day."""
    try:
        with transaction.atomic():
            huddle = Huddle.objects.create(team=team, on=today, opened_by=by.called)
    except IntegrityError:
        huddle = Huddle.objects.get(team=team, on=today)
    else:
        _list(huddle, quiet_days, by)
    if huddle.is_open:
        be_here(huddle=huddle, by=by)
    return huddle


def _list(huddle: Huddle, quiet_days: int, by: Viewer) -> None:
    facts = {fact.journey_id: fact for fact in queries.facts_for(huddle.team_id, huddle.on)}
    Brought.objects.bulk_create(
        Brought(
            huddle=huddle,
            journey_id=row.journey_id,
            person_id=facts[row.journey_id].person_id,
            why=list(row.whys),
        )
        for row in rules.agenda(facts.values(), huddle.on, quiet_days=quiet_days)
    )


def take_turn(huddle: Huddle) -> None:
    """Count something happening, so that everybody's board is fresh; whoever acts at the same moment waits their turn.

    Raises NotPossible once the huddle has closed, and to whoever is not in its team. Called first in every action, so
    that locks are taken in one order.
    """
    still = Huddle.objects.filter(pk=huddle.pk, closed_at__isnull=True)
    if still.update(revision=F("revision") + 1):
        return
    if still.exists():
        raise NotPossible(N_("Only the team whose huddle this is writes in it."))
    raise NotPossible(N_("This huddle has closed. Open it again today, or bring it to the next one."))


@action
def be_here(*, huddle: Huddle, by: Viewer) -> None:
    """Say "I'm here". Saying it twice says nothing new."""
    take_turn(huddle)
    if by.ref and not Present.objects.filter(huddle=huddle, practitioner_id=by.ref, left_at__isnull=True).exists():
        Present.objects.create(huddle=huddle, practitioner_id=by.ref, called=by.called, organisation=by.organisation)


@action
def add_colleague(*, huddle: Huddle, practitioner: Practitioner, by: Viewer) -> None:
    """Say that a colleague is here, whatever team they are in. Being here ties nobody to anybody."""
    take_turn(huddle)
    if Present.objects.filter(huddle=huddle, practitioner=practitioner, left_at__isnull=True).exists():
        raise NotPossible(N_("%(called)s is already here."), field="colleague", called=practitioner.called)
    Present.objects.create(
        huddle=huddle,
        practitioner=practitioner,
        called=practitioner.called,
        organisation=practitioner.organisation.name,
    )


@action
def add_guest(*, huddle: Huddle, called: str, organisation: str, by: Viewer) -> None:
    """Say that a guest is on the call: a name, and where they are from."""
    if not called.strip():
        raise NotPossible(N_("Say who is here: choose a colleague, or write a guest’s name."), field="called")
    take_turn(huddle)
    Present.objects.create(huddle=huddle, called=called.strip(), organisation=organisation.strip())


@action
def gone(*, huddle: Huddle, present: Present, by: Viewer) -> None:
    """Say that somebody has left the call, or was never on it."""
    take_turn(huddle)
    Present.objects.filter(pk=present.pk, huddle=huddle, left_at__isnull=True).update(left_at=timezone.now())


@action
def bring(*, huddle: Huddle, journey: Journey, why: Sequence[Why] = (Why.ASKED,), by: Viewer) -> Brought:
    """Put somebody on this huddle's list, by name of whoever brings them. Once on it, they stay on it."""
    take_turn(huddle)
    return put_on_the_list(huddle, journey, why=why, by=by)


def put_on_the_list(huddle: Huddle, journey: Journey, *, why: Sequence[Why] = (Why.ASKED,), by: Viewer) -> Brought:
    """Return somebody's place on the list, made where there is none. The huddle's turn must be held."""
    if journey.team_id != huddle.team_id:
        raise NotPossible(N_("%(called)s is with another team."), called=journey.person.called)
    brought = Brought.objects.filter(huddle=huddle, journey=journey).first()
    return brought or Brought.objects.create(
        huddle=huddle, journey=journey, person_id=journey.person_id, why=list(why), brought_by=by.called
    )


@action
def close_huddle(*, huddle: Huddle, by: Viewer) -> None:
    """Close a huddle. Whoever was not reached keeps their reason, and is on the next one's list by it."""
    closed = Huddle.objects.filter(pk=huddle.pk, closed_at__isnull=True).update(
        closed_at=timezone.now(), closed_by=by.called, revision=F("revision") + 1
    )
    if not closed:
        raise NotPossible(N_("Somebody has already closed this huddle."))


@action
def open_again(*, huddle: Huddle, today: date, by: Viewer) -> None:
    """Open a huddle that closed too early, on its own day. Another day has its own huddle."""
    if huddle.on != today:
        raise NotPossible(N_("That huddle was on another day. Open today’s instead."))
    Huddle.objects.filter(pk=huddle.pk).update(closed_at=None, closed_by="", revision=F("revision") + 1)

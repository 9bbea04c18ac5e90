"""Drawing somebody in and letting them go again; refusing a practitioner."""

from uuid import UUID

from django.db.models.functions import Now

from livingwell.access import actions as access
from livingwell.access.acting import action
from livingwell.access.models import Refusal
from livingwell.access.words import Kind, Reason, Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner

from .. import parted
from ..models import DrawnIn, Event, Holding, Journey
from ..words import Happened
from .holding import hold, steps_back_to_the_team
from .safeguarding import hand_on_concerns
from .stream import record_event, seal_events


@action
def draw_in(*, journey: Journey, practitioner: Practitioner, why: str, by: Viewer) -> DrawnIn:
    """Bring somebody's expertise into the work. They are tied for as long as they are drawn in; the person stays."""
    if not why.strip():
        raise NotPossible(N_("Say what they bring, so that everybody can read why they are here."), field="why")
    if practitioner.pk == by.ref:  # the database would refuse it too: nobody ties themselves
        raise NotPossible(N_("Nobody draws themselves in. Ask somebody alongside to do it."), field="practitioner")
    if DrawnIn.objects.filter(journey=journey, practitioner=practitioner, until__isnull=True).exists():
        raise NotPossible(N_("%(called)s is already drawn in."), field="practitioner", called=practitioner.called)
    tie = access.tie(
        person_id=journey.person_id,
        party_kind=Kind.PRACTITIONER,
        party_id=practitioner.pk,
        reason=Reason.DRAWN_IN,
        words=why.strip(),
        by=by,
    )
    drawn = DrawnIn.objects.create(
        journey=journey,
        person_id=journey.person_id,
        practitioner=practitioner,
        organisation_id=practitioner.organisation_id,
        tie_id=tie.pk,
        why=why.strip(),
        by_id=by.ref,
        by_called=by.called,
    )
    record_event(
        kind=Happened.DRAWN_IN,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={
            "called": practitioner.called,
            "organisation": practitioner.organisation.name,
            "why": drawn.why,
        },
        from_id=drawn.pk,
        by=by,
    )
    return drawn


@action
def draw_out(*, drawn: DrawnIn, by: Viewer) -> None:
    """End somebody's being drawn in. Their next steps go to the team; they see nothing from the next statement on.

    A safeguarding concern about the person that they lead on goes to somebody else, unless they are in a team.
    """
    ended = DrawnIn.objects.filter(pk=drawn.pk, until__isnull=True).update(until=Now())
    if not ended:
        raise NotPossible(N_("They are no longer drawn in."))
    journey = drawn.journey
    _stop_holding(journey, drawn.practitioner_id, by)
    steps_back_to_the_team(practitioner_id=drawn.practitioner_id, journey=journey)
    drawn_out(drawn, by)
    hand_on_concerns(who=drawn.practitioner, person_id=drawn.person_id, by=by)
    # Last: whoever ends their own tie writes nothing after it.
    access.end_ties(
        person_id=drawn.person_id,
        party_kind=Kind.PRACTITIONER,
        party_id=drawn.practitioner_id,
        reason=Reason.DRAWN_IN,
        by=by,
    )
    parted.tell_gone(drawn.practitioner, by)


def drawn_out(drawn: DrawnIn, by: Viewer) -> None:
    """Put on the line of moments that somebody is no longer drawn in."""
    record_event(
        kind=Happened.DRAWN_OUT,
        person_id=drawn.person_id,
        journey_id=drawn.journey_id,
        about={"called": drawn.practitioner.called},
        from_id=drawn.pk,
        by=by,
    )


@action
def refuse_practitioner(*, journey: Journey, practitioner: Practitioner, words: str = "", by: Viewer) -> None:
    """Record the person's "never this practitioner". What they held goes to the team first, so that nobody falls.

    A safeguarding concern that they lead on goes to somebody else: they will read nothing of it from now on.
    """
    _stop_holding(journey, practitioner.pk, by)
    steps_back_to_the_team(practitioner_id=practitioner.pk, journey=journey)
    record_event(
        kind=Happened.REFUSED,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={"called": practitioner.called},
        by=by,
    )
    # Somebody may say so of themselves, and writes nothing about the person after it.
    access.refuse(person_id=journey.person_id, practitioner_id=practitioner.pk, words=words, by=by)
    # Only with the refusal in force does the database take a concern off its lead.
    hand_on_concerns(who=practitioner, person_id=journey.person_id, by=by)
    parted.tell_gone(practitioner, by)


@action
def refuse_mine(*, practitioner: Practitioner, words: str = "", by: Viewer) -> None:
    """Have somebody seen by a practitioner no longer, by their own word, from their own page.

    They may write nothing of who holds them, so the database gives back what that practitioner held, lets them go and
    keeps the refusal, in one. Where what cannot wait reaches that practitioner, or nobody would be left in the team, a
    promise breaks as the action ends: run it `apart` to hear of it here.
    """
    sealed = Refusal._meta.get_field("words").closed(words.strip())
    given = Event.objects.raw("select * from gate.refuse_mine(%s, %s, %s)", [practitioner.pk, sealed, by.called])
    seal_events(given)
    record_event(
        kind=Happened.REFUSED,
        person_id=by.someone,
        journey_id=None,
        about={"called": practitioner.called},
        by=by,
    )
    hand_on_concerns(who=practitioner, person_id=by.someone, by=by)
    parted.tell_gone(practitioner, by)


def _stop_holding(journey: Journey, practitioner_id: UUID, by: Viewer) -> None:
    holds = Holding.objects.filter(journey=journey, until__isnull=True, practitioner_id=practitioner_id).exists()
    if holds:
        hold(journey=journey, practitioner=None, words=journey.team.name, by=by)


@action
def give_page(*, journey: Journey, by: Viewer) -> tuple[str, str]:
    """Give somebody the key to their own page, once a practitioner has spoken with them. Returns (link, words)."""
    if not Journey.objects.filter(person_id=journey.person_id, last_spoken_at__isnull=False).exists():
        raise NotPossible(N_("Speak with them first: the link and the words are given by a way you know is safe."))
    link, words = access.give_page(person_id=journey.person_id, by=by)
    record_event(kind=Happened.PAGE_GIVEN, person_id=journey.person_id, journey_id=journey.pk, by=by)
    return link, words

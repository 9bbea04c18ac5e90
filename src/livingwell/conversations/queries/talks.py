"""Reading conversations. Every query shows only what the named viewer may see; the database sees to it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from livingwell.access import queries as access
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import OPEN_STEP, Concern, ConcernChange, Journey, NextStep, ToBring, Worry
from livingwell.journeys.words import StepKind
from livingwell.people.models import Person
from livingwell.places import queries as places
from livingwell.places.models import Away, Membership, Practitioner, Site

from .. import rules
from ..models import Conversation, Guide
from ..words import GuideText, State

HERE = Path(__file__).parent.parent
GUIDE = "conversation"  # the one guide of a place; each change is its next version
AHEAD = timedelta(days=14)
SHOWN = 50


# -- guides -----------------------------------------------------------------------------------------------------------
@lru_cache
def guide_texts() -> dict[str, GuideText]:
    """Return the guide of every place that has one here, by the place's slug."""
    written = places.written_for(HERE, "guides")
    return {slug: rules.read_guide(path.read_text(), of=f"guides/{slug}") for slug, path in written.items()}


def guide_text_for(site: Site) -> GuideText:
    """Return the guide that comes with a place's pack; one that has none starts from Brackwell's."""
    return guide_texts().get(site.slug) or guide_texts()["brackwell"]


def versions_of_guide(site_id: UUID) -> list[Guide]:
    """Return every version of a place's guide, newest first."""
    return list(Guide.objects.filter(site_id=site_id, slug=GUIDE).order_by("-version"))


def newest_guide(site_id: UUID) -> Guide | None:
    """Return the guide that a conversation begun now would use."""
    return Guide.objects.filter(site_id=site_id, slug=GUIDE).order_by("-version").first()


def may_change_guide(site_id: UUID, practitioner_id: UUID | None, now: datetime) -> bool:
    """Return whether somebody leads a team of this place."""
    if practitioner_id is None:
        return False
    return Membership.objects.filter(
        places.current(now), team__site_id=site_id, practitioner_id=practitioner_id, leads=True
    ).exists()


def find_open_journey(journey_id: UUID) -> Journey | None:
    """Return an open journey, with what arranging a conversation needs to know, or None."""
    return Journey.objects.select_related("person", "team", "site").filter(pk=journey_id, ended_at__isnull=True).first()


# -- conversations ----------------------------------------------------------------------------------------------------
def find_conversation(pk: UUID) -> Conversation | None:
    """Return a conversation with everything its page needs, or None: not there and not yours are the same."""
    return (
        Conversation.objects.select_related(
            "person",
            "journey__person",
            "journey__team",
            "journey__site",
            "guide",
            "note",
            "practitioner__organisation",
            "also__organisation",
        )
        .filter(pk=pk)
        .first()
    )


def conversations_of(person_id: UUID) -> list[Conversation]:
    """Return a person's conversations, the newest first."""
    return list(
        Conversation.objects.filter(person_id=person_id)
        .select_related("note", "practitioner__organisation", "also")
        .order_by("-at")[:SHOWN]
    )


def coming_up(
    practitioner_id: UUID, now: datetime, *, teams: Iterable[UUID] = (), aways: Iterable[Away] = ()
) -> list[Conversation]:
    """Return planned conversations up to a fortnight ahead, and those whose time has passed, by time.

    Of somebody, alone or as the second of two, and of whom they cover for, by name or as the whole of these teams.
    """
    return list(
        Conversation.objects.filter(
            journeys.theirs_or_covered(practitioner_id, teams, aways) | Q(also_id=practitioner_id),
            state=State.PLANNED,
            at__lt=now + AHEAD,
        )
        .select_related("person", "practitioner", "also")
        .order_by("at")[:SHOWN]
    )


def planned_within(practitioner_id: UUID, first: date, last: date) -> list[Conversation]:
    """Return what is planned with somebody from one day to another, by time."""
    planned = Conversation.objects.filter(practitioner_id=practitioner_id, state=State.PLANNED)
    within = planned.filter(at__date__gte=first, at__date__lte=last)
    return list(within.select_related("person").order_by("at")[:SHOWN])


def planned_in_a_team(practitioner_id: UUID, team_id: UUID) -> int:
    """Return how many conversations to come are somebody's in a team."""
    theirs = Conversation.objects.filter(practitioner_id=practitioner_id, journey__team_id=team_id)
    return theirs.filter(state=State.PLANNED).count()


def steps_of(conversation: Conversation) -> list[NextStep]:
    """Return the open next steps of the journey, those made in this conversation among them, oldest first."""
    return list(
        NextStep.objects.filter(OPEN_STEP, journey_id=conversation.journey_id)
        .select_related("practitioner")
        .order_by("made_at")
    )


def made_in(conversation: Conversation, steps: Iterable[NextStep]) -> list[NextStep]:
    """Return those of some steps that were made as lines of a conversation."""
    return [step for step in steps if step.from_id == conversation.pk and step.kind == StepKind.PLAIN]


def agreed_in(conversation: Conversation) -> list[NextStep]:
    """Return what was agreed in a conversation, done since or not."""
    return list(
        NextStep.objects.filter(from_id=conversation.pk, put_aside_at__isnull=True, kind=StepKind.PLAIN)
        .select_related("practitioner")
        .order_by("made_at")
    )


def asked_to_bring(journey_id: UUID) -> list[ToBring]:
    """Return who asked for somebody to be brought to the next huddle, and why, oldest first."""
    return list(ToBring.objects.filter(journey_id=journey_id, brought_at__isnull=True).order_by("made_at"))


# -- who --------------------------------------------------------------------------------------------------------------
def who_may_talk(journey: Journey, now: datetime) -> list[Practitioner]:
    """Return who may be in a conversation: the team and who is drawn in, without anybody the person refused."""
    team = list(places.members_of([journey.team_id], now))
    drawn = [one.practitioner for one in journeys.drawn_in(journey.pk)]
    refused = {one.practitioner_id for one in access.refusals(journey.person_id)}
    known = {one.pk: one for one in [*team, *drawn] if one.pk not in refused}
    return sorted(known.values(), key=lambda one: one.called)


# -- keeping people safe ----------------------------------------------------------------------------------------------
def find_worry(pk: UUID) -> Worry | None:
    """Return a worry, whom it reaches and has reached, and whom it is about, or None."""
    return journeys.with_told(Worry.objects.select_related("person", "reaches")).filter(pk=pk).first()


def find_concern(pk: UUID) -> Concern | None:
    """Return a safeguarding concern for whoever raised it or leads on it, and for nobody else.

    The person is not joined: their name may be out of a lead's sight while the concern is not.
    """
    return Concern.objects.select_related("raised_by", "lead").filter(pk=pk).first()


def changes_of(concern: Concern) -> list[ConcernChange]:
    """Return what became of a concern, oldest first, with who leads since."""
    return list(concern.changes.select_related("lead").order_by("at"))


def who_could_lead(concern: Concern, practitioner_id: UUID, now: datetime) -> list[Practitioner]:
    """Return who may lead on a concern: who can be reached about the person, and who leads on it now.

    Where the person is out of the viewer's sight while the concern is not, it is the viewer's own teams that are asked;
    the database refuses anybody whom the person refused.
    """
    journey = journeys.latest_journey(concern.person_id)
    if journey is not None:
        could = [one.practitioner for one in journeys.who_can_be_reached(journey, now)]
    else:
        could = list(places.members_of([team.pk for team in places.teams_of(practitioner_id, now)], now))
    known = {one.pk: one for one in [*could, concern.lead]}
    return sorted(known.values(), key=lambda one: one.called)


def concerns_with(practitioner_id: UUID) -> list[Concern]:
    """Return the open concerns that somebody leads on or raised, the soonest due first.

    Each with `person_called`, which is None where the person is out of the viewer's sight and the concern is not.
    """
    named = Person.objects.filter(pk=OuterRef("person_id"))
    return list(
        Concern.objects.filter(Q(lead_id=practitioner_id) | Q(raised_by_id=practitioner_id), done_at__isnull=True)
        .select_related("raised_by", "lead")
        .annotate(person_called=Subquery(named.values("called")))
        .order_by("due_on")[:SHOWN]
    )

"""Deciding together: who holds, what happens next, who is drawn in, who shares the worry; or bringing somebody back."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import OPEN_STEP, DrawnIn, Holding, Journey, NextStep, ToBring, Worry
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Happened, StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner

from .. import rules
from ..models import Brought, Huddle
from ..words import Outcome
from .meeting import put_on_the_list, take_turn
from .writing import set_words, writer_of


@action
def decide(*, huddle: Huddle, journey: Journey, decided: rules.Decided, today: date, by: Viewer) -> Brought:
    """Agree what to do for somebody: one name holds, something we do next stands, and everybody on the call knows.

    Raises Overtaken when somebody else has decided since the page was made, and NotPossible when nobody holds or
    nothing would happen next; the database would refuse an open journey without a holder or a next step too.
    """
    take_turn(huddle)
    brought = _take_up(huddle, journey, decided.revision, by)
    _keep_words(brought, decided, by)
    holder_id, holder_called = _name_holder(journey, decided, by)
    _share_worries(journey, decided, by)
    steps = NextStep.objects.filter(OPEN_STEP, journey=journey).values_list("done_by", "due_on")
    rules.check_decision(
        called=journey.person.called,
        holder=holder_id,
        steps=[rules.Standing(StepBy(done_by), due_on) for done_by, due_on in steps],
        today=today,
    )
    _conclude(brought, Outcome.DECIDED, holder_called, by)
    ToBring.objects.filter(journey=journey, brought_at__isnull=True).update(brought_at=timezone.now())
    journeys.record_event(
        kind=Happened.HUDDLED,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={"holder": holder_called, "on": huddle.on.isoformat(), "team": huddle.team.name},
        from_id=brought.pk,
        by=by,
    )
    return brought


@action
def carry(*, huddle: Huddle, journey: Journey, decided: rules.Decided, by: Viewer) -> Brought:
    """Bring somebody back next time. They are under "Left from last time" at every huddle until one decides."""
    take_turn(huddle)
    brought = _take_up(huddle, journey, decided.revision, by)
    _keep_words(brought, decided, by)
    return _conclude(brought, Outcome.CARRIED, "", by)


@action
def think_again(*, huddle: Huddle, journey: Journey, revision: int, by: Viewer) -> Brought:
    """Take a decision up again at the same huddle. What the stream says of the first one stays."""
    take_turn(huddle)
    brought = _take_up(huddle, journey, revision, by)
    return _conclude(brought, Outcome.WAITING, "", by)


@action
def add_step(*, huddle: Huddle, journey: Journey, what: str, doer: Doer, due_on: date, by: Viewer) -> NextStep:
    """Agree a next step. It stands from this moment, and comes back under "Left from last time" when it is not kept."""
    take_turn(huddle)
    brought = put_on_the_list(huddle, journey, by=by)
    return journeys.make_step(journey=journey, what=what, doer=doer, due_on=due_on, from_id=brought.pk, by=by)


@action
def keep_step(*, huddle: Huddle, step: NextStep, by: Viewer) -> None:
    """Say, in the huddle, that a next step was done."""
    take_turn(huddle)
    journeys.keep_step(step=step, by=by)


@action
def draw_in(*, huddle: Huddle, journey: Journey, practitioner: Practitioner, why: str, by: Viewer) -> DrawnIn:
    """Draw somebody in from any organisation, with why. They see this person, and nothing of the huddle."""
    take_turn(huddle)
    put_on_the_list(huddle, journey, by=by)
    return journeys.draw_in(journey=journey, practitioner=practitioner, why=why, by=by)


def _take_up(huddle: Huddle, journey: Journey, revision: int, by: Viewer) -> Brought:
    """Return somebody's place on the list; refuse when another has decided since the page was made."""
    brought = put_on_the_list(huddle, journey, by=by)
    if brought.revision == revision:
        return brought
    if not brought.decided_by:
        raise rules.Overtaken(N_("Somebody has just taken this up again. Look once more before you decide."))
    raise rules.Overtaken(
        N_("%(by)s has just said what happens for %(called)s. It is shown here: change it only if it needs it."),
        by=brought.decided_by,
        called=journey.person.called,
    )


def _keep_words(brought: Brought, decided: rules.Decided, by: Viewer) -> None:
    keep = rules.words_to_keep(
        mine=decided.words,
        was=decided.words_were,
        stored=brought.decision,
        mine_last=brought.decision_writer.startswith(writer_of(by)),
    )
    if keep is None:
        raise rules.Overtaken(
            N_("%(by)s wrote here too while you were writing. Theirs is shown beside yours."),
            field="decision",
            by=brought.decision_by,
        )
    set_words(brought, "decision", words=keep, by=by)


def _name_holder(journey: Journey, decided: rules.Decided, by: Viewer) -> tuple[UUID | None, str]:
    """Name the holder who was chosen, where that is somebody else than now. Returns who holds then."""
    held = Holding.objects.select_related("practitioner", "team").filter(journey=journey, until__isnull=True).first()
    if held is None:
        raise NotPossible(N_("This journey has ended. Coming back opens a new one."))
    now_called = held.practitioner.called if held.practitioner else held.team.name
    wanted = rules.holder_to_name(
        chosen=decided.holder, was=decided.holder_was, now=held.practitioner_id, now_called=now_called
    )
    if wanted is None:
        return held.practitioner_id, now_called
    practitioner = Practitioner.objects.get(pk=wanted)
    journeys.hold(journey=journey, practitioner=practitioner, by=by)
    return practitioner.pk, practitioner.called


def _share_worries(journey: Journey, decided: rules.Decided, by: Viewer) -> None:
    wanted = dict.fromkeys(worry_id for worry_id, _ in decided.shares)
    for worry in Worry.objects.filter(journey=journey, settled_at__isnull=True, pk__in=wanted):
        sharing = [practitioner_id for worry_id, practitioner_id in decided.shares if worry_id == worry.pk]
        journeys.share_worry(worry=worry, with_=list(Practitioner.objects.filter(pk__in=sharing)), by=by)


def _conclude(brought: Brought, outcome: Outcome, holder_called: str, by: Viewer) -> Brought:
    concluded = outcome != Outcome.WAITING
    brought.outcome, brought.holder_called = outcome, holder_called
    brought.decided_at = timezone.now() if concluded else None
    brought.decided_by = by.called if concluded else ""
    brought.revision += 1
    brought.save(update_fields=["outcome", "holder_called", "decided_at", "decided_by", "revision"])
    return brought

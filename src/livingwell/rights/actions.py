"""What is asked by right: asked, answered, held back by two, given. The only place that writes it."""

from datetime import date
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import PROMISES, action, apart
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.actions.telling import tell
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Happened, StepBy, StepKind
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner

from . import queries, rules
from .models import Asked, Copy, Withheld
from .words import RIGHTS, Ground, Outcome, Right

HEAR = N_("Hear from them whether that answered it")
WAITS = N_("At work, something that somebody asked for waits for an answer. Sign in to read it.")
# The line of moments is read by everybody alongside, and by whom they do not want too, until that is done.
THEIRS_TO_ASK = N_("something that is theirs to ask")
# Why a refusal by oneself cannot be in force at once, in the database's own promises.
NOT_AT_ONCE = {
    PROMISES[name]
    for name in ("reaches_somebody", "somebody_sees_them", "somebody_stays", "holder_has_a_tie", "doer_has_a_tie")
}
ALREADY = N_("Somebody has answered this already.")


@action
def ask(*, journey: Journey, right: Right, words: str = "", by: Viewer) -> Asked:
    """Ask for what is somebody's by right: themselves, or one of us in their name. `journey` is their newest.

    It becomes a next step of their team, due within the month; of somebody who has stepped out, the team's own to do.
    """
    rules.check_asked(right, words)
    if right == Right.COPY and queries.open_asked(journey.person_id, right):
        raise NotPossible(N_("Your copy has been asked for already, and is being made."))
    if right == Right.NOT_THEM:
        rules.check_named(words)
    return _follow(_keep(journey, right, words, by), journey, by)


def _keep(journey: Journey, right: Right, words: str, by: Viewer, *, whom: Practitioner | None = None) -> Asked:
    due_on = rules.due_on(right, timezone.localdate(), journey.site.horizon_days)
    asked = Asked.objects.create(
        person_id=journey.person_id,
        right=right,
        team_id=journey.team_id,
        words=words.strip(),
        whom=whom,
        by_kind=by.kind,
        by_id=by.ref,
        by_called=by.called,
        due_on=due_on,
    )
    _record(asked, journey, Happened.RIGHT_ASKED, by)
    return asked


def _follow(asked: Asked, journey: Journey, by: Viewer) -> Asked:
    """Make it a next step of the team's, where the journey is open. Otherwise it stands on the team's list."""
    if journey.is_open:
        journeys.make_step(
            journey=journey,
            what=_(RIGHTS[Right(asked.right)].step),
            doer=Doer(StepBy.TEAM, team_id=journey.team_id),
            due_on=asked.due_on,
            kind=StepKind.RIGHT,
            from_id=asked.pk,
            by=by,
        )
    return asked


@action
def refuse(*, journey: Journey, practitioner: Practitioner, words: str = "", by: Viewer) -> bool:
    """Refuse a practitioner, by one's own word; return whether it is in force. Either way the team hears of it.

    Where it cannot be at once, for nobody else could see the person then, nothing of it stands and the team does it by
    tomorrow. Whoever it is about reads none of the asking (rights/migrations/0002_gates.py).
    """
    try:
        with apart():
            journeys.refuse_mine(practitioner=practitioner, words=words, by=by)
        in_force = True
    except NotPossible as reason:
        if reason.sentence not in NOT_AT_ONCE:
            raise
        in_force = False
    _follow(_keep(journey, Right.NOT_THEM, "" if in_force else words, by, whom=practitioner), journey, by)
    return in_force


@action
def somebody_died(*, journey: Journey, by: Viewer) -> Asked:
    """Begin what is owed after a death: to whoever is left, to whoever must know, and to the team."""
    return _keep(journey, Right.DIED, "", by)


@action
def kept_long(*, journey: Journey, by: Viewer) -> Asked:
    """Have a team look at a record that has been kept as long as its nation's code of practice says."""
    return _keep(journey, Right.KEPT, "", by)


@action
def tell_leads(*, asked: Asked, on: date, by: Viewer) -> None:
    """Tell whoever leads a team, once a day and naming nobody, that something waits for an answer."""
    for lead in queries.leads_of(asked.team_id):
        tell(practitioner=lead, about=uuid5(asked.pk, on.isoformat()), sentence=WAITS)


@action
def answer(*, asked: Asked, outcome: Outcome, words: str, by: Viewer) -> None:
    """Answer what was asked, in words they will read. A copy is answered by giving it (`give_copy`)."""
    rules.check_answer(outcome, words)
    if asked.right == Right.COPY:
        raise NotPossible(N_("Give them the copy: that answers it. What they may not read, two of you hold back."))
    _answer(asked, outcome, words, by)
    _record(asked, _newest(asked), Happened.RIGHT_ANSWERED, by)


def _answer(asked: Asked, outcome: Outcome, words: str, by: Viewer) -> None:
    now = timezone.now()
    answered = Asked.objects.filter(pk=asked.pk, answered_at__isnull=True).update(
        outcome=outcome, answer=words.strip(), answered_at=now, answered_by=by.called
    )
    if not answered:
        raise NotPossible(ALREADY)
    journeys.answered(person_id=asked.person_id, from_id=asked.pk, then=_(HEAR), by=by)


@action
def hold_back(*, asked: Asked, table: str, row_id: UUID, ground: Ground, words: str, by: Viewer) -> Withheld:
    """Hold one thing back from somebody's copy, on a ground that the law names, until a second of us agrees."""
    if not words.strip():
        raise NotPossible(
            N_("Write why: a second practitioner reads it, and so does whoever reviews it."), field="words"
        )
    if not asked.is_open:
        raise NotPossible(ALREADY)
    return Withheld.objects.create(
        person_id=asked.person_id,
        asked=asked,
        table=table,
        row_id=row_id,
        ground=ground,
        words=words.strip(),
        by_id=by.someone,
        by_called=by.called,
    )


@action
def second(*, one: Withheld, by: Viewer) -> None:
    """Agree that something is held back. Never whoever held it back."""
    if one.by_id == by.ref:
        raise NotPossible(N_("Holding something back takes two. Ask somebody else alongside to read it."))
    agreed = Withheld.objects.filter(pk=one.pk, until__isnull=True, second__isnull=True).update(
        second_id=by.someone, second_called=by.called, seconded_at=timezone.now()
    )
    if not agreed:
        raise NotPossible(N_("Somebody has just said something else of this. Look again first."))


@action
def show_again(*, one: Withheld, by: Viewer) -> None:
    """Stop holding something back."""
    Withheld.objects.filter(pk=one.pk, until__isnull=True).update(until=timezone.now(), ended_by=by.called)


@action
def give_copy(*, asked: Asked, document: str, rows: int, held_back: int, by: Viewer) -> Copy:
    """Give somebody the copy they asked for: as it is now, theirs to open on their own page. Answers what was asked."""
    if asked.right != Right.COPY:
        raise NotPossible(N_("Nobody asked for a copy here."))
    if any(one.second_id is None for one in queries.held_back(asked.person_id)):
        raise NotPossible(N_("Something is held back that nobody else has agreed to. Ask a second practitioner first."))
    copy = Copy.objects.create(
        person_id=asked.person_id,
        asked=asked,
        document=document,
        rows=rows,
        held_back=held_back,
        by_id=by.someone,
        by_called=by.called,
    )
    _answer(asked, Outcome.PARTLY if held_back else Outcome.DONE, _("Your copy is on your page."), by)
    _record(asked, _newest(asked), Happened.COPY_GIVEN, by)
    return copy


def _newest(asked: Asked) -> Journey | None:
    return Journey.objects.filter(person_id=asked.person_id).order_by("-opened_at").first()


def _record(asked: Asked, journey: Journey | None, kind: Happened, by: Viewer) -> None:
    journeys.record_event(
        kind=kind,
        person_id=asked.person_id,
        journey_id=journey.pk if journey else None,
        about={"right": _(THEIRS_TO_ASK) if asked.right == Right.NOT_THEM else _(RIGHTS[Right(asked.right)].called)},
        from_id=asked.pk,
        by=by,
    )

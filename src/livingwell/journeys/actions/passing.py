"""What cannot wait goes on to somebody else: sent by name, or by the minute while nobody has it."""

from uuid import UUID

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner
from livingwell.places.queries import pack_here

from .. import queries, rules
from ..models import Worry, WorryTold
from ..words import Happened, ToldBy
from .stream import record_event
from .telling import CANNOT_WAIT, tell_now


@action
def pass_worry(*, worry: Worry, to: Practitioner, by: Viewer) -> None:
    """Send a worry that nobody has taken up to somebody else, by name. The database refuses one who cannot see it."""
    if to.pk == worry.reaches_id:
        raise NotPossible(N_("It was sent to %(called)s already. Choose somebody else."), field="to", called=to.called)
    sent_on = Worry.objects.filter(queries.NOBODY_HAS, pk=worry.pk).update(reaches=to)
    if not sent_on:
        raise nobody_waits(worry.pk)
    passed = record_event(
        kind=Happened.WORRY_PASSED,
        person_id=worry.person_id,
        journey_id=worry.journey_id,
        about={"called": to.called},
        from_id=worry.pk,
        by=by,
    )
    keep_told(worry=worry, to=to, how=ToldBy.PASSED, by=by)
    tell_now(practitioner=to, about=passed.pk, sentence=CANNOT_WAIT)


@action
def pass_on_while_nobody_has_it(*, worry_id: UUID, by: Viewer) -> Practitioner | None:
    """Tell the next who can see somebody of a worry that nobody has taken up; return who was told, or None. For a job.

    However often it is called, each turn is once: the worry is locked, and whom it reached is rows.
    """
    worry = (
        Worry.objects.select_for_update(of=("self",))
        .select_related("journey")
        .filter(queries.NOBODY_HAS, pk=worry_id)
        .first()
    )
    if worry is None:
        return None
    now, told = timezone.now(), queries.turns_of(worry)
    if not told:
        return None
    everybody = queries.who_can_be_told(worry.journey, now, told={turn.id for turn in told})
    last = everybody.get(told[-1].id)
    if last is not None and not last[1].is_refused and not rules.is_passed_on(told, now):
        return None
    weighed = [one for _, one in everybody.values()]
    staffed = pack_here().hours.is_staffed(now)
    chosen = rules.who_is_told_next(weighed, told, now=now, is_staffed=staffed, but_not=worry.by_id)
    if chosen is None:
        return None
    to = everybody[chosen.id][0]
    Worry.objects.filter(pk=worry.pk).update(reaches=to)
    keep_told(worry=worry, to=to, how=ToldBy.ITSELF, by=by, lap=chosen.lap)
    passed = record_event(
        kind=Happened.WORRY_PASSED_BY_ITSELF,
        person_id=worry.person_id,
        journey_id=worry.journey_id,
        about={"called": to.called},
        from_id=worry.pk,
        by=by,
    )
    tell_now(practitioner=to, about=passed.pk, sentence=CANNOT_WAIT)
    return to


@action
def nobody_has_it_any_more(*, worry_id: UUID, by: Viewer) -> None:
    """Say that nobody has a worry: whoever took it up no longer sees whom it is about. For a job; it goes on next."""
    Worry.objects.filter(pk=worry_id, settled_at__isnull=True).update(acknowledged_at=None, acknowledged_by="")


@action
def keep_told(*, worry: Worry, to: Practitioner, how: ToldBy, lap: int | None = None, by: Viewer) -> WorryTold:
    """Keep that somebody was told, after whoever was told before. The caller has made or locked the worry."""
    turn, last_lap = queries.last_turn(worry)
    told = WorryTold(
        worry=worry,
        journey_id=worry.journey_id,
        person_id=worry.person_id,
        reaches=to,
        turn=turn + 1,
        lap=lap or last_lap,
        how=how,
        by_id=by.ref,
        by_called=by.called,
    )
    told.save(force_insert=True)
    return told


def nobody_waits(worry_id: UUID) -> NotPossible:
    """Return the refusal of whoever comes second: who has it, since when; or that it was put to rest."""
    now = Worry.objects.filter(pk=worry_id).first()
    if now is not None and now.acknowledged_at is not None:
        has, since = now.acknowledged_by, now.acknowledged_at
        return NotPossible(N_("%(called)s already has this, since %(since)s."), called=has, since=since)
    if now is not None and now.settled_at is not None:
        return NotPossible(N_("%(called)s has put this to rest."), called=now.settled_by)
    return NotPossible(N_("Somebody already has this."))

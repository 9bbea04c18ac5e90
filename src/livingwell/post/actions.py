"""Handing over, trying, recording what came of it. Every try is on record before it is made, so none is made twice."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.post import going, outcomes, queries, rules, transports
from livingwell.post.deferring import defer, defer_once
from livingwell.post.models import IS_SETTLED, Attempt, Delivery
from livingwell.post.transports import letter
from livingwell.post.words import SETTLED, Answer, Outcome, State, Transport

log = logging.getLogger(__name__)
CRASHED = N_("The worker stopped in the middle of sending.")
PUT_BACK = N_("This place was put back from a backup. It may have gone since.")


@transaction.atomic
def hand_over(
    *,
    id: UUID,  # noqa: A002 -- the delivery's own id, made by the caller: its key for doing this once
    transport: str,
    to: str,
    sender: str,
    subject: str,
    body: str,
) -> None:
    """Take something to carry, with the caller's transaction: rolled back, it was never handed over.

    Handed over again under the same `id`, the first stands, whatever the second says. `sender` is the name
    the recipient sees. Raises NotPossible for an address or a line that cannot be sent, and where this place
    has no way to send by `transport`.
    """
    by = Transport(transport)
    rules.check(transport=by, to=to, sender=sender, subject=subject, body=body)
    obstacle = transports.why_not(by)
    if obstacle:
        raise NotPossible(obstacle)
    made = Delivery(pk=id, transport=by, to=to, sender=sender, subject=subject, body=body)
    Delivery.objects.bulk_create([made], ignore_conflicts=True)  # asks for nothing back: the web may not read it
    defer("post.deliver", delivery_id=str(id))


def deliver(*, delivery_id: UUID) -> State | None:
    """Try to send, if it is time to; return what became of it, or None where there was nothing to try.

    The try is committed before it is made and its outcome after, so this cannot run inside a transaction
    (RuntimeError). Whoever else asks meanwhile finds nothing to try.
    """
    delivery = _claim(delivery_id)
    if delivery is None:
        return None
    try:
        outcome = transports.send(delivery)
    except Exception as trouble:
        log.exception("Delivery %s: the transport broke, and nobody knows whether it was sent", delivery_id)
        outcome = Outcome(Answer.UNSURE, type(trouble).__name__)
    return _settle(delivery, outcome)


def _claim(delivery_id: UUID) -> Delivery | None:
    """Put a try on record, if it is time to try and the rooms above still let it go."""
    now = timezone.now()
    with transaction.atomic(durable=True):
        ready = Delivery.objects.filter(pk=delivery_id, state=State.WAITING, next_try_at__lte=now)
        delivery = ready.select_for_update(skip_locked=True).first()
        if delivery is None or _withdraw_if_stopped(delivery):
            return None
        delivery.state, delivery.tried_at, delivery.next_try_at = State.TRYING, now, None
        delivery.tries += 1
        delivery.save(update_fields=["state", "tried_at", "next_try_at", "tries"])
    return delivery


def _withdraw_if_stopped(delivery: Delivery) -> bool:
    """Ask the rooms above whether this may still go, and withdraw it where one of them says why not."""
    reason = going.why_not(delivery.pk)
    if reason is None:
        return False
    delivery.state, delivery.next_try_at, delivery.settled_at = State.WITHDRAWN, None, timezone.now()
    delivery.last_trouble, delivery.told_at = reason, None
    delivery.save(update_fields=["state", "next_try_at", "settled_at", "last_trouble", "told_at"])
    if delivery.transport == Transport.LETTER:
        transaction.on_commit(lambda: letter.take_out(delivery))
    return True


def ask_again(*, delivery_id: UUID) -> None:
    """Have it asked at once whether a delivery may still go. The web may not change one, so a worker is told."""
    defer("post.ask", delivery_id=str(delivery_id))


def withdraw_if_stopped(*, delivery_id: UUID) -> None:
    """Withdraw what waits, for its next try or in the tray, if it may no longer go. What is being tried has gone."""
    with transaction.atomic():
        waiting = Delivery.objects.filter(pk=delivery_id, state=State.WAITING)
        delivery = waiting.select_for_update(skip_locked=True).first()
        if delivery:
            _withdraw_if_stopped(delivery)


def _settle(tried: Delivery, outcome: Outcome) -> State:
    """Record what a try came to. If it was taken for lost meanwhile, what is now known is put right."""
    with transaction.atomic(durable=True):
        delivery = Delivery.objects.select_for_update().get(pk=tried.pk)
        _add_try(tried, outcome)
        if delivery.tries == tried.tries and delivery.state in (State.TRYING, State.UNSURE):
            _move_on(delivery, outcome)
    return State(delivery.state)


def _add_try(tried: Delivery, outcome: Outcome) -> None:
    """Add one try to the history."""
    trouble = rules.without(tried.to, outcome.trouble)
    row = Attempt(delivery=tried, number=tried.tries, answer=outcome.answer, trouble=trouble)
    row.began_at = tried.tried_at or row.ended_at
    row.save(force_insert=True)


def _move_on(delivery: Delivery, outcome: Outcome) -> None:
    """Make of a delivery what its last try came to. It is yet to be told."""
    now = timezone.now()
    delivery.state, delivery.next_try_at = rules.after(outcome.answer, tries=delivery.tries, at=now)
    delivery.settled_at = now if delivery.state in SETTLED else None
    delivery.sent_at = now if delivery.state == State.SENT else None
    delivery.last_trouble, delivery.told_at = rules.without(delivery.to, outcome.trouble), None
    delivery.save(update_fields=["state", "next_try_at", "settled_at", "sent_at", "last_trouble", "told_at"])


def mark_lost(*, delivery_id: UUID) -> None:
    """Make a try whose worker stopped `unsure`: it may have been sent, so a person decides."""
    with transaction.atomic():
        trying = Delivery.objects.select_for_update().filter(pk=delivery_id, state=State.TRYING)
        delivery = trying.filter(tried_at__lt=timezone.now() - rules.LOST_AFTER).first()
        if delivery:
            _add_try(delivery, Outcome(Answer.UNSURE, CRASHED))
            _move_on(delivery, Outcome(Answer.UNSURE, CRASHED))


def tell(*, delivery_id: UUID) -> None:
    """Tell the rooms above how a delivery ended, once. What they write is kept together with having told them."""
    with transaction.atomic(durable=True):
        untold = Delivery.objects.select_for_update(skip_locked=True).filter(IS_SETTLED, told_at=None)
        delivery = untold.filter(pk=delivery_id).first()
        if delivery:
            outcomes.tell(delivery.pk, State(delivery.state))
            delivery.told_at = timezone.now()
            delivery.save(update_fields=["told_at"])


def hold_all() -> int:
    """Have nothing sent that has not surely gone, because the place was put back from a backup; return how many.

    Each may have gone since, and no machine can tell: a person decides. The rooms above learn of it from a worker.
    """
    now = timezone.now()
    kept = {"next_try_at": None, "settled_at": now, "last_trouble": PUT_BACK, "told_at": None}
    return Delivery.objects.filter(state__in=[State.WAITING, State.TRYING]).update(state=State.UNSURE, **kept)


def say_posted(*, delivery_id: UUID) -> None:
    """Say that a letter was printed and posted. The web may not change a delivery, so a worker is told."""
    defer("post.posted", delivery_id=str(delivery_id))


def mark_posted(*, delivery_id: UUID) -> None:
    """Count a letter as sent, and take it out of the tray. Again, it changes nothing."""
    with transaction.atomic():
        letters = Delivery.objects.select_for_update().filter(pk=delivery_id, transport=Transport.LETTER)
        delivery = letters.filter(state__in=[State.WAITING, State.UNSURE], tries__gt=0).first()
        if delivery:
            _add_try(delivery, Outcome(Answer.SENT))
            _move_on(delivery, Outcome(Answer.SENT))
            transaction.on_commit(lambda: letter.take_out(delivery))


def sweep() -> None:
    """Pick up whatever nobody is seeing to: due again, lost in the middle, in the tray and stopped since, not told."""
    now = timezone.now()
    for delivery_id in queries.lost(now):
        mark_lost(delivery_id=delivery_id)
    for delivery_id in queries.in_tray():
        withdraw_if_stopped(delivery_id=delivery_id)
    for delivery_id in queries.due(now):
        defer_once("post.deliver", key=f"post.deliver {delivery_id}", delivery_id=str(delivery_id))
    for delivery_id in queries.untold():
        try:
            tell(delivery_id=delivery_id)
        except Exception:  # one listener's trouble with one delivery must not keep the rest waiting
            log.exception("Delivery %s: a room above could not be told how it ended", delivery_id)


def forget_sent(*, days: int = rules.KEPT_DAYS) -> int:
    """Blank what was said and to whom on whatever ended more than `days` ago; return how many. That it was stays."""
    ended = Delivery.objects.filter(IS_SETTLED, forgotten_at=None, told_at__isnull=False)
    old = ended.filter(settled_at__lt=timezone.now() - timedelta(days=days))
    blank = {"to": "", "sender": "", "subject": "", "body": "", "last_trouble": ""}
    return old.update(forgotten_at=timezone.now(), **blank)

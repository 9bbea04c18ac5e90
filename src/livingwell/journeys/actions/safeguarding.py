"""A safeguarding concern: raised, changed, handed on and settled, each sealed, in a record that two people read."""

import secrets
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner
from livingwell.record import actions as record
from livingwell.record import rules as record_rules

from ..models import Concern, ConcernChange, Journey
from ..words import ConcernMoment
from .telling import TO_LEAD, tell

SOURCE = "journeys.concern"
DONE_ALREADY = N_("This has been done already.")


@action
def raise_concern(
    *,
    journey: Journey,
    about: str,
    words: str,
    law: str,
    raised_by: Practitioner,
    lead: Practitioner,
    next_step: str,
    due_on: date,
    by: Viewer,
) -> Concern:
    """Raise a safeguarding concern: restricted to whoever raised it and its lead; waits for no consent, no huddle.

    Nothing of it is in the person's stream, which the person and everybody around them reads. It is sealed in the
    record by an entry of its own, and its lead is written to.
    """
    if not words.strip():
        raise NotPossible(N_("Say what you saw or heard, in the person’s words where you can."), field="words")
    _check_next(next_step, due_on)
    concern = Concern.objects.create(
        person_id=journey.person_id,
        about=about,
        words=words.strip(),
        law=law,
        raised_by=raised_by,
        lead=lead,
        next_step=next_step.strip(),
        due_on=due_on,
    )
    raising = _changed(concern, ConcernMoment.RAISED, by, lead_id=lead.pk, next_step=concern.next_step, due_on=due_on)
    _tell(raising, lead, by)
    return concern


@action
def change_concern(
    *, concern: Concern, lead: Practitioner, next_step: str, due_on: date, upon: str | None = None, by: Viewer
) -> None:
    """Change who leads on a concern, what happens next or by when; the database refuses a lead the person refused.

    `upon` is how it stood on the page it was changed on: what the other of the two has changed since is not undone
    unseen. Only what is different is written, and sealed.
    """
    _check_next(next_step, due_on)
    one = _still_open(concern, upon)
    said = {"lead_id": lead.pk, "next_step": next_step.strip(), "due_on": due_on}
    changed = {name: value for name, value in said.items() if value != getattr(one, name)}
    if not changed:
        return
    written = {name: value for name, value in changed.items() if name != "lead_id"}
    if written:
        Concern.objects.filter(pk=one.pk).update(**written)
    change = _changed(one, ConcernMoment.CHANGED, by, **changed)
    if "lead_id" in changed:
        _pass(one, lead)  # last: whoever hands on what they did not raise reads nothing of it afterwards
        _tell(change, lead, by)


@action
def settle_concern(*, concern: Concern, words: str, by: Viewer) -> None:
    """Say that what a concern asked for has been done, by whoever raised it or leads on it."""
    if not words.strip():
        raise NotPossible(N_("Say in a few words what was done."), field="words")
    settled = Concern.objects.filter(pk=concern.pk, done_at__isnull=True).update(
        done_at=timezone.now(), done_words=words.strip()
    )
    if not settled:
        raise NotPossible(DONE_ALREADY)
    _changed(concern, ConcernMoment.SETTLED, by, words=words.strip())


@action
def hand_on_concerns(
    *, who: Practitioner, team_id: UUID | None = None, person_id: UUID | None = None, by: Viewer
) -> int:
    """Hand on what somebody leads on: with a team they leave, all of it with their last one; or about a person.

    About a person who refused them, or whom they were drawn in for: called once that is so, for without it the database
    hands on nothing. Whoever does this may read none of these concerns, so the database chooses too
    (`gate.next_lead`). What comes back is ids alone, to be sealed. Returns how many.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from gate.hand_on_concerns(%s, %s, %s, %s)", [who.pk, team_id, person_id, by.called])
        handed_on = cursor.fetchall()
    for change_id, concern_id, lead_id, at, salt in handed_on:
        change = ConcernChange(
            id=change_id, concern_id=concern_id, kind=ConcernMoment.CHANGED, at=at, by_called=by.called, salt=salt
        )
        change.by_id, change.lead_id = by.someone, lead_id
        _seal(change)
    for lead in Practitioner.objects.filter(pk__in=[row[2] for row in handed_on]):
        for change_id in [row[0] for row in handed_on if row[2] == lead.pk]:
            tell(practitioner=lead, about=change_id, sentence=TO_LEAD)
    return len(handed_on)


def concern_payload(change: ConcernChange) -> dict[str, object]:
    """Return what of a change is sealed; of a raising, what was raised as well, which nothing may change."""
    sealed = {
        "id": change.pk,
        "concern": change.concern_id,
        "kind": str(change.kind),
        "at": change.at,
        "by": change.by_id,
        "called": change.by_called,
        "lead": change.lead_id,
        "next_step": change.next_step,
        "due_on": change.due_on,
        "words": change.words,
    }
    if change.kind != ConcernMoment.RAISED:
        return sealed
    raised = ("person_id", "about", "words", "law", "raised_by_id", "raised_at")
    return sealed | {"raised": {name: getattr(change.concern, name) for name in raised}}


def _check_next(next_step: str, due_on: date) -> None:
    if not next_step.strip():
        raise NotPossible(N_("Say what happens next."), field="next_step")
    if due_on < timezone.localdate():
        raise NotPossible(N_("Choose today or a day after it."), field="due_on")


def _still_open(concern: Concern, upon: str | None) -> Concern:
    """Return a concern as it stands now, locked until what is done to it has been."""
    one = Concern.objects.select_for_update(of=["self"]).select_related("lead").filter(pk=concern.pk).first()
    if one is None or one.done_at is not None:
        raise NotPossible(DONE_ALREADY)
    if upon is not None and upon != one.stands:
        raise NotPossible(
            N_(
                "This has just been changed: %(called)s leads. Next: %(next_step)s, by %(due_on)s. "
                "Yours is still here: keep it if it should stand."
            ),
            called=one.lead.called,
            next_step=one.next_step,
            due_on=one.due_on,
        )
    return one


def _changed(concern: Concern, kind: ConcernMoment, by: Viewer, **what: object) -> ConcernChange:
    change = ConcernChange.objects.create(
        concern=concern,
        person_id=concern.person_id,
        kind=kind,
        by_id=by.someone,
        by_called=by.called,
        salt=secrets.token_bytes(16),
        **what,
    )
    _seal(change)
    return change


def _seal(change: ConcernChange) -> None:
    digest = record_rules.digest(bytes(change.salt), concern_payload(change))
    record.note(source=SOURCE, source_id=change.pk, digest=digest)


def _pass(concern: Concern, lead: Practitioner) -> None:
    """Give a concern another lead. A row that its writer could no longer read is not theirs to write: a function is."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.pass_concern(%s, %s)", [concern.pk, lead.pk])
        if not cursor.fetchone()[0]:
            raise NotPossible(DONE_ALREADY)


def _tell(change: ConcernChange, lead: Practitioner, by: Viewer) -> None:
    if lead.pk != by.ref:
        tell(practitioner=lead, about=change.pk, sentence=TO_LEAD)

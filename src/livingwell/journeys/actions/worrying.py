"""Worries shared and held by name, what cannot wait, and what is to be brought to a huddle."""

from collections.abc import Iterable

from django.utils import timezone

from livingwell.access.acting import PROMISES, action, apart
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner

from .. import queries
from ..models import Event, Journey, ToBring, Worry, WorryShared
from ..words import Happened, ToldBy
from .passing import keep_told, nobody_waits
from .stream import record_event
from .telling import CANNOT_WAIT, tell_now


@action
def raise_worry(
    *,
    journey: Journey,
    words: str,
    cannot_wait: bool = False,
    reaches: Practitioner | None = None,
    by: Viewer,
) -> Worry:
    """Raise a worry: to the next huddle, or, when it cannot wait, to a practitioner by name, now."""
    if not words.strip():
        raise NotPossible(N_("Say what the worry is, in a few words."), field="words")
    if cannot_wait and reaches is None:
        raise NotPossible(
            N_("Nobody in this team can be reached now. Ring one of the numbers here, and tell a colleague."),
            field="words",
        )
    worry = Worry.objects.create(
        journey=journey,
        person_id=journey.person_id,
        words=words.strip(),
        cannot_wait=cannot_wait,
        reaches=reaches if cannot_wait else None,
        by_id=by.ref,
        by_called=by.called,
    )
    raised = record_event(
        kind=Happened.WORRY_RAISED,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={"cannot_wait": cannot_wait, "reaches": reaches.called if cannot_wait and reaches else ""},
        from_id=worry.pk,
        by=by,
    )
    if worry.reaches is not None:
        keep_told(worry=worry, to=worry.reaches, how=ToldBy.RAISED, by=by)
        tell_now(practitioner=worry.reaches, about=raised.pk, sentence=CANNOT_WAIT)
    return worry


@action
def reach_now(*, journey: Journey, words: str, by: Viewer) -> Worry:
    """Raise a worry that cannot wait: it reaches somebody by name, whoever can see it and is nearest to being on duty.

    Asked from a conversation or from the person's page, the answer is the same (`queries.whom_to_reach`).
    """
    past = {by.ref}
    while True:
        reach = queries.whom_to_reach(journey, timezone.now(), but_not=past)
        reaches = reach.practitioner if reach else None
        try:
            with apart():
                return raise_worry(journey=journey, words=words, cannot_wait=True, reaches=reaches, by=by)
        except NotPossible as reason:
            # Whoever broke a glass reads no refusal, so the database says of whom it may not be: the next is asked.
            if reaches is None or reason.sentence != PROMISES["reaches_somebody"]:
                raise
            past.add(reaches.pk)


@action
def acknowledge(*, worry: Worry, by: Viewer) -> None:
    """Say "I have this": the worry has reached somebody by name."""
    waits = Worry.objects.filter(pk=worry.pk, acknowledged_at__isnull=True, settled_at__isnull=True)
    if not waits.update(acknowledged_at=timezone.now(), acknowledged_by=by.called):
        raise nobody_waits(worry.pk)
    _happened(worry, Happened.WORRY_ACKNOWLEDGED, by, called=by.called)


@action
def share_worry(*, worry: Worry, with_: Iterable[Practitioner], by: Viewer) -> None:
    """Name who shares a worry. Nobody carries one alone."""
    already = set(WorryShared.objects.filter(worry=worry).values_list("practitioner_id", flat=True))
    fresh = [one for one in with_ if one.pk not in already]
    WorryShared.objects.bulk_create(
        WorryShared(
            worry=worry,
            journey_id=worry.journey_id,
            person_id=worry.person_id,
            practitioner=one,
            by_id=by.ref,
            by_called=by.called,
        )
        for one in fresh
    )
    if fresh:
        _happened(worry, Happened.WORRY_SHARED, by, called=", ".join(one.called for one in fresh))


@action
def settle_worry(*, worry: Worry, words: str, by: Viewer) -> None:
    """Put a worry to rest, with words."""
    if not words.strip():
        raise NotPossible(N_("Say in a few words what settled it."), field="words")
    settled = Worry.objects.filter(pk=worry.pk, settled_at__isnull=True).update(
        settled_at=timezone.now(), settled_by=by.called, settled_words=words.strip()
    )
    if not settled:
        raise NotPossible(N_("Somebody has already settled this."))
    _happened(worry, Happened.WORRY_SETTLED, by)


@action
def ask_to_bring(*, journey: Journey, why: str, by: Viewer) -> ToBring:
    """Ask for somebody to be brought to the next huddle."""
    if not why.strip():
        raise NotPossible(N_("Say in a few words what to think about together."), field="why")
    asked = ToBring.objects.create(
        journey=journey, person_id=journey.person_id, why=why.strip(), by_id=by.ref, by_called=by.called
    )
    record_event(
        kind=Happened.BRING_ASKED,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={"why": asked.why},
        from_id=asked.pk,
        by=by,
    )
    return asked


def _happened(worry: Worry, kind: Happened, by: Viewer, **about: object) -> Event:
    return record_event(
        kind=kind,
        person_id=worry.person_id,
        journey_id=worry.journey_id,
        about=about,
        from_id=worry.pk,
        by=by,
    )

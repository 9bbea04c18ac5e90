"""Answering a check-in: whole, or so far and later the rest. By whichever way, the score is the same."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Kind, Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.words import Happened
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.post.deferring import defer

from .. import queries, rules
from ..models import Answers, CheckIn, Figure
from ..words import FROM_A_DISTANCE, TYPED_IN, By, Measure, Result, Stands

OVER = {
    Stands.USED: N_("This has been answered already. Thank you: nothing more is needed."),
    Stands.STOPPED: N_("This is not asked any more. Nothing is needed from you."),
    Stands.LATE: N_("This link has ended. That is fine, and nothing depends on it."),
}
Given = Mapping[str, int | None]


@action
def keep(*, check_in: CheckIn, measure: Measure, answers: Given, by_way: By, by: Viewer) -> CheckIn:
    """Keep what was answered so far, for the rest to follow. An answer that cannot wait is heard now all the same."""
    one, whole = _locked(check_in, by), _with_before(check_in, measure, answers)
    _write(one, whole)
    one.items = sorted(whole)
    _hear(one, measure, whole, by_way)
    one.save(update_fields=["items", "cannot_wait"])
    return one


@action
def answer(*, check_in: CheckIn, measure: Measure, answers: Given, by_way: By, by: Viewer) -> tuple[Result, ...]:
    """Answer a check-in; return its figures beside the first ones. What was left out stays unanswered."""
    one, whole = _locked(check_in, by), _with_before(check_in, measure, answers)
    if not whole:
        raise NotPossible(N_("Answer one of them at least, or leave this page: nothing depends on it."))
    now = timezone.now()
    results = rules.results(measure, rules.score(measure, whole), queries.first_figures(one, by))
    _write(one, whole)
    Figure.objects.bulk_create(_figure(one, measure, result, now) for result in results)
    one.items, one.by = sorted(whole), by_way
    one.answered_at, one.typed_by = now, by.called if by_way in TYPED_IN else ""
    _hear(one, measure, whole, by_way)
    one.save(update_fields=["items", "by", "answered_at", "typed_by", "cannot_wait"])
    journeys.record_event(
        kind=Happened.CHECK_IN_ANSWERED,
        person_id=one.person_id,
        journey_id=one.journey_id,
        about={"measure": measure.called, "by": str(by_way)},
        from_id=one.pk,
        by=by,
    )
    return results


def _locked(check_in: CheckIn, by: Viewer) -> CheckIn:
    """Return a check-in, locked, that may still be answered. Raises NotPossible with a kind word where it may not.

    A link ends; what is read out, typed in or answered on their own page does not.
    """
    # What is over changes no more, so the database locks none of it: then it is read as it stands.
    found = CheckIn.objects.select_for_update().filter(pk=check_in.pk).first()
    one = found or CheckIn.objects.get(pk=check_in.pk)
    stands = rules.stands(
        answered_at=one.answered_at,
        stopped_at=one.stopped_at,
        expires_at=one.expires_at + rules.GRACE,
        now=timezone.now(),
    )
    if stands in (Stands.USED, Stands.STOPPED) or (stands == Stands.LATE and by.kind == Kind.ASKED):
        raise NotPossible(OVER[stands])
    return one


def _with_before(check_in: CheckIn, measure: Measure, answers: Given) -> dict[str, int]:
    rules.check_answers(measure, answers)
    fresh = {key: given for key, given in answers.items() if given is not None}
    return queries.kept_answers(check_in) | fresh


def _write(one: CheckIn, whole: dict[str, int]) -> None:
    kept, now = Answers.objects.filter(check_in=one).first(), timezone.now()
    if kept is None:
        Answers(person_id=one.person_id, check_in=one, answers=json.dumps(whole)).save(force_insert=True)
    else:
        kept.answers, kept.changed_at, kept.revision = json.dumps(whole), now, kept.revision + 1
        kept.save(update_fields=["answers", "changed_at", "revision"])


def _hear(one: CheckIn, measure: Measure, whole: dict[str, int], by_way: By) -> None:
    """Have somebody told at once of an answer that life is not worth living, where nobody of ours is beside them.

    By the way it is answered, whichever way it was asked: a link stays open when somebody rings instead.
    """
    if by_way in FROM_A_DISTANCE and rules.says_life_is_not_worth_living(measure, whole):
        one.cannot_wait = True
        defer("measures.tell", check_in_id=str(one.pk))


def _figure(one: CheckIn, measure: Measure, result: Result, now: datetime) -> Figure:
    said, held = result.score, result.threshold
    return Figure(
        person_id=one.person_id,
        check_in=one,
        measure=measure.slug,
        version=measure.version,
        scale=said.scale,
        value=said.value,
        answered=said.answered,
        of=said.of,
        first=result.first,
        became=result.became,
        threshold=held.least if held else None,
        threshold_source=held.source if held else "",
        threshold_version=held.version if held else "",
        at=now,
    )

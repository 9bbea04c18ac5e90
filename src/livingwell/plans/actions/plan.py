"""A plan: written by the person, or side by side; suggested by others, and answered. Every version is a new row."""

from uuid import UUID

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Part, Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.words import Happened
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .. import queries, rules
from ..models import KeptPart, KeptSuggestion, KeptVersion
from ..words import Answer, Asked, SeenBy

THEIRS = N_("Only they write here. Suggest it, and they say yes or no; or write it sitting beside them.")
ANSWERED = N_("This has been answered already. Look again first.")
WROTE = {Part.PLAN: Happened.PLAN_WRITTEN, Part.SAFETY_PLAN: Happened.SAFETY_PLAN_WRITTEN}


@action
def write(
    *,
    person_id: UUID,
    asked: Asked,
    words: str,
    on: int,
    seen_by: SeenBy,
    suggestion: KeptSuggestion | None = None,
    by: Viewer,
) -> KeptVersion | None:
    """Write in one's own plan, over the version that was read (`on`; 0 where nothing stood), and say who may see it.

    From a `suggestion`, it answers that one too. The same words again make no version; nothing in nothing, none either.
    """
    if not by.is_person:
        raise NotPossible(THEIRS)
    part = _part(person_id, asked)
    newest = _newest(person_id, asked, on)
    _let_see(part, seen_by)
    if suggestion is not None:
        _answer(suggestion, rules.answer_by(rules.tidied(words), suggested=suggestion.words), by)
    return _add(part, asked, rules.tidied(words), newest, by)


@action
def write_together(
    *, person_id: UUID, asked: Asked, words: str, on: int, suggestion: KeptSuggestion | None = None, by: Viewer
) -> KeptVersion | None:
    """Write in somebody's plan, sitting beside them: they have read it, or heard it read, and said yes."""
    if not by.is_practitioner:
        raise NotPossible(THEIRS)
    part = _part(person_id, asked)
    newest = _newest(person_id, asked, on)
    if suggestion is not None:
        _answer(suggestion, rules.answer_by(rules.tidied(words), suggested=suggestion.words), by)
    return _add(part, asked, rules.tidied(words), newest, by)


@action
def suggest(*, person_id: UUID, asked: Asked, words: str, by: Viewer) -> KeptSuggestion:
    """Suggest words for somebody's plan. They are no part of it until the person says yes."""
    newest = queries.newest_of(person_id, asked)
    kept = rules.tidied(words)
    rules.check_suggested(kept, now=newest.words if newest else "")
    made = queries.SHELVES[asked.sheet.kept].suggestions.create(
        person_id=person_id,
        key=asked.key,
        asked=asked.question.ask,
        words=kept,
        by_kind=by.kind,
        by_id=by.ref,
        by_called=by.called,
    )
    _record(Happened.PLAN_SUGGESTED, person_id, made.pk, by)
    return made


@action
def say_no(*, suggestion: KeptSuggestion, by: Viewer) -> None:
    """Say no to a suggestion. Nobody asks why."""
    if not by.is_person:
        raise NotPossible(THEIRS)
    _answer(suggestion, Answer.NO, by)


@action
def take_back(*, suggestion: KeptSuggestion, by: Viewer) -> None:
    """Take back what one suggested oneself, while it waits."""
    if suggestion.by_id != by.ref:
        raise NotPossible(N_("Whoever suggested it takes it back."))
    _answer(suggestion, Answer.TAKEN_BACK, by)


def _part(person_id: UUID, asked: Asked) -> KeptPart:
    parts = queries.SHELVES[asked.sheet.kept].parts
    return parts.filter(person_id=person_id, key=asked.key).first() or parts.create(person_id=person_id, key=asked.key)


def _newest(person_id: UUID, asked: Asked, on: int) -> KeptVersion | None:
    newest = queries.newest_of(person_id, asked)
    rules.check_newest(on=on, newest=newest.number if newest else 0)
    return newest


def _let_see(part: KeptPart, seen_by: SeenBy) -> None:
    """Keep a part to oneself, or show it again: every version of it follows, in the database."""
    only_me = seen_by == SeenBy.ONLY_ME
    if part.only_me != only_me:
        type(part)._default_manager.filter(pk=part.pk).update(only_me=only_me)
        part.only_me = only_me


def _add(part: KeptPart, asked: Asked, words: str, newest: KeptVersion | None, by: Viewer) -> KeptVersion | None:
    if words == (newest.words if newest else "") and (newest is None or not by.is_practitioner):
        return newest  # said together, the same words become agreed together
    made = queries.SHELVES[asked.sheet.kept].versions.create(
        person_id=part.person_id,
        part=part,
        only_me=part.only_me,
        number=newest.number + 1 if newest else 1,
        asked=asked.question.ask,
        sheets_version=asked.version,
        words=words,
        together=by.is_practitioner,
        by_kind=by.kind,
        by_id=by.ref,
        by_called=by.called,
    )
    _record(Happened.PLAN_AGREED if made.together else WROTE[asked.sheet.kept], part.person_id, made.pk, by)
    return made


def _answer(suggestion: KeptSuggestion, answer: Answer, by: Viewer) -> None:
    waiting = type(suggestion)._default_manager.filter(pk=suggestion.pk, answer=Answer.WAITS)
    answered = waiting.update(
        answer=answer,
        answered_at=timezone.now(),
        answered_by=by.called,
        answered_together=by.is_practitioner and answer != Answer.TAKEN_BACK,
    )
    if not answered:
        raise NotPossible(ANSWERED)
    _record(Happened.PLAN_ANSWERED, suggestion.person_id, suggestion.pk, by)


def _record(kind: Happened, person_id: UUID, from_id: UUID, by: Viewer) -> None:
    """Record that it was written, and no word of it, nor where: the line of moments tells nothing kept to oneself."""
    journeys.record_event(kind=kind, person_id=person_id, from_id=from_id, by=by)

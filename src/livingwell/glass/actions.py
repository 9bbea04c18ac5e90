"""Breaking the glass, ending it, telling of it and looking it over; asking about looking, and answering."""

import secrets
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys.actions.telling import tell
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner
from livingwell.post.deferring import defer
from livingwell.record import actions as record
from livingwell.record import rules as record_rules

from . import queries, rules
from .models import Matter, Moment, Said
from .words import Answer, Came, Finding, Happened, KeptBack, Why

MATTERS, MOMENTS = "glass.matter", "glass.moment"
TO_LOOK_OVER = N_("Something at work waits for you to look it over. Sign in to read it.")
ASKED_OF_YOU = N_("Something at work is asked of you. Sign in to read it and to answer.")
BREAK = "select answer, whose, wait_seconds from gate.break_glass(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Broken:
    """What came of breaking the glass: the person, where they can be seen; the matter, where one was made."""

    answer: Answer
    person_id: UUID | None = None
    matter_id: UUID | None = None


@action
def break_glass(
    *, why: Why, words: str, sought: rules.Sought, kept_back: KeptBack = KeptBack.NOTHING, by: Viewer
) -> Broken:
    """Break the glass to help somebody at once, for an hour. Raises NotPossible while too many tries found nobody.

    That nobody was found is an answer and no refusal: it is kept like any other. Whoever looks it over is told by the
    worker, from the row, within the minute.
    """
    rules.check_reason(words)
    rules.check_sought(sought)
    matter_id = uuid4()
    answer, person_id, wait = _ask(matter_id, why, words, kept_back, sought, by)
    if answer == Answer.WAIT:
        raise rules.sentence_for(wait or 0)
    if answer == Answer.ALREADY:
        return Broken(Answer.ALREADY, person_id)
    seal_matter(Matter.objects.get(pk=matter_id))
    defer("glass.tell", matter_id=str(matter_id))
    return Broken(answer, person_id, matter_id)


def _ask(
    matter_id: UUID, why: Why, words: str, kept_back: KeptBack, sought: rules.Sought, by: Viewer
) -> tuple[Answer, UUID | None, float | None]:
    closed, for_whom = Said._meta.get_field("words").closed, Said._meta.get_field("sought").closed
    said = [matter_id, why, closed(words.strip()), kept_back, for_whom(sought.called)]
    with connection.cursor() as cursor:
        cursor.execute(BREAK, [*said, sought.called, sought.way, by.called, by.role, by.organisation])
        answer, person_id, wait = cursor.fetchone()
    return Answer(answer), person_id, wait


@action
def end_glass(*, matter: Matter, by: Viewer) -> None:
    """End a glass one broke before its hour is over. Twice is once."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.end_glass(%s, %s)", [matter.pk, by.called])
        [ended] = cursor.fetchone()
    if ended:
        _happened(matter, Happened.ENDED, by)


@action
def tell_of(*, matter_id: UUID, by: Viewer) -> Practitioner | None:
    """Tell somebody else of a matter, once; return whom, or None where nobody is left. For a job."""
    matter = Matter.objects.select_related("practitioner__account").filter(pk=matter_id).first()
    if matter is None or matter_id not in queries.untold(timezone.now()):
        return None
    chosen = _whom(matter)
    moment = _told_once(matter, chosen, by)
    if moment is None or chosen is None:
        return None
    who = Practitioner.objects.select_related("account").get(pk=chosen)
    tell(practitioner=who, about=moment.pk, sentence=TO_LOOK_OVER)
    if matter.came == Came.NOTICED and not queries.is_handed_on(matter):
        tell(practitioner=matter.practitioner, about=moment.pk, sentence=ASKED_OF_YOU)
    return who


def _whom(matter: Matter) -> UUID | None:
    leads = queries.leads_for(matter, timezone.now())
    if queries.is_handed_on(matter):
        told = set(queries.told_of(matter).values_list("told_id", flat=True))
        return rules.whom_to_hand_to(leads, but_not={matter.practitioner_id, *told})
    theirs = next((one.teams for one in leads if one.id == matter.practitioner_id), frozenset())
    return rules.whom_to_tell(
        leads, breaker=matter.practitioner_id, their_teams=theirs, alongside=queries.teams_alongside(matter)
    )


def _told_once(matter: Matter, chosen: UUID | None, by: Viewer) -> Moment | None:
    """Write that somebody was told; None where another worker has just done so."""
    try:
        with transaction.atomic():
            return _happened(matter, Happened.TOLD if chosen else Happened.NOBODY, by, told_id=chosen)
    except IntegrityError:
        return None


@action
def review(*, matter: Matter, finding: Finding, words: str, may_read: bool, by: Viewer) -> None:
    """Say what one found. Handed on, it waits for somebody else, and whoever it is about is not told of that."""
    rules.check_finding(words, reviewer=by.someone, about=matter.practitioner_id)
    if any(one.kind == Happened.REVIEWED for one in queries.moments_of(matter)):
        raise NotPossible(rules.LOOKED_OVER)
    said = {"words": words.strip(), "finding": finding}
    if finding == Finding.HAND_ON:
        _happened(matter, Happened.HANDED_ON, by, **said)
        defer("glass.tell", matter_id=str(matter.pk))
        return
    _happened(matter, Happened.REVIEWED, by, may_read=may_read, **said)


@action
def answer(*, matter: Matter, words: str, by: Viewer) -> None:
    """Say how it was, in one's own words, of what was asked of oneself."""
    if not words.strip():
        raise NotPossible(N_("Say in your own words how it was."), field="words")
    _happened(matter, Happened.ANSWERED, by, words=words.strip())


@action
def ask_about(*, noticed: rules.Noticed, by: Viewer) -> Matter:
    """Ask about looking that a plain rule names: a matter that somebody of another team looks over."""
    who = Practitioner.objects.select_related("organisation").get(pk=noticed.by)
    matter = Matter(
        practitioner=who,
        came=Came.NOTICED,
        why=noticed.rule,
        by_called=who.called,
        by_role=who.role,
        by_organisation=who.organisation.name,
        looks=list(noticed.looks),
        salt=secrets.token_bytes(16),
    )
    matter.save(force_insert=True)
    seal_matter(matter)
    return matter


def seal_matter(matter: Matter) -> None:
    """Seal a matter into the record, as a look is."""
    digest = record_rules.digest(bytes(matter.salt), matter_payload(matter))
    record.note(source=MATTERS, source_id=matter.pk, digest=digest)


def matter_payload(one: Matter) -> dict[str, object]:
    """Return what of a matter is sealed: all of it but the salt."""
    return {
        "id": one.pk,
        "practitioner": one.practitioner_id,
        "came": one.came,
        "why": one.why,
        "called": one.by_called,
        "role": one.by_role,
        "organisation": one.by_organisation,
        "at": one.at,
        "open_until": one.open_until,
        "looks": [str(look) for look in one.looks],
    }


def moment_payload(one: Moment) -> dict[str, object]:
    """Return what of a moment is sealed: all of it but the salt."""
    return {
        "id": one.pk,
        "matter": one.matter_id,
        "kind": one.kind,
        "at": one.at,
        "by": one.by_id,
        "called": one.by_called,
        "told": one.told_id,
        "finding": one.finding,
        "words": one.words,
        "may_read": one.may_read,
    }


def _happened(matter: Matter, kind: Happened, by: Viewer, **more: object) -> Moment:
    moment = Moment(matter=matter, kind=kind, by_id=by.ref, by_called=by.called, salt=secrets.token_bytes(16), **more)
    moment.save(force_insert=True)
    digest = record_rules.digest(bytes(moment.salt), moment_payload(moment))
    record.note(source=MOMENTS, source_id=moment.pk, digest=digest)
    return moment

"""Going out to somebody, being back, and telling colleagues, one after another, when somebody is not."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys.actions.telling import tell_now
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner, Team

from .. import queries, rules
from ..models import Conversation, Outing, OutMoment, Visit, Whereabouts
from ..words import Out, Rung

NOT_BACK = N_("A colleague is not back at the time they said. Sign in now, and ring them.")
ALREADY = N_("You are down as out already. Say that you are back, or that it takes longer, first.")


@action
def go_out(
    *,
    practitioner: Practitioner,
    team: Team,
    where: str,
    back_by: datetime,
    notices: Practitioner,
    conversation: Conversation | None = None,
    by: Viewer,
) -> Outing:
    """Say where one is going, until when, and who notices if one is not back. In their own words, kept apart."""
    if not where.strip():
        raise NotPossible(N_("Say in your own words where you will be."), field="where")
    rules.check_back_by(back_by, now=timezone.now())
    outing = Outing(practitioner=practitioner, team=team, notices=notices, back_by=back_by)
    try:
        with transaction.atomic():
            outing.save(force_insert=True)
    except IntegrityError as error:
        raise NotPossible(ALREADY) from error
    Whereabouts(outing=outing, words=where.strip()).save(force_insert=True)
    if conversation is not None:
        Visit.objects.create(
            person_id=conversation.person_id, conversation=conversation, outing_id=outing.pk, made_by=by.called
        )
    _happened(outing, Out.LEFT, by)
    return outing


@action
def be_back(*, outing: Outing, by: Viewer) -> None:
    """Say that somebody is back: themselves, or a colleague who has spoken with them. Twice is once."""
    ended = Outing.objects.filter(pk=outing.pk, back_at__isnull=True).update(back_at=timezone.now(), ended_by=by.called)
    if ended:
        _happened(outing, Out.BACK, by)


@action
def be_longer(*, outing: Outing, by: Viewer) -> Outing:
    """Say that it takes half an hour longer. Whoever was told is told again only if that passes too."""
    one = _locked(outing)
    one.back_by = rules.longer(one.back_by, now=timezone.now())
    one.taken_at, one.taken_by = None, ""
    one.save(update_fields=["back_by", "taken_at", "taken_by"])
    _happened(one, Out.LONGER, by)
    return one


@action
def take_up(*, outing: Outing, by: Viewer) -> None:
    """Say "I have this": nobody else is told, and whoever has it looks for them until they are back."""
    one = _locked(outing)
    if one.back_by > timezone.now():
        raise NotPossible(N_("They are not late yet. You may ring them all the same."))
    if one.taken_at is not None:
        raise NotPossible(N_("%(called)s already has this."), called=one.taken_by)
    _happened(one, Out.TAKEN, by)
    one.taken_at, one.taken_by = timezone.now(), by.called
    one.save(update_fields=["taken_at", "taken_by"])


@action
def tell_if_not_back(*, outing_id: UUID, by: Viewer) -> list[Practitioner]:
    """Tell whoever is to be told by now that somebody is not back; return them. For a job.

    However often it is called, each is told once: the row is locked, and what was told is rows.
    """
    one = (
        Outing.objects.select_for_update(of=("self",))
        .select_related("practitioner", "notices__account")
        .filter(pk=outing_id, back_at__isnull=True)
        .first()
    )
    if one is None:
        return []
    now, told = timezone.now(), queries.told_so_far(one)
    fresh: list[Practitioner] = []
    known = {who for who in told.values() if who}
    for rung in rules.rungs_due(one.back_by, told.keys(), is_taken=one.taken_at is not None, now=now):
        who = queries.whom_to_tell(one, rung, now, told=known)
        again = who is not None and who.pk in known and rung != Rung.EVENING
        moment = _happened(one, Out.TOLD, by, rung=rung, told=None if again else who)
        if who is not None and not again:
            known.add(who.pk)
            fresh.append(who)
            tell_now(practitioner=who, about=moment.pk, sentence=NOT_BACK)
    return fresh


def _locked(outing: Outing) -> Outing:
    one = Outing.objects.select_for_update(of=("self",)).filter(pk=outing.pk, back_at__isnull=True).first()
    if one is None:
        raise NotPossible(N_("They are back already."))
    return one


def _happened(
    outing: Outing, kind: Out, by: Viewer, *, rung: Rung | None = None, told: Practitioner | None = None
) -> OutMoment:
    moment = OutMoment(
        outing=outing,
        kind=kind,
        by_id=by.ref,
        by_called=by.called,
        rung=rung or "",
        told=told,
        until=outing.back_by,
    )
    moment.save(force_insert=True)
    return moment

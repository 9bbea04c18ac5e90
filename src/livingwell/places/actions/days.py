"""Which days somebody is away, and who is on duty."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .. import queries, rules
from ..models import Away, Duty, DutyWords, Practitioner, Team


@transaction.atomic
def be_away(*, practitioner: Practitioner, cover: Practitioner | None, from_on: date, until_on: date) -> Away:
    """Say that somebody is away from one day to another, both included, and who covers."""
    rules.check_days_away(
        from_on, until_on, timezone.localdate(), overlaps=queries.is_away(practitioner.pk, from_on, until_on)
    )
    if cover is not None:
        _check_cover(cover, practitioner.pk, from_on=from_on, until_on=until_on)
    return Away.objects.create(practitioner=practitioner, cover=cover, from_on=from_on, until_on=until_on)


def say_away_today(*, practitioner: Practitioner, said_by: Practitioner) -> Away:
    """Say of a colleague of the same team that they are away today, the whole team covering. They read who said so."""
    now, today = timezone.now(), timezone.localdate()
    if not queries.share_a_team(practitioner.pk, said_by.pk, now):
        raise NotPossible(N_("Only somebody of the same team can say this."))
    already = NotPossible(N_("%(called)s is down as away already."), called=practitioner.called)
    if queries.is_away(practitioner.pk, today, today):
        raise already
    away = Away(practitioner=practitioner, from_on=today, until_on=today, said_by_id=said_by.pk, said_by=said_by.called)
    try:
        with transaction.atomic():
            away.save(force_insert=True)
    except IntegrityError as error:  # two colleagues at once: the first has said it
        raise already from error
    return away


@transaction.atomic
def name_cover(*, away: Away, cover: Practitioner) -> None:
    """Say who covers days away that stand already: before they begin, or while they last."""
    _check_cover(cover, away.practitioner_id, from_on=away.from_on, until_on=away.until_on)
    Away.objects.filter(pk=away.pk, cancelled_at__isnull=True).update(cover=cover)


def be_here(*, who: UUID) -> bool:
    """Keep that somebody was here today, or that a colleague heard from them. Return whether whoever says so may."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.was_here(%s)", [who])
        return cursor.fetchone()[0]


def leave_words(*, team: Team, practitioner: Practitioner, words: str) -> DutyWords:
    """Leave words for whoever is on duty next, to be read by the team. What is left already stays."""
    if not words.strip():
        raise NotPossible(N_("Write a few words first."), field="words")
    left = DutyWords(team=team, practitioner=practitioner, words=words.strip())
    left.save(force_insert=True)
    return left


@transaction.atomic
def come_back(*, away: Away) -> None:
    """Say that somebody is back earlier, or is not away after all."""
    Away.objects.filter(pk=away.pk, cancelled_at__isnull=True).update(cancelled_at=Now())


@transaction.atomic
def take_duty(*, team: Team, practitioner: Practitioner, starts_at: datetime, ends_at: datetime) -> Duty:
    """Put somebody on duty for a team. At any moment it is one person's: whoever was on it makes room.

    A duty that lasts into this one ends where it starts; one that begins within it begins when it ends, or never.
    """
    if ends_at <= starts_at:
        raise NotPossible(N_("Duty must end after it starts."), field="ends_at")
    if not queries.members_of([team.pk], starts_at).filter(pk=practitioner.pk).exists():
        raise NotPossible(N_("Only somebody in the team can be on duty for it."), field="who")
    duties = Duty.objects.filter(team=team)
    duties.filter(starts_at__lt=starts_at, ends_at__gt=starts_at).update(ends_at=starts_at)
    duties.filter(starts_at__gte=starts_at, ends_at__lte=ends_at).update(starts_at=starts_at, ends_at=starts_at)
    duties.filter(starts_at__gte=starts_at, starts_at__lt=ends_at, ends_at__gt=ends_at).update(starts_at=ends_at)
    return Duty.objects.create(team=team, practitioner=practitioner, starts_at=starts_at, ends_at=ends_at)


def _check_cover(cover: Practitioner, who: UUID, *, from_on: date, until_on: date) -> None:
    rules.check_cover(
        cover.called,
        is_themselves=cover.pk == who,
        shares_team=queries.share_a_team(who, cover.pk, timezone.now()),
        is_away=queries.is_away(cover.pk, from_on, until_on),
    )

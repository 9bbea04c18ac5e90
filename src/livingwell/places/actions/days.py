"""Which days somebody is away, and who is on duty."""

from datetime import date, datetime

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .. import queries, rules
from ..models import Away, Duty, Practitioner, Team


@transaction.atomic
def be_away(*, practitioner: Practitioner, cover: Practitioner | None, from_on: date, until_on: date) -> Away:
    """Say that somebody is away from one day to another, both included, and who covers."""
    if cover is not None and cover.pk == practitioner.pk:
        raise NotPossible(N_("Choose somebody else to cover."), field="cover")
    rules.check_days_away(
        from_on,
        until_on,
        timezone.localdate(),
        covers=cover.called if cover else "",
        overlaps=queries.is_away(practitioner.pk, from_on, until_on),
        shares_team=cover is not None and queries.share_a_team(practitioner.pk, cover.pk, timezone.now()),
        cover_is_away=cover is not None and queries.is_away(cover.pk, from_on, until_on),
    )
    return Away.objects.create(practitioner=practitioner, cover=cover, from_on=from_on, until_on=until_on)


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

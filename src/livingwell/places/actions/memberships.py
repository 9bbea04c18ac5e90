"""What somebody does in a team: their days, whether they lead; and leaving it."""

from collections.abc import Iterable
from datetime import time
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Least, Now
from django.utils import timezone

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..models import Duty, Membership, Practitioner, Team


@transaction.atomic
def change_days(
    *,
    practitioner: Practitioner,
    team: Team,
    days: Iterable[int],
    opens: time | None = None,
    shuts: time | None = None,
) -> None:
    """Say on which weekdays somebody is in a team, and from when to when where that is not the place's hours.

    By themselves, or by its lead; the database lets nobody else.
    """
    if opens and shuts and shuts <= opens:
        raise NotPossible(N_("They must end after they begin."), field="shuts")
    theirs = Membership.objects.filter(practitioner=practitioner, team=team, until__isnull=True)
    theirs.update(days=sorted(set(days)), opens=opens, shuts=shuts)


@transaction.atomic
def change_roles(*, practitioner: Practitioner, team: Team, leads: bool, safeguards: bool) -> None:
    """Say whether somebody leads a team, and leads on safeguarding in it. By its lead; somebody always leads."""
    [stands] = _ask("select gate.change_roles(%s, %s, %s, %s)", team.pk, practitioner.pk, leads, safeguards)
    if not stands:
        raise NotPossible(N_("Somebody has to lead this team. Let somebody else lead it first."), field="leads")


def is_last_team(*, practitioner: Practitioner, team: Team) -> bool:
    """Return whether a team is the last that somebody is in. Until the end of the transaction, it stays so."""
    [is_last] = _ask("select gate.is_last_team(%s, %s)", practitioner.pk, team.pk)
    return bool(is_last)


@transaction.atomic
def end_membership(*, practitioner: Practitioner, team: Team) -> None:
    """End somebody's time in a team, now, and any duty for it, begun or to come.

    Called by `journeys.leave_team`, which hands back. A duty that never begins is left with no length: rows stay.
    """
    now = timezone.now()
    # Duty first: whoever has left the team writes no more of it.
    still_theirs = Duty.objects.filter(team=team, practitioner=practitioner, ends_at__gt=now)
    still_theirs.update(starts_at=Least(F("starts_at"), now), ends_at=now)
    ended = Membership.objects.filter(practitioner=practitioner, team=team, until__isnull=True).update(until=Now())
    if not ended:
        raise NotPossible(N_("Only they themselves, or somebody who leads this team, can say that they leave it."))
    _ask("select gate.has_left(%s, %s)", practitioner.pk, team.pk)


def _ask(question: str, *about: UUID | bool) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(question, about)
        return cursor.fetchone()

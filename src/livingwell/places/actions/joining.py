"""Inviting somebody into a team, and joining."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from livingwell.design.filters import tint
from livingwell.lib import keys
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .. import queries
from ..models import Invitation, Membership, Organisation, Practitioner, Site, Team
from ..words import Asked

TRIES_AT_A_COLOUR = 30  # of six: each is met
LASTS = timedelta(days=14)  # how long somebody has to open an invitation
# Why the database lets nobody join by a link; `gate.join_team` says which.
NOT_JOINED = {
    "over": N_("This invitation is over. Ask whoever invited you for a fresh one."),
    "used": N_("This invitation has been used. Sign in instead."),
    "sign in": N_("You work here already. Sign in first, then open this link again."),
    "somebody else": N_("This invitation is for somebody else. Sign out first, then open this link again."),
    "password": N_("Choose a password."),
}


@transaction.atomic
def join(
    *,
    site: Site,
    organisation: Organisation,
    called: str,
    full_name: str,
    role: str,
    account_id: UUID | None = None,
    teams: Iterable[Team] = (),
    leads: bool = False,
    safeguards: bool = False,
    days: Iterable[int] = (),
) -> Practitioner:
    """Make a practitioner and their memberships. Run as the owner: a membership opens ties."""
    practitioner = Practitioner.objects.create(
        pk=_key_of_a_free_colour(site),
        site=site,
        organisation=organisation,
        called=called,
        full_name=full_name,
        role=role,
        account_id=account_id,
    )
    for team in teams:
        Membership.objects.create(
            practitioner=practitioner, team=team, leads=leads, safeguards=safeguards, days=list(days)
        )
    return practitioner


def _key_of_a_free_colour(site: Site) -> UUID:
    """Return a fresh key whose colour is the least worn here: at a huddle people are told apart by theirs."""
    worn = Counter(tint(pk) for pk in Practitioner.objects.filter(site=site).values_list("pk", flat=True))
    return min((uuid4() for _ in range(TRIES_AT_A_COLOUR)), key=lambda key: worn[tint(key)])


@transaction.atomic
def invite(*, asked: Asked, made_by: str) -> str:
    """Ask somebody to join, by a link that opens once within a fortnight; return it. One asked before is over.

    By whoever leads the team, or as the owner. Raises NotPossible for somebody who is in the team already.
    """
    if queries.is_in_team(asked.email, asked.team_id, timezone.now()):
        raise NotPossible(N_("Somebody with this address is in the team already."), field="email")
    withdrawn = Invitation.objects.filter(team_id=asked.team_id, email__iexact=asked.email, used_at__isnull=True)
    withdrawn.filter(withdrawn_at__isnull=True).update(withdrawn_at=Now())
    link = keys.new_link()
    said = {**asdict(asked), "email": asked.email.lower(), "days": list(asked.days)}
    Invitation.objects.create(**said, digest=keys.link_digest(link), made_by=made_by, until=timezone.now() + LASTS)
    return link


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation) -> None:
    """Let an invitation open nothing any more. One that has been used stays as it is."""
    Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True, withdrawn_at__isnull=True).update(
        withdrawn_at=Now()
    )


def withdraw_all_invitations() -> int:
    """Let no invitation open anything, because the place was put back from a backup; return how many there were.

    Any of them may have been used since, and a link that was used is not to open again.
    """
    unused = Invitation.objects.filter(used_at__isnull=True, withdrawn_at__isnull=True, until__gt=timezone.now())
    return unused.update(withdrawn_at=Now())


@transaction.atomic
def join_by(*, digest: bytes, password_hash: str | None) -> None:
    """Join by an invitation's link: once, as whom it names. Raises NotPossible where it opens nothing for them.

    Whoever has no account here gets one, with this password; whoever has one is signed in and brings none.
    """
    site = queries.site_here()
    with connection.cursor() as cursor:
        cursor.execute(
            "select gate.join_team(%s, %s, %s, %s)", [digest, uuid4(), _key_of_a_free_colour(site), password_hash]
        )
        [[answer]] = cursor.fetchall()
    if answer != "joined":
        raise NotPossible(NOT_JOINED[answer], field="new" if answer == "password" else "")

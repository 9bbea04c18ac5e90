"""Writing a place: its pack loaded, people joining, being away, being on duty, leaving."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.functions import Least, Now
from django.utils import timezone

from livingwell.design.filters import tint
from livingwell.lib import keys
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from . import queries, rules
from .models import Away, Duty, Invitation, Membership, Organisation, Practitioner, Site, Team
from .words import Asked, Pack

TRIES_AT_A_COLOUR = 30  # of six: each is met
NOT_NEARER_YET = N_(
    "%(pack)s: horizon_days cannot become %(days)s yet, for somebody’s next step is further off than that. "
    "Agree a nearer day with them first; then load this again."
)

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
def load_pack(*, pack: Pack, is_made_up: bool = False) -> Site:
    """Make a place what its pack says, or bring it up to date. Run by whoever sets the place up, as the owner.

    Raises NotPossible for a nearer horizon while somebody would wait past it: what was promised them is not a pack's.
    """
    site = _load_site(pack, is_made_up)
    for one in pack.organisations:
        values = asdict(one)
        Organisation.objects.update_or_create(site=site, slug=values.pop("slug"), defaults=values)
    for team in pack.teams:
        Team.objects.update_or_create(
            site=site, slug=team.slug, defaults={"name": team.name, "areas": list(team.areas)}
        )
    return site


def _load_site(pack: Pack, is_made_up: bool) -> Site:
    said = {
        "name": pack.name,
        "pack": {"name": pack.name, "town": pack.town, "words": dict(pack.words)},
        "horizon_days": pack.rhythm.horizon_days,
    }
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            site, _ = Site.objects.update_or_create(
                slug=pack.slug, defaults=said, create_defaults={**said, "is_made_up": is_made_up}
            )
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != "a_nearer_horizon":
            raise
        raise NotPossible(NOT_NEARER_YET, pack=pack.slug, days=pack.rhythm.horizon_days) from error
    return site


def live_through(*, site: Site) -> None:
    """Say that all the months of a made-up place are made: until then they are begun again. Run as the owner."""
    Site.objects.filter(pk=site.pk, is_made_up=True).update(lived_through_at=Now())


@transaction.atomic
def join(
    *,
    site: Site,
    organisation: Organisation,
    called: str,
    full_name: str,
    role: str,
    brings: str = "",
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
        brings=brings,
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

"""A place and who works there. None of this is about a person who is supported."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from livingwell.sealed.fields import SealedTextField

from .words import Brings, SeenBy


class Keyed(models.Model):
    """A row whose key is made here, not by the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Site(Keyed):
    """A place that runs its Living Well system. What people see of it is its pack; what the database needs is here."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    pack = models.JSONField()
    horizon_days = models.PositiveSmallIntegerField(default=28)
    is_made_up = models.BooleanField(default=False)
    lived_through_at = models.DateTimeField(null=True, blank=True)  # a made-up place's months, when they were all made
    loaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(horizon_days__gte=1, horizon_days__lte=28), name="horizon_within_28_days"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(Keyed):
    """Who employs somebody: the health trust, a charity, the council, a group of people with lived experience."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="organisations")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    sort = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="one_organisation_for_a_slug")]

    def __str__(self) -> str:
        return self.name


class Team(Keyed):
    """People from several organisations who work as one."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="teams")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    areas = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="one_team_for_a_slug")]

    def __str__(self) -> str:
        return self.name


class Practitioner(Keyed):
    """Whoever supports, in any role; peer workers first among equals."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="practitioners")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="practitioner"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="practitioners")
    called = models.CharField(max_length=80)
    full_name = models.CharField(max_length=120)
    role = models.CharField(max_length=80)
    reached_by = models.CharField(max_length=120, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.full_name


class Bringing(Keyed):
    """Something a practitioner brings, in their own words: written by them alone, and seen as far as they said.

    Taken back it is over at once for everybody else; a day later its words are forgotten (jobs.py).
    """

    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="bringings")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Brings])
    words = SealedTextField(max_length=200, blank=True)
    seen_by = models.CharField(max_length=10, choices=[(one.value, one.value) for one in SeenBy])
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["practitioner", "ended_at"], name="bringing_by_practitioner")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(Brings)), name="something_that_can_be_brought"),
            models.CheckConstraint(condition=Q(seen_by__in=list(SeenBy)), name="seen_by_team_or_here"),
            models.CheckConstraint(condition=Q(ended_at__isnull=False) | ~Q(words=""), name="what_is_brought_is_said"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def may_be_put_back(self) -> bool:
        """Whether it was taken back and its words are still here."""
        return self.ended_at is not None and bool(self.words)


class Membership(Keyed):
    """A practitioner in a team: since, until, and which weekdays. Its end ends what the team's ties let them see."""

    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    leads = models.BooleanField(default=False)
    safeguards = models.BooleanField(default=False)
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    opens = models.TimeField(null=True, blank=True)  # their own hours on those days; empty: the place's
    shuts = models.TimeField(null=True, blank=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["practitioner"], include=["team", "until"], name="membership_by_practitioner")]
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "team"],
                condition=Q(until__isnull=True),
                name="one_membership_of_a_team",
            ),
            models.CheckConstraint(
                condition=Q(opens__isnull=True) | Q(shuts__isnull=True) | Q(shuts__gt=F("opens")),
                name="own_hours_end_after_they_begin",
            ),
        ]


class Away(Keyed):
    """Days a practitioner is away, and who covers. `said_by`: a colleague who said so of today, where one did."""

    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="aways")
    cover = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="covering")
    from_on = models.DateField()
    until_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    said_by_id = models.UUIDField(null=True, blank=True)
    said_by = models.CharField(max_length=120, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="away_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(cover=F("practitioner")), name="cover_is_somebody_else"),
            models.UniqueConstraint(
                fields=["practitioner", "from_on"],
                condition=Q(cancelled_at__isnull=True, said_by_id__isnull=False),
                name="said_to_be_away_once",
            ),
        ]


class Duty(Keyed):
    """Who is on duty for a team, from when to when: the one a worry that cannot wait reaches."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="duties")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="duties")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["team", "starts_at"], name="duty_by_team")]
        constraints = [
            # One that never begins, for somebody has left or another took it, has no length.
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="duty_ends_not_before_it_starts")
        ]


class DutyWords(Keyed):
    """What whoever is on duty leaves, in their own words, for whoever is next. The team's to read; only ever added."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    words = SealedTextField(max_length=500)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["team", "-made_at"], name="duty_words_by_team")]


class LastHere(models.Model):
    """The last day on which somebody who works here was here: a day and no hour, and no day before it."""

    practitioner = models.OneToOneField(Practitioner, models.PROTECT, primary_key=True, related_name="+")
    here_on = models.DateField()


class Invitation(Keyed):
    """Somebody is asked to join: by which organisation, into which team. A link opens it, once, until it is over.

    The database is told what the link's digest is, and shows it to nobody.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    email = models.EmailField(max_length=254)
    called = models.CharField(max_length=80)
    full_name = models.CharField(max_length=120)
    role = models.CharField(max_length=80)
    leads = models.BooleanField(default=False)
    safeguards = models.BooleanField(default=False)
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=80)
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest"], name="one_invitation_for_a_link")]
        indexes = [models.Index(fields=["team", "made_at"], name="invitation_by_team")]

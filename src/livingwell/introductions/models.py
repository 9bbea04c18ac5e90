"""Introductions, what was typed in them, and the receipts that show it back to whoever typed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.journeys.models import Journey
from livingwell.lib.standing import standing
from livingwell.people.models import AboutAPerson
from livingwell.places.models import Keyed, Practitioner, Site, Team
from livingwell.sealed.fields import SealedTextField

from .words import STATES, ForWhom, Said, State, TellBack


class Introduction(AboutAPerson):
    """A person is introduced, by themselves or another, at one of the place's doors."""

    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    door = models.CharField(max_length=60)
    for_whom = models.CharField(max_length=20, choices=[(f.value, f.value) for f in ForWhom])
    state = models.CharField(max_length=20, choices=[(k.value, v) for k, v in STATES.items()], default=State.RECEIVED)
    received_at = models.DateTimeField(default=timezone.now)
    promised_by = models.DateField()  # the first promise, as it was made; an introducer's receipt shows no other
    reach_by = models.DateField()  # the promise that stands now: another one, when they have come back
    called = models.CharField(max_length=80)
    wants_a_ring = models.BooleanField(default=False)
    been_before = models.BooleanField(default=False)
    is_under_18 = models.BooleanField(default=False)
    introducer_called = models.CharField(max_length=120, blank=True)
    introducer_is = models.CharField(max_length=120, blank=True)
    introducer_organisation = models.CharField(max_length=120, blank=True)
    introducer_contact = SealedTextField(max_length=254, blank=True)
    they_agreed = models.BooleanField(null=True, blank=True)
    why_not_agreed = SealedTextField(max_length=500, blank=True)
    tell_back = models.CharField(
        max_length=20, default=TellBack.NOTHING, choices=[(t.value, t.value) for t in TellBack]
    )
    told_reached_on = models.DateField(null=True, blank=True)
    told_going_on = models.BooleanField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.CharField(max_length=120, blank=True)
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["team", "state", "received_at"], name="introduction_by_team"),
            models.Index(fields=["journey"], name="introduction_by_journey"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(for_whom__in=[ForWhom.ME, ForWhom.LISTED]) | Q(they_agreed=True) | ~Q(why_not_agreed=""),
                name="agreed_or_why_not",
            )
        ]

    @property
    def telling(self) -> str:
        """How it stands with what the introducer may be told, for a form to carry."""
        return standing(self.tell_back, self.told_reached_on, self.told_going_on)


class Passage(AboutAPerson):
    """Some words typed at the door or added by a receipt. Never changed; hidden from the person only in confidence."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="passages")
    said = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Said])
    words = SealedTextField()
    by_introducer = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["introduction", "made_at"], name="passage_by_introduction")]


class Confidence(AboutAPerson):
    """Words somebody else typed in confidence: hidden from the person until a practitioner has reviewed them."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="confidences")
    words = SealedTextField()
    made_at = models.DateTimeField(default=timezone.now)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=120, blank=True)
    withheld_because = SealedTextField(max_length=500, blank=True)
    may_be_shown = models.BooleanField(default=False)

    @property
    def stands(self) -> str:
        """How the review of it stands, for a form to carry."""
        return standing(self.reviewed_by, self.may_be_shown, self.withheld_because)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(may_be_shown=False) | Q(reviewed_at__isnull=False),
                name="shown_only_once_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True) | Q(may_be_shown=True) | ~Q(withheld_because=""),
                name="withheld_with_a_reason",
            ),
        ]


class Receipt(AboutAPerson):
    """The link that shows its bearer what they typed and what we promised. Kept as a digest; no key to a person."""

    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="receipts")
    link_digest = models.BinaryField(max_length=32, unique=True)
    by_introducer = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()


class WaitingList(Keyed):
    """A list that somebody brings in: what it says, sealed, for whoever brings it alone; forgotten after a day.

    Nothing of it is about a person yet. Once people are made of it, it holds only what became of each row.
    """

    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    says = SealedTextField()
    made_at = models.DateTimeField(default=timezone.now)
    brought_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="waiting_list_to_forget")]

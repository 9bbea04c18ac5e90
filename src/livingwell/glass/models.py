"""What is looked over, about whom, what was said of it, and what happened then. Rows are added and never changed."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from livingwell.people.models import AboutAPerson
from livingwell.places.models import Practitioner
from livingwell.sealed.fields import SealedTextField

from .words import Came, Finding, Happened, KeptBack


class Keyed(models.Model):
    """A row whose key is made here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Matter(Keyed):
    """A glass that was broken, or looking that a rule asks about. It names no person: whoever looks it over
    need not know.

    `why` is one of a few reasons, or the name of a rule; `looks` are those a rule rests on.
    """

    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    came = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Came])
    why = models.CharField(max_length=40)
    by_called = models.CharField(max_length=120)
    by_role = models.CharField(max_length=120, blank=True)
    by_organisation = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)
    open_until = models.DateTimeField(null=True, blank=True)
    looks = ArrayField(models.UUIDField(), default=list, blank=True)
    salt = models.BinaryField(max_length=16)

    class Meta:
        indexes = [models.Index(fields=["practitioner", "at"], name="matter_by_practitioner")]


class Whom(AboutAPerson):
    """Whom a broken glass opened, by which tie. A matter is known here by its key alone, so that nothing leads back."""

    matter_id = models.UUIDField(unique=True)
    tie_id = models.UUIDField()


class Said(Keyed):
    """What was said as a glass was broken: why, in their own words; and whom they looked for, where nobody was."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="said")
    words = SealedTextField(max_length=1000)
    sought = SealedTextField(max_length=200, blank=True)
    kept_back = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in KeptBack])


class Moment(Keyed):
    """What happened to a matter: who was told of it, who looked it over and found what, what was answered."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="moments")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Happened])
    at = models.DateTimeField(default=timezone.now)
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120, blank=True)
    told = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Finding])
    words = SealedTextField(max_length=1000, blank=True)
    may_read = models.BooleanField(null=True, blank=True)  # whether the person may read what was said of why
    salt = models.BinaryField(max_length=16)

    class Meta:
        indexes = [models.Index(fields=["told"], include=["matter"], name="matter_by_who_was_told")]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(kind=Happened.REVIEWED), name="looked_over_once"
            ),
            models.UniqueConstraint(
                fields=["matter", "told"], condition=models.Q(kind=Happened.TOLD), name="told_of_it_once"
            ),
        ]

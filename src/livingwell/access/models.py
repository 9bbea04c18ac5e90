"""The bare key of a person, and the rows that say who may see what of them."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.sealed.fields import SealedTextField

from .words import GLASS_LASTS, Kind, Part, Reason


class PersonKey(models.Model):
    """A person, before anything is said about them. Ties, refusals and everything else hang on this."""

    person_id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)


class OnAKey(models.Model):
    """A row about a person: its key is made here, since RETURNING needs the right to read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(PersonKey, models.PROTECT, related_name="+", db_column="person_id")

    class Meta:
        abstract = True


PARTY_KINDS = [
    (kind.value, kind.value) for kind in (Kind.TEAM, Kind.PRACTITIONER, Kind.PERSON, Kind.CARER, Kind.RECEIPT)
]


class Tie(OnAKey):
    """Why a party may see, and write, which parts of a person; since, until. Ending one never deletes it."""

    party_kind = models.CharField(max_length=20, choices=PARTY_KINDS)
    party_id = models.UUIDField()
    reason = models.CharField(max_length=40, choices=[(reason.value, reason.value) for reason in Reason])
    words = SealedTextField(max_length=300, blank=True)
    sees = ArrayField(models.CharField(max_length=20))
    writes = ArrayField(models.CharField(max_length=20))
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    made_by = models.CharField(max_length=120, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["party_kind", "party_id"], include=["person", "until", "sees", "writes"], name="tie_by_party"
            ),
            models.Index(fields=["person"], name="tie_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(party_kind__in=[k for k, _ in PARTY_KINDS]), name="tie_party_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(sees__contained_by=[p.value for p in Part])
                & models.Q(writes__contained_by=[p.value for p in Part]),
                name="tie_parts_are_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=Reason.GLASS)
                | models.Q(until__isnull=False, until__lte=models.F("since") + GLASS_LASTS),
                name="glass_lasts_an_hour",
            ),
        ]


class Refusal(OnAKey):
    """Never this practitioner, or one's own record when one also works here. Outranks every tie."""

    practitioner_id = models.UUIDField()
    words = SealedTextField(max_length=300, blank=True)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    made_by = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["practitioner_id"], include=["person", "until"], name="refusal_by_practitioner")
        ]


class Look(OnAKey):
    """Somebody opened a person's page: who, in what role, and why they could."""

    by_kind = models.CharField(max_length=20)
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120)
    by_role = models.CharField(max_length=120, blank=True)
    by_organisation = models.CharField(max_length=120, blank=True)
    why = SealedTextField(max_length=300, blank=True)
    page = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)
    salt = models.BinaryField(max_length=16)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="look_by_person")]


class OwnPage(OnAKey):
    """The key to My page: a link nobody can guess and words we made, given by a safe route. The newest one opens."""

    link_digest = models.BinaryField(max_length=32, unique=True)
    words_hash = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=120)
    opened_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)


class Once(models.Model):
    """A form was sent: known by what is made from its key, and where it went, sealed with the key for a day."""

    id = models.UUIDField(primary_key=True)
    went_to = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["at"], name="once_to_forget", condition=~Q(went_to=""))]

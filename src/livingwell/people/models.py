"""Who a person is and how to reach them, each part a table so that each can be seen or not."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from livingwell.access.models import PersonKey
from livingwell.sealed.fields import SealedListField, SealedTextField

from .words import AGE_BANDS, CHANNELS, GivenBy, Told


class Person(models.Model):
    """Somebody the place supports or may support. Only what they are called is ever required."""

    key = models.OneToOneField(
        PersonKey, models.PROTECT, primary_key=True, db_column="person_id", related_name="person"
    )
    called = models.CharField(max_length=80)
    pronouns = models.CharField(max_length=40, blank=True)
    age_band = models.CharField(max_length=20, blank=True, choices=[(k.value, v) for k, v in AGE_BANDS.items()])
    own_words = SealedTextField(blank=True)
    strengths = SealedListField(default=list, blank=True)
    language = models.CharField(max_length=60, blank=True)
    wants_interpreter = models.BooleanField(default=False)
    needs = SealedTextField(blank=True)
    company = SealedTextField(max_length=200, blank=True)
    meets = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    meets_where = SealedTextField(max_length=300, blank=True)
    meets_when = SealedTextField(max_length=300, blank=True)
    good_days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)  # Monday is 0; none: any
    good_parts = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    died_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.called


class AboutAPerson(models.Model):
    """A row about a person: its key is made here, since RETURNING needs the right to read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_column="person_id")

    class Meta:
        abstract = True


class WayToReach(AboutAPerson):
    """One way to reach somebody, and what is safe on it. Never overwritten: a change ends it and makes another."""

    channel = models.CharField(max_length=20, choices=[(k.value, v) for k, v in CHANNELS.items()])
    value = models.CharField(max_length=254)
    given_by = models.CharField(max_length=20, choices=[(g.value, g.value) for g in GivenBy])
    is_verified = models.BooleanField(default=False)
    may_message = models.BooleanField(default=False)
    may_leave_message = models.BooleanField(default=False)
    may_say = SealedTextField(max_length=300, blank=True)
    not_say = SealedTextField(max_length=300, blank=True)
    when = SealedTextField(max_length=200, blank=True)
    reminds_hours = models.PositiveSmallIntegerField(null=True, blank=True)  # before a conversation, as they agreed
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    made_by = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="way_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(given_by=GivenBy.SOMEBODY_ELSE)
                | models.Q(is_verified=True)
                | models.Q(may_message=False, may_leave_message=False),
                name="no_message_to_a_contact_another_gave",
            ),
            models.CheckConstraint(
                condition=models.Q(reminds_hours__isnull=True) | models.Q(may_message=True),
                name="reminded_only_where_a_message_is_safe",
            ),
        ]


class Double(AboutAPerson):
    """Two people written down of whom one of us said that they are one person, or that they are two.

    A pointer and no more: nobody's rows move, so taking it back leaves everything as it was. What was said stays as
    history; that somebody is pointed from once at a time, and never in a ring, the database sees to (migration 0004).
    """

    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_one = models.BooleanField()
    why = SealedTextField(max_length=300)
    said_at = models.DateTimeField(default=timezone.now)
    said_by = models.CharField(max_length=120)
    by_id = models.UUIDField()
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)
    ended_why = SealedTextField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(is_one=True, until__isnull=True), name="said_to_be_one_once"
            ),
            models.UniqueConstraint(
                Least("person", "other"),
                Greatest("person", "other"),
                condition=models.Q(until__isnull=True),
                name="a_pair_is_said_one_thing",
            ),
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="two_are_written_down"),
        ]
        indexes = [models.Index(fields=["other"], name="double_by_other")]


class OwnAnswer(AboutAPerson):
    """What somebody said of who they are, once: the newest of each question counts, and no row is ever changed.

    Written by themselves, or by a practitioner whom they told (`told` says how). That nobody asked yet is no row.
    """

    question = models.CharField(max_length=40)
    is_declined = models.BooleanField(default=False)  # they would rather not say
    answer = SealedTextField(max_length=60, blank=True)
    words = SealedTextField(max_length=200, blank=True)
    told = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Told])
    said_at = models.DateTimeField(default=timezone.now)
    by_kind = models.CharField(max_length=20)
    by_id = models.UUIDField()
    by_called = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["person", "question", "-said_at"], name="own_answer_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by_kind="person", told=Told.THEMSELVES)
                | models.Q(by_kind="practitioner", told__in=[Told.BESIDE, Told.PHONE]),
                name="said_by_themselves_or_told",
            )
        ]

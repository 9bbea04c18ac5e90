"""Guides, conversations, and the one note of each."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.journeys.models import Journey
from livingwell.lib.standing import standing
from livingwell.messages.models import Message
from livingwell.people.models import AboutAPerson
from livingwell.people.words import MEETINGS
from livingwell.places.models import Keyed, Practitioner, Site
from livingwell.sealed.fields import SealedTextField

from ..words import STATES, GuideText, Question, State


class Guide(Keyed):
    """Open questions to start from. A change makes the next version; each conversation keeps the one it used."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="guides")
    slug = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    questions = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "slug", "version"], name="one_guide_for_a_version")]

    @property
    def text(self) -> GuideText:
        """What it says, as a value that can be compared."""
        return GuideText(self.name, tuple(Question(**one) for one in self.questions))


class Conversation(AboutAPerson):
    """A meeting, anywhere. Where, how, when and with whom."""

    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    guide = models.ForeignKey(Guide, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(k.value, v) for k, v in STATES.items()], default=State.PLANNED)
    is_first = models.BooleanField(default=False)
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    also = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")  # two may come
    how = models.CharField(max_length=20, choices=[(k.value, v) for k, v in MEETINGS.items()])
    place = SealedTextField(max_length=300, blank=True)
    company = SealedTextField(max_length=200, blank=True)
    at = models.DateTimeField()
    lasts = models.PositiveSmallIntegerField(default=60)  # minutes
    begun_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    ended_words = SealedTextField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=120, blank=True)

    @property
    def arranged(self) -> str:
        """How it is arranged, for a form to carry."""
        return standing(self.how, self.place, self.company, self.practitioner_id, self.also_id, self.at.timestamp())

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="conversation_by_person"),
            models.Index(fields=["practitioner", "at"], name="conversation_by_practitioner"),
            models.Index(fields=["begun_at"], condition=Q(state=State.BEGUN), name="conversation_begun"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(state=State.HELD) | Q(held_at__isnull=False), name="held_has_a_time"),
            models.CheckConstraint(
                condition=Q(also__isnull=True) | ~Q(also=models.F("practitioner")), name="two_who_come_are_two"
            ),
        ]

    @property
    def spoken_at(self) -> datetime | None:
        """When they talked: when it was begun, which for one that is written down afterwards is when it was had."""
        return self.begun_at or self.held_at


class Move(AboutAPerson):
    """How a conversation stood before it was moved, and by whom it was. Nobody is asked why, so there is no reason.

    `to_at` is empty where somebody said "not that day" and a time is still to be found.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="moves")
    was_at = models.DateTimeField()
    was_how = models.CharField(max_length=20)
    was_place = SealedTextField(max_length=300, blank=True)
    was_with = models.CharField(max_length=200)
    to_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(default=timezone.now)
    by_person = models.BooleanField(default=False)
    by_called = models.CharField(max_length=120, blank=True)


class Reminder(AboutAPerson):
    """The one message that reminds somebody of a conversation: of which time, with whom. Ended once that changed."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="reminders")
    message = models.OneToOneField(Message, models.PROTECT, related_name="+")
    for_at = models.DateTimeField()
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(ended_at__isnull=True), name="one_reminder_of_a_conversation"
            )
        ]


class Note(AboutAPerson):
    """What was talked about: one note, saved as it is written. `revision` counts saves, so that none is overwritten."""

    conversation = models.OneToOneField(Conversation, models.PROTECT, related_name="note")
    words = SealedTextField(blank=True)
    talked_about = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    revision = models.PositiveIntegerField(default=0)
    writer = models.CharField(max_length=40, blank=True)  # the open page that saved last; its own retry is no conflict
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.CharField(max_length=120, blank=True)
    read_back_at = models.DateTimeField(null=True, blank=True)


class NoteAside(AboutAPerson):
    """Words that arrived after somebody else had saved: kept beside the note, never over it, until taken in."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="asides")
    words = SealedTextField()
    made_at = models.DateTimeField(default=timezone.now)
    by_called = models.CharField(max_length=120)
    taken_in_at = models.DateTimeField(null=True, blank=True)


class LeftNote(AboutAPerson):
    """A note not read back, whose writer may no longer see the person: who sees to it, and until when they may add."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="left_notes")
    writer = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    sees_to_it = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    theirs_until = models.DateTimeField()  # the writer's to add to
    passed_at = models.DateTimeField(null=True, blank=True)  # when somebody else came to see to it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(passed_at__isnull=True), name="one_sees_to_a_left_note"
            )
        ]

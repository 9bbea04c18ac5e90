"""What was said at the door, and later by a receipt."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Value

from livingwell.access.queries import begun_from_seen
from livingwell.access.words import Part

from ..models import Confidence, Introduction, Passage
from ..words import OWN_WORDS, SAID_LATER, Said


@dataclass(frozen=True)
class Words:
    """Some words said at the door: by themselves, or by whoever introduced them, and who that was."""

    said: Said
    words: str
    at: datetime
    by_introducer: bool
    introducer: str
    was_in_confidence: bool = False


def passages_of(person_id: UUID) -> list[Words]:
    """Return what was said at the door about somebody, oldest first, fit for their page.

    Words given in confidence are here only once a practitioner has reviewed them and said they may be shown.
    """
    # Each of the two is sealed for its own column, so each stands in one of its own, with nothing in the other's.
    typed, confided = Value("", Passage._meta.get_field("words")), Value("", Confidence._meta.get_field("words"))
    said = Passage.objects.filter(person_id=person_id, said__in=OWN_WORDS).values_list(
        "words", confided, "said", "made_at", "by_introducer", "introduction__introducer_called", Value(False)
    )
    shown = Confidence.objects.filter(person_id=person_id, may_be_shown=True).values_list(
        typed,
        "words",
        Value(str(Said.GOING_ON)),
        "made_at",
        Value(True),
        "introduction__introducer_called",
        Value(True),
    )
    rows = said.order_by().union(shown.order_by(), all=True).order_by("made_at")
    return [Words(Said(what), one or other, *rest) for one, other, what, *rest in rows]


def passages_in(introduction_id: UUID) -> list[Passage]:
    """Return every passage of one introduction, as it was typed, oldest first."""
    return list(Passage.objects.filter(introduction_id=introduction_id).order_by("made_at", "id"))


def confidences_in(introduction_id: UUID) -> list[Confidence]:
    """Return what was typed in confidence with an introduction."""
    return list(Confidence.objects.filter(introduction_id=introduction_id).order_by("made_at"))


def find_confidence(introduction_id: UUID, confidence_id: UUID) -> Confidence | None:
    """Return words in confidence, or None."""
    return Confidence.objects.filter(pk=confidence_id, introduction_id=introduction_id).first()


def added_since_read(introduction: Introduction) -> bool:
    """Return whether something was said after somebody read it."""
    later = Passage.objects.filter(introduction_id=introduction.pk, said__in=SAID_LATER)
    return later.filter(made_at__gt=introduction.read_at or introduction.received_at).exists()


def names_given() -> list[tuple[UUID, str]]:
    """Return (person, name) as each introduction gave it, of those the viewer may see: perhaps not the one they use.

    Not joined with the name they use: the planner takes what may be seen for few, and of thousands compares each pair.
    """
    rows = begun_from_seen(Introduction.objects.all(), Part.WORDS)
    return list(rows.values_list("person_id", "called"))

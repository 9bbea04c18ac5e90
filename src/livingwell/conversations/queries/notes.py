"""Notes: every one of somebody's, those not read back yet, what stands beside one, and those left behind."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from livingwell.journeys import queries as journeys
from livingwell.places.models import Away

from ..models import Conversation, LeftNote, Note, NoteAside
from ..words import LeftBehind, State
from .talks import SHOWN


def every_note(person_id: UUID) -> list[Note]:
    """Return every note of a person's conversations, the newest conversation first."""
    written = Note.objects.filter(person_id=person_id).exclude(words="")
    return list(written.select_related("conversation__practitioner").order_by("-conversation__at"))


def unfinished_notes(
    practitioner_id: UUID, *, teams: Iterable[UUID] = (), aways: Iterable[Away] = ()
) -> list[Conversation]:
    """Return conversations begun and not yet read back, oldest first: somebody's, and of whom they cover for.

    And those whose writer may no longer see the person, where this is who sees to it.
    """
    covered = [away.practitioner_id for away in aways if away.cover_id in (None, practitioner_id)]
    left_to_them = LeftNote.objects.filter(passed_at__isnull=True, sees_to_it_id__in=[practitioner_id, *covered])
    theirs = journeys.theirs_or_covered(practitioner_id, teams, aways)
    return list(
        Conversation.objects.annotate(writer_left=Exists(left_to_them.filter(conversation_id=OuterRef("pk"))))
        .filter(theirs | Q(writer_left=True), state=State.BEGUN)
        .select_related("person", "practitioner")
        .order_by("begun_at")[:SHOWN]
    )


def unfinished_in_a_team(practitioner_id: UUID, team_id: UUID) -> list[Conversation]:
    """Return somebody's own conversations in a team, begun and not yet read back, oldest first."""
    theirs = Conversation.objects.filter(practitioner_id=practitioner_id, journey__team_id=team_id, state=State.BEGUN)
    return list(theirs.select_related("person", "practitioner").order_by("begun_at")[:SHOWN])


def left_notes() -> list[LeftBehind]:
    """Return the notes of the viewer's that somebody else sees to now, and that they may still add to.

    `words` are their own as long as nobody has written on since.
    """
    words = Note._meta.get_field("words")
    with connection.cursor() as cursor:
        cursor.execute("select * from gate.left_notes()")
        rows = cursor.fetchall()
    return [
        LeftBehind(of, called, at, team, who, until, words.opened(sealed) or "")
        for of, called, at, team, who, until, sealed in rows
    ]


def asides_of(conversation: Conversation) -> list[NoteAside]:
    """Return the words kept beside a note that nobody has taken in yet, oldest first."""
    return list(NoteAside.objects.filter(note__conversation=conversation, taken_in_at__isnull=True).order_by("made_at"))

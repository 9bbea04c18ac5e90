"""What becomes of a conversation when whoever was to come, or wrote of it, no longer may; or when the journey ends."""

from uuid import UUID, uuid4

from django.db import connection
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys.actions.stream import seal_events
from livingwell.journeys.models import Event, Journey
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner

from ..models import NoteAside
from ..words import LONGEST_NOTE


@action
def hand_on(*, practitioner: Practitioner, by: Viewer) -> None:
    """Make each conversation to come that somebody may no longer come to somebody else's of the team, by name.

    At the same time and place: whoever meant to be there is still expected by somebody. The database finds them; `by`
    may not see everybody it is about. Where nobody is left, it is put off, and says so.
    """
    why = _("%(called)s can no longer come, and nobody else could be asked") % {"called": practitioner.called}
    put_off = Event.objects.raw(
        "select * from gate.hand_on_conversations(%s, %s, %s)", [practitioner.pk, why, by.called]
    )
    seal_events(put_off)


@action
def hand_on_notes(*, practitioner: Practitioner, by: Viewer) -> None:
    """Have somebody else see to each note that somebody began, has not read back, and may no longer see.

    Whoever leads the person's team, or holds. Its writer may still add to it for a fortnight, unless they were refused.
    """
    with connection.cursor() as cursor:
        cursor.execute("select gate.hand_on_notes(%s)", [practitioner.pk])


@action
def add_to_left_note(*, conversation_id: UUID, words: str, by: Viewer) -> None:
    """Keep what the writer of a note adds to it after they could no longer see the person: beside it, in their name."""
    if not words.strip():
        raise NotPossible(N_("Write what is still missing, or leave it as it is."), field="words")
    if len(words) > LONGEST_NOTE:
        raise NotPossible(
            N_("Keep the note to %(most)s characters. Nothing you typed is lost."), field="words", most=LONGEST_NOTE
        )
    sealed = NoteAside._meta.get_field("words").closed(words)
    with connection.cursor() as cursor:
        cursor.execute("select gate.add_to_left_note(%s, %s, %s)", [conversation_id, uuid4(), sealed])
        [[kept]] = cursor.fetchall()
    if not kept:
        raise NotPossible(N_("This note has been read back, or is no longer yours to add to. Tell whoever has it now."))


@action
def call_off_what_was_planned(*, journey: Journey, words: str, by: Viewer) -> None:
    """Call off what was still to come on a journey that has ended, so that nobody is asked whether they talked.

    `by` may see none of it any more: ending a journey draws them out.
    """
    with connection.cursor() as cursor:
        cursor.execute("select gate.call_off_conversations(%s, %s)", [journey.pk, words])

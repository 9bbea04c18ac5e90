"""Conversations on other pages: a person's, My page, Today; and what to know before arranging one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.people.models import Person, WayToReach
from livingwell.people.rules import is_unproved
from livingwell.people.words import CHANNELS, MEETINGS, REMINDED, Channel, GivenBy, Meeting

from ..models import Conversation
from ..words import STATES, State


def where(conversation: Conversation) -> str:
    """Return how and where in a few words: "On a walk, the bench by the library"."""
    if conversation.how == Meeting.CHOSEN:
        return conversation.place
    return ", ".join(part for part in (_(MEETINGS[Meeting(conversation.how)]), conversation.place) if part)


@dataclass(frozen=True)
class ConversationRow:
    """One conversation as it is read in a list."""

    id: UUID
    person_id: UUID
    called: str
    with_called: str
    at: datetime
    where: str
    state: str
    is_first: bool
    is_to_come: bool
    is_begun: bool
    is_past_its_time: bool
    words: str = ""
    company: str = ""
    also_called: str = ""
    covering: str = ""  # whose it is, for whoever covers for them
    writer_left: bool = False  # whoever began its note may no longer see the person

    @classmethod
    def of(
        cls,
        one: Conversation,
        *,
        called: str = "",
        words: str = "",
        now: datetime | None = None,
        me: UUID | None = None,
    ):
        state = State(one.state)
        return cls(
            id=one.pk,
            person_id=one.person_id,
            called=called,
            with_called=one.practitioner.called if "practitioner" in one._state.fields_cache else "",
            at=one.spoken_at or one.at,
            where=where(one),
            state=_(STATES[state]),
            is_first=one.is_first,
            is_to_come=state == State.PLANNED,
            is_begun=state == State.BEGUN,
            is_past_its_time=state == State.PLANNED and now is not None and one.at < now,
            words=words,
            company=one.company,
            also_called=one.also.called if "also" in one._state.fields_cache and one.also else "",
            covering=one.practitioner.called if me and me not in {one.practitioner_id, one.also_id} else "",
            writer_left=getattr(one, "writer_left", False),
        )


@dataclass(frozen=True)
class ConversationsPanel:
    """A person's conversations, newest first. On their own page (`own`): only words that were read back together."""

    rows: tuple[ConversationRow, ...]
    own: bool = False

    @classmethod
    def of(cls, conversations: Iterable[Conversation], *, own: bool = False) -> "ConversationsPanel":
        """Make it from `queries.conversations_of`."""
        return cls(tuple(ConversationRow.of(one, words=_words(one, own)) for one in conversations), own)


@dataclass(frozen=True)
class ComingUp:
    """A practitioner's planned conversations, soonest first; those whose time has passed ask what happened."""

    rows: tuple[ConversationRow, ...]

    @classmethod
    def of(cls, conversations: Iterable[Conversation], now: datetime, *, me: UUID) -> "ComingUp":
        """Make it from `queries.coming_up`, for `me` to read."""
        return cls(tuple(ConversationRow.of(one, called=one.person.called, now=now, me=me) for one in conversations))


@dataclass(frozen=True)
class UnfinishedNotes:
    """Conversations begun and not yet read back together."""

    rows: tuple[ConversationRow, ...]

    @classmethod
    def of(cls, conversations: Iterable[Conversation], *, me: UUID) -> "UnfinishedNotes":
        """Make it from `queries.unfinished_notes`, for `me` to read: that they are there, and none of their words."""
        return cls(tuple(ConversationRow.of(one, called=one.person.called, me=me) for one in conversations))


def _words(one: Conversation, own: bool) -> str:
    """Return the note's words: for the person, once they were read back; for the team, as they stand."""
    note = getattr(one, "note", None)
    return note.words if note is not None and (note.read_back_at or not own) else ""


@dataclass(frozen=True)
class Way:
    """A safe way to be in touch, and what may be said on it."""

    channel: str
    value: str
    is_phone: bool
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Before:
    """What to know before arranging anything: what they need, their language, safe ways, what may be said."""

    called: str
    needs: str
    language: str
    wants_interpreter: bool
    company: str
    meets: tuple[str, ...]
    meets_where: str
    meets_when: str
    ways: tuple[Way, ...]

    @classmethod
    def of(cls, person: Person, ways: Iterable[WayToReach]) -> "Before":
        return cls(
            called=person.called,
            needs=person.needs,
            language=person.language,
            wants_interpreter=person.wants_interpreter,
            company=person.company,
            meets=tuple(_(MEETINGS[Meeting(one)]) for one in person.meets if one in MEETINGS),
            meets_where=person.meets_where,
            meets_when=person.meets_when,
            ways=tuple(
                Way(_(CHANNELS[Channel(one.channel)]), one.value, one.channel in {"call", "text"}, tuple(_rules(one)))
                for one in ways
            ),
        )


def _rules(way: WayToReach) -> Iterable[str]:
    if is_unproved(given_by=GivenBy(way.given_by), is_verified=way.is_verified):
        yield _("Somebody else gave this. Nothing may be sent or left until they have said it is safe.")
    elif way.channel == Channel.CALL:
        yield _("A message may be left") if way.may_leave_message else _("No message may be left")
    elif not way.may_message:
        yield _("No message, please")
    if way.when:
        yield way.when
    if way.reminds_hours in REMINDED:
        yield _("A reminder, as agreed: %(when)s") % {"when": _(REMINDED[way.reminds_hours])}
    if way.may_say:
        yield _("May be said: %(words)s") % {"words": way.may_say}
    if way.not_say:
        yield _("Never: %(words)s") % {"words": way.not_say}

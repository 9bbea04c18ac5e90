"""The conversation's own page: questions, the note, three columns, and whether it can be read back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _

from livingwell.design import dates
from livingwell.design.forms import Form
from livingwell.journeys.models import NextStep
from livingwell.journeys.words import StepBy, StepKind

from .. import queries, rules
from ..models import Conversation, NoteAside
from ..words import COLUMNS
from .around import where
from .safety import Safety


@dataclass(frozen=True)
class Ask:
    """One question of the guide, and whether it has been talked about."""

    key: str
    ask: str
    hint: str
    is_talked_about: bool


def asks_of(conversation: Conversation) -> tuple[Ask, ...]:
    talked = set(conversation.note.talked_about)
    return tuple(Ask(one.key, one.ask, one.hint, one.key in talked) for one in conversation.guide.text.questions)


@dataclass(frozen=True)
class Line:
    """A next step in a column; `who` when it is not the reader's own."""

    id: UUID
    what: str
    who: str
    due_on: date

    @property
    def by(self) -> str:
        """By when, as it is said: "by Thursday" while that can only mean the next one."""
        today = timezone.localdate()
        if timedelta(days=1) < self.due_on - today < timedelta(days=7):
            return _("by %(day)s") % {"day": dateformat.format(self.due_on, "l")}
        return _("by %(day)s") % {"day": dates.day(self.due_on, today=today)}


@dataclass(frozen=True)
class Column:
    """What one of them will do, or both together."""

    key: str
    title: str
    lines: tuple[Line, ...]
    form: Form | None = None
    is_open: bool = False


def _title(done_by: StepBy, called: str, doer: str) -> str:
    if done_by == StepBy.TOGETHER:
        return _("Together we will")
    if done_by == StepBy.PRACTITIONER and not doer:
        return _("I will")
    return _("%(called)s will") % {"called": called if done_by == StepBy.PERSON else doer}


def _lines(steps: Iterable[NextStep], done_by: StepBy, reader: UUID | None) -> tuple[Line, ...]:
    ours = (step for step in steps if step.done_by == done_by)
    return tuple(
        Line(
            step.pk,
            step.what,
            step.practitioner.called if step.practitioner and step.practitioner_id != reader else "",
            step.due_on,
        )
        for step in ours
    )


def columns_read(conversation: Conversation, steps: Iterable[NextStep]) -> tuple[Column, ...]:
    """Return the three columns as they are read out: by name, with nothing to fill in."""
    steps = list(steps)
    called, doer = conversation.person.called, conversation.practitioner.called
    return tuple(
        Column(one, _title(one, called, doer), _lines(steps, one, conversation.practitioner_id)) for one in COLUMNS
    )


def why_not_finish(conversation: Conversation, steps: Sequence[NextStep]) -> str:
    """Return the sentence that keeps "Read it back together" off; empty when it is on."""
    staying = [
        StepBy(step.done_by)
        for step in steps
        if not rules.is_kept_by_talking(StepKind(step.kind), from_this=step.from_id == conversation.pk)
    ]
    is_enough = not conversation.journey.is_open or rules.leaves_a_step_of_ours(staying)
    return "" if is_enough else _(rules.NO_STEP_OF_OURS)


@dataclass(frozen=True)
class Talk:
    """Everything a conversation's page shows while it is being had."""

    conversation: Conversation
    title: str
    where: str
    asks: tuple[Ask, ...]
    columns: tuple[Column, ...]
    asides: tuple[NoteAside, ...]
    safety: Safety
    why_not: str

    @classmethod
    def of(
        cls,
        conversation: Conversation,
        *,
        steps: Sequence[NextStep],
        asides: Iterable[NoteAside],
        safety: Safety,
        forms: Mapping[str, Form],
        reader: UUID | None,
    ) -> "Talk":
        return cls(
            conversation=conversation,
            title=_("%(called)s and %(with_called)s")
            % {"called": conversation.person.called, "with_called": conversation.practitioner.called},
            where=where(conversation),
            asks=asks_of(conversation),
            columns=tuple(column_of(conversation, one, steps=steps, form=forms[one], reader=reader) for one in COLUMNS),
            asides=tuple(asides),
            safety=safety,
            why_not=why_not_finish(conversation, steps),
        )


def column_of(
    conversation: Conversation, done_by: StepBy, *, steps: Iterable[NextStep], form: Form, reader: UUID | None
) -> Column:
    """Return one column, open for writing when its form needs another look or has just been used."""
    return Column(
        done_by,
        _title(done_by, conversation.person.called, ""),
        _lines(queries.made_in(conversation, steps), done_by, reader),
        form,
        is_open=form.is_bound and bool(form.errors),
    )

"""Forms of the huddle. Choices are people, by what they bring, and days, by name."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from livingwell.design import dates
from livingwell.design.fields import (
    CharField,
    ChoiceField,
    IntegerField,
    LongTextField,
    MultipleChoiceField,
    SelectField,
)
from livingwell.design.forms import Form
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy

from .rules import Decided

WITH = "with:"  # before a practitioner's key: the person and they, together
STORY, DECISION = 4_000, 2_000
Choices = Iterable[tuple[str, str]]


class AgreeForm(Form):
    """What was agreed: in words, who holds, who shares a worry; with what the page began from."""

    decision = LongTextField(
        label=_("What we decide, in a few words"), longest=DECISION, rows=2, say_longest=False, required=False
    )
    decision_were = LongTextField(label="", longest=DECISION, required=False)
    holder = ChoiceField(label=_("Who will hold?"), choices=[], required=False)
    holder_was = CharField(label="", required=False)
    share = MultipleChoiceField(label=_("Who shares this worry?"), choices=[], required=False)
    revision = IntegerField(label="", required=False)

    def __init__(self, *args: Any, holders: Choices = (), worries: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holders = list(holders)
        self.fields["holder"].choices = holders
        self.fields["share"].choices = [
            (f"{worry} {practitioner}", called) for worry in worries for practitioner, called in holders
        ]

    def decided(self) -> Decided:
        """Return what was agreed, as the action takes it."""
        said = self.cleaned_data
        return Decided(
            revision=said["revision"] or 0,
            words=said["decision"],
            words_were=said["decision_were"],
            holder=_key(said["holder"]),
            holder_was=_key(said["holder_was"]),
            shares=tuple((UUID(worry), UUID(who)) for worry, who in (pair.split() for pair in said["share"])),
        )


class StepForm(Form):
    """A next step: what, who, by when."""

    asked_as: ClassVar[dict[str, str]] = {"due_on": "due", "practitioner": "who"}

    what = CharField(label=_("What happens next?"), longest=500, missing=_("Say what happens next"))
    who = SelectField(label=_("Who does it?"), choices=[], missing=_("Choose who does it"))
    due = SelectField(label=_("By when?"), choices=[], missing=_("Choose a day"))

    def __init__(
        self, *args: Any, called: str, team: str, doers: Choices, today: date, horizon: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = step_doers(called, team, list(doers))
        self.fields["who"].choices = [pair for _title, pairs in self.groups for pair in pairs]
        self.fields["due"].choices = days_ahead(today, horizon)

    def doer(self, team_id: UUID) -> Doer:
        """Return who does it, as the action takes it."""
        who = self.cleaned_data["who"]
        if who == StepBy.PERSON:
            return Doer(StepBy.PERSON)
        if who == StepBy.TEAM:
            return Doer(StepBy.TEAM, team_id=team_id)
        if who.startswith(WITH):
            return Doer(StepBy.TOGETHER, practitioner_id=UUID(who.removeprefix(WITH)))
        return Doer(StepBy.PRACTITIONER, practitioner_id=UUID(who))

    def due_on(self) -> date:
        return date.fromisoformat(self.cleaned_data["due"])


def step_doers(called: str, team: str, doers: list[tuple[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return who can do a next step, in the three columns' order: (title, choices)."""
    both = gettext("%(called)s and %(name)s")
    return [
        (gettext("%(called)s will") % {"called": called}, [(str(StepBy.PERSON), called)]),
        (gettext("We will"), [*doers, (str(StepBy.TEAM), team)]),
        (gettext("Together"), [(WITH + key, both % {"called": called, "name": name}) for key, name in doers]),
    ]


def days_ahead(today: date, horizon: int) -> list[tuple[str, str]]:
    """Return the days a next step may be due, by name: today, tomorrow, Thursday 26 November."""
    days = [today + timedelta(days=ahead) for ahead in range(horizon + 1)]
    near = [(day.isoformat(), dates.day(day, today=today)) for day in days[:2]]
    return near + [(day.isoformat(), dates.full_date(day, today=today)) for day in days[2:]]


class DrawInForm(Form):
    """Bring somebody's expertise into the work, from any organisation; the person does not move."""

    practitioner = SelectField(label=_("Who?"), choices=[], missing=_("Choose who to draw in"))
    why = CharField(
        label=_("What do they bring?"),
        hint=_("They will read this, and so will the person."),
        longest=300,
        missing=_("Say what they bring, so that everybody can read why they are here"),
    )

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].choices = list(people)


class StoryForm(Form):
    """The story in a few lines."""

    story = LongTextField(
        label=_("The story, in a few lines"),
        hint=_("Their own words where you can. Everybody in the team reads it."),
        longest=STORY,
        rows=4,
        say_longest=False,
        required=False,
    )


class HereForm(Form):
    """Who else is here: a colleague from the place, or a guest on the call."""

    colleague = SelectField(label=_("A colleague"), choices=[], required=False)
    called = CharField(label=_("Or a guest on the call"), longest=120, required=False)
    organisation = CharField(label=_("Where they are from"), longest=120, required=False)

    def __init__(self, *args: Any, colleagues: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = list(colleagues)


class BringForm(Form):
    """Somebody who is on no list today."""

    journey = SelectField(label=_("Who?"), choices=[], missing=_("Choose who to bring"))

    def __init__(self, *args: Any, journeys: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["journey"].choices = list(journeys)


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed) if typed else None
    except ValueError:
        return None

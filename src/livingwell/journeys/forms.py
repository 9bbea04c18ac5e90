"""Forms for what can be done on a journey. Each is one calm page; choices are people, by what they bring."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import (
    CharField,
    Choice,
    ChoiceField,
    DateField,
    LongTextField,
    SelectField,
    TimeField,
    YesNoField,
)
from livingwell.design.forms import Form
from livingwell.places.models import Practitioner
from livingwell.places.queries import words_brought

from .queries import Reach
from .words import ENDINGS, TRIED_BY, TRY_OUTCOMES, Ending, StepBy, TriedBy, TryOutcome

TEAM = "team"


def choices_of(practitioners: Iterable[Practitioner]) -> list[Choice]:
    """Return people to choose from: called, role, what they bring."""
    return [
        Choice(str(one.pk), one.called, hint=", ".join(part for part in (one.role, words_brought(one)) if part))
        for one in practitioners
    ]


class StepForm(Form):
    """A next step: what, who, by when."""

    what = CharField(label=_("What happens next?"), longest=500, missing=_("Say what happens next"))
    done_by = ChoiceField(label=_("Who does it?"), choices=[], missing=_("Choose who does it"))
    practitioner = SelectField(
        label=_("Who in the team?"),
        hint=_("When it is one of us, or together. You, unless you say."),
        choices=[],
        required=False,
    )
    due_on = DateField(label=_("By when?"), missing=_("Choose a day"))

    def __init__(self, *args, called: str, team: Iterable[Practitioner], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done_by"].choices = [
            Choice(StepBy.PRACTITIONER, _("One of us")),
            Choice(StepBy.TOGETHER, _("Together")),
            Choice(StepBy.PERSON, called),
            Choice(StepBy.TEAM, _("The team, until somebody is named")),
        ]
        self.fields["practitioner"].choices = [(str(one.pk), one.called) for one in team]


class HoldForm(Form):
    """Who makes sure the next thing happens."""

    holder = ChoiceField(label=_("Who will hold?"), choices=[], missing=_("Choose who will hold"))
    words = CharField(label=_("Anything to say with it?"), longest=300, required=False)

    def __init__(self, *args, team: Iterable[Practitioner], team_name: str, **kwargs):
        super().__init__(*args, **kwargs)
        team_choice = Choice(TEAM, team_name, hint=_("Until somebody is named"))
        self.fields["holder"].choices = [*choices_of(team), team_choice]


class DrawInForm(Form):
    """Bring somebody's expertise into the work; the person does not move."""

    practitioner = ChoiceField(label=_("Who do you want to draw in?"), choices=[], missing=_("Choose somebody"))
    why = CharField(
        label=_("What do they bring?"),
        hint=_("They will read this, and so will the person."),
        longest=300,
        missing=_("Say what they bring, so that everybody can read why they are here"),
    )

    def __init__(self, *args, people: Iterable[Practitioner], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].choices = [
            Choice(str(one.pk), f"{one.called}, {one.organisation.name}", hint=words_brought(one) or one.role)
            for one in people
        ]


class TryForm(Form):
    """One try to be in touch: how, when, what came of it."""

    asked_as: ClassVar[dict[str, str]] = {"at": "time"}

    how = ChoiceField(
        label=_("How did you try?"),
        choices=[(one.value, _(TRIED_BY[one])) for one in TriedBy],
        missing=_("Choose how"),
    )
    outcome = ChoiceField(
        label=_("What came of it?"),
        choices=[(one.value, _(TRY_OUTCOMES[one])) for one in TryOutcome],
        missing=_("Choose what came of it"),
    )
    on = DateField(label=_("Which day?"), missing=_("Choose a day"))
    time = TimeField(label=_("About what time?"), missing=_("Say about what time"))
    words = CharField(label=_("Anything worth knowing next time?"), longest=500, required=False)


class WorryForm(Form):
    """A worry, in words. It goes to the next huddle, or to somebody by name, now."""

    words = LongTextField(
        label=_("What is the worry?"),
        hint=_("In plain words. The person’s own where you can."),
        missing=_("Say what the worry is, in a few words"),
    )
    cannot_wait = YesNoField(
        label=_("Can it wait for the next huddle?"),
        yes=_("It can’t wait"),
        no=_("It can wait"),
        missing=_("Say whether it can wait"),
    )


class PassForm(Form):
    """To whom a worry that cannot wait is sent instead."""

    to = ChoiceField(label=_("Who shall it reach?"), choices=[], missing=_("Choose who it shall reach"))

    def __init__(self, *args, people: Iterable[Reach], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [
            Choice(
                str(one.practitioner.pk),
                one.practitioner.called,
                hint=_("On duty now") if one.is_on_duty else one.practitioner.role,
            )
            for one in people
        ]


class SettleForm(Form):
    """What put a worry to rest."""

    words = CharField(label=_("What settled it?"), longest=500, missing=_("Say in a few words what settled it"))


class KeptForm(Form):
    """Words that may come with a next step that was done."""

    words = CharField(label=_("Anything to say with it?"), longest=300, required=False)


class AsideForm(Form):
    """Why a next step is put aside."""

    words = CharField(
        label=_("Why is it put aside?"), longest=300, missing=_("Say in a few words why this is put aside")
    )


class BackForm(Form):
    """Words that may come with coming back."""

    words = CharField(label=_("Anything to say with it?"), longest=500, required=False)


class BringForm(Form):
    why = CharField(
        label=_("What shall we think about together?"),
        longest=300,
        missing=_("Say in a few words what to think about together"),
    )


class PauseForm(Form):
    """A pause: still held, with a day when somebody is in touch again."""

    asked_as: ClassVar[dict[str, str]] = {"due_on": "until"}

    until = DateField(label=_("Until when?"), missing=_("Choose a day"))
    words = CharField(label=_("What happens then?"), longest=500, required=False)


class EndForm(Form):
    """How a journey ends. Each way leaves a way back."""

    ending = ChoiceField(
        label=_("What happened?"),
        choices=[],
        missing=_("Choose what happened"),
    )
    words = CharField(label=_("In a few words"), hint=_("Theirs, where you can."), longest=500, required=False)
    second = SelectField(label=_("Who is the second practitioner?"), choices=[], required=False)
    died_on = DateField(label=_("When did they die?"), required=False)

    def __init__(self, *args, team: Iterable[Practitioner], **kwargs):
        super().__init__(*args, **kwargs)
        reveals = {Ending.NOT_REACHED: ("second",), Ending.DIED: ("died_on",)}
        self.fields["ending"].choices = [
            Choice(one.value, _(rule.label), reveals=reveals.get(one, ())) for one, rule in ENDINGS.items()
        ]
        self.fields["second"].choices = [(str(one.pk), one.called) for one in team]


class YoungLeadForm(Form):
    """Who leads for somebody under 18."""

    practitioner = ChoiceField(label=_("Who will lead for them?"), choices=[], missing=_("Choose who will lead"))

    def __init__(self, *args, team: Iterable[Practitioner], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].choices = choices_of(team)


class RefuseForm(Form):
    """Somebody said: never this practitioner."""

    practitioner = ChoiceField(label=_("Who do they not want?"), choices=[], missing=_("Choose who"))
    words = CharField(label=_("Did they say why?"), hint=_("They need not."), longest=300, required=False)

    def __init__(self, *args, people: Iterable[Practitioner], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].choices = choices_of(people)


def in_a_week(today: date) -> date:
    """Return the day a next step is due unless somebody says otherwise."""
    return today + timedelta(days=7)

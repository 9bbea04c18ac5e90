"""Forms used while talking and after: next steps, worries, concerns, the guide."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from livingwell.design import dates
from livingwell.design.fields import (
    CharField,
    Choice,
    ChoiceField,
    LongTextField,
    SelectField,
)
from livingwell.design.forms import Form
from livingwell.journeys.models import Concern
from livingwell.journeys.rules import latest_due
from livingwell.journeys.words import HORIZON_DAYS
from livingwell.places.models import Practitioner

from ..words import LONGEST_NOTE, About

IN_A_WEEK = timedelta(days=7)


def days_ahead(today: date, horizon_days: int) -> list[tuple[str, str]]:
    """Return the days that can be chosen, today first: a list in sight cannot be mistyped on a bench."""
    days = (today + timedelta(days=ahead) for ahead in range((latest_due(today, horizon_days) - today).days + 1))
    return [(day.isoformat(), _first_capital(dates.day(day, today=today))) for day in days]


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class DayField(SelectField):
    """A day soon, chosen from a list."""

    def __init__(self, **options):
        super().__init__(choices=[], coerce=date.fromisoformat, missing=_("Choose a day"), **options)

    def offer(self, today: date, horizon_days: int) -> None:
        self.choices = days_ahead(today, horizon_days)


class StepForm(Form):
    """A line in a column: what, and by when."""

    what = CharField(label=_("A next step"), longest=500, missing=_("Say what happens next"))
    due_on = DayField(label=_("By when"))

    def __init__(self, *args, today: date, horizon_days: int, **kwargs):
        kwargs.setdefault("initial", {"due_on": min(today + IN_A_WEEK, latest_due(today, horizon_days)).isoformat()})
        super().__init__(*args, **kwargs)
        self.fields["due_on"].offer(today, horizon_days)

    @property
    def is_typed(self) -> bool:
        """Whether somebody has written in it."""
        return self.is_bound and bool(str(self.data.get(self.add_prefix("what")) or "").strip())


class TryNextForm(Form):
    """What will be tried next, after missing each other or putting it off."""

    words = CharField(
        label=_("What happened, in a few words?"),
        hint=_("Only if it helps next time. It is nobody’s fault, and they can read this."),
        longest=300,
    )
    what = CharField(
        label=_("What shall we try next?"),
        hint=_("Another time of day, a letter, going with somebody they trust."),
        longest=500,
        missing=_("Say what you will try next, so that nobody is left waiting"),
    )
    due_on = DayField(label=_("By when?"))

    def __init__(self, *args, today: date, horizon_days: int, **kwargs):
        kwargs.setdefault("initial", {"due_on": (today + timedelta(days=1)).isoformat()})
        super().__init__(*args, **kwargs)
        self.fields["due_on"].offer(today, horizon_days)


class BringForm(Form):
    """What to think about together at the huddle. One tap brings somebody; words are for whoever has some."""

    why = CharField(label=_("What to think about together"), longest=300, required=False, autocomplete="off")


class WorryForm(Form):
    """A worry, in words."""

    words = LongTextField(
        label=_("What is the worry?"),
        hint=_("In their words where you can. Nothing is scored."),
        longest=2_000,
        rows=2,
        say_longest=False,
        missing=_("Say what the worry is, in a few words"),
    )


class LeftNoteForm(Form):
    """What the writer of a note adds to it, after they could no longer see whom it is about."""

    words = LongTextField(
        label=_("What is still missing?"),
        hint=_("It is kept beside the note, in your name."),
        longest=LONGEST_NOTE,
        rows=8,
        missing=_("Write what is still missing, or leave it as it is"),
    )


class ConcernForm(Form):
    """A safeguarding concern: about whom, what was seen or heard, and what happens next."""

    about = ChoiceField(label=_("Who may not be safe?"), choices=[], missing=_("Choose who may not be safe"))
    words = LongTextField(
        label=_("What did you see or hear?"),
        hint=_("Their own words where you can; what you saw rather than what you make of it."),
        missing=_("Say what you saw or heard"),
    )
    next_step = CharField(
        label=_("What happens next?"),
        hint=_("Ring the council’s adult team, go back this afternoon, ask what they would like to happen."),
        longest=500,
        missing=_("Say what happens next"),
    )
    due_on = DayField(label=_("By when?"))

    def __init__(self, *args, called: str, today: date, **kwargs):
        kwargs.setdefault("initial", {"due_on": today.isoformat()})
        super().__init__(*args, **kwargs)
        self.fields["due_on"].offer(today, 7)
        self.fields["about"].choices = [
            Choice(About.THEMSELVES, called),
            Choice(About.ADULT, _("Another grown-up")),
            Choice(About.CHILD, _("A child in the household")),
        ]


class ChangeConcernForm(Form):
    """Who leads on a concern, what happens next, and by when."""

    lead = ChoiceField(label=_("Who leads?"), choices=[], missing=_("Choose who leads"))
    next_step = CharField(label=_("What happens next?"), longest=500, missing=_("Say what happens next"))
    due_on = DayField(label=_("By when?"))

    def __init__(self, *args, concern: Concern, people: Iterable[Practitioner], today: date, **kwargs):
        due_on = max(concern.due_on, today).isoformat()
        initial = {"lead": str(concern.lead_id), "next_step": concern.next_step, "due_on": due_on}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["due_on"].offer(today, HORIZON_DAYS)
        self.fields["lead"].choices = [Choice(str(one.pk), one.called, hint=one.role) for one in people]


class GuideForm(Form):
    """The questions, as text."""

    text = LongTextField(
        label=_("The questions"),
        hint=_("One question to a paragraph: its first line is the question, the next a quiet hint for whoever asks."),
        longest=12_000,
        rows=8,
        missing=_("Write at least one question"),
    )


class DoneForm(Form):
    """What was done about a concern."""

    words = LongTextField(
        label=_("What was done?"), longest=500, rows=2, say_longest=False, missing=_("Say in a few words what was done")
    )

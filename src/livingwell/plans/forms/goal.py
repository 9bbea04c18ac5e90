"""An aspiration said; a goal built of it in three steps; how near it is."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import Choice, ChoiceField, DateField, IntegerField, LongTextField
from livingwell.design.forms import Form
from livingwell.journeys.words import HORIZON_DAYS, StepBy

from ..words import GOAL_ENDS, LEAST, LONGEST_GOAL, MOST, RATED_BY, GoalEnd, RatedBy
from .wheel import BesideForm

WHENS = (
    (3, _("In the next three days")),
    (7, _("Within a week")),
    (14, _("Within two weeks")),
    (28, _("Within a month")),
)


class AspirationForm(BesideForm):
    """What somebody wants to be different, in their own words."""

    words = LongTextField(
        label=_("This is what I want to be different"),
        hint=_("As big or as small as you like. Nobody has to think it is realistic."),
        longest=LONGEST_GOAL,
        say_longest=False,
        missing=_("Write what you want to be different, in a few words."),
    )
    field_order = ("words", "with_them")


class GoalForm(BesideForm):
    """A goal in own words, how they will know, and a first small step."""

    words = LongTextField(
        label=_("My goal"),
        hint=_("In your own words: one thing that would be different."),
        longest=LONGEST_GOAL,
        rows=3,
        say_longest=False,
        missing=_("Write the goal, in your own words."),
    )
    know = LongTextField(
        label=_("How I will know"),
        hint=_("What would you notice? What would somebody else notice? You can leave this empty."),
        longest=LONGEST_GOAL,
        rows=3,
        say_longest=False,
    )
    what = LongTextField(
        label=_("A first small step"),
        hint=_("So small that it could happen this week. You can leave this empty too."),
        longest=200,
        rows=2,
        say_longest=False,
    )
    who = ChoiceField(label=_("Who does it?"), choices=[], required=False)
    within = ChoiceField(label=_("By when?"), choices=[], required=False, coerce=int, empty_value=None)

    field_order = ("words", "know", "what", "who", "within", "with_them")

    def __init__(self, *args: Any, who: Iterable[Choice], horizon: int = HORIZON_DAYS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(who)
        self.fields["within"].choices = [(days, said) for days, said in WHENS if days <= horizon]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("what"):
            for name, sentence in (("who", _("Say who does it.")), ("within", _("Say by when."))):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return said

    @property
    def due_on(self) -> date:
        return timezone.localdate() + timedelta(days=self.cleaned_data["within"])

    @property
    def done_by(self) -> StepBy:
        return StepBy(self.cleaned_data["who"])

    @property
    def is_together(self) -> bool:
        return self.done_by == StepBy.TOGETHER


class RateForm(Form):
    """How near a goal is today: a number, and words for whoever wants to say more."""

    value = IntegerField(
        label=_("How near is it?"),
        hint=_("0 is not begun, 5 is half way, 10 is there."),
        least=LEAST,
        most=MOST,
        width=3,
        missing=_("Give a number from 0 to 10."),
    )
    words = LongTextField(
        label=_("Anything to say about it?"),
        hint=_("You can leave this empty."),
        longest=LONGEST_GOAL,
        rows=2,
        say_longest=False,
    )


class RateForThemForm(RateForm):
    """The same, written down by a practitioner: how they were told, and on which day."""

    how = ChoiceField(
        label=_("How did they tell you?"),
        choices=[(one.value, _(said)) for one, said in RATED_BY.items() if one != RatedBy.OWN_PAGE],
        missing=_("Choose how they told you"),
    )
    on = DateField(
        label=_("On which day?"), hint=_("Leave this empty for today."), subject=_("The day"), latest=timezone.localdate
    )
    field_order = ("value", "how", "on", "words")


class EndGoalForm(Form):
    """How a goal is behind somebody."""

    how = ChoiceField(
        label=_("Is this goal behind you?"),
        choices=[(one.value, _(said)) for one, said in GOAL_ENDS.items() if one != GoalEnd.CHANGED],
        missing=_("Choose one of the two"),
    )


def my_doers() -> list[Choice]:
    """Return who may do a first step that somebody writes themselves."""
    asked = _now("Your team reads this, and one of them does it with you.")
    return [
        Choice(StepBy.PERSON.value, _now("I do")),
        Choice(StepBy.TOGETHER.value, _now("Together with somebody alongside me"), hint=asked),
    ]


def their_doers(*, called: str) -> list[Choice]:
    """Return who may do a first step that is written sitting beside somebody."""
    return [
        Choice(StepBy.PERSON.value, called),
        Choice(StepBy.TOGETHER.value, _now("%(called)s and I, together") % {"called": called}),
    ]

"""What a team writes about an introduction, and what the bearer of a receipt may add."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import (
    BooleanField,
    CharField,
    Choice,
    ChoiceField,
    DateField,
    LongTextField,
    SelectField,
    YesNoField,
)
from livingwell.design.forms import Form
from livingwell.journeys.forms import TryForm
from livingwell.places.models import Practitioner

from ..rules import has_number
from ..words import TELL_BACK, TellBack
from .questions import A_STORY

NO_NUMBER = "no-number"


class LookFirst(Form):
    """Before anything is typed twice: may they be with us already?"""

    called = CharField(
        label=_("What are they called?"),
        missing=_("Enter what they are called. Any name will do."),
        longest=80,
        width=20,
    )
    number = CharField(label=_("A number or email address, if you have one"), longest=254, width=20, required=False)


class ReviewConfidence(Form):
    """Decide, with a reason, whether words given in confidence may be shown to the person."""

    shown = ChoiceField(
        label=_("May the person read this?"),
        choices=[
            Choice("yes", _("Yes, they may read it")),
            Choice("no", _("No, it stays in confidence"), reveals=("withheld_because",)),
        ],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        missing=_("Choose whether they may read it"),
    )
    withheld_because = CharField(
        label=_("Why does it stay in confidence?"),
        hint=_("Somebody else’s confidence, or serious harm to somebody. The law may still ask for it."),
        longest=500,
        required=False,
    )


class TellIntroducer(Form):
    """How much of what happened an introducer’s receipt may say."""

    tell_back = ChoiceField(
        label=_("What do they agree we may say?"),
        choices=[],
        missing=_("Choose what they agree to"),
    )
    reached_on = DateField(
        label=_("When were we in touch?"),
        subject=_("The day"),
        latest=timezone.localdate,
        required=False,
    )
    going_on = YesNoField(label=_("Are we going on together?"), required=False)
    agreed = BooleanField(label=_("They said yes to this themselves"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tell_back"].choices = [(one.value, _(TELL_BACK[one])) for one in TellBack]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        chosen = said.get("tell_back")
        if not chosen or chosen == TellBack.NOTHING:
            return said
        if not said.get("agreed"):
            self.add_error("agreed", _("Ask them first, then tick that they said yes"))
        if said.get("reached_on") is None and "reached_on" not in self.errors:
            self.add_error("reached_on", _("Enter the day we were in touch"))
        if chosen == TellBack.ALONGSIDE and said.get("going_on") is None:
            self.add_error("going_on", _("Say whether we are going on together"))
        return said


class TryToReach(TryForm):
    """One try to be in touch. It has been, so its day is today or before."""

    on = DateField(label=_("Which day?"), subject=_("The day"), latest=timezone.localdate, missing=_("Choose a day"))


class NotNow(Form):
    """They said "not now"."""

    words = CharField(
        label=_("In their words"),
        hint=_("They will read this when they come back. So will whoever opens the door."),
        longest=500,
        missing=_("Say in a few words why"),
    )


class LetGo(Form):
    """We could not reach them: a reason, and a second practitioner."""

    words = CharField(
        label=_("What did you try, and why stop for now?"), longest=500, missing=_("Say in a few words why")
    )
    second = SelectField(
        label=_("Who else has thought about it with you?"),
        hint=_("Letting go takes two."),
        choices=[],
        missing=_("Letting go takes two practitioners. Name a second one."),
    )

    def __init__(self, *args: Any, team: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second"].choices = [(str(one.pk), f"{one.called}, {one.role}") for one in team]


class SayMore(Form):
    """More words, on a receipt."""

    words = LongTextField(
        label=_("Is there more you’d like to say?"),
        hint=_("Anything: something you forgot, a better number, a better time."),
        missing=_("Write a few words first"),
        longest=A_STORY,
        say_longest=False,
    )


class PleaseRing(Form):
    """Asking to be rung, and on which number where we know none."""

    number = CharField(label=_("Which number shall we ring?"), longest=60, width=20, required=False)

    def __init__(self, *args: Any, is_known: bool, can_do_without: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_known, self.can_do_without = is_known, can_do_without

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        number = said.get("number") or ""
        if number and not has_number(number):
            self.add_error("number", _("That does not look like a phone number: %(typed)s") % {"typed": number})
        elif not (number or self.is_known or self.no_number):
            self.add_error("number", _("Enter a number we can ring you on"))
        return said

    @property
    def no_number(self) -> bool:
        """Whether they asked for somebody to be in touch the way they said, having no number."""
        return self.can_do_without and self.data.get("how") == NO_NUMBER


class TakeBack(Form):
    """Asking to take an introduction back."""

    words = CharField(label=_("Anything you’d like to say with it?"), longest=1_000, required=False)

"""Who is on duty, days away, the words to My page, and what is said from it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import (
    CharField,
    Choice,
    ChoiceField,
    DateField,
    LongTextField,
    SelectField,
    TimeField,
)
from livingwell.design.forms import Form
from livingwell.places.models import Practitioner

LEAVE_HINT = _("The whole team can read them, so say what is open and leave names out: they are in the list.")


class DutyForm(Form):
    """Who is on duty from now, and until when."""

    who = ChoiceField(label=_("Who is on duty from now?"), choices=[], missing=_("Choose who is on duty"))
    until = TimeField(label=_("Until what time?"), hint=_("Left empty: until our hours end today."), required=False)
    words = LongTextField(
        label=_("Words for whoever is on duty now"), hint=LEAVE_HINT, longest=500, rows=3, required=False
    )

    def __init__(self, *args: Any, people: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [Choice(str(one.pk), one.called, hint=one.role) for one in people]


class AwayForm(Form):
    """Days away: from, until, and who covers."""

    from_on = DateField(label=_("The first day away"), missing=_("Choose the first day"))
    until_on = DateField(label=_("The last day away"), missing=_("Choose the last day"))
    cover = SelectField(
        label=_("Who covers?"),
        hint=_("Somebody you share a team with."),
        unchosen=_("The whole team"),
        choices=[],
        required=False,
    )

    def __init__(self, *args: Any, others: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cover"].choices = [(str(one.pk), f"{one.called}, {one.role}") for one in others]


class LeaveWordsForm(Form):
    """What whoever is on duty wants whoever is next to know."""

    words = LongTextField(
        label=_("In your own words"), hint=LEAVE_HINT, longest=500, rows=3, missing=_("Write a few words first")
    )


class CoverForm(Form):
    """Who covers days away that stand already."""

    cover = SelectField(
        label=_("Who covers?"),
        hint=_("Somebody they share a team with."),
        choices=[],
        missing=_("Choose who covers"),
    )

    def __init__(self, *args: Any, others: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cover"].choices = [("", ""), *((str(one.pk), f"{one.called}, {one.role}") for one in others)]


class FourWordsField(CharField):
    """What opens My page. A form that comes too late does not give it back to whoever is there now."""

    is_secret = True


class WordsForm(Form):
    """The words we made, to open My page."""

    four_words = FourWordsField(
        label=_("The four words"),
        hint=_("The ones we gave you. Capitals do not matter."),
        missing=_("Enter the four words"),
        longest=80,
        autocomplete="off",
    )


class SayForm(Form):
    """Something a person wants their team to know or think about."""

    words = LongTextField(
        label=_("What would you like to say?"), longest=300, missing=_("Write a few words first"), rows=3
    )

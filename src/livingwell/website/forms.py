"""Forms of the homes: what is said of a person, who is on duty, and the words to My page."""

from collections.abc import Iterable
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import (
    BooleanField,
    CharField,
    Choice,
    ChoiceField,
    LongTextField,
    MultipleChoiceField,
    TimeField,
)
from livingwell.design.forms import Form
from livingwell.people.models import Person
from livingwell.people.words import AGE_BANDS, MEETINGS
from livingwell.places.models import Practitioner


class AboutForm(Form):
    """Who somebody is and what they need, in their words."""

    called = CharField(label=_("What they like to be called"), longest=80, missing=_("Enter a name to be called by"))
    pronouns = CharField(label=_("Pronouns"), longest=40, required=False, width=20)
    own_words = LongTextField(label=_("About them, in their own words"), required=False)
    strengths = LongTextField(
        label=_("Who and what is good in their life"), hint=_("One on each line."), required=False, longest=1500
    )
    needs = LongTextField(
        label=_("What they need to take part"),
        hint=_("Large print, a quiet room, somebody who signs. Shown before anything is sent or arranged."),
        required=False,
        longest=1500,
    )
    language = CharField(label=_("Language"), longest=60, required=False)
    wants_interpreter = BooleanField(label=_("An interpreter helps"), required=False)
    company = CharField(label=_("Who may come along"), longest=200, required=False)
    meets = MultipleChoiceField(
        label=_("How they like to talk"),
        choices=[(one.value, _(said)) for one, said in MEETINGS.items()],
        required=False,
    )
    meets_where = CharField(label=_("Where"), longest=300, required=False)
    meets_when = CharField(label=_("When"), longest=300, required=False)
    age_band = ChoiceField(
        label=_("Age"), choices=[(one.value, _(said)) for one, said in AGE_BANDS.items()], required=False
    )
    revision = django_forms.IntegerField(widget=django_forms.HiddenInput)

    @staticmethod
    def values_of(person: Person) -> dict[str, Any]:
        values = {name: getattr(person, name) for name in AboutForm.base_fields if name != "strengths"}
        return values | {"strengths": "\n".join(person.strengths)}

    def changes(self) -> dict[str, Any]:
        """Return what was said, as `people.put_right` takes it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        said["strengths"] = [line.strip()[:120] for line in said["strengths"].splitlines() if line.strip()]
        return said

    def again_over(self, person: Person) -> "AboutForm":
        """Return this form as typed, over somebody's row as it now is, so that saving again keeps what was typed."""
        data = self.data.copy()
        data["revision"] = str(person.revision)
        return AboutForm(data)


class DutyForm(Form):
    """Who is on duty from now, and until when."""

    who = ChoiceField(label=_("Who is on duty from now?"), choices=[], missing=_("Choose who is on duty"))
    until = TimeField(label=_("Until what time?"), hint=_("Left empty: until our hours end today."), required=False)

    def __init__(self, *args: Any, people: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [Choice(str(one.pk), one.called, hint=one.role) for one in people]


class WordsForm(Form):
    """The words we made, to open My page."""

    words = CharField(
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

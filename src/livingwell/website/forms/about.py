"""What is said of a person."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import HiddenInput
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import (
    BooleanField,
    BoundField,
    CharField,
    ChoiceField,
    LongTextField,
    MultipleChoiceField,
)
from livingwell.design.forms import Form
from livingwell.people.models import Person
from livingwell.people.words import AGE_BANDS, MEETINGS, PARTS_OF_DAY

A_STRENGTH = 120
KEEP, YOURS, THEIRS = "keep_", "yours", "theirs"


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
    good_days = MultipleChoiceField(
        label=_("Days that are good for them"),
        hint=_("Times are offered on these. None ticked: any day."),
        choices=[(day, name) for day, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
    )
    good_parts = MultipleChoiceField(
        label=_("Times of day that are good for them"),
        choices=[(one.value, _(said)) for one, said in PARTS_OF_DAY.items()],
        required=False,
    )
    meets_when = CharField(label=_("More about when, in their words"), longest=300, required=False)
    age_band = ChoiceField(
        label=_("Age"), choices=[(one.value, _(said)) for one, said in AGE_BANDS.items()], required=False
    )
    revision = CharField(label="", required=False, widget=HiddenInput)

    def __init__(self, *args: Any, theirs: Person | None = None, **kwargs: Any) -> None:
        """With `theirs`, somebody's row as it now is: wherever it differs from what was typed, ask which to keep."""
        super().__init__(*args, **kwargs)
        self.theirs = self.values_of(theirs) if theirs else {}
        typed = self._typed() if theirs else {}
        self.differing = [name for name in typed if name != "revision" and typed[name] != self.theirs[name]]
        for name in self.differing:
            self.fields[f"{KEEP}{name}"] = ChoiceField(
                label=_("Which is kept?"),
                choices=[(YOURS, _("Yours, as above")), (THEIRS, _("Theirs"))],
                missing=format_lazy(_("Choose yours or theirs: {label}"), label=self.fields[name].label),
            )

    @staticmethod
    def values_of(person: Person) -> dict[str, Any]:
        values = {name: getattr(person, name) for name in AboutForm.base_fields if name != "strengths"}
        return values | {"strengths": "\n".join(person.strengths)}

    def _typed(self) -> dict[str, Any]:
        """Return what was typed that will do, whatever is to be chosen yet."""
        plain = AboutForm(self.data)
        plain.is_valid()
        return plain.cleaned_data

    def clean_revision(self) -> int:
        """Return what was read; what is no number was read from nothing, and so is overtaken by whatever there is."""
        sent = self.cleaned_data["revision"]
        return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0

    def clean_strengths(self) -> str:
        for line in self.cleaned_data["strengths"].splitlines():
            if len(line.strip()) > A_STRENGTH:
                sentence = _("Keep each line to %(most)s characters. This one is longer: “%(line)s”")
                raise ValidationError(sentence, "too_long", {"most": A_STRENGTH, "line": line.strip()})
        return self.cleaned_data["strengths"]

    def rows(self) -> Iterator[tuple[BoundField, str | None, BoundField | None]]:
        """Yield each question, with what somebody else wrote and the choice between them where the two differ."""
        for name in self.base_fields:
            differs = name in self.differing
            yield self[name], self._said(name) if differs else None, self[f"{KEEP}{name}"] if differs else None

    def _said(self, name: str) -> str:
        """Return somebody else's answer as it reads: the label of a choice, yes or no, or the words."""
        value, field = self.theirs[name], self.fields[name]
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        if answers := getattr(field, "answers", None):
            chosen = {str(one) for one in (value if isinstance(value, list) else [value])}
            return ", ".join(str(answer.label) for answer in answers if str(answer.value) in chosen)
        return value

    def changes(self) -> dict[str, Any]:
        """Return what is kept, as `journeys.put_right` takes it."""
        kept = {name: self.cleaned_data[name] for name in self.base_fields if name != "revision"}
        kept |= {name: self.theirs[name] for name in self.differing if self.cleaned_data[f"{KEEP}{name}"] == THEIRS}
        kept["strengths"] = [line.strip() for line in kept["strengths"].splitlines() if line.strip()]
        return kept

    @classmethod
    def chosen(cls, data: QueryDict, person: Person) -> "AboutForm":
        """Return the form as it was sent; sent with choices, over what it was to choose from."""
        choosing = any(name.startswith(KEEP) for name in data)
        return cls(data, theirs=person if choosing else None)

    def again_over(self, person: Person) -> "AboutForm":
        """Return this form as typed, over somebody's row as it now is; what was chosen over an older one is not."""
        data = self.data.copy()
        for name in [name for name in data if name.startswith(KEEP)]:
            del data[name]
        data["revision"] = str(person.revision)
        return AboutForm(data, theirs=person)

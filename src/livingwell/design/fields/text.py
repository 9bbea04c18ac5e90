"""Words people type: a line, a page, an email address, a phone number, a whole number."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

from livingwell.design import nhsuk
from livingwell.design.fields.bound import BoundField, Drawn, Params
from livingwell.lib.cleaning import clean_text
from livingwell.lib.phones import read_phone

LINE, PAGE = 200, 5_000


def grouped(number: int) -> str:
    """5,000 rather than 5000, as the reader's language groups it."""
    return number_format(number, use_l10n=True, force_grouping=True)


def refuse_too_long(text: str, longest: int) -> None:
    """Raise ValidationError saying how long it may be and how long it is.

    Never `maxlength`: it cuts what is pasted without a word.
    """
    if len(text) > longest:
        sentence = _("Please keep this to %(most)s characters; it is %(length)s. Nothing you typed is lost.")
        raise ValidationError(sentence, "too_long", {"most": grouped(longest), "length": grouped(len(text))})


class CharField(Drawn, forms.CharField):
    """One line. `width` is about how many characters wide it looks: 2, 3, 4, 5, 10, 20 or 30."""

    lines = False

    def __init__(
        self, *, longest: int = LINE, width: int | None = None, autocomplete: str = "", **options: Any
    ) -> None:
        self.longest, self.width, self.autocomplete = longest, width, autocomplete
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return clean_text(str(value), lines=self.lines) if value not in self.empty_values else self.empty_value

    def validate(self, value: str) -> None:
        super().validate(value)
        refuse_too_long(value, self.longest)

    def specifics(self, bound: BoundField) -> Params:
        given: Params = {"value": bound.written}
        given |= {"width": str(self.width)} if self.width else {}
        given |= {"autocomplete": self.autocomplete} if self.autocomplete else {}
        return given


class LongTextField(CharField):
    """As many lines as it takes. The box grows; the longest it may be is said beneath it."""

    widget = forms.Textarea
    component = "textarea"
    lines = True

    def __init__(self, *, longest: int = PAGE, rows: int = 4, say_longest: bool = True, **options: Any) -> None:
        self.rows, self.say_longest = rows, say_longest
        super().__init__(longest=longest, **options)

    def specifics(self, bound: BoundField) -> Params:
        # A macro that indents its contents would indent these words too: each line end goes as a reference.
        words = escape(bound.written.replace("\r\n", "\n")).replace("\n", Markup("&#10;"))
        given = super().specifics(bound) | {
            "value": words,
            "rows": self.rows,
            "attributes": {"data-grow": "true"},
        }
        return given | (self._most(bound) if self.say_longest else {})

    def _most(self, bound: BoundField) -> Params:
        said = gettext("There is room for %(most)s characters.") % {"most": grouped(self.longest)}
        below = nhsuk.render("hint", {"id": f"{bound.auto_id}-most", "text": said, "classes": "most"})
        return {"describedBy": f"{bound.auto_id}-most", "formGroup": {"afterInput": {"html": below}}}


class EmailField(CharField):
    """An email address as somebody might write it; whether it reaches anyone is for whoever sends."""

    widget = forms.EmailInput
    default_error_messages = {
        "invalid": _("Enter an email address in the correct format, like name@example.com"),
    }

    def __init__(self, *, autocomplete: str = "email", **options: Any) -> None:
        super().__init__(longest=254, autocomplete=autocomplete, **options)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            EmailValidator(message=self.error_messages["invalid"])(value)

    def specifics(self, bound: BoundField) -> Params:
        return super().specifics(bound) | {"type": "email", "spellcheck": False, "autocapitalize": "none"}


class PhoneField(CharField):
    """A phone number, from here or abroad, in any of the ways people write one; cleaned to E.164: +447700900123."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("That does not look like a phone number: %(typed)s")}

    def __init__(self, *, autocomplete: str = "tel", width: int = 20, **options: Any) -> None:
        super().__init__(longest=60, autocomplete=autocomplete, width=width, **options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        number = read_phone(typed)
        if number is None:
            raise ValidationError(self.error_messages["invalid"], "invalid", {"typed": typed})
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def specifics(self, bound: BoundField) -> Params:
        return super().specifics(bound) | {"type": "tel", "spellcheck": False}


class IntegerField(CharField):
    """A whole number, typed. `least` and `most` are allowed."""

    default_error_messages = {"invalid": _("Enter a whole number, for example 3")}

    def __init__(self, *, least: int = 0, most: int = 1_000_000, width: int = 4, **options: Any) -> None:
        self.least, self.most = least, most
        super().__init__(longest=40, width=width, **options)

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value).replace(",", "").replace(" ", "")
        if not typed:
            return None
        if not typed.removeprefix("-").isdecimal():
            raise ValidationError(self.error_messages["invalid"], "invalid")
        if not self.least <= int(typed) <= self.most:
            raise ValidationError(self._out_of_range(), "range")
        return int(typed)

    def _out_of_range(self) -> str:
        sentence = gettext("Enter a number from %(least)s to %(most)s")
        return sentence % {"least": grouped(self.least), "most": grouped(self.most)}

    def nothing(self) -> None:
        return None

    def specifics(self, bound: BoundField) -> Params:
        return super().specifics(bound) | {"inputmode": "numeric", "spellcheck": False}

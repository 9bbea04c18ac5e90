"""Questions with answers to choose from: one of a few, one of many, several, yes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from livingwell.design import nhsuk
from livingwell.design.fields.bound import BoundField, Drawn, Grouped, Params


@dataclass(frozen=True)
class Choice:
    """One answer. `reveals` names the fields that are asked only when it is chosen; `alone` means none beside it."""

    value: object
    label: str
    hint: str = ""
    reveals: tuple[str, ...] = ()
    alone: bool = False
    after: str = ""  # a word such as "or" that stands between the answer before and this one


def as_choices(given: Iterable[Choice | tuple[object, str]]) -> list[Choice]:
    return [item if isinstance(item, Choice) else Choice(*item) for item in given]


class Chosen:
    """Mixed into Django's choice fields so that their answers may be `Choice`s."""

    default_error_messages = {
        "invalid_choice": _("Choose one of the answers in the list"),
        "alone": _("Choose “%(alone)s” on its own, or the others without it"),
    }

    @property
    def choices(self) -> Any:
        return super().choices

    @choices.setter
    def choices(self, given: Any) -> None:
        self.answers = as_choices(given)
        forms.ChoiceField.choices.fset(self, [(answer.value, answer.label) for answer in self.answers])

    def shows(self, name: str, chosen: Iterable[object]) -> bool:
        """Whether the field called `name` is asked, given the answers chosen."""
        values = {str(value) for value in chosen}
        return any(name in answer.reveals and str(answer.value) in values for answer in self.answers)

    def items(self, bound: BoundField, *, checked: str = "checked") -> list[Params]:
        """The answers as the NHS macros take them, each with what it reveals."""
        chosen = {str(value) for value in bound.chosen}
        drawn: list[Params] = []
        for answer in self.answers:
            if answer.after:
                drawn.append({"divider": str(answer.after)})
            drawn.append(self._item(bound, answer) | {checked: str(answer.value) in chosen})
        return drawn

    def _item(self, bound: BoundField, answer: Choice) -> Params:
        item: Params = {"value": str(answer.value), "text": str(answer.label)}
        if answer.hint:
            item["hint"] = {"text": str(answer.hint)}
        if answer.reveals:
            shown = [bound.form[name].as_field() for name in answer.reveals]
            item["conditional"] = {"html": Markup("\n").join(shown)}
        if answer.alone:
            item["attributes"] = {"data-alone": "true"}
        return item


class ChoiceField(Chosen, Grouped, forms.TypedChoiceField):
    """One of a few answers, all in sight: radios. `inline` puts two short ones side by side."""

    component = "radios"

    def __init__(self, *, inline: bool = False, **options: Any) -> None:
        self.inline = inline
        super().__init__(**options)

    def specifics(self, bound: BoundField) -> Params:
        return {"items": self.items(bound), "inline": self.inline}


class SelectField(Chosen, Drawn, forms.TypedChoiceField):
    """One of many: a drop-down list, whose first line is `unchosen` until something is."""

    component = "select"

    def __init__(self, *, unchosen: str = _("Choose one"), **options: Any) -> None:
        self.unchosen = unchosen
        super().__init__(**options)

    def specifics(self, bound: BoundField) -> Params:
        return {"items": [{"value": "", "text": str(self.unchosen)}, *self.items(bound, checked="selected")]}


class MultipleChoiceField(Chosen, Grouped, forms.TypedMultipleChoiceField):
    """Any number of answers: checkboxes."""

    component = "checkboxes"
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty_value", [])
        super().__init__(**options)

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        for answer in self.answers:
            if answer.alone and str(answer.value) in value and len(value) > 1:
                raise ValidationError(self.error_messages["alone"], "alone", {"alone": answer.label})

    def nothing(self) -> list[object]:
        return []

    def specifics(self, bound: BoundField) -> Params:
        return {"items": self.items(bound)}


class BooleanField(Drawn, forms.BooleanField):
    """A single box to tick. Its label is the sentence agreed to."""

    component = "checkboxes"

    def nothing(self) -> bool:
        return False

    def markup(self, bound: BoundField, label: Params, attributes: Params) -> Markup:
        item: Params = {
            "value": "on",
            "text": label["text"],
            "checked": bool(bound.value()),
            "attributes": attributes,
        }
        given = bound.params() | {"items": [item]}
        given["idPrefix"] = given.pop("id")
        if hint := given.pop("hint", None):
            item["hint"] = hint
        return nhsuk.render(self.component, given)


YES, NO = "yes", "no"


class YesNoField(ChoiceField):
    """Yes or no, neither of them chosen beforehand; cleaned to True, False or None when unanswered."""

    def __init__(
        self, *, yes: str = _("Yes"), no: str = _("No"), reveals: tuple[str, ...] = (), **options: Any
    ) -> None:
        choices = [Choice(YES, yes, reveals=reveals), Choice(NO, no)]
        options = {"inline": not reveals, "empty_value": None} | options
        super().__init__(choices=choices, coerce=lambda answer: answer == YES, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: YES, False: NO}.get(value, value)

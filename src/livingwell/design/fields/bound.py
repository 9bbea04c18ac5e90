"""A field on a page: label, hint, what was typed, and what needs another look, in the NHS.UK frontend's markup."""

from typing import Any

from django.forms import boundfield
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from livingwell.design import nhsuk

Params = dict[str, Any]


class BoundField(boundfield.BoundField):
    """Django's bound field, which also knows its own markup: `{{ form.called.as_field() }}`."""

    def as_field(
        self, *, size: str = "", heading: bool = False, hidden_label: bool = False, **attributes: Any
    ) -> Markup:
        """The whole field. `size` is s, m or l; `heading` makes the label the page's h1.

        Anything else becomes an attribute of the input, its underscores hyphens: `as_field(data_autosave_url=...)`.
        """
        if self.is_hidden:
            return Markup(str(self))  # noqa: S704 -- Django's own widget, escaped
        label: Params = {"text": str(self.label), "size": size or ("l" if heading else "")}
        label |= {"isPageHeading": True} if heading else {}
        label |= {"classes": "nhsuk-u-visually-hidden"} if hidden_label else {}
        more = {name.replace("_", "-"): str(value) for name, value in attributes.items()}
        return self.field.markup(self, label, more)

    @property
    def problem(self) -> str:
        """What needs another look, in words; empty when nothing does."""
        return " ".join(str(error) for error in self.errors)

    @property
    def target(self) -> str:
        """The id of the input an error summary leads to."""
        return self.field.first_input(self)

    @property
    def written(self) -> str:
        """What the input shows: exactly what was typed, or the value there is."""
        value = self.value()
        return "" if value is None else str(value)

    @property
    def chosen(self) -> list[object]:
        """The values ticked or picked, however many this kind of field allows."""
        value = self.value()
        if value is None or value == "":
            return []
        return list(value) if isinstance(value, list | tuple | set) else [value]

    def params(self) -> Params:
        """What every component takes, whatever kind of field it is."""
        given: Params = {"id": self.auto_id, "name": self.html_name}
        if self.help_text:
            given["hint"] = {"text": str(self.help_text)}
        if self.problem:
            given["errorMessage"] = {"text": self.problem, "visuallyHiddenText": gettext("Error")}
        return given


class Drawn:
    """Mixed into a Django form field: how it is drawn, and its sentence when it is left empty.

    `missing` is that sentence, and giving one is what makes a field required: "Enter a name to be called by".
    """

    component = "input"
    is_secret = False  # what is typed in it is never shown again
    bound_field_class = BoundField

    def __init__(self, *, label: str, hint: str = "", missing: str = "", **options: Any) -> None:
        options.setdefault("required", bool(missing))
        sentences = {"required": missing or format_lazy(_("Please answer: {label}"), label=label)}
        sentences |= options.pop("error_messages", {})
        super().__init__(label=label, help_text=hint, error_messages=sentences, **options)

    def specifics(self, bound: BoundField) -> Params:
        """The parameters only this kind of field gives its component."""
        raise NotImplementedError(f"{type(self).__name__}.specifics must say how the field is drawn")

    def markup(self, bound: BoundField, label: Params, attributes: Params) -> Markup:
        specific = self.specifics(bound)
        specific["attributes"] = specific.get("attributes", {}) | attributes
        return nhsuk.render(self.component, bound.params() | {"label": label} | specific)

    def first_input(self, bound: BoundField) -> str:
        return bound.auto_id

    def nothing(self) -> Any:
        """What the form holds for this field when its question was not asked."""
        return getattr(self, "empty_value", None)


class Grouped(Drawn):
    """A question whose answer is several inputs: a fieldset with a legend."""

    def markup(self, bound: BoundField, label: Params, attributes: Params) -> Markup:
        given = bound.params() | {"fieldset": {"legend": label}, "attributes": attributes}
        given["idPrefix"] = given.pop("id")  # the id belongs to the first input, where a summary's link leads
        return nhsuk.render(self.component, given | self.specifics(bound))

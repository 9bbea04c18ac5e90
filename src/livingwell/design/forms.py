"""The base of every form: it validates and never saves."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from livingwell.design.dates import LONDON
from livingwell.design.fields import BoundField
from livingwell.design.sentences import said
from livingwell.lib.refusals import NotPossible

SUMMARY = "design/_error_summary.jinja"


class Form(forms.Form):
    """A form of design fields. A question that an answer reveals counts only when that answer was chosen."""

    bound_field_class = BoundField
    use_required_attribute = False
    asked_as: ClassVar[dict[str, str]] = {}  # the field here, by what an action calls it: {"due_on": "until"}

    def _clean_fields(self) -> None:
        super()._clean_fields()
        for name in self.not_asked():
            self._errors.pop(name, None)
            self.cleaned_data[name] = self.fields[name].nothing()

    def not_asked(self) -> set[str]:
        """The fields whose revealing answer was not chosen, or belongs to a question that was itself not asked."""
        revealers: dict[str, list[str]] = {}
        for name, field in self.fields.items():
            for answer in getattr(field, "answers", ()):
                for revealed in answer.reveals:
                    revealers.setdefault(revealed, []).append(name)
        hidden: set[str] = set()
        for _depth in range(len(revealers) + 1):
            hidden |= {name for name, by in revealers.items() if not any(self._asks(name, one, hidden) for one in by)}
        return hidden

    def _asks(self, name: str, by: str, hidden: set[str]) -> bool:
        return by not in hidden and self.fields[by].shows(name, self[by].chosen)

    def questions(self) -> list[BoundField]:
        """The fields to draw on the page, in order: all but those that an answer reveals, which it draws itself."""
        answers = (one for field in self.fields.values() for one in getattr(field, "answers", ()))
        revealed = {name for one in answers for name in one.reveals}
        return [self[name] for name in self.fields if name not in revealed]

    def problems(self) -> list[dict[str, str]]:
        """What needs another look, in the order of the page: `text`, and `href` to the input where there is one."""
        own = [{"text": str(error)} for error in self.non_field_errors()]
        fields = [self[name] for name in self.fields if name in self.errors]
        return own + [{"text": bound.problem, "href": f"#{bound.target}"} for bound in fields]

    def error_summary(self) -> SafeString:
        """Everything that needs another look, at the top of the page; empty when nothing does."""
        return mark_safe(render_to_string(SUMMARY, {"problems": self.problems()}))  # noqa: S308 -- Jinja escaped it

    def add_refusal(self, reason: NotPossible) -> None:
        """Show a refusal as this form's own error, beside the field it names where there is one."""
        field = self.asked_as.get(reason.field, reason.field)
        self.add_error(field if field in self.fields else None, said(reason, today=datetime.now(LONDON).date()))


def has_problems(value: Any) -> bool:
    """Whether `value` is a form that was filled in and needs another look."""
    return isinstance(value, forms.BaseForm) and value.is_bound and bool(value.errors)

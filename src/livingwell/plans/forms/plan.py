"""Forms of a plan: a part written by the person, and one suggested or written beside them."""

from typing import Any
from uuid import UUID

from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import CharField, Choice, ChoiceField, LongTextField
from livingwell.design.forms import Form

from ..words import LONGEST, How, SeenBy


class PartForm(Form):
    """The words of one part, and the version they are written over."""

    words = LongTextField(label="", longest=LONGEST, required=False, rows=6, say_longest=False)
    on = CharField(label="", required=False, widget=HiddenInput)
    suggestion = CharField(label="", required=False, widget=HiddenInput)

    def __init__(self, *args: Any, ask: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = ask
        self.fields["words"].hint = hint

    def clean_on(self) -> int:
        """Return the version that was read; 0, that nothing was, for whatever is no number."""
        sent = self.cleaned_data["on"]
        return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 9 else 0

    def clean_suggestion(self) -> UUID | None:
        try:
            return UUID(self.cleaned_data["suggestion"])
        except ValueError:
            return None

    def again_over(self, number: int) -> "PartForm":
        """Return the form as it was sent, to be saved over the version that is there now."""
        data = self.data.copy()
        data["on"] = str(number)
        self.data = data
        return self


class MyPartForm(PartForm):
    """A part of my own plan."""

    seen_by = ChoiceField(label=_("Who may see this"), choices=[], missing=_("Choose who may see this"))

    field_order = ("words", "seen_by")

    def __init__(self, *args: Any, shown_to: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_by"].choices = [
            Choice(SeenBy.TEAM.value, _("Those alongside me"), hint=shown_to),
            Choice(SeenBy.ONLY_ME.value, _("Only me"), hint=_("Nobody else can open it, nor what stood here before.")),
        ]


class TheirPartForm(PartForm):
    """A part of somebody's plan, by a practitioner."""

    how = ChoiceField(
        label=_("How is this written?"),
        choices=[],
        missing=_("Say whether this is a suggestion, or whether you are sitting beside them"),
    )

    field_order = ("words", "how")

    def __init__(self, *args: Any, called: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {"called": called}
        self.fields["how"].label = _("How is this written?")
        self.fields["how"].choices = [
            Choice(
                How.TOGETHER.value,
                _("Together. %(called)s is sitting beside me and said yes") % named,
                hint=_("It stands in their plan as agreed together today, with your name."),
            ),
            Choice(
                How.SUGGESTION.value,
                _("A suggestion"),
                hint=_("It waits, with your name, until %(called)s says yes, no, or puts it in other words.") % named,
            ),
        ]

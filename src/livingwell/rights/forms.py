"""Forms of what is asked by right: asked by somebody, answered by us, held back from a copy."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import Choice, ChoiceField, LongTextField
from livingwell.design.forms import Form
from livingwell.places.models import Practitioner

from .words import GROUNDS, OUTCOMES, RIGHTS, Ground, Outcome, Right

SOMEBODY_ELSE = "somebody else"


class AskForm(Form):
    """What is asked, in somebody's own words: theirs, or ours in their name."""

    words = LongTextField(label="", longest=4000, required=False)

    def __init__(self, *args: Any, right: Right, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _(RIGHTS[right].label)


class NotThemForm(AskForm):
    """Whom somebody does not want to see this: one of those around them, or a name they write."""

    who = ChoiceField(label=_("Who should not see this?"), choices=[], missing=_("Choose somebody"))

    field_order = ("who", "words")

    def __init__(self, *args: Any, people: Iterable[Practitioner], **kwargs: Any) -> None:
        super().__init__(*args, right=Right.NOT_THEM, **kwargs)
        self.fields["who"].choices = [
            *(Choice(str(one.pk), one.called, hint=one.role) for one in people),
            Choice(SOMEBODY_ELSE, _("Somebody else"), hint=_("Write their name below. Your team sees to it.")),
        ]


class AnswerForm(Form):
    """What became of it, in words they will read."""

    outcome = ChoiceField(
        label=_("What became of it?"),
        choices=[(one.value, _(OUTCOMES[one])) for one in Outcome],
        missing=_("Choose what became of it"),
    )
    words = LongTextField(
        label=_("Your answer, in plain words"),
        hint=_("They will read this on their own page, or you read it to them. Say what was done, or why not."),
        longest=4000,
        missing=_("Write what was done, or why not."),
    )

    def __init__(self, *args: Any, right: Right, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not RIGHTS[right].asked_by_them:
            self.fields["words"].hint = _("Say what was done. It is kept here for the team.")


class HoldBackForm(Form):
    """Why one thing is held back from somebody's own copy."""

    ground = ChoiceField(
        label=_("On which ground?"),
        choices=[(one.value, _(GROUNDS[one])) for one in Ground],
        missing=_("Choose a ground. Without one of these, they may read it"),
    )
    words = LongTextField(
        label=_("Why, in a few words"),
        hint=_("A second practitioner reads this, and agrees or does not."),
        longest=500,
        missing=_("Write why: a second practitioner reads it before it counts."),
    )

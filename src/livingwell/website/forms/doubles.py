"""What is said of two who are written down: one person, or two; and taking it back."""

from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import CharField, ChoiceField
from livingwell.design.forms import Form

ONE, TWO = "one", "two"
LONGEST_WHY = 300


class OneOrTwoForm(Form):
    """One person, or two, and how whoever says so knows."""

    said = ChoiceField(
        label=_("What do you know?"),
        choices=[(ONE, _("They are one person")), (TWO, _("They are two people"))],
        missing=_("Say whether they are one person or two"),
    )
    why = CharField(
        label=_("How do you know?"),
        hint=_("In a few words: they told me, say. Whoever may see them both can read it."),
        longest=LONGEST_WHY,
        missing=_("Say how you know, in a few words"),
    )


class TakeBackForm(Form):
    """Why what was said is taken back."""

    why = CharField(
        label=_("Why is it not so?"),
        longest=LONGEST_WHY,
        missing=_("Say why it is not so, in a few words"),
    )

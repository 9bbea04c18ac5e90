"""What is asked before a glass is broken, and of whoever looks it over."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import CharField, Choice, ChoiceField, LongTextField
from livingwell.design.forms import Form

from .words import FINDINGS, KEPT_BACK, WHYS, Finding, KeptBack

WORDS = 1000


class BreakForm(Form):
    """First why, then what is known of the person."""

    why = ChoiceField(
        label=_("What has happened?"),
        choices=[(why.value, _(said)) for why, said in WHYS.items()],
        missing=_("Choose what has happened"),
    )
    words = LongTextField(
        label=_("In your own words"),
        hint=_("What they need now. Whoever looks this over reads it, and so can the person."),
        longest=WORDS,
        rows=3,
        missing=_("Say in your own words what has happened"),
    )
    kept_back = ChoiceField(
        label=_("May they read your words?"),
        choices=[(why.value or "yes", _(said)) for why, said in KEPT_BACK.items()],
        missing=_("Choose whether they may read your words"),
    )
    called = CharField(
        label=_("What are they called?"),
        hint=_("As they give it."),
        longest=80,
        missing=_("Say what they are called"),
        autocomplete="off",
    )
    way = CharField(
        label=_("One more thing you know"),
        hint=_("The whole of a phone number, an email address, or a postcode. It is compared and not kept."),
        longest=120,
        missing=_("Give a phone number, an email address or a postcode"),
        autocomplete="off",
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"kept_back": "yes"}, **kwargs)

    @property
    def is_kept_back(self) -> KeptBack:
        chosen = self.cleaned_data["kept_back"]
        return KeptBack.NOTHING if chosen == "yes" else KeptBack(chosen)


class ReviewForm(Form):
    """What somebody found who looked it over."""

    finding = ChoiceField(
        label=_("What did you find?"),
        choices=[(finding.value, _(said)) for finding, said in FINDINGS.items()],
        missing=_("Choose what you found"),
    )
    words = LongTextField(
        label=_("In a few words"),
        hint=_("Whoever did this reads it, unless it goes to somebody who leads on safeguarding."),
        longest=WORDS,
        rows=3,
        missing=_("Say in a few words what you found"),
    )
    may_read = ChoiceField(
        label=_("The person may not read what was written. Should that stay so?"),
        choices=[
            Choice("no", _("Yes, it stays kept back"), hint=_("It takes somebody’s confidence, or serious danger.")),
            Choice("yes", _("No, they may read it")),
        ],
        missing=_("Choose whether the person may read it"),
    )

    def __init__(self, data: Any = None, *, asks_of_words: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not asks_of_words:
            del self.fields["may_read"]

    @property
    def found(self) -> Finding:
        return Finding(self.cleaned_data["finding"])

    @property
    def they_may_read(self) -> bool:
        return self.cleaned_data.get("may_read", "yes") == "yes"


class AnswerForm(Form):
    """How it was, in the words of whoever was asked."""

    words = LongTextField(
        label=_("How was it?"),
        hint=_("In your own words. Whoever looks this over reads it."),
        longest=WORDS,
        rows=3,
        missing=_("Say in your own words how it was"),
    )

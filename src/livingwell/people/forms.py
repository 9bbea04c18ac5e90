"""Forms for how to reach somebody safely: what they told us, another way, and a number that is one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberFormat, format_number

from livingwell.design.fields import BooleanField, CharField, Choice, ChoiceField, MultipleChoiceField, SelectField
from livingwell.design.forms import Form
from livingwell.lib.phones import read_phone
from livingwell.places.words import WhoAsked

from .models import WayToReach
from .rules import NUMBERS, answers_of
from .words import CHANNELS, RATHER_NOT, REMINDED, TOLD, Channel, GivenBy

MESSAGE, LEAVE_MESSAGE = "message", "leave"
SAFE = [
    (MESSAGE, _("A text, an email or a letter")),
    (LEAVE_MESSAGE, _("Leaving a message if they don’t answer")),
]


def reachable(typed: str, channel: Channel) -> str:
    """Return a number as it is kept, or an address. Raises ValidationError with a sentence for what is neither."""
    if channel in NUMBERS:
        number = read_phone(typed)
        if number is None:
            raise ValidationError(
                _("That does not look like a phone number: %(typed)s"), "not_a_number", {"typed": typed}
            )
        return format_number(number, PhoneNumberFormat.E164)
    if channel == Channel.EMAIL:
        EmailValidator(message=_("Enter an email address in the correct format, like name@example.com"))(typed)
    return typed


class SafeForm(Form):
    """What somebody told one of us is safe on a way to reach them."""

    safe = MultipleChoiceField(
        label=_("What did they say is safe, this way?"),
        hint=_("Neither is done unless they said so, and it is ticked."),
        choices=SAFE,
        required=False,
    )
    may_say = CharField(label=_("What may a message say?"), longest=300, required=False)
    not_say = CharField(label=_("What must it not say, or give away?"), longest=300, required=False)
    when = CharField(label=_("When is good for them?"), longest=200, required=False)
    reminds = SelectField(
        label=_("A reminder before a conversation, this way?"),
        hint=_("Only if they would like one. It says a day and a time, and nothing else."),
        choices=[(str(hours), _(said)) for hours, said in REMINDED.items()],
        unchosen=_("No reminder"),
        required=False,
    )
    told = BooleanField(
        label=_("They told me this themselves"), missing=_("Ask them first, then tick that they said it")
    )

    @staticmethod
    def values_of(way: WayToReach) -> dict[str, Any]:
        chosen = ((way.may_message, MESSAGE), (way.may_leave_message, LEAVE_MESSAGE))
        safe = [key for is_so, key in chosen if is_so]
        words = {"may_say": way.may_say, "not_say": way.not_say, "when": way.when}
        return words | {"safe": safe, "reminds": str(way.reminds_hours or "")}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("reminds") and MESSAGE not in said.get("safe", ()):
            self.add_error("reminds", _("A reminder is a message. Ask whether one is safe this way, and tick it first"))
        return said

    def said(self) -> dict[str, Any]:
        """Return what was said, as `people.say_safe` and `people.add_way` take it."""
        said = self.cleaned_data
        return {
            "may_message": MESSAGE in said["safe"],
            "may_leave_message": LEAVE_MESSAGE in said["safe"],
            "may_say": said["may_say"],
            "not_say": said["not_say"],
            "when": said["when"],
            "reminds_hours": int(said["reminds"]) if said["reminds"] else None,
        }


class AnotherWayForm(SafeForm):
    """Another way to reach somebody, and who gave it: only their own word makes anything safe on it."""

    channel = ChoiceField(
        label=_("How?"),
        choices=[(one.value, _(said)) for one, said in CHANNELS.items()],
        missing=_("Choose one way"),
    )
    value = CharField(
        label=_("The number or address"), longest=254, missing=_("Enter the number, the address, or who to go through")
    )
    told = BooleanField(
        label=_("They told me this themselves"),
        hint=_("Untick it when somebody else gave it: nothing is sent or left on it until they say it is safe."),
        required=False,
    )
    field_order = ("channel", "value", "told", "safe", "may_say", "not_say", "when", "reminds")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("value") and said.get("channel"):
            try:
                said["value"] = reachable(said["value"], Channel(said["channel"]))
            except ValidationError as error:
                self.add_error("value", error)
        if said.get("safe") and not said.get("told"):
            self.add_error("told", _("Only they can say what is safe. Ask them first, then tick that they said it"))
        return said

    def said(self) -> dict[str, Any]:
        given_by = GivenBy.PRACTITIONER if self.cleaned_data["told"] else GivenBy.SOMEBODY_ELSE
        return super().said() | {
            "channel": Channel(self.cleaned_data["channel"]),
            "value": self.cleaned_data["value"],
            "given_by": given_by,
        }


class OwnAnswerForm(Form):
    """One thing that somebody says of who they are, from the nation's answers, and in their own words as well."""

    answer = ChoiceField(label="", choices=[], missing=_("Choose an answer, or leave this one alone"))
    words = CharField(label=_("In your own words, if you like"), longest=200, required=False)

    def __init__(self, *args: Any, asked: WhoAsked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _(asked.ask)
        group, choices = "", []
        for one in answers_of(asked).values():
            choices.append(Choice(one.key, _(one.words), after=_(one.group) if one.group != group else ""))
            group = one.group
        self.fields["answer"].choices = [*choices, Choice(RATHER_NOT, _("I’d rather not say"), after=_("or"))]


class ToldAnswerForm(OwnAnswerForm):
    """The same, written by one of us, who says how they were told."""

    told = ChoiceField(
        label=_("How did they tell you?"),
        choices=[(one.value, _(said)) for one, said in TOLD.items()],
        missing=_("Say how they told you. What nobody was told is not written down"),
    )

    field_order = ("told", "answer", "words")

    def __init__(self, *args: Any, asked: WhoAsked, **kwargs: Any) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        self.fields["words"].label = _("In their own words, if they like")

"""The first door: for me."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import (
    BooleanField,
    CharField,
    Choice,
    ChoiceField,
    MultipleChoiceField,
)
from livingwell.people.words import Channel

from ..rules import Introducing, Way
from ..words import ForWhom
from .questions import LEAVE_MESSAGE, MESSAGE, DoorForm

SAFE_WAYS = [
    Choice(MESSAGE, _("You can send me a text, an email or a letter")),
    Choice(LEAVE_MESSAGE, _("You can leave a message if I don’t answer")),
]


class ForMe(DoorForm):
    """Somebody for themselves."""

    safe_ways = MultipleChoiceField(
        label=_("What is safe, this way?"),
        hint=_("We do neither unless you tick it. Whatever we send gives nothing away."),
        choices=SAFE_WAYS,
        required=False,
    )
    other_channel = ChoiceField(label=_("Another way, if that one fails"), choices=[], required=False)
    other_value = CharField(label=_("The other number or address"), longest=254, required=False)
    other_safe_ways = MultipleChoiceField(label=_("What is safe, this other way?"), choices=SAFE_WAYS, required=False)
    been_before = BooleanField(label=_("I’ve been with you before"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other_channel"].choices = self.fields["channel"].answers

    def numbers(self) -> Iterable[tuple[str, str]]:
        return [*super().numbers(), ("other_value", "other_channel")]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("other_value") and not said.get("other_channel") and "other_channel" not in self.errors:
            self.add_error("other_channel", _("Choose what the other number or address is for"))
        return said

    def ways(self) -> tuple[Way, ...]:
        said = self.cleaned_data
        if not said["other_value"]:
            return super().ways()
        safe = said["other_safe_ways"]
        other = Way(
            Channel(said["other_channel"]),
            said["other_value"],
            may_message=MESSAGE in safe,
            may_leave_message=LEAVE_MESSAGE in safe,
            may_say=said["may_say"],
            not_say=said["not_say"],
            when=said["when"],
        )
        return (*super().ways(), other)

    def said(self, *, wants_a_ring: bool = False) -> Introducing:
        said = self.cleaned_data
        return Introducing(
            ForWhom.ME,
            said["called"],
            self.ways(),
            going_on=said["going_on"],
            would_help=said["would_help"],
            about=self.about(),
            wants_a_ring=wants_a_ring,
            safe_now=self.safe_now(),
            been_before=said["been_before"],
        )

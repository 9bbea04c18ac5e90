"""The questions all three doors ask, and how what was typed becomes one introduction."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import (
    BooleanField,
    CharField,
    Choice,
    ChoiceField,
    LongTextField,
    MultipleChoiceField,
)
from livingwell.design.forms import Form
from livingwell.people.forms import LEAVE_MESSAGE, MESSAGE, reachable
from livingwell.people.words import AGE_BANDS, AgeBand, Channel, Meeting
from livingwell.places.words import Pack

from .. import rules
from ..rules import Introducing, Way
from ..words import SafeNow

NOT_SURE = "not-sure"
A_STORY = 10_000

SPOKEN = frozenset({Channel.CALL, Channel.TEXT, Channel.THROUGH})  # ways that may hold a number to ring

NUMBER_MISSING = _("Enter the number, the address, or who we should go through")


class DoorForm(Form):
    """What any door asks. Only a name and one safe way to be reached are needed; everything else may be left."""

    called = CharField(
        label=_("What would you like to be called?"),
        hint=_("Any name will do."),
        missing=_("Enter a name to be called by. Any name will do."),
        longest=80,
        autocomplete="nickname",
        width=20,
    )
    going_on = LongTextField(
        label=_("What is going on?"),
        hint=_("In your own words. A line is enough, and you can leave it for when we talk."),
        longest=A_STORY,
        say_longest=False,
        rows=5,
        required=False,
    )
    would_help = LongTextField(label=_("What would help?"), longest=A_STORY, say_longest=False, rows=2, required=False)
    channel = ChoiceField(label=_("How shall we be in touch?"), missing=_("Choose one way that is safe"), choices=[])
    value = CharField(
        label=_("The number or address"),
        hint=_("Or the name and number of somebody you trust."),
        missing=NUMBER_MISSING,
        longest=254,
    )
    when = CharField(
        label=_("When is good?"), hint=_("For example: after four, not Mondays."), longest=200, required=False
    )
    may_say = CharField(
        label=_("What may a message say?"),
        hint=_("For example: just say it’s Tom, about Thursday."),
        longest=300,
        required=False,
    )
    not_say = CharField(label=_("What must it not say, or give away?"), longest=300, required=False)
    meets = MultipleChoiceField(
        label=_("How would you like to talk?"), hint=_("As many as you like."), choices=[], required=False
    )
    meets_where = CharField(
        label=_("Where?"), hint=_("A bench, a café, somewhere you choose."), longest=300, required=False
    )
    meets_when = CharField(label=_("When?"), longest=300, required=False)
    company = CharField(label=_("Who may come along?"), longest=200, required=False)
    language = CharField(label=_("Which language is easiest?"), longest=60, width=20, required=False)
    wants_interpreter = BooleanField(label=_("An interpreter, please"), required=False)
    needs = LongTextField(
        label=_("What would put you at ease?"),
        hint=_("Steps, hearing, big print, a quiet room, somebody of the same sex. Anything."),
        longest=2_000,
        rows=2,
        required=False,
    )
    age_band = ChoiceField(
        label=_("How old are you?"),
        choices=[(one.value, _(AGE_BANDS[one])) for one in AgeBand if one],
        required=False,
    )
    door = ChoiceField(
        label=_("Where do you live?"), hint=_("So that the right people read it."), choices=[], required=False
    )
    ring_number = CharField(
        label=_("Which number shall we ring?"),
        hint=_("Only for this call. We send nothing to it and leave no message."),
        longest=60,
        width=20,
        required=False,
    )
    safe = ChoiceField(
        label=_("Are you safe right now?"),
        choices=[
            Choice(SafeNow.YES.value, _("I’m safe enough to write")),
            Choice(SafeNow.UNSURE.value, _("I’m not sure")),
            Choice(SafeNow.NO.value, _("No, I’m not safe")),
        ],
        required=False,
    )

    CHANNELS = {
        Channel.CALL: _("Call me"),
        Channel.TEXT: _("Text me"),
        Channel.EMAIL: _("Email me"),
        Channel.LETTER: _("Write me a letter"),
        Channel.THROUGH: _("Go through somebody I trust"),
    }
    MEETS = {
        Meeting.PHONE: _("On the phone"),
        Meeting.VIDEO: _("On a video call"),
        Meeting.WALK: _("On a walk"),
        Meeting.CAFE: _("In a café"),
        Meeting.HOME: _("At home"),
        Meeting.CHOSEN: _("Somewhere I choose"),
    }

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pack = pack
        self.fields["channel"].choices = [(one.value, label) for one, label in self.CHANNELS.items()]
        self.fields["meets"].choices = [(one.value, label) for one, label in self.MEETS.items()]
        if len(pack.doors) > 1:
            self.fields["door"].choices = doors_to_choose(pack)
        else:
            del self.fields["door"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for name, channel in self.numbers():
            if said.get(name) and said.get(channel):
                said[name] = self._reachable(name, said[name], Channel(said[channel]))
        if said.get("ring_number"):
            said["ring_number"] = self._reachable("ring_number", said["ring_number"], Channel.CALL)
        return said

    def numbers(self) -> Iterable[tuple[str, str]]:
        """The fields that hold a number or an address, each with the field that says which it is."""
        return [("value", "channel")]

    def _reachable(self, name: str, typed: str, channel: Channel) -> str:
        try:
            return reachable(typed, channel)
        except ValidationError as error:
            self.add_error(name, error)
            return typed

    def wants_help_first(self) -> bool:
        """Whether the answer to "Are you safe?" is that they are not, or not sure. Only that answer is looked at."""
        return self["safe"].value() in {SafeNow.UNSURE.value, SafeNow.NO.value}

    def is_open(self, *names: str) -> bool:
        """Whether a part that is folded away has something in it, typed or to look at again."""
        return any(self[name].errors or self[name].value() for name in names)

    def can_be_rung(self) -> bool:
        """Whether there is a number to ring whoever asks to be rung; where not, the form says so beside its field."""
        if any(rules.has_number(way.value) for way in self.ways() if way.channel in SPOKEN):
            return True
        self.add_error("ring_number", _("Enter a number we can ring you on, or send this without a call"))
        return False

    def which_door(self) -> str:
        """Return the door chosen; not being sure is fine, and opens the place's first."""
        chosen = self.cleaned_data.get("door") or NOT_SURE
        return self.pack.doors[0].slug if chosen == NOT_SURE else chosen

    def about(self) -> dict[str, object]:
        """Return what was said of how they would like to talk, and of what they need."""
        names = ["meets", "meets_where", "meets_when", "company", "language", "wants_interpreter", "needs", "age_band"]
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

    def safe_now(self) -> SafeNow | None:
        return SafeNow(self.cleaned_data["safe"]) if self.cleaned_data.get("safe") else None

    def ways(self) -> tuple[Way, ...]:
        said = self.cleaned_data
        safe = said.get("safe_ways") or []
        ring = (Way(Channel.CALL, said["ring_number"]),) if said.get("ring_number") else ()
        return (
            Way(
                Channel(said["channel"]),
                said["value"],
                may_message=MESSAGE in safe,
                may_leave_message=LEAVE_MESSAGE in safe,
                may_say=said.get("may_say") or "",
                not_say=said.get("not_say") or "",
                when=said.get("when") or "",
            ),
            *ring,
        )

    def said(self, *, wants_a_ring: bool = False) -> Introducing:
        """Return the introduction that was typed."""
        raise NotImplementedError(f"{type(self).__name__}.said must say whom it is for")


def doors_to_choose(pack: Pack) -> list[Choice]:
    """Return where somebody may live, in the words of the place's own doors; "not sure" is always fine.

    One door without areas is for everywhere else; where there are several, each is said by its name.
    """
    named = [Choice(door.slug, ", ".join(door.areas)) for door in pack.doors if door.areas]
    others = [door for door in pack.doors if not door.areas]
    somewhere_else = _("Somewhere else in %(town)s") % {"town": pack.town}
    rest = [Choice(door.slug, somewhere_else if len(others) == 1 else door.name) for door in others]
    return [*named, *rest, Choice(NOT_SURE, _("I’m not sure"), hint=_("That’s fine. We’ll find the right team."))]

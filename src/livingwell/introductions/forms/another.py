"""The doors for another: someone I am worried about, someone I work with, someone beside one of us."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import CharField, Choice, ChoiceField, LongTextField, MultipleChoiceField
from livingwell.people.words import AGE_BANDS, AgeBand, Channel, Meeting

from .. import rules
from ..rules import Introducer, Introducing
from ..words import TELL_BACK, ForWhom, SafeNow, TellBack
from .questions import A_STORY, LEAVE_MESSAGE, MESSAGE, NUMBER_MISSING, DoorForm


class ForSomeone(DoorForm):
    """Somebody for another: who they are to them, whether they know, and what is said in confidence."""

    FOR_WHOM = ForWhom.SOMEONE

    introducer_called = CharField(
        label=_("What is your name?"),
        missing=_("Enter your own name, so that we know who to thank."),
        longest=120,
        autocomplete="name",
        width=20,
    )
    introducer_is = CharField(
        label=_("Who are you to them?"),
        hint=_("Her brother, a friend, a neighbour."),
        longest=120,
        required=False,
        width=20,
    )
    introducer_contact = CharField(
        label=_("How can we reach you, if we need to ask something?"),
        hint=_("A number or an email address."),
        longest=254,
        required=False,
    )
    called = CharField(
        label=_("What are they called?"),
        hint=_("The name they go by."),
        missing=_("Enter what they are called. Any name will do."),
        longest=80,
        width=20,
    )
    going_on = LongTextField(
        label=_("What is going on?"),
        hint=_("They will be able to read this. There is a place further down for something in confidence."),
        longest=A_STORY,
        say_longest=False,
        rows=5,
        required=False,
    )
    would_help = LongTextField(
        label=_("What do they say would help?"), longest=A_STORY, say_longest=False, rows=2, required=False
    )
    they_agreed = ChoiceField(
        label=_("Do they know you are writing to us?"),
        choices=[
            Choice("yes", _("Yes, and they’d like to hear from us"), reveals=("tell_back",)),
            Choice("no", _("Not yet"), reveals=("why_not_agreed",)),
        ],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        missing=_("Tell us whether they know"),
    )
    why_not_agreed = CharField(
        label=_("Why not yet?"),
        hint=_("So that we can be careful how we get in touch."),
        longest=500,
        required=False,
    )
    value = CharField(
        label=_("Their number or address"),
        hint=_("We will not text them or leave a message on it until they tell us it is safe."),
        longest=254,
        required=False,
    )
    when = CharField(label=_("When is good for them?"), longest=200, required=False)
    may_say = None
    ring_number = None  # whoever introduces them is rung on the number by which we reach them
    not_say = CharField(
        label=_("Who else might see or hear?"),
        hint=_("For example: her husband answers the phone. We’ll give nothing away."),
        longest=300,
        required=False,
    )
    in_confidence = LongTextField(
        label=_("Something in confidence"), longest=A_STORY, say_longest=False, rows=3, required=False
    )
    tell_back = ChoiceField(
        label=_("What have they said we may tell you?"),
        hint=_("We’ll check with them before we tell you anything."),
        choices=[(one.value, _(TELL_BACK[one])) for one in TellBack],
        required=False,
    )
    meets = MultipleChoiceField(label=_("How would they like to talk?"), choices=[], required=False)
    meets_where = CharField(label=_("Where?"), hint=_("Somewhere they choose."), longest=300, required=False)
    company = CharField(label=_("Who may come along?"), longest=200, required=False)
    language = CharField(label=_("Which language is easiest for them?"), longest=60, width=20, required=False)
    needs = LongTextField(
        label=_("What would put them at ease?"),
        hint=_("Steps, hearing, big print, a quiet room, somebody of the same sex. Anything."),
        longest=2_000,
        rows=2,
        required=False,
    )
    age_band = ChoiceField(
        label=_("How old are they?"), choices=[(one.value, _(AGE_BANDS[one])) for one in AgeBand if one], required=False
    )
    door = ChoiceField(
        label=_("Where do they live?"), hint=_("So that the right people read it."), choices=[], required=False
    )
    safe = ChoiceField(
        label=_("Is everybody safe right now?"),
        choices=[
            Choice(SafeNow.YES.value, _("Yes, safe enough for now")),
            Choice(SafeNow.UNSURE.value, _("I’m not sure")),
            Choice(SafeNow.NO.value, _("No")),
        ],
        required=False,
    )

    CHANNELS = {
        Channel.CALL: _("Call them"),
        Channel.TEXT: _("Text them, once they say it’s safe"),
        Channel.EMAIL: _("Email them, once they say it’s safe"),
        Channel.LETTER: _("Write them a letter, once they say it’s safe"),
        Channel.THROUGH: _("Through me, or somebody they trust"),
    }
    MEETS = {**DoorForm.MEETS, Meeting.CHOSEN: _("Somewhere they choose")}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("value") and "value" not in self.errors:
            through = said.get("channel") == Channel.THROUGH and said.get("introducer_contact")
            if through:
                said["value"] = _through(said.get("introducer_called", ""), said["introducer_contact"])
            else:
                self.add_error("value", NUMBER_MISSING)
        if said.get("they_agreed") is False and not said.get("why_not_agreed") and "why_not_agreed" not in self.errors:
            self.add_error(
                "why_not_agreed", _("Say why they do not know yet, so that we can be careful how we get in touch.")
            )
        return said

    def can_be_rung(self) -> bool:
        if rules.has_number(self.cleaned_data["introducer_contact"]):
            return True
        self.add_error("introducer_contact", _("Enter a number we can ring you on, or send this without a call"))
        return False

    def introducer(self) -> Introducer:
        said = self.cleaned_data
        return Introducer(
            said["introducer_called"],
            is_to_them=said["introducer_is"],
            organisation=said.get("introducer_organisation") or "",
            contact=said["introducer_contact"],
            they_agreed=said["they_agreed"],
            why_not_agreed="" if said["they_agreed"] else said["why_not_agreed"],
            in_confidence=said["in_confidence"],
        )

    def said(self, *, wants_a_ring: bool = False) -> Introducing:
        said = self.cleaned_data
        told = said["tell_back"] if said["they_agreed"] and said["tell_back"] else TellBack.NOTHING
        return Introducing(
            self.FOR_WHOM,
            said["called"],
            self.ways(),
            going_on=said["going_on"],
            would_help=said["would_help"],
            about=self.about(),
            introducer=self.introducer(),
            wants_a_ring=wants_a_ring,
            tell_back=TellBack(told),
            safe_now=self.safe_now(),
        )


def _through(called: str, contact: str) -> str:
    """Return whom to go through and how; where there is no room for both the contact stays whole, not the name."""
    both = f"{called}, {contact}"
    return both if len(both) <= ForSomeone.base_fields["value"].longest else contact


class Alongside(ForSomeone):
    """Somebody who works with them elsewhere: surgery, school, council, charity, police. Two minutes."""

    FOR_WHOM = ForWhom.ALONGSIDE

    introducer_organisation = CharField(
        label=_("Where do you work?"),
        hint=_("The surgery, the school, the council."),
        longest=120,
        required=False,
        autocomplete="organization",
    )
    introducer_is = CharField(label=_("What do you do there?"), longest=120, required=False, width=20)
    introducer_contact = CharField(
        label=_("How can we reach you?"), hint=_("A number or an email address."), longest=254, required=False
    )


class FromHere(Alongside):
    """One of us, for somebody beside them: what the person says is safe can be ticked there and then."""

    safe_ways = MultipleChoiceField(
        label=_("What do they say is safe, this way?"),
        hint=_("Ask them. Neither is done unless they say so, and it is ticked."),
        choices=[
            Choice(MESSAGE, _("A text, an email or a letter")),
            Choice(LEAVE_MESSAGE, _("Leaving a message if they don’t answer")),
        ],
        required=False,
    )
    value = CharField(label=_("Their number or address"), longest=254, required=False)
    may_say = DoorForm.base_fields["may_say"]

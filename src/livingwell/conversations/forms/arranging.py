"""Arranging a conversation: where, with whom, and one of the times that could be, or any other."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from livingwell.design import dates
from livingwell.design.fields import (
    BooleanField,
    BoundField,
    CharField,
    Choice,
    ChoiceField,
    DateField,
    SelectField,
    TimeField,
)
from livingwell.design.forms import Form
from livingwell.people.words import MEETINGS, Meeting
from livingwell.places.models import Practitioner

from .. import rules
from ..words import LASTS

OTHER = "other"


class PlanForm(Form):
    """Where, with whom, when, who comes along."""

    how = ChoiceField(
        label=_("Where would you like to talk?"),
        choices=[(one.value, _(MEETINGS[one])) for one in Meeting],
        missing=_("Choose how or where you will talk"),
    )
    place = CharField(label=_("Where exactly?"), hint=_("The bench by the library, say."), longest=300)
    practitioner = SelectField(label=_("Who from the team?"), choices=[], missing=_("Choose who will be there"))
    also = SelectField(label=_("Does one of us come too?"), choices=[], unchosen=_("Nobody else"), required=False)
    lasts = SelectField(
        label=_("How long?"),
        choices=[(str(minutes), _(said)) for minutes, said in LASTS.items()],
        unchosen=_("An hour"),
        required=False,
    )
    when = ChoiceField(label=_("When?"), choices=[], missing=_("Choose a time"))
    on = DateField(label=_("Which day?"), missing=_("Choose a day"), subject=_("The day"))
    at = TimeField(label=_("What time?"), hint=_("For example, 4pm"), missing=_("Say what time"))
    all_the_same = BooleanField(label=_("Book it all the same"), required=False)
    company = CharField(
        label=_("Who comes along?"), hint=_("A sister, a friend, an interpreter. Nobody is fine too."), longest=200
    )

    def __init__(
        self,
        data: Any = None,
        *,
        practitioners: Iterable[Practitioner],
        offers: Sequence[datetime] = (),
        liked: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        """With `offers`, the times that could be; `liked`, how they like to talk. No time sent is OTHER."""
        if data is not None and not data.get("when"):
            data = data.copy()
            data["when"] = OTHER
        super().__init__(data, **kwargs)
        self.people = {str(one.pk): one for one in practitioners}
        self.is_in_the_way = bool(data and data.get("all_the_same"))
        named = [(key, ", ".join(part for part in (one.called, one.role) if part)) for key, one in self.people.items()]
        self.fields["practitioner"].choices = named
        self.fields["also"].choices = named
        self.fields["how"].choices = _liked_first(set(liked))
        self._offer(offers)

    def _offer(self, offers: Sequence[datetime]) -> None:
        today = timezone.localdate()
        times = sorted({*offers, *self._sent()})
        said = [Choice(mark(one), _first_capital(dates.day_and_time(one, today=today))) for one in times]
        other = Choice(OTHER, _("Another time") if times else _("A time you say"), reveals=("on", "at"))
        self.fields["when"].choices = [*said, other]
        if not times:
            self.initial.setdefault("when", OTHER)
        soon = today + timedelta(days=3)
        self.fields["on"].help_text = format_lazy(_("For example, {day}"), day=f"{soon.day} {soon.month} {soon.year}")

    def _sent(self) -> list[datetime]:
        """Return the time that was chosen, which may be offered no longer: what is in its way is then said."""
        sent = (self.data.get("when") or "") if self.is_bound else ""
        with suppress(ValueError):
            at = datetime.fromisoformat(sent)
            return [at.astimezone(UTC)] if at.tzinfo and at > timezone.now() else []
        return []

    def questions(self) -> list[BoundField]:
        return [one for one in super().questions() if one.name != "all_the_same" or self.is_in_the_way]

    def who(self) -> list[Practitioner]:
        """Return who comes, of those chosen so far, or who stands there to begin with: one, two, or nobody yet."""
        chosen = [str(self[name].value() or "") for name in ("practitioner", "also")]
        return [self.people[key] for key in dict.fromkeys(chosen) if key in self.people]

    def minutes(self) -> int:
        value = str(self["lasts"].value() or "")
        return int(value) if value.isascii() and value.isdecimal() and int(value[:4]) in LASTS else 60

    def without_errors(self) -> "PlanForm":
        """Return the form as it was filled in so far, to be looked at and not to be kept."""
        self.errors.clear()
        return self

    def says_in_the_way(self, sentence: str) -> None:
        """Say what is in the way, and ask whether it is booked all the same."""
        self.is_in_the_way = True
        self.add_error("when", sentence)

    def plan(self) -> dict[str, Any]:
        """Return what was arranged, as `actions.plan` takes it. Raises NotPossible for no hour of the clock's."""
        said = self.cleaned_data
        at = (
            rules.on_the_clock(said["on"], said["at"])
            if said["when"] == OTHER
            else datetime.fromisoformat(said["when"])
        )
        return {
            "how": Meeting(said["how"]),
            "at": at,
            "practitioner": self.people[said["practitioner"]],
            "also": self.people.get(said["also"]),
            "lasts": self.minutes(),
            "place": said["place"],
            "company": said["company"],
        }


class NewPlanForm(PlanForm):
    """A plan, or a conversation that was had and is now written down."""

    talked_already = BooleanField(label=_("We have talked already, and this is to write it down"), required=False)


def mark(at: datetime) -> str:
    """Return a moment as a form carries it: in UTC, so that no hour is meant twice."""
    return at.astimezone(UTC).isoformat(timespec="minutes")


def _liked_first(liked: set[str]) -> list[Choice]:
    """Return where a conversation can be, what they said they like first."""
    ways = sorted(Meeting, key=lambda one: one.value not in liked)
    return [Choice(one.value, _(MEETINGS[one]), _("They like this") if one.value in liked else "") for one in ways]


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]

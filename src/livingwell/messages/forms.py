"""Writing a message: how, what, when. The place's own words are ready; each place in them is asked for by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from livingwell.design import dates
from livingwell.design.fields import (
    CharField,
    Choice,
    ChoiceField,
    DateField,
    LongTextField,
    SelectField,
    TimeField,
)
from livingwell.design.forms import Form
from livingwell.lib.hours import LONDON
from livingwell.people.models import WayToReach

from . import rules
from .desk import Way
from .words import READY, Sort, Wordings

NOW, LATER = "now", "later"
POSTED_WITHIN = 13  # days: a fortnight back is as far as anybody remembers posting a letter


@dataclass(frozen=True)
class Draft:
    """What was filled in, as `actions.write` takes it."""

    way: WayToReach
    sort: Sort
    words: str
    send_after: datetime | None


class WriteForm(Form):
    """A message, to one of the ways that are safe."""

    way = ChoiceField(label=_("Where shall it go?"), choices=[], missing=_("Choose where it goes"))
    sort = ChoiceField(label=_("What would you like to say?"), choices=[], missing=_("Choose what to say"))
    words = LongTextField(
        label=_("Your own words"),
        hint=_("Anybody may see their phone. Say who you are by first name, and nothing about why."),
        longest=3_000,
        rows=2,
        say_longest=False,
        missing=_("Write a few words first"),
    )
    moment = ChoiceField(
        label=_("When?"),
        choices=[Choice(NOW, _("Now")), Choice(LATER, _("Later"), reveals=("day", "time"))],
        missing=_("Choose when it goes"),
    )
    day = DateField(label=_("Which day?"), missing=_("Choose a day"), earliest=timezone.localdate)
    time = TimeField(label=_("At what time?"), hint=_("Such as 4pm or 16:30."), missing=_("Enter a time"))

    field_order = ("way", "sort", "moment")

    def __init__(self, *args, ways: Iterable[Way], wordings: Wordings, by: str, **kwargs):
        kwargs.setdefault("initial", {"moment": NOW})
        super().__init__(*args, **kwargs)
        self.rows = {str(way.row.pk): way.row for way in ways}
        self.wordings, self.by = wordings, by
        self.fields["way"].choices = [_as_choice(way) for way in ways]
        if len(self.rows) == 1:
            self.initial["way"] = next(iter(self.rows))
        self.fields["sort"].choices = [self._ready(sort) for sort in READY] + [
            Choice(Sort.OWN_WORDS, _("In my own words"), reveals=("words",))
        ]

    def _ready(self, sort: Sort) -> Choice:
        """Return a ready wording as an answer, with a field for each place in it that only they can fill."""
        wording = self.wordings.ready[sort]
        asked = {_field_of(sort, place): ask for place, ask in wording.asks.items()}
        for name, ask in asked.items():
            hint = format_lazy(_("Such as “{like}”."), like=ask.like)
            self.fields[name] = CharField(label=ask.label, hint=hint, longest=60, width=20, missing=_("Fill this in"))
        return Choice(sort, f"“{rules.fill(wording.words, by=self.by)}”", reveals=tuple(asked))

    def draft(self) -> Draft:
        """Return what was filled in. Only for a valid form."""
        said = self.cleaned_data
        sort = Sort(said["sort"])
        later = datetime.combine(said["day"], said["time"], LONDON) if said["moment"] == LATER else None
        return Draft(way=self.rows[said["way"]], sort=sort, words=self._words(sort), send_after=later)

    def _words(self, sort: Sort) -> str:
        if sort == Sort.OWN_WORDS:
            return self.cleaned_data["words"]
        wording = self.wordings.ready[sort]
        filled = {place: self.cleaned_data[_field_of(sort, place)] for place in wording.asks}
        return rules.fill(wording.words, by=self.by, **filled)

    def typed(self) -> list[tuple[str, str]]:
        """Return every answer as it came, for the check page to carry."""
        ours = {*self.fields, "day_day", "day_month", "day_year"}
        return [(name, value) for name, value in self.data.items() if name in ours]


class PostedForm(Form):
    """The day a letter was posted."""

    on = SelectField(label=_("Posted"), choices=[], missing=_("Choose the day it was posted"))

    def __init__(self, *args, today: date, since: date, **kwargs):
        super().__init__(*args, **kwargs)
        first = max(since, today - timedelta(days=POSTED_WITHIN))
        days = [today - timedelta(days=ago) for ago in range((today - first).days + 1)]
        self.fields["on"].choices = [(day.isoformat(), dates.day(day, today=today)) for day in days]

    def day(self) -> date:
        return date.fromisoformat(self.cleaned_data["on"])


def _as_choice(way: Way) -> Choice:
    return Choice(str(way.row.pk), f"{_(way.row.get_channel_display())}: {way.address}", hint=" ".join(way.says))


def _field_of(sort: Sort, place: str) -> str:
    return f"{READY[sort]}_{place}"

"""Bringing in a waiting list: the file, what its columns are, and how many a day the team can reach."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import DateField, FileField, IntegerField, SelectField
from livingwell.design.fields.text import grouped
from livingwell.design.forms import Form
from livingwell.places.models import Team

from ..rules.lists import MOST_ROWS, Chosen
from ..words import COLUMNS, Column

SPREADSHEETS = ".xlsx,.csv,.tsv,.txt"
MOST_A_DAY = 500


class ChooseList(Form):
    """Which team, and the file. Nothing is made of it yet."""

    team = SelectField(label=_("Which team is the list of?"), choices=[], missing=_("Choose the team the list is of"))
    file = FileField(
        label=_("The list"),
        hint=format_lazy(
            _("A spreadsheet (.xlsx) or a text file of one (.csv), of at most 10 MB and {rows} rows."),
            rows=grouped(MOST_ROWS),
        ),
        missing=_("Choose the file the list is in"),
        accept=SPREADSHEETS,
    )

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        self.fields["team"].choices = [(pk, team.name) for pk, team in self.teams.items()]
        if len(teams) == 1:
            del self.fields["team"]

    @property
    def chosen_team(self) -> Team:
        """The team that was chosen, or the only one they lead."""
        return self.teams[self.cleaned_data["team"]] if "team" in self.fields else next(iter(self.teams.values()))


class SayColumns(Form):
    """What each column of a list says; and how many people a day the team can reach, from which day."""

    per_day = IntegerField(
        label=_("How many of them can the team reach in a day?"),
        missing=_("Enter how many people a day the team can reach"),
        least=1,
        most=MOST_A_DAY,
        width=4,
    )
    from_on = DateField(label=_("From which day?"), subject=_("The day"), missing=_("Enter the day you begin"))

    def __init__(
        self, *args: Any, headings: Sequence[str], guessed: Mapping[int, Column], first: date, last: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].earliest, self.fields["from_on"].latest = first, last
        asked = {f"column_{number}": _column(heading, number, guessed) for number, heading in enumerate(headings)}
        self.fields = asked | self.fields

    def chosen(self, *, sheet: int, headings: int) -> Chosen:
        """Return what was said, once it is valid."""
        said = self.cleaned_data
        columns = {int(name[7:]): Column(said[name]) for name in self.fields if name.startswith("column_")}
        return Chosen(sheet, headings, columns, said["per_day"], said["from_on"])


def _column(heading: str, number: int, guessed: Mapping[int, Column]) -> SelectField:
    named = _now("What is in “%(heading)s”?") % {"heading": heading}
    choices = [(one.value, _now(COLUMNS[one])) for one in Column if one]
    return SelectField(
        label=named,
        choices=choices,
        unchosen=_now(COLUMNS[Column.LEFT_OUT]),
        required=False,
        initial=guessed.get(number, Column.LEFT_OUT).value,
    )


class Pace(Form):
    """Another number a day, once the page has said that the first would leave somebody waiting too long."""

    per_day = IntegerField(
        label=_("How many of them can the team reach in a day?"),
        missing=_("Enter how many people a day the team can reach"),
        least=1,
        most=MOST_A_DAY,
        width=4,
    )

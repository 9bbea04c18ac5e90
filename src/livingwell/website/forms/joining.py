"""Asking a colleague to join, and joining."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from livingwell.accounts.forms import new_password_field
from livingwell.design.fields import (
    BooleanField,
    CharField,
    EmailField,
    MultipleChoiceField,
    SelectField,
    TimeField,
)
from livingwell.design.forms import Form
from livingwell.places.models import Membership, Organisation, Team
from livingwell.places.words import Asked

WHICH_DAYS = [(str(day), name) for day, name in WEEKDAYS.items()]
LEADS = {"label": _("They lead this team"), "hint": _("They can invite people, and say that somebody leaves.")}
SAFEGUARDS = {
    "label": _("They lead on safeguarding"),
    "hint": _("They are who a concern about harm goes to."),
}


class InviteForm(Form):
    """Who is asked to join a team: who they are, for whom they work, on which days."""

    email = EmailField(
        label=_("Their email address"), hint=_("The invitation goes there."), missing=_("Enter their email address")
    )
    full_name = CharField(label=_("Their name"), longest=120, missing=_("Enter their name"), autocomplete="off")
    called = CharField(
        label=_("What everybody calls them"),
        longest=80,
        width=20,
        missing=_("Enter what everybody calls them"),
        autocomplete="off",
    )
    role = CharField(
        label=_("What they do"),
        hint=_("Peer worker, nurse, social worker. People they support read it."),
        longest=80,
        width=20,
        missing=_("Enter what they do"),
    )
    organisation = SelectField(label=_("Who they work for"), choices=[], missing=_("Choose who they work for"))
    days = MultipleChoiceField(label=_("Which days are they here?"), choices=WHICH_DAYS, required=False)
    leads = BooleanField(**LEADS, required=False)
    safeguards = BooleanField(**SAFEGUARDS, required=False)

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", ""), *((str(one.pk), one.name) for one in organisations)]

    def asked(self, team_id: UUID) -> Asked:
        said = self.cleaned_data
        return Asked(
            email=said["email"],
            called=said["called"],
            full_name=said["full_name"],
            role=said["role"],
            organisation_id=UUID(said["organisation"]),
            team_id=team_id,
            leads=said["leads"],
            safeguards=said["safeguards"],
            days=tuple(int(day) for day in said["days"]),
        )


class MembershipForm(Form):
    """On which days somebody is in a team; and, by its lead, what they do in it."""

    days = MultipleChoiceField(label=_("Which days?"), choices=WHICH_DAYS, required=False)
    opens = TimeField(
        label=_("From what time?"),
        hint=_("Only where it is part of a day. Conversations are offered within it."),
        required=False,
    )
    shuts = TimeField(label=_("Until what time?"), required=False)
    leads = BooleanField(**LEADS, required=False)
    safeguards = BooleanField(**SAFEGUARDS, required=False)

    def __init__(self, *args: Any, by_lead: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_lead:
            del self.fields["leads"], self.fields["safeguards"]

    @staticmethod
    def said_of(one: Membership) -> dict[str, Any]:
        """Return what the form begins with."""
        days = {"days": [str(day) for day in one.days], "opens": one.opens, "shuts": one.shuts}
        return days | {"leads": one.leads, "safeguards": one.safeguards}

    def days_chosen(self) -> list[int]:
        return [int(day) for day in self.cleaned_data["days"]]


class MoveForm(Form):
    """Which teams somebody leaves as they join another."""

    leaves = MultipleChoiceField(
        label=_("Do you leave another team as you join?"),
        hint=_("Choose none to be in both. What you hold in a team that you leave goes back to it at once."),
        choices=[],
        required=False,
    )

    def __init__(self, *args: Any, teams: Iterable[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaves"].choices = [(str(one.pk), one.name) for one in teams]


class JoinForm(Form):
    """A password of their own, for somebody who joins."""

    new = new_password_field(label=_("Choose a password"), missing=_("Choose a password"))

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"])
        return self.cleaned_data["new"]

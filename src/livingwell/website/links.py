"""Links between rooms. A room never names a page above it: it is handed `to`, and asks it for the address."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

AWAY = "https://www.bbc.co.uk/weather"  # where "Leave this page" leads: somewhere dull, that says nothing of us


@dataclass(frozen=True)
class Links:
    """The addresses that pages of lower rooms point to; in templates as `to`, in views as `request.to`."""

    def today(self) -> str:
        return reverse("website:today")

    def days_away(self) -> str:
        return reverse("website:days_away")

    def away_today(self, practitioner_id: UUID) -> str:
        """Return where a colleague is said to be away today."""
        return reverse("website:away_today", args=[practitioner_id])

    def heard_from(self, practitioner_id: UUID) -> str:
        """Return where a colleague is said to have been heard from today."""
        return reverse("website:heard_from", args=[practitioner_id])

    def find(self) -> str:
        """Return where somebody is found, among those one may see."""
        return reverse("website:find")

    def brings(self, journey_id: UUID | str = "", *, back: str = "") -> str:
        """Return where colleagues look for who brings what; with a journey, for somebody, and then back to `back`."""
        said = {"journey": str(journey_id), "next": back} if journey_id else {}
        return reverse("website:brings") + (f"?{urlencode(said)}" if said else "")

    def person(self, person_id: UUID) -> str:
        return reverse("website:person", args=[person_id])

    def beside(self, one: UUID | str, other: UUID | str) -> str:
        """Return the address of two people side by side, where somebody says whether they are one."""
        return reverse("website:beside", args=[one, other])

    def put_right(self, person_id: UUID) -> str:
        return reverse("website:put_right", args=[person_id])

    def asked(self, asked_id: UUID) -> str:
        """Return where what somebody asked by right is answered."""
        return reverse("website:asked", args=[asked_id])

    def rights_of(self, person_id: UUID) -> str:
        """Return what somebody asked by right, all of it."""
        return reverse("website:person_rights", args=[person_id])

    def privacy(self) -> str:
        return reverse("website:privacy")

    def my_page(self) -> str:
        return reverse("website:my_page")

    def introductions(self) -> str:
        return reverse("introductions:list")

    def introduction(self, introduction_id: UUID) -> str:
        return reverse("introductions:introduction", args=[introduction_id])

    def huddle(self) -> str:
        """Return the address of the team's huddle of today."""
        return reverse("huddles:today")

    def plan_conversation(self, journey_id: UUID) -> str:
        return reverse("conversations:plan", args=[journey_id])

    def conversation(self, conversation_id: UUID) -> str:
        return reverse("conversations:conversation", args=[conversation_id])

    def write_message(self, person_id: UUID) -> str:
        return reverse("messages:write", args=[person_id])


TO = Links()

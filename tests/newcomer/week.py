"""A newcomer's week, done at the place that docs/a-newcomers-week.md begins; run as a program of its own.

`python week.py FIRST_LINK` does every step but the commands, in the order of the guide, and says what it pressed.
After each step nobody has fallen: everybody who is with the place is held, with a next step of the place's own in time.
"""

import json
import re
import sys
from datetime import timedelta

import django

# ruff: noqa: E402 -- Django is set up before anything of the house is imported
django.setup()

import time_machine
from accounts.people import digits
from desk import Desk
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from introductions.listing import PEOPLE, dirty_list
from neighbourhood import owner_connection
from opening import opened

PASSWORD = "a kettle, a fiddle and some moss"
DIRTY_COLUMNS = ("1", "name", "phone", "email")
COLLEAGUES = (
    ("Ben Adeyemi", "Ben", "nurse", "Harbour Trust", "Harbour team"),
    ("Carys Lloyd", "Carys", "social worker", "Harbour Trust", "Harbour team"),
    ("Dee Okafor", "Dee", "peer worker", "Kettle", "Harbour team"),
    ("Fay Marsh", "Fay", "support worker", "Kettle", "Quay team"),
)
FALLEN = """
select count(*) from journeys_journey j join places_site s on s.id = j.site_id
 where j.ended_at is null and not (
   exists (select from journeys_holding h where h.journey_id = j.id and h.until is null)
   and exists (select from journeys_nextstep n where n.journey_id = j.id and n.kept_at is null
     and n.put_aside_at is null and n.done_by <> 'person' and n.due_on <= current_date + s.horizon_days))"""


class Week:
    """Everybody's desks, and what was pressed at them."""

    def __init__(self, *links: str) -> None:
        self.used: set[str] = set()
        self.desks = {"Asha": Desk(Client(), self.used), "Emre": Desk(Client(), self.used)}
        self.links = links
        self.secrets: dict[int, str] = {}

    def in_the_morning(self, called: str) -> Desk:
        """Sign in: what was open yesterday is shut."""
        desk = self.desks[called].goes("/sign-in/")
        desk.writes("Email address", f"{called.lower()}@harbourside.example").writes("Password", PASSWORD)
        desk.presses("Sign in").writes("The six digits", digits(self.secrets[id(desk)])).presses("Sign in")
        return desk

    def __getattr__(self, name: str) -> Desk:
        return self.desks[name.capitalize()]

    # -- 2 and 3 -----------------------------------------------------------------------------------------------------
    def join(self) -> None:
        for desk, link in zip((self.asha, self.emre), self.links, strict=True):
            self._joins(desk, link)

    def _joins(self, desk: Desk, link: str) -> None:
        desk.goes(link).writes("Choose a password", PASSWORD).presses("Join")
        self.secrets[id(desk)] = secret = desk.client.session["mfa.totp.secret"]
        desk.writes("The six digits", digits(secret)).presses("Go on")
        desk.goes("/today/").sees("Today")

    def invite(self) -> None:
        for full_name, called, role, organisation, team in COLLEAGUES:
            email = f"{called.lower()}@harbourside.example"
            lead = self.asha if team == "Harbour team" else self.emre
            lead.goes("/today/").follows(f"Who is in {team}").follows("Invite somebody")
            lead.writes("Their email address", email).writes("Their name", full_name)
            lead.writes("What everybody calls them", called).writes("What they do", role)
            lead.writes("Who they work for", organisation).writes("Monday", True).presses("Send the invitation")
            self.desks[called] = Desk(Client(), self.used)
            self._joins(self.desks[called], link_to(email))

    # -- 4 -----------------------------------------------------------------------------------------------------------
    def bring_in(self) -> None:
        asha = self.asha.goes("/introductions/").follows("Bring in a waiting list")
        asha.writes("The list", SimpleUploadedFile("waiting.xlsx", dirty_list())).presses("Go on")
        asha.follows("Waiting list").writes("How many of them can the team reach", "10").presses(
            "Look before anything is made"
        )
        asha.sees("This looks like a note", "the same number or address", f"{PEOPLE} people would come in")
        asha.presses(f"Bring in {PEOPLE} people").sees(f"{PEOPLE} people came in")
        assert count("people_person") == PEOPLE

    # -- 5 -----------------------------------------------------------------------------------------------------------
    def huddle(self) -> None:
        for day in range(5):
            with on_day(day):
                asha = self.in_the_morning("Asha") if day else self.asha
                asha.goes("/huddles/").presses("Open today’s huddle").follows("Start with")
                for _person in range(3):
                    asha.writes("What happens next?", "Ring, and ask what would help").writes("Who does it?", "Ben")
                    asha.writes("By when?", "tomorrow").presses("Add")
                    asha.writes("Ben", True).writes("What we decide", "Ben rings, and asks what would help.").presses(
                        "Agree, and next person"
                    )
                asha.goes("/huddles/").presses("Close the huddle early")


def key_of(table: str, column: str, value: str) -> str:
    with owner_connection() as owner:
        return str(owner.execute(f"select id from {table} where {column} = %s", [value]).fetchone()[0])


def count(table: str, where: str = "true") -> int:
    with owner_connection() as owner:
        return owner.execute(f"select count(*) from {table} where {where}").fetchone()[0]


def link_to(email: str) -> str:
    with owner_connection() as owner:
        bodies = owner.execute(
            'select body from post_delivery where "to" = %s order by made_at desc', [email]
        ).fetchall()
    return re.search(r"http://testserver(/join/[\w-]+/)", opened(bodies[0][0], "post_delivery.body"))[1]


def on_day(days: int):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=True)


STEPS = ("join", "invite", "bring_in", "huddle")

if __name__ == "__main__":
    settings.VIEWER_LASTS = 30 * 24 * 3600
    settings.ALLOWED_HOSTS = ["*"]
    week = Week(*sys.argv[1:])
    for step in STEPS:
        getattr(week, step)()
        assert count("journeys_journey j", "false") == 0
        with owner_connection() as owner:
            assert owner.execute(FALLEN).fetchone() == (0,), step
        sys.stdout.write(f"{step}\n")
        sys.stdout.flush()
    sys.stdout.write(json.dumps(sorted(week.used)))

"""A newcomer's week, done at the place that docs/a-newcomers-week.md begins; run as a program of its own.

`python week.py FIRST_LINK` does every step but the commands, in the order of the guide, and says what it pressed.
After each step nobody has fallen: everybody who is with the place is held, with a next step of the place's own in time.
"""

import json
import re
import sys
from datetime import datetime, time, timedelta

import django

# ruff: noqa: E402 -- Django is set up before anything of the house is imported
django.setup()

import time_machine
from accounts.people import digits
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from introductions.listing import PEOPLE, dirty_list
from neighbourhood import owner_connection
from newcomer.desk import Desk
from opening import opened
from record.roles import signed_in_as

from livingwell.glass.jobs import tell_all
from livingwell.lib.hours import LONDON

PASSWORD = "a kettle, a fiddle and some moss"
SATURDAY = 5
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
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
        """Sign in, unless that has been done today: what was open yesterday is shut."""
        desk = self.desks[called].goes("/today/")
        if not desk.at.startswith("/sign-in/"):
            return desk
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
            for day in DAYS:
                lead.writes(day, True)
            lead.writes("Who they work for", organisation).presses("Send the invitation")
            self.desks[called] = Desk(Client(), self.used)
            self._joins(self.desks[called], link_to(email))

    # -- 4 -----------------------------------------------------------------------------------------------------------
    def bring_in(self) -> None:
        asha = self.asha.goes("/today/").follows("Introductions").follows("Bring in a waiting list")
        asha.writes("The list", SimpleUploadedFile("waiting.xlsx", dirty_list())).presses("Go on")
        asha.follows("Waiting list").writes("How many of them can the team reach", "10").presses(
            "Look before anything is made"
        )
        asha.sees("This looks like a note", "the same number or address", f"{PEOPLE} people would come in")
        asha.presses(f"Bring in {PEOPLE} people").sees(f"{PEOPLE} people came in")
        assert count("people_person") == PEOPLE

    # -- 5 -----------------------------------------------------------------------------------------------------------
    def huddle(self) -> None:
        for morning in mornings(5):
            with at(morning):
                asha = self.in_the_morning("Asha").goes("/huddles/")
                asha.presses("Open today’s huddle").follows("Start with")
                for holder in ("Ben", "Carys", "Ben"):
                    asha.writes("What happens next?", "Ring, and ask what would help").writes("Who does it?", holder)
                    asha.writes("By when?", "tomorrow").presses("Add")
                    asha.writes(holder, True).writes("What we decide", "A first ring.").presses(
                        "Agree, and next person"
                    )
                asha.goes("/huddles/").presses("Close the huddle early")

    # -- 6 -----------------------------------------------------------------------------------------------------------
    def ill(self) -> None:
        with at(mornings(6)[-1]):
            asha = self.in_the_morning("Asha").sees("We have not seen Ben today")
            asha.presses("Ben is away today").sees(
                "Ben is away", "The whole team covers", "Ring, and ask what would help"
            )
            asha.presses("I take this")
            self.in_the_morning("Ben").sees("Asha said so").presses("I am here")

    # -- 7 -----------------------------------------------------------------------------------------------------------
    def leave(self) -> None:
        assert count("journeys_holding", f"until is null and practitioner_id = '{practitioner('Carys')}'")
        with at(mornings(6)[-1]):
            carys = self.in_the_morning("Carys").follows("Who is in Harbour team").follows("My days, or leaving")
            carys.presses("Leave the team now").sees("Everybody you held is held by their team")
        assert not count("journeys_holding", f"until is null and practitioner_id = '{practitioner('Carys')}'")

    # -- 8 -----------------------------------------------------------------------------------------------------------
    def break_the_glass(self) -> None:
        # By the database's own clock, which nobody turns: the hour is its to keep.
        emre = self.emre.goes("/today/").follows("People").follows("Break the glass")
        emre.writes("They are here in front of me", True).writes("In your own words", "She fainted at our door.")
        emre.writes("What are they called?", "Iona MacLeod").writes("One more thing you know", "07700 900427")
        emre.presses("Break the glass").sees("You can see").follows("Open their page").sees("You broke the glass")
        with signed_in_as("lw_worker"):
            tell_all(0)
        asha = self.in_the_morning("Asha").goes("/glass/reviews/").follows("The glass was broken")
        asha.writes("It was fitting", True).writes("In a few words", "He rang us at once.")
        asha.presses("This is what I found")

    # -- 9 -----------------------------------------------------------------------------------------------------------
    def give_a_copy(self) -> None:
        with at(mornings(7)[-1]):
            asha = self.in_the_morning("Asha").goes(f"/people/{key_of('people_person', 'called', 'Iona MacLeod')}/")
            asha.follows("Theirs to ask").follows("A copy of everything kept about me").presses("Write it down")
            asha.follows("Answer it").follows("Read through the copy, and give it")
            asha.sees("To help at once, for an hour", "Not sleeping").presses("Give Iona MacLeod this copy").sees(
                "A copy was given"
            )


def key_of(table: str, column: str, value: str) -> str:
    key = "person_id" if table == "people_person" else "id"
    with owner_connection() as owner:
        return str(owner.execute(f"select {key} from {table} where {column} = %s", [value]).fetchone()[0])


def count(table: str, where: str = "true") -> int:
    with owner_connection() as owner:
        return owner.execute(f"select count(*) from {table} where {where}").fetchone()[0]


def link_to(email: str) -> str:
    with owner_connection() as owner:
        bodies = owner.execute(
            'select body from post_delivery where "to" = %s order by made_at desc', [email]
        ).fetchall()
    return re.search(r"http://testserver(/join/[\w-]+/)", opened(bodies[0][0], "post_delivery.body"))[1]


def practitioner(called: str) -> str:
    return key_of("places_practitioner", "called", called)


def at(morning: datetime):
    return time_machine.travel(morning, tick=True)


def mornings(number: int) -> list[datetime]:
    """The next so many working days, at eleven: whoever is not seen by then is asked after."""
    days = (timezone.localdate() + timedelta(days=ahead) for ahead in range(1, 30))
    return [datetime.combine(day, time(11), LONDON) for day in days if day.weekday() < SATURDAY][:number]


STEPS = ("join", "invite", "bring_in", "huddle", "ill", "leave", "break_the_glass", "give_a_copy")

if __name__ == "__main__":
    settings.VIEWER_LASTS = 30 * 24 * 3600
    settings.ALLOWED_HOSTS = ["*"]
    week = Week(*sys.argv[1:])
    for step in STEPS:
        getattr(week, step)()
        with owner_connection() as owner:
            assert owner.execute(FALLEN).fetchone() == (0,), step
        sys.stdout.write(f"{step}\n")
        sys.stdout.flush()
    sys.stdout.write(json.dumps(sorted(week.used)))

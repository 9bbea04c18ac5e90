"""A second, slow and obvious account of promise 1 and promise 7, in plain Python: what the database is held against.

It knows people, teams and days; no table, no policy, no query. Read it beside DESIGN.md section 2.
"""

from dataclasses import dataclass, field

HORIZON = 28


@dataclass
class Step:
    """What happens next: done by "person", "team <name>" or a practitioner's name, due in so many days."""

    by: str
    due: int


@dataclass
class Life:
    """A person, and what stands on their journey."""

    team: str  # who was asked at the door, and is tied for good
    is_open: bool = True
    holder: str = ""  # a practitioner; "" while the team holds
    steps: dict[str, Step] = field(default_factory=dict)
    drawn_in: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    has_page: bool = False
    is_paused: bool = False
    has_died: bool = False
    was_spoken_with: bool = False  # on this journey
    last_holder: str = ""
    has_untaken: bool = False  # a worry that cannot wait, and that nobody has


@dataclass
class Town:
    """Who is in which team, who leads it, and everybody's life."""

    members: dict[str, set[str]]
    leads: dict[str, str]
    lives: dict[str, Life] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)

    def teams_of(self, practitioner: str) -> set[str]:
        return {team for team, names in self.members.items() if practitioner in names}

    def sees(self, practitioner: str, person: str) -> bool:
        """Whoever is in the team that is alongside, or drawn in; never somebody refused."""
        life = self.lives[person]
        if practitioner in life.refused:
            return False
        return practitioner in life.drawn_in or life.team in self.teams_of(practitioner)

    def hands_out_ties(self, practitioner: str, person: str) -> bool:
        """Only through the team: whoever is drawn in draws nobody else in."""
        life = self.lives[person]
        return practitioner not in life.refused and life.team in self.teams_of(practitioner)

    def seen_by(self, practitioner: str) -> set[str]:
        return {person for person in self.lives if self.sees(practitioner, person)}

    def may_do(self, by: str, person: str) -> bool:
        """Whether a step by this name is by somebody who can act for the person."""
        if by == "person":
            return True
        if by.startswith("team "):
            return by == f"team {self.lives[person].team}"
        return self.sees(by, person)

    def falls(self, person: str) -> bool:
        """Whether promise 1 is broken for somebody: nobody who can holds, or nobody who can does anything in time."""
        life = self.lives[person]
        if not life.is_open:
            return bool(life.steps)
        if life.holder and not self.sees(life.holder, person):
            return True
        if any(not self.may_do(step.by, person) for step in life.steps.values()):
            return True
        return not any(step.by != "person" and step.due <= HORIZON for step in life.steps.values())

    def somebody_sees_them(self, person: str, *, without: str = "") -> bool:
        """In the team that holds somebody there is always one who can see them: here, and not refused."""
        life = self.lives[person]
        return not life.is_open or bool(self.members[life.team] - life.refused - {without})

"""What happens when nobody says "I have this".

Something that cannot wait was sent to somebody by name. While nobody has taken it up, somebody else is told about every
ten minutes, by day and by night: whoever is nearest to it and has not been told yet. When everybody has been told it
begins again. As soon as one of us says "I have this", nobody more is told. In Brackwell's team, for these examples,
Tom leads; Dev works every weekday; Priya works on Tuesdays and Wednesdays. Callum works in another team, which is
alongside this person too. It is a Tuesday.
"""

from datetime import timedelta
from uuid import UUID

import pytest
from spec.telling import moment

from livingwell.journeys.rules import Candidate, Turn, is_passed_on, who_is_told_next

EVERYBODY = {
    "Callum": {"in_team": False},
    "Dev": {"days": (0, 1, 2, 3, 4)},
    "Priya": {"days": (1, 2)},
    "Ros": {},
    "Tom": {"leads": True},
}
IDS = {called: UUID(int=number) for number, called in enumerate(EVERYBODY, start=1)}
NAMES = {one: called for called, one in IDS.items()}
TEN = moment("Tuesday 3 November 2026, 10:00")


def names(said: str) -> list[str]:
    return [one for one in said.split(", ") if one]


def told_next(
    so_far: str,
    *,
    lap: int = 1,
    duty: str = "",
    duty_elsewhere: str = "",
    covers: str = "",
    away: str = "",
    refused: str = "",
    raised_by: str = "",
    is_staffed: bool = True,
) -> str:
    """Return who is told after those who were told so far."""
    everybody = [
        Candidate(
            IDS[called],
            called,
            duty_from=TEN if called in names(duty) else None,
            is_on_duty_elsewhere=called in names(duty_elsewhere),
            covers=called in names(covers),
            is_away=called in names(away),
            is_refused=called in names(refused),
            **what,
        )
        for called, what in EVERYBODY.items()
    ]
    told = [Turn(IDS[called], lap, TEN) for called in names(so_far)]
    chosen = who_is_told_next(everybody, told, now=TEN, is_staffed=is_staffed, but_not=IDS.get(raised_by))
    return "nobody more for now" if chosen is None else NAMES[chosen.id] + (", again" if chosen.lap > lap else "")


@pytest.mark.parametrize(
    ("told_so_far", "who_else", "next_is"),
    [
        ("Dev", {"duty": "Priya"}, "Priya"),
        ("Dev", {"covers": "Ros"}, "Ros"),
        ("Dev", {"duty_elsewhere": "Callum"}, "Callum"),
        ("Dev", {}, "Tom"),
        ("Dev, Tom", {}, "Priya"),
        ("Dev, Tom, Priya", {}, "Ros"),
        ("Dev, Tom, Priya, Ros", {}, "Callum"),
    ],
)
def test_whoever_is_nearest_and_was_not_told_yet_is_next(told_so_far, who_else, next_is):
    """On duty; then whoever covers for one who was told or who holds; then whoever is on duty in another team that can
    see the person; then whoever leads; then whoever works today; then the rest of the team; last, anybody else who is
    alongside."""
    assert told_next(told_so_far, **who_else) == next_is


def test_whoever_takes_duty_meanwhile_is_told_next():
    """Nobody has to remember to tell them."""
    assert told_next("Dev, Tom", duty="Ros") == "Ros"


def test_never_somebody_the_person_refused_nor_who_is_away_nor_who_raised_it():
    """Tom raised it; Priya was refused; Ros is away. Callum is left."""
    assert told_next("Dev", raised_by="Tom", refused="Priya", away="Ros") == "Callum"


def test_when_everybody_has_been_told_it_begins_again_with_whoever_is_on_duty():
    """It is never quietly given up."""
    everybody = "Dev, Tom, Priya, Ros, Callum"
    assert told_next(everybody, duty="Priya") == "Priya, again"
    assert told_next(everybody) == "Tom, again"


def test_at_night_everybody_is_told_once_and_it_begins_again_when_somebody_is_there():
    """All have heard of it at home. Who to ring now is on the page of whoever raised it, and so is when we open."""
    everybody = "Dev, Tom, Priya, Ros, Callum"
    assert told_next("Dev, Tom", is_staffed=False) == "Priya"
    assert told_next(everybody, is_staffed=False) == "nobody more for now"
    assert told_next(everybody, duty="Dev", is_staffed=False) == "Dev, again"


@pytest.mark.parametrize(
    ("minutes_after", "is_time"),
    [(9, False), (10, True), (60, True), (-1, False), (-60, True)],
)
def test_ten_minutes_after_one_the_next_is_told(minutes_after, is_time):
    """One at a time, even when the machine was down for an hour: of six who are told at once each thinks that another
    has it. And where its clock was set back, nobody waits for an hour that comes twice."""
    assert is_passed_on([Turn(IDS["Dev"], 1, TEN)], TEN + timedelta(minutes=minutes_after)) is is_time

"""Whom something that cannot wait reaches.

Always somebody by name, who can see it and is there. The same answer is given wherever it is asked: inside a
conversation or on the person's page. "On duty" is said of nobody who is not. Brackwell's team, for these examples, is
Tom, who leads it; Ros, who leads on safeguarding; Dev, who works every weekday; and Priya, who works on Tuesdays and
Wednesdays.
"""

from uuid import UUID

import pytest
from spec.telling import moment

from livingwell.journeys.rules import Candidate, who_leads_on_safeguarding, whom_to_reach

TEAM = {
    "Dev": {"days": (0, 1, 2, 3, 4)},
    "Priya": {"days": (1, 2)},
    "Ros": {"safeguards": True},
    "Tom": {"leads": True},
}
IDS = {called: UUID(int=number) for number, called in enumerate(TEAM, start=1)}
NAMES = {one: called for called, one in IDS.items()}
TUESDAY = "Tuesday 3 November 2026, 10:00"
SATURDAY = "Saturday 7 November 2026, 10:00"


def names(said: str) -> set[str]:
    return set(filter(None, said.split(", ")))


def team(*, away: str = "", refused: str = "", duty: str = "", since: str = TUESDAY) -> list[Candidate]:
    return [
        Candidate(
            IDS[called],
            called,
            is_away=called in names(away),
            is_refused=called in names(refused),
            duty_from=moment(since) if called in names(duty) else None,
            **what,
        )
        for called, what in TEAM.items()
    ]


def reached(when: str, *, asks: str = "Shanice", **said: str) -> str:
    """Return whom it reaches, and whether we say that they are on duty."""
    chosen = whom_to_reach(team(**said), now=moment(when), but_not={IDS.get(asks)})
    if chosen is None:
        return "nobody: who to ring is said"
    return NAMES[chosen.id] + (", on duty" if chosen.is_on_duty else "")


@pytest.mark.parametrize(
    ("asked", "on_duty", "it_reaches"),
    [
        (TUESDAY, "Priya", "Priya, on duty"),
        (TUESDAY, "", "Tom"),
        (SATURDAY, "", "Tom"),
        (SATURDAY, "Dev", "Dev, on duty"),
    ],
)
def test_whoever_is_on_duty_comes_first_and_then_who_leads(asked, on_duty, it_reaches):
    assert reached(asked, duty=on_duty) == it_reaches


@pytest.mark.parametrize(
    ("asked", "who_asks", "away_today", "it_reaches"),
    [
        (TUESDAY, "Tom", "", "Dev"),
        (TUESDAY, "Tom", "Dev", "Priya"),
        (TUESDAY, "Tom", "Dev, Priya", "Ros"),
        (SATURDAY, "Tom", "", "Dev"),
        (SATURDAY, "Tom", "Dev", "Priya"),
    ],
)
def test_then_somebody_whose_working_day_it_is_and_then_anybody(asked, who_asks, away_today, it_reaches):
    """It never comes back to whoever asks, nor to somebody who is away."""
    assert reached(asked, asks=who_asks, away=away_today) == it_reaches


@pytest.mark.parametrize(
    ("never_for_this_person", "on_duty", "it_reaches"),
    [
        ("Tom", "", "Dev"),
        ("Priya", "Priya", "Tom"),
        ("Tom, Dev, Priya", "Dev", "Ros"),
        ("Tom, Dev, Priya, Ros", "Tom", "nobody: who to ring is said"),
    ],
)
def test_somebody_the_person_does_not_want_is_passed_over_and_nothing_waits_for_it(
    never_for_this_person, on_duty, it_reaches
):
    assert reached(TUESDAY, refused=never_for_this_person, duty=on_duty) == it_reaches


def test_when_the_whole_team_is_away_it_waits_for_whoever_is_on_duty_next():
    """And we say from when, so that whoever asks rings as well."""
    everybody = ", ".join(TEAM)
    chosen = whom_to_reach(team(away=everybody, duty="Dev", since=SATURDAY), now=moment(TUESDAY))
    assert chosen is not None
    assert (NAMES[chosen.id], chosen.is_on_duty, chosen.from_at) == ("Dev", False, moment(SATURDAY))


@pytest.mark.parametrize(
    ("raised_by", "never_for_this_person", "away_today", "who_leads"),
    [
        ("Dev", "", "", "Ros"),
        ("Ros", "", "", "Ros"),
        ("Dev", "Ros", "", "Tom"),
        ("Dev", "", "Ros", "Tom"),
        ("Tom", "Ros", "", "Tom"),
        ("Dev", "Ros, Tom", "", "Priya"),
        ("Dev", "Ros, Tom, Priya", "", "nobody: who to ring is said"),
    ],
)
def test_a_safeguarding_concern_goes_to_who_leads_on_safeguarding(
    raised_by, never_for_this_person, away_today, who_leads
):
    """Else to who leads the team, else to somebody other than whoever raised it; never to somebody refused."""
    here = team(refused=never_for_this_person, away=away_today)
    chosen = who_leads_on_safeguarding(here, now=moment(TUESDAY), raised_by=IDS[raised_by])
    assert (NAMES[chosen.id] if chosen else "nobody: who to ring is said") == who_leads

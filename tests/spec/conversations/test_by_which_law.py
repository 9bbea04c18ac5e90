"""By which law a safeguarding concern is raised.

A concern waits for neither consent nor a huddle. Each nation draws its own line between a child and an adult; a child
in the household is a child whoever tells of them.
"""

import pytest

from livingwell.conversations.rules import law_for
from livingwell.conversations.words import About
from livingwell.people.words import AgeBand
from livingwell.places.queries import nations


def law(who: str, age: str, nation: str) -> str:
    about, _law = law_for(About(who), age_band=AgeBand(age), nation=nations()[nation])
    return about


@pytest.mark.parametrize(
    ("nation", "who_may_not_be_safe", "their_age", "raised_as_of"),
    [
        ("england", "themselves", "26 to 64", "adult"),
        ("england", "themselves", "16 or 17", "child"),
        ("england", "themselves", "under 16", "child"),
        ("england", "themselves", "", "adult"),
        ("england", "child", "26 to 64", "child"),
        ("england", "adult", "16 or 17", "adult"),
        ("scotland", "themselves", "16 or 17", "adult"),
        ("scotland", "themselves", "under 16", "child"),
        ("scotland", "child", "65 or over", "child"),
    ],
)
def test_the_line_between_a_child_and_an_adult(nation, who_may_not_be_safe, their_age, raised_as_of):
    """In England it lies at 18, in Scotland at 16. An age nobody has said is taken for an adult's."""
    assert law(who_may_not_be_safe, their_age, nation) == raised_as_of


def test_the_law_is_named_in_the_record():
    """Whoever leads on it reads by which act it was raised, in the words of that nation."""
    _about, named = law_for(About.THEMSELVES, age_band=AgeBand.ADULT, nation=nations()["england"])
    assert named == "Care Act 2014, section 42"

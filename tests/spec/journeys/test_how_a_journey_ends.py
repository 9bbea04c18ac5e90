"""How a journey ends.

No ending is a refusal, and there is none called "rejected", "ineligible" or "discharged". Each leaves a way back, which
is one action and asks nothing again.
"""

from datetime import datetime
from uuid import UUID

import pytest
from spec.telling import moment

from livingwell.journeys.rules import check_ending
from livingwell.journeys.words import ENDINGS, Ending
from livingwell.lib.refusals import NotPossible

MONDAY = moment("Monday 2 November 2026, 10:00")
NOBODY_HEARD = (
    "Nobody has spoken with them yet, so nobody can say this for them. "
    "If you have, write that down first. If they cannot be reached, say so, with a second name."
)


@pytest.mark.parametrize(
    ("ending", "takes_their_own_word", "takes_a_reason", "takes_a_second_practitioner", "stops_every_message"),
    [
        ("Stepped out", "yes", "no", "no", "no"),
        ("Not now, they said", "yes", "yes", "no", "no"),
        ("We could not reach them", "no", "yes", "yes", "no"),
        ("Moved away", "yes", "yes", "no", "no"),
        ("Helped somewhere else, which said yes", "yes", "yes", "no", "no"),
        ("Died", "no", "no", "no", "yes"),
    ],
)
def test_what_each_ending_takes(
    ending, takes_their_own_word, takes_a_reason, takes_a_second_practitioner, stops_every_message
):
    """A person steps out without explaining themselves, and only they can say so. A team explains itself."""
    rule = next(rule for rule in ENDINGS.values() if rule.label == ending)
    said = [
        "yes" if one else "no"
        for one in (rule.is_their_own_word, rule.needs_words, rule.needs_second_practitioner, rule.stops_messages)
    ]
    assert said == [takes_their_own_word, takes_a_reason, takes_a_second_practitioner, stops_every_message]


def test_there_is_no_other_ending():
    """These six, and no seventh: nobody is told they are not ill enough, or too ill."""
    assert len(ENDINGS) == len(Ending) == 6


@pytest.mark.parametrize(
    ("ending", "with_the_words", "what_is_said"),
    [
        ("stepped out", "", "they step out"),
        ("not now", "She would rather wait until spring", "they step out"),
        ("not now", "", "Say in a few words why."),
        ("moved away", "", "Say in a few words why."),
        ("helped elsewhere", "", "Say in a few words why."),
    ],
)
def test_words_where_they_are_owed(ending, with_the_words, what_is_said):
    """One practitioner is enough where the person has said so themselves."""
    assert ends(ending, with_the_words, spoken_at=MONDAY) == what_is_said


@pytest.mark.parametrize(
    ("ending", "what_is_said"),
    [
        ("stepped out", NOBODY_HEARD),
        ("not now", NOBODY_HEARD),
        ("moved away", NOBODY_HEARD),
        ("helped elsewhere", NOBODY_HEARD),
        ("died", "they step out"),
    ],
)
def test_somebody_nobody_has_spoken_with(ending, what_is_said):
    """Nobody says for a person what they have not been heard to say. Who cannot be reached is tried, and then let go of
    by two. That somebody has died may be learned from others."""
    assert ends(ending, "A neighbour said so", spoken_at=None) == what_is_said


def ends(ending: str, words: str, *, spoken_at: datetime | None) -> str:
    """Return "they step out", or the sentence that says why not."""
    try:
        check_ending(Ending(ending), words=words, by_id=UUID(int=1), second_id=None, tries=[], spoken_at=spoken_at)
    except NotPossible as refusal:
        return str(refusal)
    return "they step out"

"""How a journey ends.

No ending is a refusal, and there is none called "rejected", "ineligible" or "discharged". Each leaves a way back, which
is one action and asks nothing again.
"""

from uuid import UUID

import pytest

from livingwell.journeys.rules import check_ending
from livingwell.journeys.words import ENDINGS, Ending
from livingwell.lib.refusals import NotPossible


@pytest.mark.parametrize(
    ("ending", "takes_a_reason", "takes_a_second_practitioner", "stops_every_message"),
    [
        ("Stepped out", "no", "no", "no"),
        ("Not now, they said", "yes", "no", "no"),
        ("We could not reach them", "yes", "yes", "no"),
        ("Moved away", "yes", "no", "no"),
        ("Helped somewhere else, which said yes", "yes", "no", "no"),
        ("Died", "no", "no", "yes"),
    ],
)
def test_what_each_ending_takes(ending, takes_a_reason, takes_a_second_practitioner, stops_every_message):
    """A person steps out without explaining themselves. A team explains itself."""
    rule = next(rule for rule in ENDINGS.values() if rule.label == ending)
    said = ["yes" if one else "no" for one in (rule.needs_words, rule.needs_second_practitioner, rule.stops_messages)]
    assert said == [takes_a_reason, takes_a_second_practitioner, stops_every_message]


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
    try:
        check_ending(Ending(ending), words=with_the_words, by_id=UUID(int=1), second_id=None, tries=[])
        said = "they step out"
    except NotPossible as refusal:
        said = str(refusal)
    assert said == what_is_said

"""Who may be sent something, on which way, and when.

Asked when a message is written, and again at the moment it goes: what was true in between may have changed.
"""

from dataclasses import replace
from datetime import date

from spec.messages.examples import AMAS_EMAIL, AMAS_LETTERS, AMAS_TEXTS, at, said_of

from livingwell.messages.rules import PersonFacts, WayFacts
from livingwell.messages.words import Sort
from livingwell.people.words import Channel, GivenBy


def test_a_number_somebody_gave_themselves_and_said_is_safe():
    """Ama gave her own number and said a message is all right. Tom texts her at three in the afternoon: it goes."""
    assert said_of(AMAS_TEXTS) == "sent"


def test_a_number_somebody_else_gave():
    """Marek's brother gave his number. Nothing goes there, not even hello, until Marek says himself that it is safe."""
    from_a_brother = WayFacts(Channel.TEXT, "07700 900456", GivenBy.SOMEBODY_ELSE, is_verified=False, may_message=True)
    assert said_of(from_a_brother) == (
        "Somebody else gave us this. Nothing is sent or left on it until they say themselves that it is safe."
    )
    assert said_of(replace(from_a_brother, is_verified=True)) == "sent"


def test_a_number_nobody_has_said_is_safe_for_messages():
    """Ama gave a number and did not say whether a message is all right. Silence is not a yes."""
    assert said_of(replace(AMAS_TEXTS, may_message=False)) == (
        "They have not said that a message is safe here. Ask them first."
    )


def test_a_way_that_has_ended():
    """Ama's phone is with her husband now, and she told us so. Nothing goes there again."""
    assert said_of(replace(AMAS_TEXTS, has_ended=True)) == "This is no longer a safe way to reach them."


def test_somebody_who_has_died():
    """George died on Sunday. The reminder written on Friday is not sent, nor is anything else, ever."""
    assert said_of(AMAS_TEXTS, PersonFacts(has_died=True)) == "They have died. Nothing more is sent."


def test_a_phone_for_calls_only():
    """Ama gave a number to ring. A call is not a text."""
    assert said_of(replace(AMAS_TEXTS, channel=Channel.CALL)) == (
        "This is for a call. Ring them when they said is good; a message does not go here."
    )


def test_through_somebody_they_trust():
    """Halima is reached through her aunt. We speak with the aunt; nothing is written."""
    aunt = WayFacts(Channel.THROUGH, "Aunt Safia, 01632 960002", may_message=True)
    assert said_of(aunt) == "This goes through somebody they trust: speak with them. Nothing is sent."


def test_a_number_that_is_not_one():
    """Somebody typed "ask my mum" where a number goes."""
    assert said_of(replace(AMAS_TEXTS, value="ask my mum")) == (
        "This does not look like a number a text can go to. Check it with them."
    )


def test_an_email_to_an_address():
    """Email goes where email can go, and nowhere else."""
    assert said_of(AMAS_EMAIL) == "sent"
    assert said_of(replace(AMAS_EMAIL, value="ama at example")) == (
        "This does not look like an email address. Check it with them."
    )


def test_a_letter_to_a_whole_address():
    """A letter goes in a plain envelope with only the address on it, so the address has to be whole."""
    assert said_of(AMAS_LETTERS) == "sent"
    assert said_of(replace(AMAS_LETTERS, value="Mill Lane")) == (
        "A letter needs a whole address: a name or a house, a street and a town. It goes in a plain envelope."
    )


def test_the_night():
    """Nothing buzzes at night: texts and emails go from nine to eight. A letter waits on the mat, so it has no hour."""
    assert said_of(AMAS_TEXTS, meant_for=at(20)) == "Messages go between 9am and 8pm."
    assert said_of(AMAS_TEXTS, meant_for=at(8, 59)) == "Messages go between 9am and 8pm."
    assert said_of(AMAS_TEXTS, meant_for=at(9)) == "sent"
    assert said_of(AMAS_TEXTS, meant_for=at(19, 59)) == "sent"
    assert said_of(AMAS_LETTERS, meant_for=at(23)) == "sent"


def test_the_hours_follow_the_clock_on_the_wall():
    """On the last Sunday of October and of March the clocks change. Nine is still nine."""
    assert said_of(AMAS_TEXTS, meant_for=at(9, day=date(2026, 10, 25))) == "sent"
    assert said_of(AMAS_TEXTS, meant_for=at(8, 59, day=date(2026, 10, 25))) == "Messages go between 9am and 8pm."
    assert said_of(AMAS_TEXTS, meant_for=at(9, day=date(2027, 3, 28))) == "sent"


def test_somebody_who_said_when():
    """Ama said "after ten, he is at work". Tom has read that and chooses ten: it goes, though it is late.

    A reminder that no person wrote does not go at all: only somebody who can read her words may choose the moment.
    """
    after_ten = replace(AMAS_TEXTS, when="after ten, he is at work")
    assert said_of(after_ten, meant_for=at(22)) == "sent"
    assert said_of(after_ten, meant_for=at(15), by_somebody=False) == (
        "They said when: “after ten, he is at work”. Only somebody who has read that may choose the moment."
    )


def test_a_chosen_moment_that_has_passed():
    """Tom chose ten at night, and the worker was down for an hour. By then he may be home: it does not go."""
    after_ten = replace(AMAS_TEXTS, when="between ten and eleven at night")
    assert said_of(after_ten, meant_for=at(22), now=at(22, 30)) == "sent"
    assert said_of(after_ten, meant_for=at(22), now=at(22, 31)) == (
        "The moment chosen for it had passed before it could go."
    )


def test_a_message_that_waited_until_the_next_day():
    """ "Is four o'clock today still good?" is not a thing to say tomorrow. A message goes on its day or not at all."""
    assert said_of(AMAS_TEXTS, meant_for=at(10), now=at(19)) == "sent"
    assert said_of(AMAS_TEXTS, meant_for=at(10), now=at(10, day=date(2026, 11, 27))) == (
        "It could not go on its day, and what it says may no longer be so."
    )


def test_a_pause():
    """Rosa asked for quiet until 10 December. What was planned with her still reaches her; nothing else does."""
    resting = PersonFacts(paused_until=date(2026, 12, 10))
    assert said_of(AMAS_TEXTS, resting, sort=Sort.REMINDER) == "sent"
    assert said_of(AMAS_TEXTS, resting, sort=Sort.PLANNED) == "sent"
    for sort in (Sort.IN_TOUCH, Sort.MISSED, Sort.OWN_WORDS):
        assert said_of(AMAS_TEXTS, resting, sort=sort) == (
            "They asked for a pause until 2026-12-10. Until then only what was planned with them goes."
        )
    on_the_day = at(11, day=date(2026, 12, 10))
    assert said_of(AMAS_TEXTS, resting, sort=Sort.IN_TOUCH, meant_for=on_the_day) == "sent"

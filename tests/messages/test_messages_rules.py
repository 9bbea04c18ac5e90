"""The rules against a second, slow and obvious reading of them, over every combination of what people may prefer."""

import itertools
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.messages import rules
from livingwell.messages.rules import Message, PersonFacts, WayFacts
from livingwell.messages.rules.saying import beyond_the_alphabet
from livingwell.messages.words import NEXT_STATES, OVER, Sort, State
from livingwell.people.words import Channel, GivenBy

DAY = date(2026, 11, 26)
MOMENTS = [
    datetime(2026, 11, 26, h, m, tzinfo=LONDON) for h, m in ((0, 0), (8, 59), (9, 0), (12, 0), (19, 59), (20, 0))
]
ADDRESSES = {Channel.TEXT: "07700 900123", Channel.EMAIL: "ama@example.org", Channel.LETTER: "4 Mill Lane, Brackwell"}
WORDS = {
    "Hello, is Thursday good?": True,
    "Hello from the clinic": False,
    "see www.example.org": False,
    "x" * 154: None,
}


def obviously(way: WayFacts, person: PersonFacts, message: Message, now: datetime) -> bool:
    """Return whether a message may go, as somebody would say it who reads one line of the promise after another."""
    if person.has_died or way.has_ended:
        return False
    if way.given_by == "somebody else" and not way.is_verified:
        return False
    if way.channel not in ("text", "email", "letter") or not way.may_message:
        return False
    resting = person.paused_until is not None and now.date() < person.paused_until
    if resting and message.sort not in ("planned", "reminder"):
        return False
    if way.channel != "letter":
        if way.when and not message.by_somebody:
            return False
        if not way.when and (now.hour < 9 or now.hour >= 20):
            return False
    fine = WORDS[message.words]
    return way.channel != "text" if fine is None else fine


def every_preference():
    """Yield every combination: what is known of a way, of a person, and of a message."""
    ways = itertools.product(Channel, GivenBy, (True, False), (True, False), ("", "after four"), (True, False))
    people = itertools.product((True, False), (None, DAY, DAY + timedelta(days=3)))
    said = itertools.product(Sort, WORDS, MOMENTS, (True, False))
    for way, person, message in itertools.product(ways, list(people), list(said)):
        channel, given_by, verified, may_message, when, ended = way
        sort, words, at, by_somebody = message
        yield (
            WayFacts(channel, ADDRESSES.get(channel, "x"), given_by, verified, may_message, when, ended),
            PersonFacts(*person),
            Message(sort, words, at, subject="Hello", by_somebody=by_somebody),
        )


def may(way: WayFacts, person: PersonFacts, message: Message) -> bool:
    try:
        rules.may_send(way, person, message=message, now=message.goes_at)
    except NotPossible:
        return False
    return True


def test_nothing_goes_out_outside_the_rules_and_all_that_may_does():
    """Some 49,000 preferences of our cast's, each against the obvious reading: none wrong, either way."""
    asked = wrong = went = 0
    for way, person, message in itertools.islice(every_preference(), 0, None, 7):
        goes = may(way, person, message)
        asked += 1
        went += goes
        wrong += goes != obviously(way, person, message, message.goes_at)
    assert wrong == 0
    assert asked >= 10_000
    assert went > 500  # the rules let something through, or this would prove nothing


@given(
    channel=st.sampled_from(Channel),
    value=st.text(max_size=60),
    when=st.text(max_size=30),
    words=st.text(max_size=300),
    hour=st.integers(0, 23),
    flags=st.tuples(*[st.booleans()] * 5),
)
def test_whatever_is_typed_the_rules_answer_with_a_sentence_or_a_yes(channel, value, when, words, hour, flags):
    verified, may_message, ended, died, by_somebody = flags
    way = WayFacts(channel, value, GivenBy.SOMEBODY_ELSE, verified, may_message, when, ended)
    at = datetime(2026, 11, 26, hour, tzinfo=LONDON)
    message = Message(Sort.OWN_WORDS, words, at, subject=words[:20], by_somebody=by_somebody)
    if may(way, PersonFacts(died), message):
        assert verified
        assert may_message
        assert not ended
        assert not died
        assert words.strip()


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ((2026, 11, 26, 15, 0), (2026, 11, 26, 15, 0)),
        ((2026, 11, 26, 20, 0), (2026, 11, 27, 9, 0)),
        ((2026, 11, 27, 3, 0), (2026, 11, 27, 9, 0)),
        ((2026, 12, 20, 23, 59), (2026, 12, 21, 9, 0)),
    ],
)
def test_what_is_written_in_the_night_goes_at_nine(wanted, goes):
    now = datetime(2026, 11, 26, 14, 0, tzinfo=LONDON)
    way = WayFacts(Channel.TEXT, "07700 900123")
    assert rules.goes_at(way, wanted=datetime(*wanted, tzinfo=LONDON), now=now) == datetime(*goes, tzinfo=LONDON)
    letters = WayFacts(Channel.LETTER, "4 Mill Lane, Brackwell")
    assert rules.goes_at(letters, wanted=datetime(*wanted, tzinfo=LONDON), now=now) == datetime(*wanted, tzinfo=LONDON)


@pytest.mark.parametrize(("days", "says"), [(-1, "still to come"), (29, "within four weeks")])
def test_a_moment_that_has_been_or_is_far_away_is_refused(days, says):
    now = datetime(2026, 11, 26, 14, 0, tzinfo=LONDON)
    with pytest.raises(NotPossible, match=says):
        rules.goes_at(WayFacts(Channel.TEXT, "07700 900123"), wanted=now + timedelta(days=days), now=now)


def test_a_text_is_written_in_the_letters_phones_have():
    typed = "Hello, it’s Tom – is “four”\u00a0good…?"
    plain = rules.for_a_text(typed)
    assert plain == 'Hello, it\'s Tom - is "four" good...?'
    assert (beyond_the_alphabet(typed) != "", beyond_the_alphabet(plain)) == (True, "")
    assert rules.parts_of_a_text(plain) == 1


def test_a_letter_phones_do_not_have_is_said_before_it_goes_and_stops_nothing():
    words = "Cześć Łukasz, it's Tom. " + "a" * 80
    [one] = rules.worth_knowing(Channel.TEXT, words)
    assert one.values == {"letters": "ś ć Ł", "parts": 2}
    assert rules.worth_knowing(Channel.EMAIL, words) == ()
    assert rules.worth_knowing(Channel.TEXT, "Hello, it's Tom.") == ()
    assert rules.parts_of_a_text("😀" * 35) == 1
    assert rules.parts_of_a_text("😀" * 36) == 2


def test_a_few_letters_take_the_room_of_two():
    assert rules.text_length("{a}") == 5
    assert rules.text_length("€") == 2


def test_the_states_only_go_forward():
    for state, following in NEXT_STATES.items():
        assert State.WAITING not in following
        assert state == State.UNSURE or not (state in OVER and following)

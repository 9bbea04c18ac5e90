"""What may be said in a message.

Anybody may see a phone, an inbox or a doormat. So a message says who it is from by first name and what is asked, and
nothing that says what this is about.
"""

import pytest
from spec.messages.examples import AMAS_EMAIL, AMAS_LETTERS, AMAS_TEXTS, said_of

from livingwell.messages.words import Sort


def test_a_plain_hello():
    """Who, and what is asked. That is all a message needs."""
    assert said_of(words="Hello, it's Tom. Is four o'clock Thursday still good?") == "sent"


def test_a_word_that_says_what_kind_of_place_is_writing():
    """On a phone face up on the kitchen table."""
    assert said_of(words="Hello, Tom from the mental health team here.") == (
        "“mental” says what kind of place is writing, and anybody may see it. Say it another way."
    )


def test_a_word_that_says_what_may_be_wrong():
    """However kindly it is meant."""
    assert said_of(words="I hope the anxiety is a little better today.") == (
        "“anxiety” says what may be wrong, and anybody may see it. Say it another way."
    )


def test_a_word_that_could_put_somebody_in_danger():
    """Read by the wrong person, this is worse than saying nothing."""
    assert said_of(words="We can talk about the abuse on Thursday.") == (
        "“abuse” could put somebody in danger if the wrong person sees it. Say it another way."
    )


def test_a_word_that_makes_somebody_ask():
    """ "What appointment?" """
    assert said_of(words="Your appointment is on Thursday at four.") == (
        "“appointment” makes whoever reads it ask with whom. Say it another way: “Is Thursday at four still good?”"
    )


@pytest.mark.parametrize(
    "word", ["Psychiatry", "COUNSELLING", "self-harm", "Self harm", "diagnosis", "suicidal", "rehab-clinic"]
)
def test_whatever_its_capitals_and_its_ending(word):
    """It is the beginning of a word that tells, anywhere in the message."""
    assert "Say it another way" in said_of(words=f"Hello. About {word}: shall we talk?")


@pytest.mark.parametrize("word", ["fundamental", "reward", "drape", "grape", "impatient", "household", "case"])
def test_words_that_only_look_alike(word):
    """Words that happen to hold another inside them are nothing to do with it."""
    assert said_of(words=f"Hello, it's Tom. A {word} thought: is Thursday good?") == "sent"


def test_the_name_of_the_place():
    """The place's own name says it all. A first name says enough."""
    assert said_of(words="Hello from Living Well Brackwell.", not_said=("Living Well",)) == (
        "“Living Well” is our name, and anybody may see it. Say who you are by your own name instead."
    )


@pytest.mark.parametrize(
    "link",
    [
        "https://brackwell.example/my-page/open/x",
        "www.brackwell.example",
        "livingwell.org.uk/a",
        "Bit.ly/abc",
        "HTTP://x",
    ],
)
def test_a_link(link):
    """On a shared phone a link leads the other person here too."""
    assert said_of(words=f"Hello, it's Tom. See {link}") == (
        "No links: on a phone that others see, a link leads them here too. Give a name or a number instead."
    )


def test_an_address_or_a_sum_of_money_is_no_link():
    """Someone may need to know where to write, or what the bus costs."""
    assert said_of(words="Write to tom@example.org, or call 01632 960001. The bus is 2.50 each way.") == "sent"


def test_the_subject_of_an_email():
    """Seen in an inbox, and on a lock screen, before anybody opens it."""
    assert said_of(AMAS_EMAIL, subject="Hello from Tom") == "sent"
    assert said_of(AMAS_EMAIL, subject="Your therapy session").startswith("“therapy” says what kind of place")
    assert said_of(AMAS_EMAIL, subject="") == ("An email needs a short subject on one line, such as “Hello from Tom”.")
    assert said_of(AMAS_EMAIL, subject="Hello\nBcc: everybody@example.org") == (
        "An email needs a short subject on one line, such as “Hello from Tom”."
    )


def test_a_text_that_is_too_long():
    """153 letters: what fits in one text, whatever the network puts before it."""
    assert said_of(AMAS_TEXTS, words="a" * 153) == "sent"
    assert said_of(AMAS_TEXTS, words="a" * 154) == (
        "A text has room for 153 letters, and this has 154. Make it a little shorter."
    )
    assert said_of(AMAS_EMAIL, words="a" * 154) == "sent"


def test_a_letter_says_no_more_than_a_text():
    """A letter is opened by whoever opens it."""
    assert said_of(AMAS_LETTERS, words="About your referral to the clinic").startswith("“referral” says")


def test_nothing():
    """There is nothing to send."""
    assert said_of(words="   ", sort=Sort.OWN_WORDS) == "Write a few words first."

"""Keys nobody can guess, words somebody can say, and sentences with their places filled."""

from uuid import uuid4

from livingwell.lib import keys
from livingwell.lib.refusals import NotPossible


def test_links_are_long_and_never_the_same():
    links = {keys.new_link() for _ in range(1000)}
    assert len(links) == 1000
    assert {len(link) for link in links} == {43}


def test_the_words_are_short_plain_and_all_different():
    assert len(set(keys.WORDS)) == len(keys.WORDS) == 128
    assert all(word.isalpha() and word.islower() and len(word) <= 8 for word in keys.WORDS)
    assert len(keys.new_words().split()) == 4


def test_no_word_begins_another_so_that_none_is_misheard_halfway():
    assert [(a, b) for a in keys.WORDS for b in keys.WORDS if a != b and b.startswith(a)] == []


def test_words_are_forgiven_their_capitals_hyphens_and_commas():
    assert keys.plain_words(" Copper-teapot,  RIVER  otter ") == "copper teapot river otter"
    assert keys.plain_words("copper teapot river") != keys.plain_words("copper teapot river otter")


def test_what_is_made_from_a_forms_key_is_the_same_again_and_nobody_elses():
    key = uuid4()
    made = keys.made_from(b"secret", "person", key)
    assert made == keys.made_from(b"secret", "person", key)
    assert len({made, keys.made_from(b"secret", "receipt", key), keys.made_from(b"other", "person", key)}) == 3


def test_a_refusal_reads_as_its_sentence():
    assert str(NotPossible("Choose a day within %(days)s days.", days=28)) == "Choose a day within 28 days."
    assert str(NotPossible("100 % sure")) == "100 % sure"

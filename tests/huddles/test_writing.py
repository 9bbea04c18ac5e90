"""The story and the decision are saved as they are written, and nobody's words are lost to another's."""

import pytest
from huddles.gathering import gather
from neighbourhood import as_, introduce

from livingwell.huddles import actions, queries, rules
from livingwell.lib.refusals import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def ama(place):
    return introduce(place, "Ama")


@pytest.fixture
def huddle(place, ama):
    return gather(place)


def write(place, huddle, journey, words, *, revision=0, who=None, page=""):
    with as_(who or place.tom) as by:
        return actions.write_story(huddle=huddle, journey=journey, words=words, revision=revision, writer=page, by=by)


def story(place, huddle, journey):
    with as_(place.tom):
        return queries.find_brought(huddle, journey.pk).story


def test_each_save_is_counted_and_goes_on_from_the_one_before(place, ama, huddle):
    first = write(place, huddle, ama, "Found her father.")
    second = write(place, huddle, ama, "Found her father in August.", revision=first.story_revision)
    assert second.story_revision == first.story_revision + 1
    assert story(place, huddle, ama) == "Found her father in August."


def test_saving_the_same_words_again_after_a_lost_answer_is_no_quarrel(place, ama, huddle):
    first = write(place, huddle, ama, "Found her father.", page="a")
    again = write(place, huddle, ama, "Found her father.", page="a")
    assert again.story_revision == first.story_revision


def test_the_same_page_goes_on_writing_though_the_answer_to_its_last_save_was_lost(place, ama, huddle):
    write(place, huddle, ama, "Found her", page="a")
    write(place, huddle, ama, "Found her father.", page="a")
    assert story(place, huddle, ama) == "Found her father."


def test_two_who_write_at_once_the_second_is_told_and_neither_is_overwritten(place, ama, huddle):
    write(place, huddle, ama, "Found her father.", page="a")
    with pytest.raises(rules.Overtaken, match="Tom wrote here too while you were writing"):
        write(place, huddle, ama, "Sleeps badly.", who=place.dev, page="b")
    assert story(place, huddle, ama) == "Found her father."


def test_the_same_page_key_in_somebody_elses_hands_is_not_the_same_page(place, ama, huddle):
    write(place, huddle, ama, "Found her father.", page="a")
    with pytest.raises(rules.Overtaken):
        write(place, huddle, ama, "Sleeps badly.", who=place.dev, page="a")


def test_somebody_of_another_team_writes_nothing(place, ama, huddle):
    with pytest.raises(NotPossible, match="Only the team whose huddle this is"):
        write(place, huddle, ama, "Sleeps badly.", who=place.callum)
    assert story(place, huddle, ama) == ""

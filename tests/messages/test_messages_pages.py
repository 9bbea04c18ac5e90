"""Writing to somebody in the pages: what they need first, the safe ways only, a look, then send."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from messages.carrying import EMAIL, introduced
from neighbourhood import as_, introduce, introduce_another, signed_in

from livingwell.access.models import Look
from livingwell.introductions.rules import Way
from livingwell.messages.models import Message
from livingwell.messages.panels import MessagesPanel
from livingwell.messages.queries import messages_of
from livingwell.messages.words import Sort, State
from livingwell.people.models import WayToReach
from livingwell.people.words import Channel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("daytime", "mailbox")]


def address(person_id) -> str:
    return reverse("messages:write", args=[person_id])


def filled(way, **differently) -> dict[str, str]:
    return {
        "way": str(way.pk),
        "sort": "own words",
        "words": "Hello, is Thursday good?",
        "moment": "now",
        **differently,
    }


def kept(place, person_id) -> list[Message]:
    with as_(place.tom):
        return messages_of(person_id)


def once_key(html: str) -> str:
    return re.search(r'name="_once" value="([^"]+)"', html)[1]


def test_what_somebody_needs_comes_before_anything_is_typed(lasting_place):
    person, _way = introduced(
        lasting_place, about={"needs": "Large print, please", "language": "Twi", "wants_interpreter": True}
    )
    html = signed_in(lasting_place.tom).get(address(person.pk)).content.decode()
    assert html.index("Large print, please") < html.index('<form method="post" novalidate')
    assert "An interpreter helps, for Twi." in html


def test_what_may_and_may_not_be_said_stands_beside_each_way(lasting_place):
    way = Way(
        Channel.EMAIL, "ama@example.org", may_message=True, may_say="it’s Tom", not_say="the house", when="after four"
    )
    person, _way = introduced(lasting_place, way)
    html = signed_in(lasting_place.tom).get(address(person.pk)).content.decode()
    assert "When: after four. May be said: it’s Tom. Never say: the house." in html


def test_a_way_nothing_goes_on_is_shown_with_the_rules_own_sentence(lasting_place):
    journey = introduce(lasting_place, ways=(EMAIL, Way(Channel.CALL, "07700 900123", may_message=True)))
    html = signed_in(lasting_place.tom).get(address(journey.person_id)).content.decode()
    assert html.count('name="way"') == 1
    assert "This is for a call. Ring them when they said is good; a message does not go here." in html


def test_when_no_way_is_safe_there_is_nothing_to_fill_in(lasting_place):
    journey = introduce_another(lasting_place, ways=(Way(Channel.EMAIL, "marek@example.org", may_message=True),))
    client = signed_in(lasting_place.tom)
    html = client.get(address(journey.person_id)).content.decode()
    assert "There is no safe way to write" in html
    assert 'name="words"' not in html
    with as_(lasting_place.tom):
        way = WayToReach.objects.get(person_id=journey.person_id)
    assert client.post(address(journey.person_id), filled(way, sure="yes")).status_code == 422
    assert kept(lasting_place, journey.person_id) == []


def test_it_is_looked_at_first_and_sent_second(lasting_place):
    person, way = introduced(lasting_place)
    client = signed_in(lasting_place.tom)
    looked = client.post(address(person.pk), filled(way, words="Is <Thursday> good?\n\nTom"))
    html = looked.content.decode()
    assert looked.status_code == 200
    assert "Is &lt;Thursday&gt; good?" in html
    assert "Hello from Tom" in html
    assert kept(lasting_place, person.pk) == []
    sent = client.post(address(person.pk), filled(way, sure="yes", _once=once_key(html)))
    assert (sent.status_code, sent["Location"]) == (303, reverse("website:person", args=[person.pk]))
    [message] = kept(lasting_place, person.pk)
    assert (message.words, message.by_called, message.state) == ("Hello, is Thursday good?", "Tom", State.WAITING)


def test_sent_twice_it_is_written_once(lasting_place):
    person, way = introduced(lasting_place)
    client = signed_in(lasting_place.tom)
    key = str(uuid4())
    answers = [client.post(address(person.pk), filled(way, sure="yes", _once=key)) for _ in range(3)]
    assert {answer["Location"] for answer in answers} == {reverse("website:person", args=[person.pk])}
    assert len(kept(lasting_place, person.pk)) == 1


def test_words_that_tell_are_refused_beside_the_field_and_kept(lasting_place):
    person, way = introduced(lasting_place)
    client = signed_in(lasting_place.tom)
    refused = client.post(address(person.pk), filled(way, words="About your therapy on Thursday"))
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "“therapy” says what kind of place is writing" in html
    assert "About your therapy on Thursday" in html
    assert kept(lasting_place, person.pk) == []


def test_ready_words_ask_for_what_they_need_by_name(lasting_place):
    person, way = introduced(lasting_place)
    client = signed_in(lasting_place.tom)
    missing = client.post(address(person.pk), filled(way, sort="reminder", words=""))
    assert missing.status_code == 422
    assert "Fill this in" in missing.content.decode()
    filled_in = filled(way, sort="reminder", words="", reminder_when="four o’clock Thursday")
    assert "Is four o’clock Thursday still good?" in client.post(address(person.pk), filled_in).content.decode()
    client.post(address(person.pk), {**filled_in, "sure": "yes"})
    [message] = kept(lasting_place, person.pk)
    assert (message.sort, message.words) == (Sort.REMINDER, "Hello, it’s Tom. Is four o’clock Thursday still good?")


def test_changing_it_gives_back_all_that_was_filled_in(lasting_place):
    person, way = introduced(lasting_place)
    changed = signed_in(lasting_place.tom).post(address(person.pk), filled(way, change="yes"))
    html = changed.content.decode()
    assert changed.status_code == 200
    assert "Hello, is Thursday good?" in html
    assert kept(lasting_place, person.pk) == []


@pytest.mark.parametrize(
    "bad",
    [
        {"way": "not-a-way"},
        {"way": str(uuid4())},
        {"sort": "shout"},
        {"words": ""},
        {"words": "\0" * 10},
        {"words": "a" * 3001},
        {"moment": "later"},
        {"moment": "later", "day_day": "1", "day_month": "1", "day_year": "3026", "time": "4pm"},
        {"moment": "later", "day_day": "31", "day_month": "2", "day_year": "2027", "time": "4pm"},
        {"moment": "later", "day_day": "1", "day_month": "1", "day_year": "2020", "time": "teatime"},
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_written(lasting_place, bad):
    person, way = introduced(lasting_place)
    answer = signed_in(lasting_place.tom).post(address(person.pk), {**filled(way, sure="yes"), **bad})
    assert answer.status_code == 422
    assert "Please look again at this" in answer.content.decode()
    assert kept(lasting_place, person.pk) == []


def test_somebody_with_no_tie_finds_nothing_there_and_nothing_at_an_address_that_never_was(lasting_place):
    person, way = introduced(lasting_place)
    stranger = signed_in(lasting_place.callum)
    theirs, nobodys = stranger.get(address(person.pk)), stranger.get(address(uuid4()))
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert stranger.post(address(person.pk), filled(way, sure="yes")).status_code == 404
    assert kept(lasting_place, person.pk) == []


def test_looking_at_somebodys_ways_is_a_look_they_can_read(lasting_place):
    person, _way = introduced(lasting_place)
    signed_in(lasting_place.tom).get(address(person.pk))
    with as_(lasting_place.tom):
        assert [(look.by_called, look.page) for look in Look.objects.filter(person_id=person.pk)] == [
            ("Tom", "message")
        ]


def test_a_message_can_be_taken_back_while_it_waits(lasting_place):
    person, way = introduced(lasting_place)
    client = signed_in(lasting_place.tom)
    client.post(address(person.pk), filled(way, sure="yes"))
    [message] = kept(lasting_place, person.pk)
    taken = client.post(reverse("messages:hold_back", args=[message.pk]))
    assert taken.status_code == 303
    [message] = kept(lasting_place, person.pk)
    assert (message.state, message.why_not) == (State.HELD_BACK, "Tom took it back")
    assert client.post(reverse("messages:hold_back", args=[message.pk])).status_code == 422
    assert signed_in(lasting_place.callum).post(reverse("messages:hold_back", args=[message.pk])).status_code == 404


def test_the_panel_says_what_became_of_each_in_plain_words(lasting_place):
    person, way = introduced(lasting_place)
    client = signed_in(lasting_place.tom)
    client.post(address(person.pk), filled(way, sure="yes"))
    with as_(lasting_place.tom):
        [line] = MessagesPanel.of(messages_of(person.pk)).lines
    assert (line.by, line.how, line.state, line.is_waiting) == ("Tom", "by email", "Waiting to go", True)


def test_the_page_asks_the_database_little_whatever_there_is(lasting_place, django_assert_max_num_queries):
    journey = introduce(
        lasting_place, ways=tuple(Way(Channel.TEXT, f"07700 9001{n:02}", may_message=True) for n in range(9))
    )
    client = signed_in(lasting_place.tom)
    with django_assert_max_num_queries(15):
        assert client.get(address(journey.person_id)).status_code == 200

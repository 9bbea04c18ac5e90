"""Letters to post: printed, then said to be posted on a day; only then does the person's page say so."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from messages.carrying import EMAIL, introduced, message_of, work, write
from neighbourhood import as_, signed_in
from post.mailbox import Mailbox

from livingwell.access.models import Look
from livingwell.introductions.rules import Way
from livingwell.messages.panels import MessagesPanel
from livingwell.messages.queries import messages_of
from livingwell.messages.words import State
from livingwell.people import actions as people
from livingwell.people.words import Channel

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("empty_queue", "daytime", "mailbox"),
]
LETTER = Way(Channel.LETTER, "Ama Owusu, 4 Mill Lane, Brackwell", may_message=True)


def printed(place):
    """A letter that Tom wrote, in the tray."""
    person, way = introduced(place, LETTER)
    message = write(place, person, way)
    work()
    return person, way, message


def listed(client) -> str:
    return client.get(reverse("messages:letters")).content.decode()


def post_it(client, message, on):
    return client.post(reverse("messages:posted", args=[message.pk]), {"on": on.isoformat()})


def test_a_letter_is_listed_for_the_team_until_somebody_says_it_is_posted(lasting_place):
    person, _way, message = printed(lasting_place)
    client = signed_in(lasting_place.shanice)
    assert "To Ama" in listed(client)
    assert post_it(client, message, timezone.localdate()).status_code == 303
    assert "No letter waits" in listed(client)
    work()
    assert message_of(message).state == State.SENT
    with as_(lasting_place.tom):
        [line] = MessagesPanel.of(messages_of(person.pk)).lines
    assert (line.state, line.posted_on) == ("Sent", timezone.localdate())
    page = client.get(reverse("website:person_story", args=[person.pk])).content.decode()
    assert "Posted today" in page


def test_a_letter_is_said_to_be_posted_once_and_on_a_day_that_can_be(lasting_place):
    _person, _way, message = printed(lasting_place)
    client = signed_in(lasting_place.shanice)
    today = timezone.localdate()
    for never in (today + timedelta(days=1), today - timedelta(days=1)):
        assert post_it(client, message, never).status_code == 422
    assert message_of(message).posted_on is None
    assert post_it(client, message, today).status_code == 303
    again = post_it(client, message, today)
    assert again.status_code == 422
    assert "Shanice has already said that this was posted." in again.content.decode()


def test_a_letter_to_an_address_no_longer_safe_is_not_offered_for_posting(lasting_place):
    _person, way, message = printed(lasting_place)
    shanice = signed_in(lasting_place.shanice)
    on_paper = reverse("messages:letter", args=[message.pk])
    assert shanice.get(on_paper).status_code == 200
    with as_(lasting_place.tom) as by:
        people.end_ways(ways=[way], by=by)
    assert "No letter waits" in listed(shanice)
    assert shanice.get(on_paper).status_code == 404


def test_a_letter_on_paper_is_a_look_they_can_read(lasting_place):
    person, _way, message = printed(lasting_place)
    page = signed_in(lasting_place.shanice).get(reverse("messages:letter", args=[message.pk])).content.decode()
    assert "Ama Owusu\n4 Mill Lane\nBrackwell" in page
    with as_(lasting_place.tom):
        assert [(look.by_called, look.page) for look in Look.objects.filter(person_id=person.pk)] == [
            ("Shanice", "letter")
        ]


def test_somebody_with_no_tie_finds_no_letter_and_an_email_is_none(lasting_place, mailbox: Mailbox):
    _person, _way, message = printed(lasting_place)
    stranger = signed_in(lasting_place.callum)
    assert "No letter waits" in listed(stranger)
    for key in (message.pk, uuid4()):
        assert stranger.get(reverse("messages:letter", args=[key])).status_code == 404
        assert stranger.post(reverse("messages:posted", args=[key])).status_code == 404
    other, email_way = introduced(lasting_place, EMAIL)
    email = write(lasting_place, other, email_way)
    assert signed_in(lasting_place.tom).get(reverse("messages:letter", args=[email.pk])).status_code == 404


def test_the_list_costs_the_same_however_many_letters_wait(lasting_place, django_assert_max_num_queries):
    for _ in range(6):
        printed(lasting_place)
    client = signed_in(lasting_place.tom)
    listed(client)
    with django_assert_max_num_queries(15):
        assert listed(client).count("To Ama") == 6


def test_today_leads_to_the_letters(lasting_place):
    page = signed_in(lasting_place.shanice).get("/today/").content.decode()
    assert f'href="{reverse("messages:letters")}"' in page

"""A practitioner is told by email that something waits: neutrally, once, and only when it was committed."""

from uuid import uuid4

import pytest
from neighbourhood import account_of, as_, introduce, owner_connection
from opening import opened

from livingwell.journeys import actions as journeys
from livingwell.journeys.actions.telling import CANNOT_WAIT, tell
from livingwell.places.models import Practitioner

pytestmark = pytest.mark.django_db(transaction=True)
SENT = 'select "to", subject, body from post_delivery order by made_at'


@pytest.fixture
def mail_server(settings):
    settings.POST_SMTP_HOST = "mail.brackwell.example"


def sent():
    with owner_connection() as owner:
        rows = owner.execute(SENT).fetchall()
    return [
        (to, opened(subject, "post_delivery.subject"), opened(body, "post_delivery.body")) for to, subject, body in rows
    ]


def reach(place, journey):
    with as_(place.shanice) as shanice:
        return journeys.reach_now(journey=journey, words="The pills on the table.", by=shanice)


def test_whoever_it_reaches_is_written_to_and_the_email_names_nobody(lasting_place, mail_server):
    reach(lasting_place, introduce(lasting_place, "Ama"))
    [(to, subject, body)] = sent()
    assert to == account_of(lasting_place.tom).email
    assert body == "Something at work can’t wait. Sign in to read it."
    for word in ("Ama", "Shanice", "pills", "Brackwell", "worry"):
        assert word not in subject + body


def test_whomever_it_comes_back_to_is_told_again(lasting_place, mail_server):
    place = lasting_place
    worry = reach(place, introduce(place, "Ama"))
    for to in Practitioner.objects.filter(pk__in=[place.dev.pk, place.tom.pk]).order_by("called"):
        with as_(place.shanice) as shanice:
            worry.refresh_from_db()
            journeys.pass_worry(worry=worry, to=to, by=shanice)
    told = [account_of(one).email for one in (place.tom, place.dev, place.tom)]
    assert [to for to, _subject, _body in sent()] == told


def test_each_is_written_to_once_about_one_change(lasting_place, mail_server):
    both, change = [lasting_place.dev.pk, lasting_place.tom.pk], uuid4()
    for _time in range(2):
        with as_(lasting_place.shanice):
            for one in Practitioner.objects.filter(pk__in=both).order_by("called"):
                tell(practitioner=one, about=change, sentence=CANNOT_WAIT)
    assert [to for to, _subject, _body in sent()] == ["dev@brackwell.example", "tom@brackwell.example"]


def test_nothing_is_sent_of_what_was_taken_back(lasting_place, mail_server):
    place = lasting_place
    journey = introduce(place, "Ama")
    with pytest.raises(ValueError, match="the page breaks"), as_(place.shanice) as shanice:  # noqa: PT012 -- one request
        journeys.reach_now(journey=journey, words="The pills on the table.", by=shanice)
        raise ValueError("the page breaks")
    assert sent() == []


def test_where_there_is_no_mail_server_nothing_is_refused_for_it(lasting_place):
    worry = reach(lasting_place, introduce(lasting_place, "Ama"))
    assert worry.reaches == lasting_place.tom
    assert sent() == []

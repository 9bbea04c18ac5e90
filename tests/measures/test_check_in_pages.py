"""The pages: two by a link, with no signing in; my own; those of whoever is alongside; and a team's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from measures.asking import ALL, SATISFACTION, again, answered, asked, held
from neighbourhood import as_, owner_connection, signed_in
from website.homes import own_page

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.lib import keys
from livingwell.measures.models import CheckIn, NoMore
from livingwell.measures.words import By

pytestmark = pytest.mark.django_db
GIVEN = {f"item_{key}": given for key, given in ALL.items()}
QUESTIONS, THANKS = "/questions/", "/questions/thanks/"


def link_to(place, check_in: CheckIn) -> str:
    """Make a link as the message would as it goes; return where it leads."""
    key = keys.new_link()
    with as_(place.tom):
        CheckIn.objects.filter(pk=check_in.pk).update(link_digest=keys.link_digest(key), by=By.LINK)
    return f"/q/{key}/"


def opened(place, check_in: CheckIn) -> Client:
    phone = Client()
    assert phone.get(link_to(place, check_in)).headers["Location"] == QUESTIONS
    return phone


def text(response) -> str:
    return response.content.decode()


def test_two_pages_and_no_signing_in_from_the_link_to_their_own_line(place):
    journey = held(place)
    answered(place, asked(place, journey), ALL | {"1": 1})
    phone = opened(place, asked(place, journey))
    page = text(phone.get(QUESTIONS))
    assert "How my mind is" in page
    assert "checked" not in page
    assert "Ama" not in page
    sent = phone.post(QUESTIONS, GIVEN)
    assert sent.headers["Location"] == THANKS
    thanks = text(phone.get(THANKS))
    assert "Thank you" in thanks
    assert "<svg" in thanks
    assert "See it as a table" in thanks
    assert "Your line" not in text(phone.get(THANKS)), "whoever takes the phone next finds a plain page"


def test_used_twice_it_says_so_kindly_and_changes_nothing(place):
    check_in = asked(place, held(place))
    phone = opened(place, check_in)
    phone.post(QUESTIONS, GIVEN)
    first = again(place, check_in).answered_at
    assert "Already answered, thank you" in text(phone.get(QUESTIONS))
    late = phone.post(QUESTIONS, GIVEN)
    assert late.status_code == 422
    assert "answered already" in text(late)
    assert again(place, check_in).answered_at == first


def test_late_and_unknown_and_in_part_it_says_so_kindly(place):
    check_in = asked(place, held(place))
    phone = opened(place, check_in)
    with as_(place.tom):
        CheckIn.objects.filter(pk=check_in.pk).update(expires_at=timezone.now() - timedelta(days=2))
    assert "This link has ended, and that is fine" in text(phone.get(QUESTIONS))
    refused = phone.post(QUESTIONS, GIVEN)
    assert refused.status_code == 422
    assert text(refused).count("checked") == len(ALL), "what was answered is still there"
    stranger = Client()
    stranger.get(f"/q/{keys.new_link()}/")
    assert "opens nothing on this phone" in text(stranger.get(QUESTIONS))


def test_half_given_on_a_shared_phone_the_rest_is_asked_and_nothing_shown(place):
    check_in = asked(place, held(place))
    phone = opened(place, check_in)
    phone.post(QUESTIONS, {"item_1": "7", "item_2": "2", "do": "later"})
    assert "The same link opens the rest" in text(phone.get(THANKS))
    page = text(phone.get(QUESTIONS))
    assert "You answered 2 of 11 before" in page
    assert "How my mind is" not in page
    assert "checked" not in page
    phone.post(QUESTIONS, {key: given for key, given in GIVEN.items() if key not in ("item_1", "item_2")})
    assert len(again(place, check_in).items) == 11


def test_an_answer_out_of_range_or_none_at_all_is_refused_beside_what_was_said(place):
    phone = opened(place, asked(place, held(place)))
    for given in ({**GIVEN, "item_4": "8"}, {**GIVEN, "item_4": "0"}, {}):
        refused = phone.post(QUESTIONS, given)
        assert refused.status_code == 422
        assert "nhsuk-error-summary" in text(refused)


def test_no_more_of_these_is_one_tap(place):
    check_in = asked(place, held(place))
    phone = opened(place, check_in)
    phone.post("/questions/no-more")
    assert "You will not be asked again" in text(phone.get(THANKS))
    with as_(place.tom):
        assert NoMore.objects.filter(person_id=check_in.person_id).exists()


@pytest.mark.usefixtures("every_day")
def test_help_comes_first_and_says_truthfully_when_it_is_read(place, asks_of_life):
    phone = opened(place, asked(place, held(place), By.TABLET, asks_of_life))
    phone.post(QUESTIONS, {"item_1": "0", "item_2": "2"})
    for _looked_again in range(2):
        thanks = text(phone.get(THANKS))
        assert "You do not have to be alone with this" in thanks
        assert "tel:116123" in thanks
        assert "Somebody is here now, until" in thanks or "We may not read it before" in thanks


def test_on_my_page_i_answer_when_i_like_and_see_my_line_at_once(place):
    journey = held(place)
    me = own_page(place, journey)
    assert "How I have been" in text(me.get("/my-page/"))
    where = reverse("website:my_check_in", args=["life-satisfaction"])
    kept = me.post(where, {"item_1": "6", "do": "later"})
    assert kept.headers["Location"].endswith("?now=kept")
    assert text(me.get(where)).count("checked") == 1
    me.post(where, GIVEN)
    page = text(me.get("/my-page/check-ins/"))
    assert "<svg" in page
    with named(Viewer(Kind.PERSON, journey.person_id, called="Ama")):
        [check_in] = CheckIn.objects.all()
        assert (check_in.by, check_in.asked_by, check_in.typed_by) == (By.OWN_PAGE, "Ama", "")
    me.post("/my-page/check-ins/no-more")
    assert "Ask me again now and then" in text(me.get("/my-page/check-ins/"))
    assert me.get(reverse("website:my_check_in", args=["reqol-10"])).status_code == 200
    refused = me.post(reverse("website:my_check_in", args=["reqol-10"]), {"item_1": "2"})
    assert refused.status_code == 422
    assert "words are not loaded" in text(refused)
    assert me.get(reverse("website:my_check_in", args=["my-work"])).status_code == 404


def test_tom_asks_fills_in_prints_and_takes_back(place):
    journey = held(place)
    tom = signed_in(place.tom)
    about = reverse("website:person_check_ins", args=[journey.person_id])
    asking = {"measure": "life-satisfaction", "moment": "start", "how": "tablet"}
    to = tom.post(reverse("website:ask_check_in", args=[journey.person_id]), asking).headers["Location"]
    assert tom.get(to).status_code == 200
    tom.post(to, {**GIVEN, "by": "phone"})
    page = text(tom.get(about))
    assert "<svg" in page
    assert "Read aloud by phone, Tom" in page
    paper = tom.post(reverse("website:ask_check_in", args=[journey.person_id]), asking | {"how": "post"})
    printed = text(tom.get(paper.headers["Location"]))
    assert "Put a ring round one answer" in printed
    with as_(place.tom):
        waiting = CheckIn.objects.get(person_id=journey.person_id, answered_at=None)
    tom.post(reverse("website:stop_check_in", args=[waiting.pk]))
    assert "Taken back" in text(tom.get(about))


def test_tom_sends_a_link_by_a_way_that_is_safe_and_no_other(place):
    journey = held(place)
    tom = signed_in(place.tom)
    page = text(tom.get(reverse("website:person_check_ins", args=[journey.person_id])))
    way = page.split('value="sent:')[1].split('"')[0]
    asking = {"measure": "life-satisfaction", "moment": "start", "how": f"sent:{way}"}
    sent = tom.post(reverse("website:ask_check_in", args=[journey.person_id]), asking)
    assert sent.headers["Location"].endswith("?asked=yes")
    made_up = asking | {"how": f"sent:{journey.pk}"}
    assert tom.post(reverse("website:ask_check_in", args=[journey.person_id]), made_up).status_code == 422
    assert "ReqoL" not in page
    assert "Its words are not loaded here yet" in page


def test_a_team_sees_who_is_missing_and_the_easiest_next_way(place):
    journey, other = held(place), held(place, "Bea")
    with owner_connection() as owner:
        owner.execute("select 1")
    with as_(place.tom):
        type(journey).objects.filter(pk__in=[journey.pk, other.pk]).update(first_conversation_at=timezone.now())
    answered(place, asked(place, other))
    page = text(signed_in(place.tom).get("/check-ins/"))
    assert "Ama" in page
    assert "A link: there is a safe way to send it" in page
    assert "Bea" not in page


@pytest.mark.parametrize("many", [1, 12])
def test_a_teams_page_and_a_persons_ask_as_little_however_many_there_are(place, many, django_assert_max_num_queries):
    journey = held(place)
    for number in range(many):
        answered(place, asked(place, journey), ALL | {"1": number % 7 + 1}, measure=SATISFACTION)
    tom = signed_in(place.tom)
    tom.get("/today/")
    with django_assert_max_num_queries(15):
        assert tom.get(reverse("website:person_check_ins", args=[journey.person_id])).status_code == 200
    with django_assert_max_num_queries(15):
        assert tom.get("/check-ins/").status_code == 200
    me = own_page(place, journey)
    with django_assert_max_num_queries(15):
        assert me.get("/my-page/check-ins/").status_code == 200

"""A form that cannot be taken gives back every word it carried, and can be sent again where that is safe."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from markupsafe import escape
from neighbourhood import account_of, as_, introduce, signed_in
from opening import steps_that_say
from website.homes import own_page, reached

from livingwell.design.jinja import template_dirs
from livingwell.design.typed import secret_names, typed_names
from livingwell.introductions import forms as doors
from livingwell.introductions.forms.questions import A_STORY
from livingwell.journeys.models import NextStep, ToBring

pytestmark = pytest.mark.django_db(transaction=True)

OURS = {"origin": "http://testserver"}
STEP = {
    "what": "Ring",
    "done_by": "person",
    "practitioner": "",
    "due_on_day": "3",
    "due_on_month": "March",
    "due_on_year": "2031",
    "next": "/today/",
}


def words_given_back(page: str) -> list[str]:
    return re.findall(r'<div class="card words" dir="auto">(.*?)</div>', page, re.S)


def sends_again(page: str) -> dict[str, str]:
    """Return what the page's own button would send."""
    form = page.split("<form")[1].split("</form>")[0] if "Send it again" in page else ""
    return dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))


@pytest.fixture
def step_page(lasting_place) -> str:
    journey = introduce(lasting_place)
    return reverse("journeys:do", args=[journey.pk, "step"])


def test_a_form_sent_after_the_sign_in_ended_is_answered_kindly_with_every_word(step_page):
    answer = Client().post(step_page, STEP, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "You have been signed out" in page
    assert words_given_back(page) == ["Ring", "3 March 2031"]
    assert sends_again(page) | {"csrfmiddlewaretoken": ""} == STEP | {"csrfmiddlewaretoken": ""}


def test_what_was_typed_goes_neither_into_the_session_nor_into_an_address(step_page):
    client = Client()
    page = client.post(step_page, STEP | {"what": "Unmistakable"}, headers=OURS).content.decode()
    assert "Unmistakable" not in str(dict(client.session))
    assert all("Unmistakable" not in address for address in re.findall(r'(?:href|action)="([^"]*)"', page))


def test_the_same_form_sent_again_after_signing_in_does_what_it_said(lasting_place, step_page):
    client = Client(enforce_csrf_checks=True)
    token = _token(client)
    page = client.post(step_page, STEP | {"csrfmiddlewaretoken": token}, headers=OURS).content.decode()
    client.force_login(account_of(lasting_place.tom))
    again = sends_again(page) | {"due_on_year": str(_next_week().year)}
    again |= {"due_on_day": str(_next_week().day), "due_on_month": str(_next_week().month)}
    assert client.post(step_page, again, headers=OURS).status_code == 303
    with as_(lasting_place.tom):
        assert len(steps_that_say("Ring")) == 1


def _token(client: Client) -> str:
    return re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get("/for-me/").content.decode())[1]


def _next_week():
    from neighbourhood import in_days

    return in_days(7)


def test_a_form_that_is_too_old_gives_back_a_name_and_a_number_and_can_be_sent_again(lasting_place):
    sent = {"called": "Ama", "value": "07700900123", "going_on": "It is\nloud", "channel": "text", "may": "message"}
    answer = Client(enforce_csrf_checks=True).post("/for-me/", sent, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert words_given_back(page) == ["Ama", "07700900123", "It is\nloud"]
    assert {name: value for name, value in sends_again(page).items() if name in sent} == sent


@pytest.mark.parametrize("headers", [{}, {"origin": "https://elsewhere.example"}, {"origin": "null"}])
def test_what_another_site_sent_stands_ready_to_be_pressed_nowhere(step_page, headers):
    for client, status in ((Client(), 401), (Client(enforce_csrf_checks=True), 403)):
        answer = client.post(step_page, STEP, headers=headers)
        assert answer.status_code == status
        assert "Send it again" not in answer.content.decode()
        assert "Ring" in words_given_back(answer.content.decode())


def test_a_password_is_never_given_back():
    sent = {"login": "tom@example.org", "password": "three plain words"}
    page = Client(enforce_csrf_checks=True).post("/sign-in/", sent, headers=OURS).content.decode()
    assert words_given_back(page) == ["tom@example.org"]
    assert "three plain words" not in page


def test_htmx_hears_that_somebody_is_signed_out_and_keeps_its_form(step_page):
    answer = Client().post(step_page, STEP, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (401, "#refused")
    assert "<html" not in answer.content.decode()


def test_somebody_whose_page_was_closed_meanwhile_keeps_what_they_wrote(lasting_place):
    journey = reached(lasting_place, introduce(lasting_place, "Ama"))
    person = own_page(lasting_place, journey)
    person.get(reverse("website:leave_own_page"))
    answer = person.post(reverse("website:person_says"), {"words": "Rent"}, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert words_given_back(page) == ["Rent"]
    again = own_page(lasting_place, journey)
    assert again.post(reverse("website:person_says"), sends_again(page)).status_code == 303
    with as_(lasting_place.tom):
        assert ToBring.objects.get().why == "Rent"


def test_a_refusal_gives_back_one_word_too(lasting_place):
    journey = reached(lasting_place, introduce(lasting_place, "Ama"))
    tom = signed_in(lasting_place.tom)
    with as_(lasting_place.tom):
        step = NextStep.objects.filter(journey=journey).first()
    tom.post(reverse("journeys:keep_step", args=[step.pk]))
    page = tom.post(reverse("journeys:keep_step", args=[step.pk]), {"words": "Rang"}).content.decode()
    assert "already ticked this off" in page
    assert words_given_back(page) == ["Rang"]


def test_more_than_can_be_taken_in_is_answered_kindly(lasting_place, step_page):
    for path in ("/for-me/", step_page):
        answer = signed_in(lasting_place.tom).post(path, {"going_on": "a" * 2_700_000})
        assert answer.status_code == 413
        assert escape("your words should still be there") in answer.content.decode()


@pytest.mark.parametrize("form", [doors.ForMe, doors.ForSomeone, doors.Alongside, doors.FromHere])
def test_every_box_at_the_front_door_says_how_much_room_there_is_unless_it_holds_a_story(form):
    """Ten thousand characters are more than anybody brings; fewer may run out while somebody writes."""
    boxes = [field for field in form.base_fields.values() if hasattr(field, "say_longest")]
    assert boxes
    assert all(field.say_longest != (field.longest >= A_STORY) for field in boxes)


def test_every_input_written_by_hand_has_a_name_that_a_form_knows():
    """Otherwise what is typed in it could not be given back."""
    known = set(typed_names()) | secret_names() | {"leave_empty"}
    unknown = []
    for folder in template_dirs():
        for template in folder.rglob("*.jinja"):
            for tag, inside in re.findall(r"<(input|textarea)\b([^>]*)>", template.read_text()):
                kind = re.search(r'type="(\w+)"', inside)
                name = re.search(r'name="([\w-]+)"', inside)
                is_typed = tag == "textarea" or kind is None or kind[1] in ("text", "email", "tel")
                if is_typed and name and name[1].rpartition("-")[2] not in known:
                    unknown.append((template.name, name[1]))
    assert unknown == []

"""Pages no other test in a browser comes to: axe finds nothing; they fit a small phone and letters twice as large."""

from collections.abc import Callable

import pytest
from browsing import DESK, PHONE, Arrive, Walker
from conversations.talking import begun
from django.http import HttpResponse
from django.test import RequestFactory
from huddles.gathering import gather
from neighbourhood import Place, as_, in_days, introduce
from website.homes import keys_to, reached

from livingwell.accounts import views as accounts
from livingwell.design import views as design
from livingwell.introductions.rules import Way
from livingwell.journeys import actions as journeys
from livingwell.journeys.doings import DOINGS
from livingwell.people.words import Channel

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PUBLIC = (
    "/",
    "/for-me/",
    "/for-someone/",
    "/safe-now/",
    "/come-back/",
    "/i-work-with-someone/",
    "/sign-in/",
    "/not-there/",
)


def is_for_everyone(walker: Walker) -> Walker:
    return walker.is_well_made().fits_when_zoomed()


@pytest.mark.parametrize("javascript", [True, False])
def test_every_public_page_is_for_everyone(arrive: Arrive, lasting_place, javascript):
    somebody = arrive(javascript=javascript, screen=DESK)
    for path in PUBLIC:
        is_for_everyone(somebody.goes_to(path))


@pytest.mark.parametrize("javascript", [True, False])
def test_wrong_words_and_my_page_are_for_everyone(arrive: Arrive, lasting_place, javascript):
    ama = arrive(javascript=javascript, screen=DESK)
    path, words = keys_to(lasting_place, reached(lasting_place, introduce(lasting_place, "Ama")))
    is_for_everyone(ama.goes_to(path).writes("The four words", "not these").presses("Open my page"))
    is_for_everyone(ama.writes("The four words", words).presses("Open my page").sees("Hello, Ama"))


def answered(walker: Walker, answer: HttpResponse) -> Walker:
    """Somebody whose browser got this answer, whatever they asked for."""
    body = answer.content.decode()
    walker.page.route("**/broken/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    return walker.goes_to("/broken/")


@pytest.mark.parametrize(
    "answer", [design.bad_request, design.failed, accounts.too_many, accounts.closed], ids=["400", "500", "429", "403"]
)
def test_pages_for_when_there_is_no_page_are_for_everyone(arrive: Arrive, answer: Callable[..., HttpResponse]):
    is_for_everyone(answered(arrive(screen=PHONE), answer(RequestFactory().get("/"))))


def test_a_password_that_is_changed_is_said_for_everyone(arrive: Arrive, lasting_place):
    page = design.page(RequestFactory().get("/"), "accounts/changed.jinja", onward="/today/")
    is_for_everyone(answered(arrive(screen=PHONE), page))


def test_the_demonstration_s_own_door_is_for_everyone(arrive: Arrive, lasting_place):
    cast = [lasting_place.tom, lasting_place.shanice, lasting_place.maggie]
    page = design.page(RequestFactory().get("/"), "website/walk_in.jinja", cast=cast, people=[], receipt="/for-me/")
    is_for_everyone(answered(arrive(screen=PHONE), page).sees("Walk in", "Tom"))


def test_introductions_and_the_huddle_are_for_everyone(arrive: Arrive, lasting_place):
    journey = introduce(lasting_place, "Ama")
    huddle = gather(lasting_place)
    tom = arrive(lasting_place.tom, screen=DESK)
    board = f"/huddles/{huddle.pk}/"
    for path in ("/introductions/", "/huddles/", board, f"{board}{journey.pk}/"):
        is_for_everyone(tom.goes_to(path))


def test_who_brings_what_is_for_everyone(arrive: Arrive, lasting_place):
    tom = arrive(lasting_place.tom, screen=DESK)
    for path in ("/brings/", "/brings/mine/"):
        is_for_everyone(tom.goes_to(path))
    is_for_everyone(tom.presses("Keep this").sees("Choose what sort of thing it is"))
    is_for_everyone(tom.presses("Take it back").sees("Nobody else sees these any more"))
    is_for_everyone(tom.presses("Put it back").follows("Change").sees("What it said before is not kept"))
    tom.goes_to("/brings/").writes("What are you looking for?", "benefitts").presses("Look")
    is_for_everyone(tom.sees("1 colleague", "Maggie"))


def test_a_form_that_is_too_old_is_answered_for_everyone(arrive: Arrive, lasting_place):
    somebody = arrive(screen=PHONE).goes_to("/for-me/").writes("What would you like to be called?", "Ama")
    somebody.page.context.clear_cookies()
    is_for_everyone(somebody.presses("Send it").sees("This page was open for a long time", "Ama"))


def test_everything_that_is_done_on_a_journey_is_for_everyone(arrive: Arrive, lasting_place):
    journey = reached(lasting_place, introduce(lasting_place, "Ama"))
    with as_(lasting_place.tom) as tom_:
        worry = journeys.raise_worry(journey=journey, words="The post", by=tom_)
    tom = arrive(lasting_place.tom, screen=DESK)
    pages = [f"/journeys/{journey.pk}/{doing}/" for doing in DOINGS]
    for path in (*pages, f"/journeys/worries/{worry.pk}/settled", "/today/", f"/people/{journey.person_id}/"):
        is_for_everyone(tom.goes_to(path))
    for part in ("story/", "around/", "about/"):
        is_for_everyone(tom.goes_to(f"/people/{journey.person_id}/{part}"))


def test_a_worry_settled_without_a_word_is_asked_about_on_a_page_for_everyone(arrive: Arrive, lasting_place):
    journey = reached(lasting_place, introduce(lasting_place, "Ama"))
    with as_(lasting_place.tom) as tom_:
        journeys.raise_worry(journey=journey, words="The post", by=tom_)
    tom = arrive(lasting_place.tom, screen=DESK).goes_to(f"/people/{journey.person_id}/").presses("Settled")
    is_for_everyone(tom.sees("Say in a few words what settled it"))
    tom.writes("What settled it?", "It came").presses("Settled").does_not_see("Worries we share")


def test_a_concern_is_for_everyone(arrive: Arrive, lasting_place: Place):
    conversation = begun(lasting_place)
    with as_(lasting_place.tom) as tom_:
        concern = journeys.raise_concern(
            journey=conversation.journey,
            about="adult",
            words="She said somebody takes her money",
            law="Care Act 2014, section 42",
            raised_by=lasting_place.tom,
            lead=lasting_place.ros,
            next_step="Ring the council today",
            due_on=in_days(0),
            by=tom_,
        )
    tom = arrive(lasting_place.tom, screen=DESK)
    for path in (f"/conversations/concerns/{concern.pk}/", f"/conversations/{conversation.pk}/keeping-safe/"):
        is_for_everyone(tom.goes_to(path))


def test_a_letter_looked_at_before_it_goes_is_for_everyone(arrive: Arrive, lasting_place):
    letter = Way(Channel.LETTER, "4 Mill Lane, Brackwell", may_message=True)
    journey = introduce(lasting_place, "Ama", ways=(letter,))
    tom = arrive(lasting_place.tom, screen=DESK).goes_to(f"/messages/write/{journey.person_id}/")
    tom.chooses("A letter: 4 Mill Lane, Brackwell").chooses("In my own words")
    tom.page.locator("textarea[name=words]").fill("Hello Ama, Thursday at four is still good.")
    is_for_everyone(tom.presses("See it as they will").sees("4 Mill Lane"))

"""With the keyboard and nothing else: whatever Teo's story, a huddle and a conversation do not already come by."""

import pytest
from browsing import DESK, PHONE, Fingers
from introductions.doorway import introduction_behind
from neighbourhood import as_, introduce

from livingwell.introductions.models import Confidence
from livingwell.journeys.models import Worry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def sits_down(request, arrive):
    """Return a maker of people who have no mouse and touch nothing, at a desk and at a phone with keys."""
    return lambda one=None: arrive(one, screen=request.param, hands=Fingers)


def test_somebody_introduces_their_wife_and_puts_right_what_was_missing(sits_down, lasting_place):
    leonard = sits_down().goes_to("/").follows("I’m worried about someone")
    leonard.writes("What is your name?", "Leonard").writes("Who are you to them?", "her husband")
    leonard.writes("How can we reach you", "01632 960 215")
    leonard.writes("What are they called?", "Marian").writes("What is going on?", "Her stomach, she says.")
    leonard.opens("Something in confidence").finds("textarea[name=in_confidence]").wait_for()
    leonard.reaches(leonard.finds("textarea[name=in_confidence]")).page.keyboard.type("She has stopped eating.")
    leonard.chooses("Yes, and they’d like to hear from us")
    leonard.presses("Send it").sees("Choose one way that is safe")
    leonard.chooses("Call them").writes("Their number or address", "01632 960 214")
    leonard.presses("Send it").sees("Thank you, Leonard.")
    introduction = introduction_behind(leonard.path, lasting_place)
    with as_(lasting_place.tom):
        assert introduction.journey.person.called == "Marian"
        assert Confidence.objects.get().words == "She has stopped eating."


def test_a_worry_that_cannot_wait_is_sent_taken_up_and_settled(sits_down, lasting_place):
    journey = introduce(lasting_place, "Ama")
    shanice = sits_down(lasting_place.shanice).goes_to(f"/people/{journey.person_id}/")
    shanice.follows("A worry").chooses("It can’t wait").writes("What is the worry?", "The pills on the table.")
    shanice.presses("Share it").sees("sent to Tom; not taken up yet")
    tom = sits_down(lasting_place.tom).goes_to("/today/").sees("The pills on the table.")
    tom.presses("I have this").does_not_see("This can’t wait:").goes_to(f"/people/{journey.person_id}/")
    tom.writes("What settled it?", "Dee has them.").presses("Settled").does_not_see("The pills on the table.")
    with as_(lasting_place.tom):
        assert Worry.objects.get().acknowledged_by == "Tom"

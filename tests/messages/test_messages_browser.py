"""Tom writes to Ama, in a real browser: what she needs first, then how it will look on her phone, then it goes."""

import pytest
from browsing import DESK, Arrive, Fingers
from messages.carrying import EMAIL, introduced
from neighbourhood import as_, introduce

from livingwell.introductions.rules import Way
from livingwell.messages.queries import messages_of
from livingwell.people.words import Channel

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.usefixtures("daytime", "mailbox"),
]
SMALL = {"width": 320, "height": 568}


@pytest.mark.parametrize(("screen", "javascript"), [(SMALL, True), (SMALL, False), (DESK, True)])
def test_tom_writes_to_ama(lasting_place, arrive: Arrive, screen, javascript):
    journey = introduce(
        lasting_place,
        ways=(
            EMAIL,
            Way(Channel.CALL, "01632 960001"),
            Way(Channel.LETTER, "4 Mill Lane, Brackwell", may_message=True),
        ),
        about={"needs": "Large print"},
    )
    tom = arrive(lasting_place.tom, screen=screen, javascript=javascript)
    tom.goes_to(f"/messages/write/{journey.person_id}/").sees("Large print").sees("This is for a call.").fits()
    tom.chooses("Email: ama@example.org").chooses("Is … still good?")
    tom.page.locator("input[name=reminder_when]").fill("four o’clock Thursday")
    if javascript:
        tom.has_an_accessible_page()
    tom.presses("See it as they will").sees("Hello, it’s Tom. Is four o’clock Thursday still good?").fits()
    if javascript:
        tom.has_an_accessible_page()
    tom.presses("Change it").sees("Write to Ama")
    assert tom.page.locator("input[name=reminder_when]").input_value() == "four o’clock Thursday"
    tom.presses("See it as they will").presses("Send it").sees("Ama")
    with as_(lasting_place.tom):
        [message] = messages_of(journey.person_id)
    assert message.words == "Hello, it’s Tom. Is four o’clock Thursday still good?"


def test_by_keyboard_alone(lasting_place, arrive: Arrive):
    journey = introduce(lasting_place, ways=(EMAIL, Way(Channel.CALL, "01632 960001")))
    tom = arrive(lasting_place.tom, screen=DESK, hands=Fingers).goes_to(f"/people/{journey.person_id}/")
    tom.follows("Write a message").chooses("Email: ama@example.org").chooses("In my own words")
    tom.writes("Your own words", "It’s Tom. Thursday at four?").presses("See it as they will")
    tom.sees("Thursday at four?").presses("Change it")
    tom.writes("Your own words", "It’s Tom. Friday at four?").presses("See it as they will").presses("Send it").sees(
        "Ama"
    )
    with as_(lasting_place.tom):
        [message] = messages_of(journey.person_id)
    assert "Friday at four?" in message.words


def test_a_word_that_tells_is_said_beside_what_was_typed(lasting_place, arrive: Arrive):
    person, _way = introduced(lasting_place)
    tom = arrive(lasting_place.tom, screen=SMALL)
    tom.goes_to(f"/messages/write/{person.pk}/").chooses("In my own words")
    tom.page.locator("textarea[name=words]").fill("About your therapy on Thursday")
    tom.presses("See it as they will").sees("says what kind of place is writing").fits().has_an_accessible_page()
    assert tom.page.locator("textarea[name=words]").input_value() == "About your therapy on Thursday"


def test_with_no_safe_way_there_is_nothing_to_write_in(lasting_place, arrive: Arrive):
    journey = introduce(lasting_place, ways=(Way(Channel.CALL, "01632 960001"),))
    tom = arrive(lasting_place.tom, screen=SMALL)
    tom.goes_to(f"/messages/write/{journey.person_id}/").sees("There is no safe way to write")
    tom.fits().has_an_accessible_page()

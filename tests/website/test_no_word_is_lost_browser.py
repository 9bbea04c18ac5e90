"""Signed out in mid-form, in a real browser, with scripts and without: the words come back, and go after signing in."""

import pytest
from browsing import DESK, Arrive, sign_in
from django.conf import settings
from django.contrib.sessions.models import Session
from neighbourhood import as_, in_days, introduce
from opening import steps_that_say

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Nine million letters in a box would be a test of the browser.
SENDS_FAR_TOO_MUCH = """(form) => { const words = document.createElement("input");
  Object.assign(words, { type: "hidden", name: "would_help", value: "a".repeat(9000000) });
  form.append(words);
  form.submit() }"""


@pytest.mark.parametrize("javascript", [True, False])
def test_a_step_written_before_the_sign_in_ended_is_kept_after_it(arrive: Arrive, lasting_place, javascript):
    journey = introduce(lasting_place)
    due = in_days(5)
    tom = arrive(lasting_place.tom, screen=DESK, javascript=javascript).goes_to(f"/journeys/{journey.pk}/step/")
    tom.writes("What happens next?", "Ring the surgery")
    tom.page.get_by_role("radio", name="Ama").check()
    for label, part in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
        tom.writes(label, str(part))
    Session.objects.all().delete()
    tom.presses("Keep this").sees("You have been signed out", "Ring the surgery").is_well_made()
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": sign_in(lasting_place.tom), "url": tom.address}
    tom.page.context.add_cookies([cookie])
    tom.presses("Send it again").sees("Ring the surgery").does_not_see("You have been signed out")
    with as_(lasting_place.tom):
        assert len(steps_that_say("Ring the surgery")) == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_far_too_many_words_are_answered_by_a_page(arrive: Arrive, lasting_place, javascript):
    ama = arrive(javascript=javascript).goes_to("/for-me/")
    ama.page.locator("form", has=ama.page.locator("#id_going_on")).evaluate(SENDS_FAR_TOO_MUCH)
    ama.sees("That is more than we can take in at once").is_well_made()

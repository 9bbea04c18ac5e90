"""The same woman under two names, said to be one on a phone with scripts off, and taken back at a desk by keyboard."""

import pytest
from browsing import DESK, PHONE, Arrive, Fingers, Walker
from neighbourhood import Place, as_, introduce

from livingwell.people.models import Double

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("hands", "screen", "javascript"),
    [(Walker, PHONE, False), (Fingers, DESK, True)],
    ids=["on a phone without scripts", "by keyboard at a desk"],
)
def test_tom_says_that_two_are_one_and_takes_it_back(arrive: Arrive, lasting_place: Place, hands, screen, javascript):
    # Given Ngozi, who came twice
    ngozi = introduce(lasting_place, "Ngozi")
    introduce(lasting_place, "Ngosi Achebe-Baird")
    wide = screen["width"]
    tom = arrive(lasting_place.tom, screen=screen, javascript=javascript, hands=hands)
    tom.goes_to(f"/people/{ngozi.person_id}/").sees("Perhaps written down twice").follows("Ngosi Achebe-Baird")
    # When he looks at both and says how he knows
    tom.sees("One person, or two?").is_well_made().picture(f"doubles-1-{wide}", tall=1800)
    tom.presses("Keep this").sees("Say whether they are one person or two").is_well_made()
    tom.chooses("They are one person").writes("How do you know?", "She told me").presses("Keep this")
    # Then her page says so, and so does the other
    tom.sees("Also written down as").is_well_made().heard_nothing_wrong().picture(f"doubles-2-{wide}", tall=1800)
    tom.follows("Ngosi Achebe-Baird").sees("Also written down as", "(as Ngozi)")
    # and it is taken back
    tom.follows("why").sees("They are said to be one person").is_well_made().picture(f"doubles-3-{wide}", tall=1800)
    tom.writes("Why is it not so?", "Two cousins").presses("Take it back").sees("What was said before", "Two cousins")
    tom.is_well_made().heard_nothing_wrong().picture(f"doubles-4-{wide}", tall=1800)
    with as_(lasting_place.tom):
        assert not Double.objects.filter(until=None).exists()

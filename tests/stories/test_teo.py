"""Teo, 23. He gave up the internship he had worked for; everything has to be checked and checked again. Dev introduces
him, sitting beside him. Everything in this story is done by keyboard alone: Tab, Enter, Space, arrows and letters.
"""

import pytest
from browsing import DESK, TABLET, Fingers
from stories.steps import (
    FOR_ANOTHER,
    Town,
    adds_a_step,
    brings,
    finds_nothing_where_others_walked,
    finds_them_waiting,
    gives_them_their_page,
    has_a_receipt,
    holds,
    is_here,
    it_was_read_together,
    looks_for,
    opens_the_huddle,
    opens_their_page,
    says_what_came_of_trying,
    sees_nothing_of,
    sits_down_to_talk,
    tells_the_story,
    they_agree,
    they_read_it_back,
    writes_at_the_door,
    writes_the_note,
)

from livingwell.website.demonstration.stories import TEO

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.xdist_group("stories-teo"),
]
SAID = TEO.said
[WAY] = SAID.ways


def test_teo(town: Town):
    with town.on("Monday", "14:40"):
        given_dev_introduces_him_sitting_beside_him(town)
    with town.on("Tuesday", "10:05"):
        when_dev_reads_it_and_they_speak(town)
    with town.on("Wednesday", "11:00"):
        and_they_talk_in_a_cafe(town)
    with town.on("Thursday", "09:30"):
        then_the_huddle_names_dev_and_the_town_comes_to_him(town)
    with town.on("Thursday", "12:00"):
        link, words = and_he_is_given_a_page_of_his_own(town)
    with town.on("Thursday", "21:15"):
        then_he_reads_it_and_says_something_back(town, link, words)
    with town.on("Monday", "16:00", week=2):
        when_he_steps_out(town)
    with town.on("Wednesday", "22:40", week=2):
        then_he_comes_back_by_one_button_with_the_same_person(town, link, words)
    with town.on("Thursday", "09:10", week=2):
        and_dev_finds_him_on_his_own_day(town)
        and_callum_sees_nothing_at_all(town)


def given_dev_introduces_him_sitting_beside_him(town: Town) -> None:
    dev = town.comes(town.place.dev, hands=Fingers).goes_to("/introductions/").follows("Introduce somebody")
    dev.is_well_made().writes("What are they called?", SAID.called)
    dev.writes("A number or email address", WAY.value).presses("Go on").sees("Sit side by side and write it together")
    dev.is_well_made().chooses("Yes, and they’d like to hear from us")
    writes_at_the_door(dev, SAID, FOR_ANOTHER).picture("teo-1-side-by-side", tall=1400).presses("Send it")
    has_a_receipt(dev)
    dev.sees("Thank you, Dev.").is_well_made()


def when_dev_reads_it_and_they_speak(town: Town) -> None:
    dev = finds_them_waiting(town.comes(town.place.dev, hands=Fingers), "Teo")
    dev.sees("A text, an email or a letter is safe").presses("I have read this").sees("Dev read it today.")
    says_what_came_of_trying(dev, "A text message", "We spoke", "Tomorrow at eleven, the café by the bridge")
    dev.sees("Reached").is_well_made().picture("teo-2-reached", tall=1100)


def and_they_talk_in_a_cafe(town: Town) -> None:
    dev = town.comes(town.place.dev, screen=TABLET, hands=Fingers).goes_to("/introductions/")
    dev.follows("Teo").follows("Teo’s page")
    sits_down_to_talk(dev, "Teo", "In a café").presses("If one thing were different, what would you choose?")
    writes_the_note(dev, "He drew the bridge while we talked. Checking the door takes an hour. Gran rings at seven.")
    they_agree(dev, "Teo will", "Leave after checking twice, with Gran on the phone", "Friday")
    they_agree(dev, "I will", "Find out when the drawing group meets")
    they_agree(dev, "Together we will", "Go to the first one")
    dev.presses("Bring to the huddle").sees("Teo comes to the next huddle.").is_well_made()
    dev.picture("teo-3-conversation", tall=1000)
    it_was_read_together(they_read_it_back(dev, "He drew the bridge")).is_well_made()


def then_the_huddle_names_dev_and_the_town_comes_to_him(town: Town) -> None:
    tom, dev = town.comes(town.place.tom, hands=Fingers), town.comes(town.place.dev, hands=Fingers)
    opens_the_huddle(tom)
    brings(is_here(dev.goes_to("/huddles/")), "Teo").is_well_made()
    tells_the_story(dev, "Gave up the internship. Wants to find out what he wants, not what he should.")
    adds_a_step(dev, "Ask the drawing group to save him a chair", "Shanice", "Tuesday")
    holds(dev, "Dev").writes("What we decide, in a few words", "Nothing to be fixed. Somewhere to go on Wednesdays.")
    dev.is_well_made().picture("teo-4-huddle", tall=1500).presses("Agree").sees("That’s everybody.")
    tom.goes_to("/huddles/").sees("That’s everybody.").presses("Close the huddle").sees("This huddle has closed")


def and_he_is_given_a_page_of_his_own(town: Town) -> tuple[str, str]:
    dev = town.comes(town.place.dev, hands=Fingers).goes_to("/today/").sees("Find out when the drawing group meets")
    dev.picture("teo-5-today").follows("Teo")
    return gives_them_their_page(dev)


def then_he_reads_it_and_says_something_back(town: Town, link: str, words: str) -> None:
    teo = opens_their_page(town.somebody(hands=Fingers), link, words)
    teo.sees("Dev is alongside you", "Shanice: Ask the drawing group", "Go to the first one").is_well_made()
    teo.picture("teo-6-my-page").writes("What would you like to say?", "I went out twice today.").presses("Send")
    teo.sees("Your team will talk about it when they next meet.")


def when_he_steps_out(town: Town) -> None:
    dev = town.comes(town.place.dev, hands=Fingers).goes_to("/today/").follows("Teo").follows("Stepping out")
    dev.is_well_made().chooses("Stepped out").writes("In a few words", "I’ve got my Wednesdays.").presses("Keep this")
    dev.sees("The way back is open", "I’ve got my Wednesdays.").is_well_made().picture("teo-7-stepped-out")


def then_he_comes_back_by_one_button_with_the_same_person(town: Town, link: str, words: str) -> None:
    teo = opens_their_page(town.somebody(hands=Fingers), link, words).sees("The door never shut").is_well_made()
    teo.does_not_see("Dev is alongside you").picture("teo-8-the-way-back").presses("Come back in")
    teo.sees("Dev is alongside you").is_well_made()


def and_dev_finds_him_on_his_own_day(town: Town) -> None:
    dev = town.comes(town.place.dev, screen=DESK, hands=Fingers).goes_to("/today/")
    assert "Teo" in dev.reads("main").split("People I hold")[1]
    dev.is_well_made().goes_to("/huddles/").sees("Coming back", "Teo")


def and_callum_sees_nothing_at_all(town: Town) -> None:
    callum = town.comes(town.place.callum)
    sees_nothing_of(callum, "Teo", "internship", "Gran", searching=looks_for("Teo", WAY.value))
    assert finds_nothing_where_others_walked(callum, town) >= 8

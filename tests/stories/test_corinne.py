"""Corinne, 38. She found her brother at home and shut the door for months. There is a letter to leave the house, she
shakes, and there are pills on the table. She comes to the door herself, at midnight, on a phone with no scripts.
"""

import re

import pytest
from browsing import TABLET
from neighbourhood import introduce
from playwright.sync_api import expect
from stories.steps import (
    FOR_ME,
    Town,
    adds_a_step,
    asks_to_draw_in,
    brings,
    draws_in,
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
    share_the_worry,
    sits_down_to_talk,
    tells_the_story,
    the_post_goes_out,
    they_agree,
    they_read_it_back,
    writes_at_the_door,
    writes_the_note,
)

from livingwell.website.demonstration.stories import CORINNE

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.xdist_group("stories-corinne"),
]
SAID = CORINNE.said
[WAY] = SAID.ways
PILLS = "There are pills on the table, and she thought of taking them to stop the shaking. She told me herself."


def test_corinne(town: Town):
    with town.on("Tuesday", "00:10"):
        receipt = given_she_comes_to_the_door_at_midnight_and_is_not_safe(town)
    with town.on("Tuesday", "09:05"):
        then_shanice_reads_it_when_the_door_is_next_read(town)
    with town.on("Tuesday", "16:10"):
        when_shanice_reaches_her_after_four(town)
        then_her_receipt_says_who_has_read_it(town, receipt)
    with town.on("Thursday", "16:30"):
        when_they_walk_and_she_says_what_is_on_the_table(town)
    with town.on("Monday", "09:30", week=2):
        then_the_team_brings_her_back_tomorrow_when_priya_is_in(town)
    with town.on("Tuesday", "09:30", week=2):
        then_the_letter_is_priyas_and_the_worry_is_shared(town)
    with town.on("Tuesday", "16:20", week=2):
        when_shanice_writes_as_she_said_is_safe(town)
        link, words = and_gives_her_a_page_of_her_own(town)
    with town.on("Tuesday", "18:00", week=2):
        then_she_reads_what_was_said_and_who_reads_it(town, link, words)
        and_callum_sees_nothing_at_all(town)


def given_she_comes_to_the_door_at_midnight_and_is_not_safe(town: Town) -> str:
    corinne = town.somebody(javascript=False).goes_to("/").is_well_made()
    corinne.sees("A person reads it by nine this morning.").picture("corinne-1-the-door-at-midnight")
    corinne.follows(FOR_ME.way_in).is_well_made()
    writes_at_the_door(corinne, SAID, FOR_ME).chooses("No, I’m not safe").presses("Send it")
    corinne.sees("Somebody to talk to now", "What you wrote is not sent yet.")
    corinne.sees("Nobody here can see it until the door is next read, by nine this morning.").is_well_made()
    corinne.picture("corinne-2-help-first")
    expect(corinne.field("What is going on?")).to_have_value(SAID.going_on)
    corinne.presses("Send this, and please ring me")
    receipt = has_a_receipt(corinne)
    corinne.sees("You asked to be rung.", "We said a person would read it by nine this morning.", "by Thursday")
    corinne.is_well_made().fits_when_zoomed().picture("corinne-3-receipt")
    return receipt


def then_shanice_reads_it_when_the_door_is_next_read(town: Town) -> None:
    shanice = town.comes(town.place.shanice).goes_to("/today/").sees("they asked to be rung").is_well_made()
    finds_them_waiting(shanice, "Corinne").sees("Asked to be rung", SAID.going_on, "Not safe")
    shanice.sees("Never say: Anything about my brother", SAID.about["needs"])
    shanice.picture("corinne-4-introduction").presses("I have read this").sees("Shanice read it today.").is_well_made()


def when_shanice_reaches_her_after_four(town: Town) -> None:
    shanice = finds_them_waiting(town.comes(town.place.shanice), "Corinne")
    says_what_came_of_trying(
        shanice, "A text message", "We spoke", "Texted first, then rang. She cried, and stayed on."
    )
    shanice.sees("Reached")


def then_her_receipt_says_who_has_read_it(town: Town, receipt: str) -> None:
    town.somebody(javascript=False).goes_to(receipt).sees("Shanice has read it.").does_not_see("cried")


def when_they_walk_and_she_says_what_is_on_the_table(town: Town) -> None:
    shanice = town.comes(town.place.shanice, screen=TABLET).goes_to("/introductions/")
    shanice.follows("Corinne").follows("Corinne’s page")
    sits_down_to_talk(shanice, "Corinne", "On a walk").presses("When it is at its hardest, how do you stay safe")
    writes_the_note(
        shanice, "We walked to the lock and back. Upstairs has been shut since August. The letter is unopened."
    )
    they_agree(shanice, "Corinne will", "Give the pills to Dee to keep for her", "Today")
    they_agree(shanice, "I will", "Text at nine in the morning", "Tomorrow")
    they_agree(shanice, "Together we will", "Open the letter")
    shanice.picture("corinne-5-conversation", tall=1000).presses("This can’t wait: reach Tom")
    shanice.sees("Stay with them if you can.").is_well_made()
    shanice.writes("What is the worry?", PILLS).presses("Reach Tom now").sees("Sent to Tom.").is_well_made()
    tom_takes_it_up_from_his_own_day(town)
    shanice.sees("Tom has this").picture("corinne-6-tom-has-this").follows("Back")
    shanice.sees("What we talked about").presses("Bring to the huddle")
    shanice.sees("Corinne comes to the next huddle.").is_well_made()
    it_was_read_together(they_read_it_back(shanice, "walked to the lock"))


def tom_takes_it_up_from_his_own_day(town: Town) -> None:
    tom = town.comes(town.place.tom).goes_to("/today/").sees("This can’t wait:", PILLS).is_well_made()
    tom.presses("I have this").does_not_see("This can’t wait:")


def then_the_team_brings_her_back_tomorrow_when_priya_is_in(town: Town) -> None:
    introduce(town.place, "Ama")
    tom = opens_the_huddle(town.comes(town.place.tom))
    tom.sees("New at the door", "Ama")
    brings(tom, "Corinne").writes("What we decide, in a few words", "The letter needs Priya, who is in tomorrow.")
    tom.presses("Bring back tomorrow").sees("Ama").goes_to("/huddles/").sees("Start with Ama").is_well_made()
    tom.presses("Close the huddle early").sees("This huddle has closed").is_well_made()


def then_the_letter_is_priyas_and_the_worry_is_shared(town: Town) -> None:
    priya = opens_the_huddle(town.comes(town.place.priya))
    shanice, tom = town.comes(town.place.shanice), town.comes(town.place.tom)
    is_here(shanice.goes_to("/huddles/"))
    is_here(tom.goes_to("/huddles/"))
    brings(shanice, "Corinne").presses("Done: Text at nine in the morning").does_not_see("(was for Friday)")
    shanice.presses("Done: Give the pills to Dee").does_not_see("(was for Thursday)")
    priya.goes_to("/huddles/").sees("Left from last time", re.compile("brought back from"))
    brings(priya, "Corinne").sees(PILLS).is_well_made()
    tells_the_story(
        priya, "Found her brother in August. Wants somebody to open the post with. Walks, and talks when she walks."
    )
    asks_to_draw_in(priya, "Priya · Brackwell Council", "I know the letter").sees("Nobody draws themselves in.")
    brings(tom, "Corinne")
    draws_in(tom, "Priya · Brackwell Council", "Knows what the letter can and cannot make her do")
    brings(priya, "Corinne")
    adds_a_step(priya, "Ring the housing officer about the date", "Priya", "Thursday")
    share_the_worry(holds(priya, "Shanice"), "Shanice", "Tom")
    priya.writes(
        "What we decide, in a few words", "Nobody leaves a house in a week. Shanice holds, and opens the post with her."
    )
    priya.is_well_made().picture("corinne-7-huddle", tall=1700).presses("Agree").is_well_made()
    held = shanice.goes_to("/today/").is_well_made().reads("main")
    assert "Corinne" in held.split("People I hold")[1]


def when_shanice_writes_as_she_said_is_safe(town: Town) -> None:
    shanice = town.comes(town.place.shanice).goes_to("/today/").follows("Corinne").follows("Write a message")
    shanice.sees(SAID.about["needs"], WAY.not_say, WAY.when).is_well_made().chooses("In my own words")
    shanice.writes("Your own words", "It's Shanice, about the therapy.").presses("See it as they will")
    shanice.sees("says what kind of place is writing").is_well_made()
    shanice.writes("Your own words", "Hello, it's Shanice. Thursday at half four?").presses("See it as they will")
    shanice.sees("Anybody who can see the phone can read this").is_well_made().picture("corinne-8-message")
    shanice.presses("Send it")
    [sent] = the_post_goes_out(town)
    assert sent.endswith("Hello, it's Shanice. Thursday at half four?\n")
    assert not re.search("Living Well|brother|Brackwell", sent), sent
    shanice.goes_to("/today/").follows("Corinne").follows("Story so far").sees("Thursday at half four?", "Sent.")


def and_gives_her_a_page_of_her_own(town: Town) -> tuple[str, str]:
    return gives_them_their_page(town.comes(town.place.shanice).goes_to("/today/").follows("Corinne"))


def then_she_reads_what_was_said_and_who_reads_it(town: Town, link: str, words: str) -> None:
    corinne = opens_their_page(town.somebody(javascript=False), link, words)
    corinne.sees("Shanice is alongside you", "Priya: Ring the housing officer about the date", "Open the letter")
    corinne.sees("Thursday at half four?", "by text", "walked to the lock").does_not_see(PILLS)
    corinne.opens("Who, and why").sees("Knows what the letter can and cannot make her do").is_well_made()
    corinne.picture("corinne-9-my-page", tall=1400)


def and_callum_sees_nothing_at_all(town: Town) -> None:
    callum = town.comes(town.place.callum)
    sees_nothing_of(callum, "Corinne", "brother", "pills", searching=looks_for("Corinne", WAY.value))
    assert finds_nothing_where_others_walked(callum, town) >= 8

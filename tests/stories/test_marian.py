"""Marian, 57. Since an operation she is sure something was left inside; the surgery and the mental-health team send
her back and forth, and her landlord wants the flat. Leonard, her husband, comes to the door for her.
"""

import re

import pytest
from browsing import TABLET
from neighbourhood import introduce
from stories.steps import (
    FOR_ANOTHER,
    Town,
    adds_a_step,
    brings,
    draws_in,
    finds_nothing_where_others_walked,
    finds_them_waiting,
    gives_them_their_page,
    has_a_receipt,
    holds,
    is_here,
    is_here_too,
    it_was_read_together,
    looks_for,
    opens_the_huddle,
    opens_their_page,
    says_what_came_of_trying,
    sees_nothing_of,
    share_the_worry,
    sits_down_to_talk,
    tells_the_story,
    they_agree,
    they_read_it_back,
    writes_at_the_door,
    writes_the_note,
)

from livingwell.website.demonstration.stories import MARIAN

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.xdist_group("stories-marian"),
]
SAID = MARIAN.said
LEONARD = SAID.introducer


def test_marian(town: Town):
    with town.on("Monday", "11:20"):
        receipt = given_leonard_came_to_the_door_for_her(town)
    with town.on("Tuesday", "09:30"):
        when_tom_reads_it_and_nobody_answers(town)
    with town.on("Wednesday", "10:15"):
        then_the_next_day_they_speak(town)
    with town.on("Thursday", "11:00"):
        when_they_talk_at_her_kitchen_table(town)
    with town.on("Friday", "09:30"):
        then_the_team_thinks_together(town)
    with town.on("Friday", "14:00"):
        and_maggie_finds_her_on_her_own_day(town)
        and_nothing_goes_to_a_number_that_somebody_else_gave(town)
        link, words = and_marian_is_given_a_page_of_her_own(town)
    with town.on("Friday", "18:30"):
        then_she_reads_who_is_alongside_and_who_has_looked(town, link, words)
        and_leonard_learns_nothing_more(town, receipt)
    with town.on("Monday", "10:00", week=2):
        when_she_says_that_leonard_may_know(town)
        and_tom_reads_what_was_in_confidence_and_keeps_it(town)
        link, words = and_marian_is_given_a_page_of_her_own(town, "Give fresh keys to their own page")
    with town.on("Monday", "17:00", week=2):
        then_leonard_reads_just_that(town, receipt)
        and_she_reads_nothing_of_what_he_confided(town, link, words)
    with town.on("Tuesday", "10:00", week=2):
        then_callum_sees_nothing_at_all(town)
        and_maggie_sees_nobody_else_and_nothing_once_it_is_over(town)


def given_leonard_came_to_the_door_for_her(town: Town) -> str:
    leonard = town.somebody().goes_to("/").sees("How can we help?").is_well_made()
    leonard.follows(FOR_ANOTHER.way_in).is_well_made()
    leonard.writes("What is your name?", LEONARD.called).writes("Who are you to them?", LEONARD.is_to_them)
    leonard.writes("How can we reach you", LEONARD.contact)
    writes_at_the_door(leonard, SAID, FOR_ANOTHER).chooses("Yes, and they’d like to hear from us")
    leonard.opens("Something in confidence")
    leonard.finds("textarea[name=in_confidence]").fill(LEONARD.in_confidence)
    leonard.picture("marian-1-door", at="label:has-text('What do they say')").presses("Send it")
    receipt = has_a_receipt(leonard)
    leonard.sees("Thank you, Leonard.", "by Wednesday", "That it arrived. Anything more is for Marian to say yes to.")
    leonard.is_well_made().picture("marian-2-receipt")
    return receipt


def when_tom_reads_it_and_nobody_answers(town: Town) -> None:
    tom = finds_them_waiting(town.comes(town.place.tom), "Marian")
    tom.sees(SAID.going_on, "Somebody else gave this. Not theirs until they say so.").is_well_made()
    tom.presses("I have read this").sees("Tom read it today.")
    says_what_came_of_trying(tom, "A phone call", "No answer", "Rang at half nine").sees("Rang at half nine")
    tom.picture("marian-3-introduction", tall=1120)


def then_the_next_day_they_speak(town: Town) -> None:
    tom = finds_them_waiting(town.comes(town.place.tom), "Marian")
    says_what_came_of_trying(tom, "A phone call", "We spoke", "Thursday at eleven, at hers").sees("Reached")
    tom.is_well_made()


def when_they_talk_at_her_kitchen_table(town: Town) -> None:
    tom = town.comes(town.place.tom, screen=TABLET).goes_to("/introductions/")
    tom.follows("Marian").follows("Marian’s page").is_well_made()
    sits_down_to_talk(tom, "Marian", "At home")
    tom.presses("How have the last few weeks been?").presses("Who and what keeps you going?")
    writes_the_note(tom, "Since March she wakes at four with her hand on the scar.")
    they_agree(tom, "Marian will", "Write down what the days are like since March")
    they_agree(tom, "I will", "Go with her to the surgery and ask once, together, what the scans showed")
    they_agree(tom, "Together we will", "Open the landlord’s letters", "Tuesday")
    tom.in_fold("A worry for the huddle").writes("What is the worry?", "She has stopped eating with him.").presses(
        "Share it with the huddle"
    )
    tom.sees("For the next huddle:").is_well_made().picture("marian-4-conversation", tall=1000)
    they_read_it_back(tom, "wakes at four").picture("marian-5-read-back")
    it_was_read_together(tom).is_well_made()


def then_the_team_thinks_together(town: Town) -> None:
    tom, shanice = town.comes(town.place.tom), town.comes(town.place.shanice)
    opens_the_huddle(tom)
    is_here_too(tom, "Priya, Brackwell Council")
    brings(is_here(shanice.goes_to("/huddles/")), "Marian")
    brings(tom, "Marian").is_well_made()
    tells_the_story(tom, "Sent back and forth since March, and now the flat. Wants one person to hear all of it.")
    draws_in(tom, "Maggie · Harbour Advice", "Can hold the date on the flat")
    adds_a_step(tom, "Ask the landlord to put the date off", "Maggie", "Tuesday")
    share_the_worry(holds(tom, "Tom"), "Tom", "Shanice")
    tom.writes("What we decide, in a few words", "One appointment, together, and an answer.")
    tom.is_well_made().picture("marian-6-huddle", tall=1500)
    tom.presses("Agree").sees("That’s everybody.").is_well_made()


def and_maggie_finds_her_on_her_own_day(town: Town) -> None:
    maggie = town.comes(town.place.maggie).goes_to("/today/").sees("Ask the landlord to put the date off")
    maggie.is_well_made().follows("Marian").sees("Can hold the date on the flat", SAID.going_on).is_well_made()
    maggie.does_not_see(LEONARD.in_confidence).picture("marian-7-drawn-in")
    maggie.follows("Story so far").opens("What was talked about").sees("wakes at four").is_well_made()
    maggie.follows("Who is around").sees("Alongside, as a team").is_well_made()
    maggie.does_not_see(LEONARD.in_confidence)


def and_nothing_goes_to_a_number_that_somebody_else_gave(town: Town) -> None:
    tom = town.comes(town.place.tom).goes_to("/today/").sees("Marian")
    tom.follows("Marian").follows("Write a message").sees("There is no safe way to write").is_well_made()


def and_marian_is_given_a_page_of_her_own(town: Town, button: str = "Give them their own page") -> tuple[str, str]:
    tom = town.comes(town.place.tom).goes_to("/today/").follows("Marian")
    return gives_them_their_page(tom, button)


def then_she_reads_who_is_alongside_and_who_has_looked(town: Town, link: str, words: str) -> None:
    marian = opens_their_page(town.somebody(), link, words)
    marian.sees("Tom is alongside you", "Write down what the days are like since March", "wakes at four")
    marian.sees("Maggie: Ask the landlord to put the date off", "Tom, Brackwell team, Maggie").does_not_see(
        LEONARD.in_confidence, "stopped eating"
    )
    marian.picture("marian-8-my-page").opens("Who, and why").sees("Maggie", "Can hold the date on the flat")
    marian.opens("Who has looked").sees(
        "Shanice", "Brought to the huddle", "3 times that day"
    ).is_well_made().fits_when_zoomed()
    marian.picture("marian-9-who-has-looked", at="section:has(summary:has-text('Who has looked'))")


def and_leonard_learns_nothing_more(town: Town, receipt: str) -> None:
    leonard = town.somebody().goes_to(receipt).sees("That it arrived. Anything more is for Marian to say yes to.")
    leonard.does_not_see(
        "Tom", "Maggie", "We have been in touch", "wakes at four", "Reached", "has read it"
    ).is_well_made()


def when_she_says_that_leonard_may_know(town: Town) -> None:
    tom = town.comes(town.place.tom).goes_to("/introductions/?look=settled").follows("Marian")
    telling = tom.in_fold("What may we tell Leonard?").chooses("That we have been in touch")
    telling.presses("Keep this")
    tom.sees("Ask them first, then tick that they said yes").is_well_made()
    telling = tom.in_fold("What may we tell Leonard?").chooses("They said yes to this themselves")
    reached = town.day("Wednesday")
    telling.writes("Day", str(reached.day)).writes("Month", str(reached.month)).writes("Year", str(reached.year))
    telling.presses("Keep this")


def and_tom_reads_what_was_in_confidence_and_keeps_it(town: Town) -> None:
    tom = town.comes(town.place.tom).goes_to("/introductions/?look=settled").follows("Marian")
    deciding = tom.in_fold("Decide").chooses("No, it stays in confidence")
    deciding.writes("Why does it stay in confidence?", "It is his to tell her").presses("Keep this")
    tom.sees("It stays in confidence: It is his to tell her")


def then_leonard_reads_just_that(town: Town, receipt: str) -> None:
    leonard = town.somebody().goes_to(receipt).sees("What we can tell you")
    told = leonard.reads(".card:has(h2:text('What we can tell you'))")
    assert re.fullmatch("What we can tell you We have been in touch with Marian, .*Wednesday.*", told), told
    leonard.sees("a person would read it the same day")
    leonard.does_not_see("Tom", "Maggie", "That it arrived. Anything more").is_well_made()
    leonard.picture("marian-10-what-leonard-is-told")


def and_she_reads_nothing_of_what_he_confided(town: Town, link: str, words: str) -> None:
    opens_their_page(town.somebody(), link, words).does_not_see(LEONARD.in_confidence)


def then_callum_sees_nothing_at_all(town: Town) -> None:
    callum = town.comes(town.place.callum)
    sees_nothing_of(callum, "Marian", "Leonard", "scar", searching=looks_for("Marian", "01632 960 214"))
    assert finds_nothing_where_others_walked(callum, town) >= 8


def and_maggie_sees_nobody_else_and_nothing_once_it_is_over(town: Town) -> None:
    introduce(town.place, "Ama")
    maggie, tom = town.comes(town.place.maggie), town.comes(town.place.tom)
    sees_nothing_of(maggie, "Ama")
    assert "Marian" in maggie.goes_to("/today/").reads("main")
    tom.goes_to("/today/").follows("Marian").presses("No longer drawn in: Maggie")
    sees_nothing_of(maggie, "Marian", "Ama", searching=looks_for("Marian", "01632 960 214"))
    finds_nothing_where_others_walked(maggie, town)

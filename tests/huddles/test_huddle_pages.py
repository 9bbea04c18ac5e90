"""The board as a practitioner meets it: with plain forms, and what it answers when it cannot."""

import re

import pytest
from django.urls import reverse
from huddles.gathering import agree_step, agreed, brought_back, close, gather
from neighbourhood import as_, in_days, introduce, introduce_another, signed_in
from opening import steps_that_say

from livingwell.access.models import Look
from livingwell.huddles import actions, panels, queries
from livingwell.huddles.models import Brought, Huddle, Present
from livingwell.huddles.words import Outcome
from livingwell.introductions.rules import Way
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import DrawnIn, NextStep
from livingwell.people.words import Channel

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def ama(place):
    return introduce(place, "Ama")


@pytest.fixture
def huddle(place, ama):
    return gather(place)


@pytest.fixture
def tom(place):
    return signed_in(place.tom)


def at(name, huddle, journey=None, *more):
    return reverse(f"huddles:{name}", args=[huddle.pk, *([journey.pk] if journey else []), *more])


def read(response) -> str:
    """Return a page as it is read, its markup and its runs of space aside."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def kept(place, huddle, journey):
    with as_(place.tom):
        return queries.find_brought(huddle, journey.pk)


def test_today_offers_to_open_the_huddle_and_then_goes_to_it(place, tom, ama):
    offered = tom.get(reverse("huddles:today"))
    assert "Today’s huddle is not open yet" in read(offered)
    assert "came to the door, today" in read(offered)
    opened = tom.post(reverse("huddles:open"), {"team": place.team.pk})
    assert opened.status_code == 303
    assert tom.get(reverse("huddles:today")).url == opened.url
    assert "Start with Ama" in read(tom.get(opened.url))


def test_somebody_in_several_teams_chooses_and_somebody_in_none_is_told_kindly(place, ama):
    from neighbourhood import owner_connection

    with owner_connection() as owner:
        owner.execute(
            "insert into places_membership (id, practitioner_id, team_id, leads, safeguards, days, since)"
            " values (gen_random_uuid(), %s, %s, false, false, '{}', now())",
            [place.dev.pk, place.other_team.pk],
        )
    try:
        asked = read(signed_in(place.dev).get(reverse("huddles:today")))
    finally:
        with owner_connection() as owner:
            owner.execute(
                "delete from places_membership where practitioner_id = %s and team_id = %s",
                [place.dev.pk, place.other_team.pk],
            )
    assert "Which team are you meeting with?" in asked
    assert "Brackwell team not opened yet today" in asked
    assert "You are not in a team that meets here" in read(signed_in(place.maggie).get(reverse("huddles:today")))


@pytest.mark.parametrize("name", ["huddle", "pulse", "since", "print"])
def test_another_teams_huddle_is_not_there(place, huddle, name):
    nobodys = signed_in(place.callum).get(f"/huddles/{place.site.pk}/")
    theirs = signed_in(place.callum).get(at(name, huddle))
    assert (theirs.status_code, read(theirs)) == (404, read(nobodys))


def test_somebody_drawn_in_sees_nothing_of_the_huddle(place, ama, huddle):
    with as_(place.tom) as by:
        actions.draw_in(huddle=huddle, journey=ama, practitioner=place.maggie, why="Rent and debt", by=by)
    assert signed_in(place.maggie).get(at("brought", huddle, ama)).status_code == 404


def test_nobody_opens_another_teams_huddle(place):
    assert signed_in(place.callum).post(reverse("huddles:open"), {"team": place.team.pk}).status_code == 404
    assert not Huddle.objects.exists()


def test_a_person_is_met_as_a_story_that_begins_in_their_own_words(place, tom, huddle):
    joan = introduce(place, "Joan", going_on="The flat is damp.", would_help="Somebody to ring with me.")
    page = read(tom.get(at("brought", huddle, joan)))
    assert "The flat is damp." in page
    assert "What would help: “Somebody to ring with me.”" in page


def test_opening_somebody_is_a_look_once_for_each_of_us_at_each_huddle(place, tom, ama, huddle):
    for _ in range(3):
        tom.get(at("brought", huddle, ama))
    tom.get(at("huddle", huddle))
    signed_in(place.dev).get(at("brought", huddle, ama))
    with as_(place.tom):
        looks = Look.objects.filter(person=ama.person_id, page="huddle").order_by("at")
        assert [one.by_called for one in looks] == ["Tom", "Dev"]


def test_agreeing_goes_on_to_the_next_person_and_ends_calmly(place, tom, ama, huddle):
    joan = introduce(place, "Joan")
    for journey in (ama, joan):
        agree_step(place, huddle, journey)
    said = {"revision": "1", "holder": place.shanice.pk, "decision": "Shanice is alongside her."}
    first = tom.post(at("agree", huddle, ama), said)
    assert first.url == at("brought", huddle, joan) + "#person"
    last = tom.post(at("agree", huddle, joan), said)
    assert last.url == at("huddle", huddle)
    ending = read(tom.get(last.url))
    assert "That’s everybody." in ending
    assert "Ama Shanice holds" in ending
    closed = tom.post(at("close", huddle))
    assert "This huddle has closed" in read(tom.get(closed.url))


def test_agreeing_with_nobody_holding_says_so_beside_the_names_and_keeps_what_was_typed(place, tom, ama, huddle):
    agree_step(place, huddle, ama)
    refused = tom.post(at("agree", huddle, ama), {"revision": "1", "decision": "A walk first."})
    assert refused.status_code == 422
    assert "Say who holds: one name, so that Ama knows who to ask for." in read(refused)
    assert "A walk first." in refused.content.decode()
    assert "<title>Error:" in refused.content.decode()


def test_the_second_to_decide_sees_what_the_first_agreed_and_their_own_words_given_back(place, tom, ama, huddle):
    agree_step(place, huddle, ama)
    agreed(place, huddle, ama, holder=place.shanice, words="Shanice is alongside her.")
    late = signed_in(place.dev).post(
        at("agree", huddle, ama), {"revision": "1", "holder": place.dev.pk, "decision": "Dev takes her out."}
    )
    assert late.status_code == 422
    assert "Tom has just said what happens for Ama" in read(late)
    assert "Shanice is alongside her." in read(late)
    assert "What you had written Dev takes her out." in read(late)


def test_bringing_back_is_one_press_and_thinking_again_another(place, tom, ama, huddle):
    tom.post(at("carry", huddle, ama), {"revision": "1"})
    assert kept(place, huddle, ama).outcome == Outcome.CARRIED
    assert "back next time" in read(tom.get(at("huddle", huddle)))
    tom.post(at("again", huddle, ama), {"revision": "2"})
    assert kept(place, huddle, ama).outcome == Outcome.WAITING


def test_a_next_step_is_added_by_a_plain_form_and_by_htmx(place, tom, ama, huddle):
    said = {"what": "Open the post", "who": f"with:{place.shanice.pk}", "due": in_days(2).isoformat()}
    plain = tom.post(at("step", huddle, ama), said)
    assert plain.url == at("brought", huddle, ama) + "#doing"
    part = tom.post(at("step", huddle, ama), said | {"what": "Ring the council", "who": "team"}, headers=FRAGMENT)
    assert part.status_code == 200
    assert "Brackwell team: Ring the council" in read(part)
    assert "<html" not in part.content.decode()
    with as_(place.tom):
        assert {(one.done_by,) for one in steps_that_say("Open the post", "Ring the council")} == {
            ("together",),
            ("team",),
        }


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["plain", "htmx"])
def test_a_next_step_that_says_too_little_comes_back_with_a_sentence_beside_each_field(tom, ama, huddle, headers):
    back = tom.post(at("step", huddle, ama), {"what": "", "who": "", "due": "2020-01-01"}, headers=headers)
    assert back.status_code == 422
    for sentence in ["Say what happens next", "Choose who does it", "Choose one of the answers in the list"]:
        assert sentence in read(back)


def test_a_next_step_of_another_person_cannot_be_ticked_off_here(place, tom, ama, huddle):
    joan = introduce(place, "Joan")
    with as_(place.tom):
        step = NextStep.objects.get(journey=joan)
    assert tom.post(at("step_kept", huddle, ama, step.pk)).status_code == 404


def test_ticking_off_the_last_step_that_stands_is_refused_in_a_sentence(place, tom, ama, huddle):
    with as_(place.tom):
        step = NextStep.objects.get(journey=ama)
    refused = tom.post(at("step_kept", huddle, ama, step.pk), headers=FRAGMENT)
    assert (refused.status_code, refused["HX-Retarget"]) == (422, "#refused")
    assert "nothing to happen next" in read(refused)


def test_somebody_is_drawn_in_with_why(place, tom, ama, huddle):
    missing = tom.post(at("draw_in", huddle, ama), {"practitioner": place.maggie.pk, "why": ""}, headers=FRAGMENT)
    assert "Say what they bring" in read(missing)
    part = tom.post(
        at("draw_in", huddle, ama), {"practitioner": place.maggie.pk, "why": "Rent and debt"}, headers=FRAGMENT
    )
    assert "Maggie · Harbour Advice, Rent and debt" in read(part)
    again = tom.post(at("draw_in", huddle, ama), {"practitioner": place.maggie.pk, "why": "Rent"}, headers=FRAGMENT)
    assert again.status_code == 422
    with as_(place.tom):
        assert DrawnIn.objects.count() == 1


def test_the_story_is_saved_as_it_is_written_and_a_second_writer_sees_the_first(place, tom, ama, huddle):
    autosave = {"X-Autosave": "true"}
    first = tom.post(at("story", huddle, ama), {"story": "Found her father.", "revision": "0"}, headers=autosave)
    assert first.json() == {"revision": "1"}
    second = signed_in(place.dev).post(
        at("story", huddle, ama), {"story": "Sleeps badly.", "revision": "0", "writer": "b"}, headers=autosave
    )
    assert second.status_code == 409
    assert "Tom wrote here too while you were writing" in read(second)
    assert "Found her father." in read(second)
    assert kept(place, huddle, ama).story == "Found her father."


def test_a_story_far_too_long_waits_and_nothing_is_cut(tom, ama, huddle):
    long = tom.post(at("story", huddle, ama), {"story": "x" * 4001}, headers={"X-Autosave": "true"})
    assert long.status_code == 422
    shown = tom.post(at("story", huddle, ama), {"story": "x" * 4001})
    assert shown.status_code == 422
    assert "x" * 4001 in shown.content.decode()


def test_who_is_here_says_so_in_one_tap_and_adds_a_colleague_or_a_guest(place, huddle):
    dev = signed_in(place.dev)
    assert "I’m here" in read(dev.get(at("huddle", huddle)))
    dev.post(at("here", huddle))
    assert "I’m here" not in read(dev.get(at("huddle", huddle)))
    dev.post(at("others_here", huddle), {"colleague": place.maggie.pk})
    part = dev.post(
        at("others_here", huddle), {"called": "Anita", "organisation": "Mill Lane surgery"}, headers=FRAGMENT
    )
    assert "Anita Mill Lane surgery" in read(part)
    nobody = dev.post(at("others_here", huddle), {}, headers=FRAGMENT)
    assert (nobody.status_code, "Say who is here" in read(nobody)) == (422, True)
    maggie = Present.objects.get(practitioner=place.maggie)
    dev.post(reverse("huddles:gone", args=[huddle.pk, maggie.pk]))
    assert "Maggie" not in [one.called for one in Present.objects.filter(huddle=huddle, left_at__isnull=True)]


def test_somebody_on_no_list_can_be_brought(place, tom, huddle, ama):
    agree_step(place, huddle, ama, due_on=in_days(20))
    agreed(place, huddle, ama, holder=place.shanice)
    close(place, huddle)
    with as_(place.tom) as by:
        for step in NextStep.objects.filter(journey=ama, kind="reach"):
            journeys.keep_step(step=step, by=by)
        tomorrow = actions.open_huddle(team=place.team, today=in_days(1), quiet_days=14, by=by)
        assert not Brought.objects.filter(huddle=tomorrow).exists()
    gone_to = tom.post(at("bring", tomorrow), {"journey": ama.pk})
    assert gone_to.url == at("brought", tomorrow, ama) + "#person"
    assert "Asked to be brought" in read(tom.get(gone_to.url))


def test_a_form_sent_twice_adds_one_next_step(place, tom, ama, huddle):
    said = {
        "what": "Open the post",
        "who": "team",
        "due": in_days(2).isoformat(),
        "_once": "0c4c4d4e-1111-4222-8333-444455556666",
    }
    tom.post(at("step", huddle, ama), said)
    tom.post(at("step", huddle, ama), said)
    with as_(place.tom):
        assert len(steps_that_say("Open the post")) == 1


def test_words_that_are_markup_are_read_and_not_run(place, tom, ama, huddle):
    tom.post(at("story", huddle, ama), {"story": "<script>alert(1)</script>\n\nليلى 🌱", "revision": "0"})
    page = tom.get(at("brought", huddle, ama)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "ليلى 🌱" in page


def test_a_null_byte_in_an_autosave_loses_nothing_else(place, tom, ama, huddle):
    tom.post(at("story", huddle, ama), {"story": "Sleeps\x00 badly.", "revision": "0"}, headers={"X-Autosave": "true"})
    assert kept(place, huddle, ama).story == "Sleeps badly."


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 40])
def test_a_revision_that_is_no_number_is_an_old_page_and_not_a_broken_one(tom, ama, huddle, revision):
    assert tom.post(at("again", huddle, ama), {"revision": revision}).status_code == 422
    assert tom.post(at("agree", huddle, ama), {"revision": revision}).status_code == 422


def test_since_last_time_reads_as_a_hand_over_person_by_person(place, tom):
    introduce(place, "Ama")
    gather(place, in_days(-1))
    joan = introduce(place, "Joan")
    with as_(place.priya) as priya:
        journeys.hold(journey=joan, practitioner=place.priya, by=priya)
    page = read(tom.get(at("since", gather(place))))
    assert "Joan today came to the door today is held by Priya" in page
    assert "Ama" not in page


def test_whom_we_kept_waiting_past_what_we_promised_is_said_first(place, ama):
    with as_(place.tom):
        facts = queries.facts_for(place.team.pk, in_days(15))
    told = panels.SinceLastTime.of([], facts, today=in_days(15))
    assert told.late == ("Ama",)


def test_the_list_on_paper_says_who_holds_how_to_reach_them_and_what_is_next(place, tom, ama, huddle):
    agree_step(place, huddle, ama, what="Open the post")
    agreed(place, huddle, ama, holder=place.shanice, words="Shanice is alongside her.")
    paper = read(tom.get(at("print", huddle)))
    for words in ["Ama", "Shanice", "07700 900123", "Shanice: Open the post", "Shanice is alongside her."]:
        assert words in paper


WAYS = (
    Way(Channel.TEXT, "07700 900123", may_message=True, when="after four", not_say="the house"),
    Way(Channel.EMAIL, "ama@example.org"),
    Way(Channel.CALL, "01632 960001"),
)


@pytest.mark.parametrize("name", ["brought", "print"])
def test_board_and_paper_say_of_each_way_when_whether_a_message_is_right_and_what_never_to_say(place, tom, name):
    ama = introduce(place, "Ama", ways=WAYS)
    marek = introduce_another(place, "Marek")
    huddle = gather(place)
    page = read(tom.get(at(name, huddle, ama if name == "brought" else None)))
    for words in [
        "Text 07700 900123 , after four . A message is all right. Never say: the house",
        "Email ama@example.org . No message.",
        "Call 01632 960001 . Leave no message.",
    ]:
        assert words in page
    if name == "brought":
        page = read(tom.get(at(name, huddle, marek)))
    assert "Somebody else gave this: no message" in page


def test_whom_the_huddle_before_brought_back_is_in_the_hand_over(place, tom, ama):
    yesterday = gather(place, in_days(-1))
    brought_back(place, yesterday, ama)
    close(place, yesterday)
    assert "was brought back to this huddle by Tom" in read(tom.get(at("since", gather(place))))


def test_earlier_huddles_are_listed_newest_first_a_page_at_a_time(place, tom):
    for days in range(-25, 1):
        gather(place, in_days(days))
    first, second = tom.get(reverse("huddles:earlier")), tom.get(reverse("huddles:earlier"), {"page": "2"})
    assert (first.content.count(b"<tr>"), second.content.count(b"<tr>")) == (21, 7)
    assert "older huddles" in read(first)
    assert tom.get(reverse("huddles:earlier"), {"page": "x"}).status_code == 200


def test_an_earlier_huddle_says_what_was_decided_and_changes_nothing(place, tom, ama):
    huddle = gather(place, in_days(-1))
    agree_step(place, huddle, ama)
    agreed(place, huddle, ama, holder=place.shanice)
    close(place, huddle)
    page = read(tom.get(at("huddle", huddle)))
    assert "Ama Shanice holds" in page
    assert "Open it again" not in page
    refused = tom.post(at("step", huddle, ama), {"what": "x", "who": "team", "due": in_days(1).isoformat()})
    assert "This huddle has closed" in read(refused)


def test_a_closed_huddle_can_be_opened_again_on_its_own_day(tom, place, huddle):
    close(place, huddle)
    tom.post(at("open_again", huddle))
    with as_(place.tom):
        assert Huddle.objects.get(pk=huddle.pk).is_open


def test_a_decision_too_long_to_keep_is_shown_again_whole_without_scripts(place, tom, ama, huddle):
    answer = tom.post(at("words", huddle, ama), {"decision": "a" * 10_001, "revision": "0"})
    assert answer.status_code == 422
    assert "a" * 10_001 in answer.content.decode()
    assert "Please keep this to" in answer.content.decode()

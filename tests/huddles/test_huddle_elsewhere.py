"""What other rooms' pages show of the huddle: on a person's page what was decided, on Today when the team meets."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from huddles.gathering import agree_step, agreed, brought_back, close, gather
from neighbourhood import as_, in_days, introduce, signed_in

from livingwell.huddles import actions, queries
from livingwell.huddles.panels import HuddlePanel, NextHuddle

pytestmark = pytest.mark.django_db


def shown(template: str, **context: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", render_to_string(f"huddles/{template}", context)).split())


def test_a_persons_page_says_what_the_team_decided_when_and_by_whom(place):
    ama = introduce(place, "Ama")
    first = gather(place, in_days(-1))
    brought_back(place, first, ama)
    close(place, first)
    second = gather(place)
    agree_step(place, second, ama)
    agreed(place, second, ama, holder=place.shanice, words="The post is opened together.")
    with as_(place.shanice):
        panel = HuddlePanel.of(queries.decisions_of(ama.person_id))
    assert [(one.on, one.holder, one.is_carried, one.by) for one in panel.decisions] == [
        (in_days(0), "Shanice", False, "Tom"),
        (in_days(-1), "", True, "Tom"),
    ]
    page = shown("_decided.jinja", huddled=panel)
    assert "Shanice holds. The post is opened together. Brackwell team, kept by Tom" in page
    assert "Brought back to the next huddle." in page


def test_somebody_nobody_has_decided_about_has_nothing_to_show(place):
    ama = introduce(place, "Ama")
    gather(place)
    with as_(place.shanice):
        panel = HuddlePanel.of(queries.decisions_of(ama.person_id))
    assert (panel.latest, shown("_decided.jinja", huddled=panel)) == (None, "")


def test_somebody_drawn_in_reads_what_was_decided_for_that_person_and_another_team_nothing(place):
    ama = introduce(place, "Ama")
    huddle = gather(place)
    agree_step(place, huddle, ama)
    agreed(place, huddle, ama, holder=place.shanice)
    with as_(place.tom) as tom:
        actions.draw_in(huddle=huddle, journey=ama, practitioner=place.maggie, why="Rent and debt", by=tom)
    with as_(place.maggie):
        assert HuddlePanel.of(queries.decisions_of(ama.person_id)).latest.holder == "Shanice"
    with as_(place.callum):
        assert HuddlePanel.of(queries.decisions_of(ama.person_id)).latest is None


def test_today_says_whether_my_team_is_meeting(place):
    now = timezone.localtime()

    def said() -> str:
        with as_(place.dev):
            return shown("_next.jinja", next_huddle=NextHuddle.of(queries.teams_today(place.dev.pk, now)))

    assert said() == "Brackwell team not opened yet today"
    huddle = gather(place)
    assert said() == "Brackwell team meeting now"
    close(place, huddle)
    assert said() == "Brackwell team met today"


def test_a_persons_page_shows_its_team_and_whoever_is_drawn_in_what_the_huddle_decided(place):
    ama = introduce(place, "Ama")
    huddle = gather(place)
    agree_step(place, huddle, ama)
    agreed(place, huddle, ama, holder=place.shanice, words="The post is opened together.")
    with as_(place.tom) as tom:
        actions.draw_in(huddle=huddle, journey=ama, practitioner=place.maggie, why="Rent and debt", by=tom)
    page = reverse("website:person", args=[ama.person_id])
    for one in (place.tom, place.maggie):
        assert "The post is opened together." in signed_in(one).get(page).content.decode()


def test_today_leads_to_my_teams_huddle_and_offers_none_to_somebody_in_no_team(place):
    huddle = gather(place)
    today = signed_in(place.dev).get(reverse("website:today")).content.decode()
    assert reverse("huddles:huddle", args=[huddle.pk]) in today
    assert "meeting now" in today
    assert 'id="next-huddle"' not in signed_in(place.maggie).get(reverse("website:today")).content.decode()

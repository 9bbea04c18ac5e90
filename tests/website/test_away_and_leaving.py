"""Being away and leaving: who is there meanwhile, what goes back to the team, and what My page says of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from journeys.lives import held_by
from neighbourhood import Place, as_, in_days, introduce, signed_in

from livingwell.access import actions as access
from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.conversations import actions as conversations
from livingwell.conversations.models import Conversation
from livingwell.journeys import actions as journeys
from livingwell.journeys import queries as journey_queries
from livingwell.journeys.models import Holding, Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.people.words import Meeting
from livingwell.places import actions as places
from livingwell.places.models import Away, Practitioner
from livingwell.website.panels.person import head_of

pytestmark = pytest.mark.django_db(transaction=True)
AWAY = "/today/away/"


def typed(first: int, last: int, cover: Practitioner | None) -> dict[str, str]:
    said = {"cover": str(cover.pk) if cover else ""}
    for field, days in (("from_on", first), ("until_on", last)):
        day = in_days(days)
        said |= {f"{field}_day": str(day.day), f"{field}_month": str(day.month), f"{field}_year": str(day.year)}
    return said


def today_of(practitioner: Practitioner) -> str:
    return signed_in(practitioner).get("/today/").content.decode()


def away(place: Place, cover: Practitioner | None) -> Away:
    """Shanice is away today."""
    with as_(place.shanice):
        return places.be_away(practitioner=place.shanice, cover=cover, from_on=in_days(0), until_on=in_days(3))


def planned(journey: Journey, by: Practitioner) -> Conversation:
    with as_(by) as viewer:
        at = timezone.now() + timedelta(days=2)
        arranged = Journey.objects.select_related("person", "team", "site").get(pk=journey.pk)
        return conversations.plan(journey=arranged, how=Meeting.PHONE, at=at, practitioner=by, by=viewer)


def said_on_my_page(journey: Journey) -> tuple[bool, str]:
    """Return whether My page says that the holder is away, and who is there instead."""
    with named(Viewer(Kind.PERSON, journey.person_id)):
        holder = head_of(journey.person_id, timezone.localtime()).holder
    return holder.away_until is not None, holder.cover


def test_days_away_are_said_from_today_and_taken_back_early(lasting_place):
    shanice = signed_in(lasting_place.shanice)
    assert AWAY in shanice.get("/today/").content.decode()
    assert shanice.post(AWAY, typed(0, 3, lasting_place.tom)).status_code == 303
    page = shanice.get(AWAY).content.decode()
    assert "Tom covers" in page
    again = shanice.post(AWAY, typed(1, 2, None))
    assert again.status_code == 422
    assert "down as away already" in again.content.decode()
    row = Away.objects.get()
    assert signed_in(lasting_place.tom).post(reverse("website:am_back", args=[row.pk])).status_code == 404
    assert shanice.post(reverse("website:am_back", args=[row.pk])).status_code == 303
    assert "Tom covers" not in shanice.get(AWAY).content.decode()


def test_somebody_of_no_team_of_mine_is_not_offered_as_cover(lasting_place):
    page = signed_in(lasting_place.shanice).get(AWAY).content.decode()
    assert "Tom, nurse" in page
    assert "Callum" not in page
    assert signed_in(lasting_place.shanice).post(AWAY, typed(0, 1, lasting_place.callum)).status_code == 422


def test_cover_sees_what_waits_for_whoever_is_away(lasting_place):
    place = lasting_place
    journey = held_by(place, place.shanice)
    planned(journey, place.shanice)
    with as_(place.shanice) as by:
        arranged = Journey.objects.select_related("person", "team", "site").get(pk=journey.pk)
        begun = conversations.start(journey=arranged, how=Meeting.PHONE, practitioner=place.shanice, by=by)
        journeys.raise_worry(
            journey=journey, words="Pills on the table", cannot_wait=True, reaches=place.shanice, by=by
        )
    before = today_of(place.tom)
    assert "who is away" not in before
    assert "sent to Shanice, not taken up yet" in before, "what cannot wait is the whole team's to see"
    away(place, place.tom)
    after = today_of(place.tom)
    assert after.count("for Shanice, who is away") == 3  # held, coming up, and a note not read back
    assert str(begun.pk) in after
    assert "A first conversation" in after
    assert "Pills on the table" in after
    assert "People I cover for" in after
    assert "People I cover for" not in today_of(place.dev)


def test_where_cover_cannot_see_somebody_the_whole_team_is_there_and_my_page_says_so(lasting_place):
    place = lasting_place
    seen, hidden = held_by(place, place.shanice), held_by(place, place.shanice, "Marek")
    with as_(place.shanice) as shanice:
        for journey in (seen, hidden):
            access.give_page(person_id=journey.person_id, by=shanice)
        journeys.refuse_practitioner(journey=hidden, practitioner=place.tom, by=shanice)
    away(place, place.tom)
    assert said_on_my_page(seen) == (True, "Tom")
    assert said_on_my_page(hidden) == (True, "")
    assert "Marek" not in today_of(place.tom)
    devs = today_of(place.dev)
    assert "People the whole team covers for" in devs
    assert "Marek" in devs.split("People the whole team covers for")[1]
    assert "Ama" not in devs.split("People the whole team covers for")[1]


def all_that_waits_for_shanice(place: Place, called: str) -> Conversation:
    """Shanice holds somebody, is to talk with them, promised them something and has a note not read back."""
    journey = held_by(place, place.shanice, called)
    planned(journey, place.shanice)
    with as_(place.shanice) as by:
        arranged = Journey.objects.select_related("person", "team", "site").get(pk=journey.pk)
        mine = Doer(StepBy.PRACTITIONER, practitioner_id=place.shanice.pk)
        journeys.make_step(journey=journey, what=f"A form for {called}", doer=mine, due_on=in_days(2), by=by)
        return conversations.start(journey=arranged, how=Meeting.PHONE, practitioner=place.shanice, by=by)


def test_where_the_whole_team_covers_it_sees_all_that_waits_and_not_only_whom_is_held(lasting_place):
    place = lasting_place
    begun = all_that_waits_for_shanice(place, "Ama")
    assert "A form for Ama" not in today_of(place.dev)
    away(place, None)
    devs = today_of(place.dev)
    assert devs.count("for Shanice, who is away") == 3  # held, coming up, and a note not read back
    assert "A form for Ama" in devs
    assert str(begun.pk) in devs
    assert "Ama" not in today_of(place.callum)


def test_where_cover_was_refused_by_somebody_the_team_sees_all_that_waits_for_them_and_for_nobody_else(lasting_place):
    place = lasting_place
    seen, hidden = (all_that_waits_for_shanice(place, called) for called in ("Ama", "Marek"))
    with as_(place.shanice) as by:
        journeys.refuse_practitioner(journey=hidden.journey, practitioner=place.tom, by=by)
    away(place, place.tom)
    toms, devs = today_of(place.tom), today_of(place.dev)
    for said, not_said, one, other in ((toms, devs, seen, "Ama"), (devs, toms, hidden, "Marek")):
        assert said.count("for Shanice, who is away") == 3
        assert f"A form for {other}" in said
        assert f"A form for {other}" not in not_said
        assert str(one.pk) in said
        assert str(one.pk) not in not_said


def test_with_nobody_named_the_whole_team_covers(lasting_place):
    journey = held_by(lasting_place, lasting_place.shanice)
    away(lasting_place, None)
    with as_(lasting_place.tom):
        assert Holding.objects.get(journey=journey, until__isnull=True).practitioner == lasting_place.shanice
    assert "People the whole team covers for" in today_of(lasting_place.dev)
    assert "who is away" not in today_of(lasting_place.callum)


# -- a team, and leaving it -------------------------------------------------------------------------------------------
def test_a_team_is_there_for_whoever_is_in_it_and_its_lead_says_who_leaves(lasting_place):
    place = lasting_place
    address = reverse("website:team", args=[place.team.pk])
    assert signed_in(place.callum).get(address).status_code == 404
    page = signed_in(place.priya).get(address).content.decode()
    assert "Shanice" in page
    assert "Tuesday, Wednesday" in page
    assert page.count("My days, or leaving") == 1
    assert "Days, leading or leaving" not in page
    assert 'Days, leading or leaving<span class="nhsuk-u-visually-hidden">: Shanice' in (
        signed_in(place.tom).get(address).content.decode()
    )


def test_leaving_by_the_lead_hands_everything_back_and_on(lasting_place):
    place = lasting_place
    journey = held_by(place, place.shanice)
    with as_(place.shanice) as shanice:
        journeys.refuse_practitioner(journey=journey, practitioner=place.tom, by=shanice)
    talk = planned(journey, place.shanice)
    leave = reverse("website:leave_team", args=[place.team.pk, place.shanice.pk])
    refused = signed_in(place.priya).post(leave)
    assert refused.status_code == 422
    assert "somebody who leads this team" in refused.content.decode()
    assert signed_in(place.tom).post(leave).status_code == 303
    with as_(place.priya):
        assert Holding.objects.get(journey=journey, until__isnull=True).practitioner is None
        theirs = Conversation.objects.select_related("practitioner").get(pk=talk.pk).practitioner
        assert theirs.called == "Dev"  # not the lead, whom they refused
        doers = {(one.done_by, one.practitioner) for one in journey_queries.open_steps([journey.pk])}
    assert doers <= {(StepBy.TEAM, None), (StepBy.PRACTITIONER, theirs)}
    assert "Shanice" not in signed_in(place.tom).get(reverse("website:team", args=[place.team.pk])).content.decode()


def test_the_last_of_a_team_that_holds_reads_why_they_stay(lasting_place):
    place = lasting_place
    introduce(place)
    tom = signed_in(place.tom)
    for one in (place.shanice, place.priya, place.dev, place.ros):
        assert tom.post(reverse("website:leave_team", args=[place.team.pk, one.pk])).status_code == 303
    stays = tom.post(reverse("website:leave_team", args=[place.team.pk, place.tom.pk]))
    assert stays.status_code == 422
    assert "Somebody has to stay in this team" in stays.content.decode()

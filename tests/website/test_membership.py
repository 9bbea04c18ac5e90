"""Days, leading, moving and leaving: said by somebody themselves or by their lead, and nobody falls by it."""

import pytest
from conversations.talking import begun, write
from django.test import Client
from django.urls import reverse
from journeys.lives import held_by
from neighbourhood import Place, account_of, as_, in_days, introduce, signed_in
from website.test_joining import ANITA, PASSWORD, brings, invite, laid_in_a_folder, memberships

from livingwell.accounts.models import User
from livingwell.conversations.models import LeftNote
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import DrawnIn, Holding, NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.places.models import Membership, Practitioner

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["laid_in_a_folder"]  # a fixture, used by every test here


def page_of(place: Place, who: Practitioner) -> str:
    return reverse("website:membership", args=[place.team.pk, who.pk])


def leaves(place: Place, who: Practitioner, by: Client):
    return by.post(reverse("website:leave_team", args=[place.team.pk, who.pk]))


def membership(place: Place, who: Practitioner) -> Membership:
    return Membership.objects.get(team=place.team, practitioner=who, until__isnull=True)


# -- days, and what somebody does -------------------------------------------------------------------------------------
def test_everybody_says_their_own_days_and_whoever_leads_says_anybodys(lasting_place):
    place = lasting_place
    for reader, days in ((place.priya, ["0", "4"]), (place.tom, ["3"])):
        assert signed_in(reader).post(page_of(place, place.priya), {"days": days}).status_code == 303
        assert membership(place, place.priya).days == [int(day) for day in days]
    for stranger in (place.dev, place.callum):
        client = signed_in(stranger)
        assert client.get(page_of(place, place.priya)).status_code == 404
        assert client.post(page_of(place, place.priya), {"days": ["1"]}).status_code == 404
    assert membership(place, place.priya).days == [3]


def test_a_day_that_is_none_is_said_and_what_was_ticked_stays(lasting_place):
    answer = signed_in(lasting_place.priya).post(page_of(lasting_place, lasting_place.priya), {"days": ["0", "9"]})
    assert answer.status_code == 422
    assert 'value="0" checked' in " ".join(answer.content.decode().split())


def test_nobody_makes_themselves_the_lead(lasting_place):
    place = lasting_place
    said = {"days": ["0"], "leads": "on", "safeguards": "on"}
    assert signed_in(place.priya).post(page_of(place, place.priya), said).status_code == 303
    assert not membership(place, place.priya).leads
    assert signed_in(place.tom).post(page_of(place, place.priya), said).status_code == 303
    theirs = membership(place, place.priya)
    assert (theirs.leads, theirs.safeguards) == (True, True)


def test_somebody_always_leads(lasting_place):
    place = lasting_place
    answer = signed_in(place.tom).post(page_of(place, place.tom), {"days": ["0"]})
    assert answer.status_code == 422
    assert "Let somebody else lead it first" in answer.content.decode()
    assert leaves(place, place.tom, signed_in(place.tom)).headers["Location"] == "/left/"
    assert Membership.objects.filter(team=place.team, until__isnull=True, leads=True).count() == 1


# -- leaving ----------------------------------------------------------------------------------------------------------
def test_before_leaving_somebody_reads_what_goes_back_and_a_lead_is_told_nothing_of_it(lasting_place):
    place = lasting_place
    journey = held_by(place, place.shanice)
    begun(place, journey)
    hers = signed_in(place.shanice).get(page_of(place, place.shanice)).content.decode()
    assert "You hold 1 person." in hers
    assert "Finish these first, if you can" in hers
    assert "It is your last team here" in hers
    toms = signed_in(place.tom).get(page_of(place, place.shanice)).content.decode()
    assert "You hold" not in toms
    assert "Finish these first" not in toms


def test_whoever_leaves_their_last_team_is_signed_out_everywhere_and_loses_no_word(lasting_place):
    place = lasting_place
    one = begun(place)
    with as_(place.shanice) as shanice:
        write(one, "Ama sings.", by=shanice)
    here, elsewhere = signed_in(place.shanice), signed_in(place.shanice)
    assert elsewhere.get("/today/").status_code == 200
    answer = leaves(place, place.shanice, here)
    assert answer.headers["Location"] == "/left/"
    assert "Thank you for everything you did here" in here.get("/left/").content.decode()
    assert here.get("/today/").headers["Location"].startswith("/sign-in/")
    late = elsewhere.post(f"/conversations/{one.pk}/read-back/", {"words": "Ama sings. And drums.", "revision": "1"})
    assert late.status_code == 401
    assert "Ama sings. And drums." in late.content.decode()
    assert Practitioner.objects.get(pk=place.shanice.pk).left_at is not None
    with as_(place.tom):
        assert LeftNote.objects.get(conversation=one).sees_to_it == place.tom


def test_whoever_has_left_is_told_so_at_signing_in_and_only_with_the_right_password(lasting_place):
    place = lasting_place
    email = account_of(place.shanice).email
    User.objects.get(email=email)
    leaves(place, place.shanice, signed_in(place.tom))
    assert not User.objects.get(email=email).is_active
    wrong = Client().post("/sign-in/", {"login": email, "password": "not this one at all"})
    assert wrong.status_code == 422


def test_whoever_is_asked_back_is_who_they_were(lasting_place):
    place = lasting_place
    assert brings(invite(place)).post("/join/", {"new": PASSWORD}).status_code == 303
    anita = Practitioner.objects.get(account__email=ANITA)
    assert leaves(place, anita, signed_in(place.tom)).status_code == 303
    assert not User.objects.get(email=ANITA).is_active
    again = brings(invite(place))
    assert again.post("/join/", {"new": "some other words entirely"}).headers["Location"] == "/today/"
    back = Practitioner.objects.get(account__email=ANITA)
    assert (back.pk, back.left_at) == (anita.pk, None)
    assert memberships(ANITA) == [("Brackwell team", False, [0, 2])]


def test_whoever_leaves_the_place_is_drawn_in_nowhere_and_what_waited_for_them_is_the_teams(lasting_place):
    place = lasting_place
    journey = introduce(place)
    with as_(place.tom) as tom:
        journeys.draw_in(journey=journey, practitioner=place.callum, why="Knows about debt", by=tom)
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.callum.pk)
        journeys.make_step(journey=journey, what="Look at the letters", doer=doer, due_on=in_days(5), by=tom)
    theirs = reverse("website:leave_team", args=[place.other_team.pk, place.callum.pk])
    assert signed_in(place.callum).post(theirs).headers["Location"] == "/left/"
    with as_(place.tom):
        assert {one.what: one.team for one in NextStep.objects.all()}["Look at the letters"] == place.team
        assert not DrawnIn.objects.filter(until__isnull=True).exists()
        assert Holding.objects.filter(journey=journey, until__isnull=True).count() == 1


# -- moving -----------------------------------------------------------------------------------------------------------
def test_somebody_moves_team_in_one_step_and_what_they_held_stays_with_the_team(lasting_place):
    place = lasting_place
    journey = held_by(place, place.priya)
    email = account_of(place.priya).email
    link = _invited_by_callum(place, email)
    priya = brings(link, signed_in(place.priya))
    page = priya.get("/join/").content.decode()
    assert "Do you leave another team as you join?" in page
    assert priya.post("/join/", {"leaves": [str(place.team.pk)]}).headers["Location"] == "/today/"
    assert [team for team, _, _ in memberships(email)] == [place.other_team.name]
    assert Practitioner.objects.get(pk=place.priya.pk).left_at is None
    with as_(place.tom):
        assert Holding.objects.get(journey=journey, until__isnull=True).practitioner is None
    with as_(place.priya):
        assert not Holding.objects.exists()


def test_a_move_that_cannot_be_moves_nobody(lasting_place):
    """The last two of a team cannot both leave it: then they join nothing either, and the link still opens."""
    place = lasting_place
    introduce(place)
    tom = signed_in(place.tom)
    for one in (place.shanice, place.priya, place.dev, place.ros):
        assert leaves(place, one, tom).status_code == 303
    email = account_of(place.tom).email
    link = _invited_by_callum(place, email)
    answer = brings(link, tom).post("/join/", {"leaves": [str(place.team.pk)]})
    assert answer.status_code == 422
    assert "Somebody has to stay in this team" in answer.content.decode()
    assert [team for team, _, _ in memberships(email)] == [place.team.name]
    assert tom.post("/join/").headers["Location"] == "/today/"


def _invited_by_callum(place: Place, email: str) -> str:
    return invite(place, email, by=place.callum, team=place.other_team)


def joins_as_well(place: Place, who: Practitioner) -> None:
    """Somebody of the team joins the other as well."""
    link = _invited_by_callum(place, account_of(who).email)
    assert brings(link, signed_in(who)).post("/join/").status_code == 303

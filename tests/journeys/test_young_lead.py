"""Under 18: who leads is named by name, kept, and read by the young person themselves."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from introductions.doorway import fill_for_me, introduction_behind, receipt_of, text_of
from neighbourhood import Place, as_, signed_in

from livingwell.access import actions as access
from livingwell.journeys import actions, queries
from livingwell.journeys.models import NextStep
from livingwell.journeys.words import StepKind
from livingwell.lib import keys
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places
from livingwell.places.queries import packs
from livingwell.website.cast import CAST
from livingwell.website.viewers import OWN_PAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def young(place, client):
    address = receipt_of(fill_for_me(client, age_band="16 or 17"))
    return address, introduction_behind(address, place)


def step_of(place: Place) -> NextStep:
    with as_(place.tom):
        return NextStep.objects.select_related("journey").get(kind=StepKind.YOUNG_LEAD)


def test_it_is_done_only_by_naming_somebody(young, place):
    step = step_of(place)
    with as_(place.tom) as by, pytest.raises(NotPossible) as refusal:
        actions.keep_step(step=step, by=by)
    assert str(refusal.value) == "Name who leads for them: they will read the name."
    with as_(place.tom), pytest.raises(IntegrityError), transaction.atomic():
        NextStep.objects.filter(pk=step.pk).update(kept_at=timezone.now())


def test_whoever_is_named_is_kept_and_read_on_the_receipt_and_on_my_page(young, place, client):
    assert "Priya, social worker, leads for people under 18 here." in text_of(client.get(young[0]))
    tom, step = signed_in(place.tom), step_of(place)
    page = f"/journeys/{step.journey_id}/young-lead/"
    assert page in tom.get(f"/people/{step.person_id}/").content.decode()
    assert tom.post(page, {"practitioner": ""}).status_code == 422
    assert tom.post(page, {"practitioner": str(place.dev.pk)}).status_code == 303
    with as_(place.tom) as by:
        assert queries.young_lead_of(step.person_id) == place.dev
        link, _words = access.give_page(person_id=step.person_id, by=by)
    assert "Dev, occupational therapist, leads for you." in text_of(client.get(young[0]))
    own = Client()
    session = own.session
    session[OWN_PAGE] = {"link": keys.link_digest(link).hex(), "called": "Ama"}
    session.save()
    assert "Dev, occupational therapist, leads for you" in text_of(own.get("/my-page/"))
    assert "Dev, occupational therapist, leads for Ama" in text_of(tom.get(f"/people/{step.person_id}/"))


def test_naming_twice_is_said_to_have_been_done(young, place):
    journey = step_of(place).journey
    with as_(place.tom) as by:
        actions.name_young_lead(journey=journey, practitioner=place.dev, by=by)
        with pytest.raises(NotPossible, match="already been named"):
            actions.name_young_lead(journey=journey, practitioner=place.priya, by=by)


def test_a_made_up_place_names_one_of_its_cast():
    lead = packs()["brackwell"].young_lead
    assert any(lead == f"{one.called}, {one.role}" for one in CAST)


def test_where_nobody_is_named_the_page_says_who_names_one_and_by_when(place, client, settings):
    settings.PLACE = "edinburgh"
    page = text_of(client.get("/for-me/"))
    assert "The Thrive Welcome Team names one of us to lead for you by" in page


def test_nobody_is_named_or_offered_who_was_refused_is_away_or_is_not_alongside(young, place):
    step = step_of(place)
    with as_(place.tom) as by:
        actions.refuse_practitioner(journey=step.journey, practitioner=place.dev, by=by)
        today = timezone.localdate()
        places.be_away(practitioner=place.priya, cover=None, from_on=today, until_on=today)
        for one in (place.dev, place.priya, place.callum):
            with pytest.raises(NotPossible, match=f"{one.called} cannot lead for them now"):
                actions.name_young_lead(journey=step.journey, practitioner=one, by=by)
    page = signed_in(place.tom).get(f"/journeys/{step.journey_id}/young-lead/").content.decode()
    assert [str(one.pk) in page for one in (place.dev, place.priya, place.callum, place.ros)] == [False] * 3 + [True]

"""What the worker does for rights, as the role it signs in with: leads told, records looked at that were kept long."""

from datetime import timedelta

import pytest
from django.utils import timezone
from neighbourhood import account_of, as_, owner_connection
from record.roles import signed_in_as
from rights.asking import held_by_tom

from livingwell.journeys import actions as journeys
from livingwell.journeys.jobs import pass_on
from livingwell.journeys.words import Ending
from livingwell.lib.refusals import NotPossible
from livingwell.rights import jobs
from livingwell.rights.models import Asked
from livingwell.rights.words import Right

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_record_kept_as_long_as_it_must_be_is_looked_at_once_and_nobodys_who_is_with_us(lasting_place):
    place = lasting_place
    journey, _bea = held_by_tom(place), held_by_tom(place, "Bea")
    with as_(place.tom) as tom:
        journeys.end(journey=journey, ending=Ending.STEPPED_OUT, by=tom)
    long_ago = timezone.now() - timedelta(days=365 * 21)
    with owner_connection() as owner:
        owner.execute("update journeys_journey set opened_at = %s", [long_ago])
        owner.execute("update journeys_journey set ended_at = %s where id = %s", [long_ago, journey.pk])
    with signed_in_as("lw_worker"):
        for _night in range(2):
            jobs.kept_long(0)
    with as_(place.tom):
        assert [(one.person_id, one.right) for one in Asked.objects.all()] == [(journey.person_id, Right.KEPT)]


def test_a_lead_is_told_once_a_day_of_what_stands_on_nobodys_today(lasting_place, settings):
    settings.POST_SMTP_HOST = "mail.brackwell.example"
    place = lasting_place
    journey = held_by_tom(place)
    email = account_of(place.tom).email
    with as_(place.tom) as tom:
        journeys.end(journey=journey, ending=Ending.DIED, by=tom)
    with owner_connection() as owner:
        owner.execute("update rights_asked set due_on = current_date")
        with signed_in_as("lw_worker"):
            for _twice in range(2):
                jobs.tell_leads(0)
        sent = owner.execute('select count(*) from post_delivery where "to" = %s', [email]).fetchone()
    assert sent == (1,)


def test_what_somebody_took_up_goes_on_once_they_can_no_longer_see_whom_it_is_about(lasting_place):
    place = lasting_place
    journey = held_by_tom(place)
    with as_(place.priya) as priya:
        worry = journeys.reach_now(journey=journey, words="She rang from the bridge.", by=priya)
    [first] = [one for one in (place.tom, place.shanice, place.dev, place.ros) if one.pk == worry.reaches_id]
    with as_(first) as mine:
        journeys.acknowledge(worry=worry, by=mine)
    with signed_in_as("lw_worker"):
        pass_on(0)
    with as_(place.priya) as priya:
        worry.refresh_from_db()
        assert worry.acknowledged_by == first.called
        journeys.refuse_practitioner(journey=journey, practitioner=first, by=priya)
    with signed_in_as("lw_worker"):
        pass_on(0)
    with as_(place.priya):
        worry.refresh_from_db()
    assert worry.acknowledged_at is None
    assert worry.reaches_id != first.pk


def test_nobody_steps_out_while_something_that_cannot_wait_is_nobodys(lasting_place):
    journey = held_by_tom(lasting_place)
    with as_(lasting_place.priya) as priya:
        journeys.reach_now(journey=journey, words="Pills.", by=priya)
        with pytest.raises(NotPossible, match="Somebody takes it up first"):
            journeys.end(journey=journey, ending=Ending.STEPPED_OUT, by=priya)
        assert journeys.end(journey=journey, ending=Ending.DIED, by=priya)

"""A safeguarding concern always has a lead who can read it, and every change of it is sealed where two people read."""

from datetime import timedelta

import pytest
from conversations.concerns import SAID, WORDS, change, hidden, lead_of, raised, refuse
from conversations.talking import begun
from django.utils import timezone
from journeys.lives import spoken_with
from neighbourhood import account_of, as_, introduce, owner_connection, signed_in
from opening import opened

from livingwell.conversations import queries
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Concern
from livingwell.journeys.words import Ending
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Practitioner

pytestmark = pytest.mark.django_db


# -- raising ----------------------------------------------------------------------------------------------------------


def test_a_concern_is_raised_from_the_persons_page_without_a_conversation(place):
    journey, shanice = introduce(place), signed_in(place.shanice)
    path = f"/conversations/keeping-safe/{journey.pk}/"
    assert path in shanice.get(f"/people/{journey.person_id}/").content.decode()
    assert "Ros leads on this" in shanice.get(path).content.decode()
    answer = shanice.post(path, SAID)
    assert answer.status_code == 303
    assert WORDS in signed_in(place.ros).get(answer["Location"]).content.decode()
    assert signed_in(place.callum).get(path).status_code == 404


def test_somebody_the_person_refused_is_never_the_lead_and_their_refusal_blocks_nothing(place):
    one = begun(place)
    refuse(place, one.journey, place.ros)
    shanice = signed_in(place.shanice)
    page = shanice.get(f"/conversations/{one.pk}/keeping-safe/").content.decode()
    assert "Tom leads on this" in page
    assert shanice.post(f"/conversations/{one.pk}/keeping-safe/", SAID).status_code == 303
    with as_(place.shanice):
        assert Concern.objects.get().lead == place.tom


def test_when_nobody_is_left_to_lead_it_says_who_to_ring_and_keeps_the_words(place):
    journey = introduce(place)
    refuse(place, journey, place.ros, place.dev, place.priya, place.tom)
    answer = signed_in(place.shanice).post(f"/conversations/keeping-safe/{journey.pk}/", SAID)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nobody in this team can lead on this now. Ring the council’s duty team now" in page
    assert 'href="tel:999"' in page
    assert WORDS in page


def test_todays_page_of_the_two_has_it_and_nobody_elses(place):
    raised(place)
    pages = {
        one.called: signed_in(one).get("/today/").content.decode() for one in (place.ros, place.shanice, place.tom)
    }
    assert {called for called, page in pages.items() if "Ring the council’s adult team" in page} == {"Ros", "Shanice"}
    assert not any(WORDS in page for page in pages.values())


@pytest.mark.django_db(transaction=True)
def test_its_lead_is_written_to_once_and_the_email_names_nobody(lasting_place, settings):
    place = lasting_place
    settings.POST_SMTP_HOST = "mail.brackwell.example"
    raised(place)
    with owner_connection() as owner:
        [(to, sealed)] = owner.execute('select "to", body from post_delivery').fetchall()
        body = opened(sealed, "post_delivery.body")
    assert to == account_of(place.ros).email
    assert body == "Something at work waits for you to lead on it. Sign in to read it."


@pytest.mark.django_db(transaction=True)
def test_whomever_it_comes_back_to_is_written_to_again(lasting_place, settings):
    place = lasting_place
    settings.POST_SMTP_HOST = "mail.brackwell.example"
    concern = raised(place)
    for lead in Practitioner.objects.filter(pk__in=[place.tom.pk, place.ros.pk]).order_by("-called"):
        with as_(place.shanice):
            concern.refresh_from_db()
        change(place, concern, by=place.shanice, lead=lead)
    with owner_connection() as owner:
        told = [to for (to,) in owner.execute('select "to" from post_delivery order by made_at').fetchall()]
    assert told == [account_of(one).email for one in (place.ros, place.tom, place.ros)]


# -- changing ---------------------------------------------------------------------------------------------------------


def test_its_lead_changes_what_happens_next_and_hands_it_on_and_then_reads_nothing_of_it(place):
    concern, ros = raised(place), signed_in(place.ros)
    path, tomorrow = f"/conversations/concern/{concern.pk}/change/", timezone.localdate() + timedelta(days=1)
    said = {"lead": str(place.ros.pk), "next_step": "Go back this afternoon", "due_on": tomorrow.isoformat()}
    assert "Ring the council’s adult team" in ros.get(path).content.decode()
    assert ros.post(path, said | {"next_step": ""}).status_code == 422
    answer = ros.post(path, said)
    assert (answer.status_code, answer["Location"]) == (303, f"/conversations/concern/{concern.pk}/")
    assert "Go back this afternoon" in ros.get(answer["Location"]).content.decode()
    handed = ros.post(path, said | {"lead": str(place.tom.pk)})
    assert (handed.status_code, handed["Location"]) == (303, "/today/")
    assert [signed_in(one).get(answer["Location"]).status_code for one in (place.ros, place.tom)] == [404, 200]
    page = signed_in(place.shanice).get(answer["Location"]).content.decode()
    assert "Tom leads." in page
    assert "Only Shanice and Tom can read this." in page


def test_a_concern_is_not_handed_to_somebody_refused_nor_changed_once_it_is_done(place):
    journey = introduce(place)
    refuse(place, journey, place.dev)
    concern = raised(place, journey)
    page = signed_in(place.ros).get(f"/conversations/concern/{concern.pk}/change/").content.decode()
    assert (f'value="{place.dev.pk}"' in page, f'value="{place.tom.pk}"' in page) == (False, True)
    with pytest.raises(NotPossible, match="asked never to be"):
        change(place, concern, by=place.ros, lead=place.dev)
    assert lead_of(concern, seen_by=place.shanice) == "Ros"
    with as_(place.ros) as ros:
        journeys.settle_concern(concern=concern, words="She is safe.", by=ros)
    with pytest.raises(NotPossible, match="done already"):
        change(place, concern, by=place.ros, lead=place.tom)


def test_what_the_other_has_changed_meanwhile_is_seen_before_it_is_undone(place):
    concern, ros, shanice = raised(place), signed_in(place.ros), signed_in(place.shanice)
    path = f"/conversations/concern/{concern.pk}/change/"
    said = {"lead": str(place.ros.pk), "next_step": concern.next_step, "due_on": concern.due_on.isoformat()}
    on_page = {"upon": hidden(ros, path, "upon")}
    assert hidden(shanice, path, "upon") == on_page["upon"]
    assert shanice.post(path, said | on_page | {"next_step": "Go back this afternoon"}).status_code == 303
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = ros.post(path, said | on_page | {"due_on": tomorrow})
    assert answer.status_code == 422
    assert "Ros leads. Next: Go back this afternoon, by today." in answer.content.decode()
    again = {"upon": hidden(ros, path, "upon")}
    assert ros.post(path, said | again | {"due_on": tomorrow, "next_step": "Go back at four"}).status_code == 303
    with as_(place.ros):
        concern.refresh_from_db()
        assert (concern.next_step, concern.due_on.isoformat()) == ("Go back at four", tomorrow)


def test_of_two_who_change_one_concern_each_writes_what_they_changed_and_the_sealed_history_agrees(place):
    concern = raised(place)
    stale = Concern(**{one.attname: getattr(concern, one.attname) for one in Concern._meta.concrete_fields})
    change(place, concern, by=place.shanice, next_step="Go back this afternoon")
    change(place, stale, by=place.ros, due_on=timezone.localdate() + timedelta(days=1))
    with as_(place.ros):
        *_before, undone = queries.changes_of(concern)
        assert (undone.next_step, undone.due_on) == (SAID["next_step"], timezone.localdate() + timedelta(days=1))


def test_a_concern_is_done_once_however_often_it_is_sent(place):
    concern, ros = raised(place), signed_in(place.ros)
    path = f"/conversations/concern/{concern.pk}/"
    done = {"words": "She is safe.", "_once": hidden(ros, path, "_once")}
    assert [ros.post(path, done)["Location"] for _time in range(2)] == [path, path]
    with as_(place.ros):
        assert [one.kind for one in queries.changes_of(concern)] == ["raised", "settled"]


@pytest.mark.parametrize("by", ["ros", "tom"], ids=["by themselves", "by the team's lead, who reads none of it"])
def test_whoever_leaves_the_team_hands_on_what_they_lead_on_at_once(place, by):
    concern = raised(place)
    with as_(getattr(place, by)) as viewer:
        journeys.leave_team(practitioner=place.ros, team=place.team, by=viewer)
    assert lead_of(concern, seen_by=place.shanice) == "Tom"
    with as_(place.ros):
        assert not Concern.objects.exists()
    with as_(place.tom):
        [raising, handed] = queries.changes_of(Concern.objects.get())
        assert (raising.kind, handed.kind, handed.lead) == ("raised", "changed", place.tom)


def test_whoever_is_refused_hands_on_what_they_lead_on_about_that_person_alone(place):
    ama, marek = introduce(place, "Ama"), introduce(place, "Marek")
    about_ama, about_marek = raised(place, ama), raised(place, marek)
    refuse(place, ama, place.ros)
    assert lead_of(about_ama, seen_by=place.shanice) == "Dev", "not to Tom, who wrote it down: it may be about him"
    assert lead_of(about_marek, seen_by=place.shanice) == "Ros"
    refuse(place, marek, place.tom)
    with as_(place.dev) as dev:
        journeys.refuse_practitioner(journey=marek, practitioner=place.ros, by=dev)
    assert lead_of(about_marek, seen_by=place.shanice) not in {"Ros", "Tom"}


def test_whoever_leaves_their_last_team_hands_on_what_they_lead_on_about_anothers_people_too(place):
    concern = raised(place)
    change(place, concern, by=place.shanice, lead=place.callum)
    with as_(place.callum) as callum:
        journeys.leave_team(practitioner=place.callum, team=place.other_team, by=callum)
    assert lead_of(concern, seen_by=place.shanice) == "Ros"


@pytest.mark.parametrize("how", ["drawn out", "drawn out by themselves", "the journey ends"])
def test_whoever_was_drawn_in_and_is_no_longer_hands_on_what_they_lead_on(place, how):
    journey = spoken_with(place, introduce(place))
    concern = raised(place, journey)
    with as_(place.tom) as tom:
        drawn = journeys.draw_in(journey=journey, practitioner=place.maggie, why="Rent", by=tom)
    change(place, concern, by=place.shanice, lead=place.maggie)
    with as_(place.maggie if "themselves" in how else place.tom) as viewer:
        if how == "the journey ends":
            journeys.end(journey=journey, ending=Ending.MOVED_AWAY, words="To her sister’s.", by=viewer)
        else:
            journeys.draw_out(drawn=drawn, by=viewer)
    assert lead_of(concern, seen_by=place.shanice) == "Ros"


@pytest.mark.django_db(transaction=True)
def test_a_concern_is_not_handed_to_somebody_who_has_left(lasting_place):
    place, journey = lasting_place, introduce(lasting_place)
    concern = raised(place, journey)
    with owner_connection() as owner:
        owner.execute("update places_practitioner set left_at = now() where id = %s", [place.maggie.pk])
    with pytest.raises(NotPossible, match="Name somebody else now"):
        change(place, concern, by=place.shanice, lead=place.maggie)
    with as_(place.shanice) as shanice, pytest.raises(NotPossible, match="Name somebody else now"):
        journeys.raise_concern(
            journey=journey,
            about="adult",
            words=WORDS,
            law="",
            raised_by=place.shanice,
            lead=place.maggie,
            next_step="Ring",
            due_on=timezone.localdate(),
            by=shanice,
        )

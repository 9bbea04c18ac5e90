"""A safeguarding concern always has a lead who can read it, and every change of it is sealed where two people read."""

import re
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from access.sql import connect, named, refused, signed
from conversations.talking import begun
from django.db import connection
from django.test import Client
from django.utils import timezone
from journeys.lives import spoken_with
from neighbourhood import Place, account_of, as_, introduce, owner_connection, signed_in

from livingwell.conversations import actions, queries
from livingwell.conversations.words import About
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Concern, ConcernChange, Event, Journey
from livingwell.journeys.words import Ending
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Membership, Practitioner
from livingwell.record import actions as record
from livingwell.record import queries as record_queries
from livingwell.record.words import Kind
from livingwell.website.database.engine.base import owning

pytestmark = pytest.mark.django_db
WORDS = "Her brother takes her card on Fridays."
SAID = {
    "about": "themselves",
    "words": WORDS,
    "next_step": "Ring the council’s adult team",
    "due_on": timezone.localdate().isoformat(),
}


def raised(place: Place, journey: Journey | None = None, *, by: Practitioner | None = None) -> Concern:
    """A concern raised by Shanice; Ros leads on it, who leads on safeguarding."""
    journey = journey or introduce(place)
    with as_(by or place.shanice) as viewer:
        return actions.raise_concern(
            journey=journey,
            about=About.THEMSELVES,
            words=WORDS,
            next_step=SAID["next_step"],
            due_on=timezone.localdate(),
            by=viewer,
        )


def lead_of(concern: Concern, *, seen_by: Practitioner) -> str:
    with as_(seen_by):
        return Concern.objects.select_related("lead").get(pk=concern.pk).lead.called


def change(place: Place, concern: Concern, *, by: Practitioner, **what) -> None:
    was = {"lead": concern.lead, "next_step": concern.next_step, "due_on": concern.due_on}
    with as_(by) as viewer:
        journeys.change_concern(concern=concern, by=viewer, **(was | what))


def hidden(client: Client, path: str, name: str) -> str:
    """What the form on a page carries unseen."""
    return re.search(rf'name="{name}" value="([^"]+)"', client.get(path).content.decode())[1]


def refuse(place: Place, journey: Journey, *practitioners: Practitioner) -> None:
    with as_(place.tom) as tom:
        for one in practitioners:
            journeys.refuse_practitioner(journey=journey, practitioner=one, by=tom)


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
        [(to, body)] = owner.execute('select "to", body from post_delivery').fetchall()
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


# -- in SQL, the program out of the way --------------------------------------------------------------------------------


@pytest.fixture
def web(lasting_place):
    with connect("lw_web") as own:
        yield own


@pytest.mark.django_db(transaction=True)
def test_the_database_hands_on_for_nobody_who_may_not_say_that_they_leave(lasting_place, web):
    place = lasting_place
    raised(place)
    hand_on = "select * from gate.hand_on_concerns(%s, %s, null, 'x')"
    about = "select * from gate.hand_on_concerns(%s, %s, %s, 'x')"
    person = introduce(place, "Marek").person_id
    for who in (place.priya, place.callum, place.maggie):
        with named(web, signed("practitioner", who.pk)):
            assert web.execute(hand_on, [place.ros.pk, place.team.pk]).fetchall() == []
            assert web.execute("select gate.pass_concern(%s, %s)", [uuid4(), who.pk]).fetchone() == (False,)
    with named(web, signed("practitioner", place.callum.pk)):
        assert web.execute(about, [place.ros.pk, place.team.pk, person]).fetchall() == []
    with named(web, "nobody"):
        assert web.execute(hand_on, [place.ros.pk, place.team.pk]).fetchall() == []


@pytest.mark.django_db(transaction=True)
def test_the_database_takes_a_concern_off_its_lead_only_when_the_person_refused_them(lasting_place, web):
    place = lasting_place
    journey = introduce(place)
    raised(place, journey)
    ask = "select new_lead from gate.hand_on_concerns(%s, %s, %s, 'x')"
    about = [place.ros.pk, place.team.pk, journey.person_id]
    for who in (place.priya, place.tom, place.ros):
        with named(web, signed("practitioner", who.pk)):
            assert web.execute(ask, about).fetchall() == [], who.called
    refusal = "insert into access_refusal (id, person_id, practitioner_id, words, made_by, since) values "
    for who, handed_to in ((place.priya, [(place.tom.pk,)]), (place.ros, [(place.tom.pk,)]), (place.callum, [])):
        with named(web, signed("practitioner", place.priya.pk)):
            web.execute(refusal + "(gen_random_uuid(), %s, %s, '', 'x', now())", [journey.person_id, place.ros.pk])
            web.execute("select set_config('livingwell.viewer', %s, true)", [signed("practitioner", who.pk)])
            assert web.execute(ask, about).fetchall() == handed_to, who.called


@pytest.mark.django_db(transaction=True)
def test_the_database_gives_a_concern_another_lead_for_the_two_alone(lasting_place, web):
    place = lasting_place
    concern = raised(place)
    for who, passes in ((place.tom, False), (place.callum, False), (place.ros, True), (place.shanice, True)):
        with named(web, signed("practitioner", who.pk)), web.transaction(force_rollback=True):
            passed = web.execute("select gate.pass_concern(%s, %s)", [concern.pk, place.tom.pk]).fetchone()
            assert passed == (passes,), who.called
    with named(web, signed("practitioner", place.ros.pk)):
        assert refused(web, "update journeys_concern set lead_id = %s", [place.tom.pk])


@pytest.mark.django_db(transaction=True)
def test_the_database_lets_nobody_leave_who_still_leads(lasting_place):
    place = lasting_place
    concern = raised(place)
    with owner_connection() as owner:
        for leave, who in (
            ("update places_membership set until = now() where practitioner_id = %s", place.ros),
            ("update places_practitioner set left_at = now() where id = %s", place.ros),
        ):
            with pytest.raises(psycopg.errors.CheckViolation) as refusal:
                owner.execute(leave, [who.pk])
            assert refusal.value.diag.constraint_name == "a_concern_has_a_lead"
        owner.execute("update places_membership set days = '{1}' where practitioner_id = %s", [place.ros.pk])
    with as_(place.ros), connection.cursor() as web:
        web.execute("select gate.pass_concern(%s, %s)", [concern.pk, place.callum.pk])
    with owner_connection() as owner:  # of another team than the person's: he is the lead all the same
        for leave in (
            "update places_practitioner set left_at = now() where id = %s",
            "update places_membership set until = now() where practitioner_id = %s",
            "delete from places_membership where practitioner_id = %s",
        ):
            with pytest.raises(psycopg.errors.CheckViolation) as refusal:
                owner.execute(leave, [place.callum.pk])
            assert refusal.value.diag.constraint_name == "a_concern_has_a_lead"
    assert Membership.objects.filter(practitioner=place.ros, until__isnull=True).exists()


# -- sealed -----------------------------------------------------------------------------------------------------------


def findings():
    with owning(connection):
        record.seal_all()
        return list(record_queries.findings())


@pytest.mark.django_db(transaction=True)
def test_a_concern_raised_changed_handed_on_and_settled_is_sealed_and_in_no_stream(lasting_place):
    place = lasting_place
    journey = introduce(place)
    with as_(place.shanice):
        before = Event.objects.filter(person_id=journey.person_id).count()
    concern = raised(place, journey)
    change(place, concern, by=place.ros, next_step="Go back this afternoon")
    with as_(place.tom) as tom:
        journeys.leave_team(practitioner=place.ros, team=place.team, by=tom)
    with as_(place.tom) as tom:
        journeys.settle_concern(concern=concern, words="She is safe.", by=tom)
        assert [one.kind for one in queries.changes_of(concern)] == ["raised", "changed", "changed", "settled"]
        assert Event.objects.filter(person_id=journey.person_id).count() == before
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_what_is_handed_on_is_sealed_also_for_somebody_who_says_of_themselves_that_they_were_refused(lasting_place):
    place = lasting_place
    journey = introduce(place)
    concern = raised(place, journey)
    with as_(place.ros) as ros:
        journeys.refuse_practitioner(journey=journey, practitioner=place.ros, by=ros)
    assert lead_of(concern, seen_by=place.shanice) == "Tom"
    assert findings() == []
    with owner_connection() as owner:
        of_changes = "select count(*) from record_entry where source = 'journeys.concern'"
        assert owner.execute(of_changes).fetchone() == (2,)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "tamper",
    [
        "update journeys_concern set words = 'Nothing much.'",
        "update journeys_concernchange set next_step = 'Nothing.'",
        "update journeys_concernchange set by_called = 'Tom'",
    ],
)
def test_words_of_a_concern_that_were_changed_afterwards_are_found_out(lasting_place, tamper):
    raised(lasting_place)
    assert findings() == []
    with owner_connection() as owner:
        owner.execute(tamper)
    assert [one.kind for one in findings()] == [Kind.ROW_CHANGED]


def test_what_became_of_a_concern_is_read_by_the_two_alone(place):
    raised(place)
    seen = {}
    for one in (place.shanice, place.ros, place.tom, place.dev, place.callum):
        with as_(one):
            seen[one.called] = ConcernChange.objects.count()
    assert seen == {"Shanice": 1, "Ros": 1, "Tom": 0, "Dev": 0, "Callum": 0}

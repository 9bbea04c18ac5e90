"""Many people made after a few who lived: with every promise kept, all of them or nobody, and as real as the few."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connection, transaction
from neighbourhood import Place, as_, committed, in_days, introduce, signed_in

from livingwell.access.models import Look, PersonKey, Tie
from livingwell.access.naming import named, practising
from livingwell.access.words import NOBODY
from livingwell.conversations.models import Note
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Event, Holding, Journey, NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.people.models import Person
from livingwell.places.models import Practitioner, Site, Team
from livingwell.places.queries import packs
from livingwell.record import queries as record
from livingwell.record.actions import seal_all
from livingwell.website.backups import taking
from livingwell.website.backups.checks import access
from livingwell.website.backups.shape import shape
from livingwell.website.database.engine.base import owning
from livingwell.website.demonstration import place as demonstration
from livingwell.website.demonstration.many import filling, promises, rendering
from livingwell.website.demonstration.many.short import short_lives
from livingwell.website.demonstration.town import TALKED
from livingwell.website.demonstration.weeks import Weeks

PEOPLE, LIVED = 500, 6
pytestmark = pytest.mark.xdist_group("many")  # one town for all of them


def live(place: Place) -> None:
    """Let a few live here, one of them with what the others have not: a worry, a look, a key to a page of their own."""
    cast = {one.called: one for one in Practitioner.objects.filter(site=place.site).select_related("organisation")}
    where, now = demonstration.Place(packs()["brackwell"], place.team, cast), datetime.now(LONDON)
    for _ in Weeks(where, short_lives(where, LIVED, now, seed=3), now).walk():
        pass
    ama = introduce(place, "Ama Darko")
    with as_(place.tom) as tom:
        journeys.hold(journey=ama, practitioner=place.tom, by=tom)
        journeys.raise_worry(
            journey=ama, words="She has not eaten since Sunday.", cannot_wait=True, reaches=place.dev, by=tom
        )
    signed_in(place.tom).get(f"/people/{ama.person_id}/")


def filled(place: Place, people: int = PEOPLE) -> list[promises.Asked]:
    return filling.fill(filling.Many(place.site, place.team, people, seed=people))


@pytest.fixture(scope="module")
def few(django_db_setup, django_db_blocker) -> Iterator[Place]:
    """A few who lived, and nobody else yet."""
    with committed(django_db_blocker) as place:
        live(place)
        with owning(connection):
            seal_all()
        yield place


@pytest.fixture(scope="module")
def town(few) -> Place:
    """Many made after them, of more than one team. Tests of a few come first."""
    with owning(connection), pytest.MonkeyPatch.context() as patch:
        patch.setattr("livingwell.website.demonstration.many.crews.PEOPLE", 180)
        filled(few)
    return few


def everything() -> tuple[object, ...]:
    models = (PersonKey, Tie, Event, Team, Practitioner)
    return (shape(), *(model.objects.count() for model in models))


def test_where_it_stops_half_way_there_is_nothing(few, monkeypatch):
    def stop(batch_town: rendering.Town, first: int, people: int) -> rendering.Batch:
        if first:
            raise KeyboardInterrupt
        return whole(batch_town, first, people)

    whole = rendering.Town.batch
    monkeypatch.setattr(rendering.Town, "batch", stop)
    with owning(connection):
        before = everything()
        with pytest.raises(KeyboardInterrupt):
            filled(few, people=rendering.AT_ONCE + 100)
        assert everything() == before


def test_where_a_promise_would_be_broken_there_is_nothing(few, monkeypatch):
    def alone(rows):
        return ((model, [] if model.__name__ == "Membership" else made) for model, made in in_order(rows))

    in_order = filling.in_order
    monkeypatch.setattr(filling, "in_order", alone)
    monkeypatch.setattr("livingwell.website.demonstration.many.crews.PEOPLE", 10)
    with owning(connection):
        before = everything()
        with pytest.raises(promises.Broken, match="a way back"):
            filled(few, people=20)
        assert everything() == before


def test_a_place_that_is_real_is_left_alone(few):
    edinburgh = Site.objects.get(slug="edinburgh")
    with owning(connection):
        before = everything()
        with pytest.raises(ValueError, match="not a made-up place"):
            filling.fill(filling.Many(edinburgh, Team.objects.filter(site=edinburgh).first(), 10))
        assert everything() == before


@pytest.fixture
def owner(town) -> Iterator[None]:
    """The owner of the tables, in a transaction whose end takes everything back."""
    with owning(connection), transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_promise_is_kept_and_the_record_tells_all_that_happened(town, owner):
    assert PersonKey.objects.count() == LIVED + 1 + PEOPLE
    asked = promises.ask()
    assert [str(one) for one in asked if one.broken or not one.of] == []
    assert len(asked) == promises.ASKED
    assert list(record.findings()) == []
    assert Look.objects.count() > 1, "another source than the stream has entries too"


def test_everybody_sees_whom_they_should_and_nobody_sees_anybody(town):
    with owning(connection):
        with taking.one_moment() as cursor:
            seen = taking.whom_they_see(cursor)
        checked = list(access.checks(seen))
    assert len({one.digest for one in seen if one.people}) > 2, "teams see different people"
    assert [(one.made > 1, one.wrong) for one in checked] == [(True, ())] * 3


def test_who_are_many_already_are_not_made_more(town):
    with owning(connection), pytest.raises(ValueError, match="many people here already"):
        filled(town, people=10)


def test_they_are_spread_over_teams_and_have_names_of_their_own(town, owner):
    sizes = [Tie.objects.filter(party_id=team.pk, until=None).count() for team in Team.objects.filter(site=town.site)]
    assert len([size for size in sizes if size > 100]) == 3
    assert Person.objects.values("called").distinct().count() > PEOPLE / 3
    assert Person.objects.filter(called="Ama Darko").count() <= 2
    assert Practitioner.objects.filter(site=town.site).count() > 15


def somebody_new(place: Place) -> tuple[Practitioner, Journey]:
    """Return somebody who was made, whose holder is of a team that was made too, and that holder."""
    with owning(connection):
        holding = (
            Holding.objects.filter(until=None, practitioner__isnull=False)
            .exclude(team=place.team)
            .select_related("practitioner__organisation", "journey__team", "journey__person")
            .order_by("journey_id")
            .first()
        )
        return holding.practitioner, holding.journey


def test_whoever_was_made_is_found_read_and_helped_like_anybody(town):
    holder, journey = somebody_new(town)
    client = signed_in(holder)
    assert journey.person.called in client.get("/today/").content.decode()
    found = client.post("/find/", {"find": journey.person.called}, headers={"HX-Request": "true"})
    assert str(journey.person_id) in found.content.decode()
    assert client.get(f"/people/{journey.person_id}/").status_code == 200
    with as_(holder):
        written = Note.objects.exclude(words="").values_list("words", flat=True)
        assert written.exists()
        assert set(written) <= set(TALKED), "what was written opens"
    assert signed_in(town.tom).get(f"/people/{journey.person_id}/").status_code == 404


def test_the_promises_hold_them_from_then_on(town):
    holder, journey = somebody_new(town)
    with as_(holder) as by:
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=holder.pk)
        before = list(NextStep.objects.filter(journey=journey, kept_at=None, put_aside_at=None))
        made = journeys.make_step(journey=journey, what="Ring on Friday", doer=doer, due_on=in_days(3), by=by)
        for step in before:
            journeys.keep_step(step=step, by=by)
        assert Event.objects.filter(journey=journey, kind="next step kept").count() >= len(before)
        with pytest.raises(NotPossible), transaction.atomic():
            journeys.keep_step(step=made, by=by)
    with named(practising(town.callum)) as callum, pytest.raises(NotPossible), transaction.atomic():
        journeys.make_step(journey=journey, what="Look in", doer=doer, due_on=in_days(3), by=callum)
    with named(NOBODY):
        assert not Event.objects.exists()


ONE = "(select h.id from journeys_holding h where h.until is null limit 1)"
STEP = "select n.id from journeys_nextstep n where n.kept_at is null and n.put_aside_at is null"
OVER = "(select j.id from journeys_journey j where j.ended_at is not null limit 1)"
ITS_TIES = f"person_id = (select person_id from journeys_holding where id = {ONE})"
BREAKS = {
    "that one of us or a team holds": f"update journeys_holding set until = now() where id = {ONE}",
    "whose team has a tie": f"update access_tie set until = now() where party_kind = 'team' and {ITS_TIES}",
    "whose holder may act": "update places_practitioner set left_at = now() where id ="
    " (select practitioner_id from journeys_holding where until is null and practitioner_id is not null limit 1)",
    "that somebody in the team can see": "update places_membership set until = now()"
    " where team_id = (select team_id from journeys_holding where until is null limit 1)",
    "with a next step in time": "update journeys_nextstep set due_on = due_on + 60 where kept_at is null",
    "that wait for somebody with a tie": "update journeys_nextstep set practitioner_id ="
    " (select id from places_practitioner where called = 'Callum' and site_id ="
    " (select id from places_site where slug = 'brackwell') limit 1)"
    f" where practitioner_id is not null and id in ({STEP})",
    "whose ending is said": f"delete from journeys_parting where journey_id = {OVER}",
    "on which nothing hangs": "update journeys_nextstep set kept_at = null, put_aside_at = null where journey_id ="
    " (select n.journey_id from journeys_nextstep n join journeys_journey j on j.id = n.journey_id"
    "   where j.ended_at is not null limit 1)",
    "that reach somebody who can see them": "update access_tie set until = now() where person_id ="
    " (select person_id from journeys_worry where reaches_id is not null limit 1)",
    "with somebody who may come": "update conversations_conversation set state = 'planned',"
    " practitioner_id = (select id from places_practitioner where called = 'Callum' limit 1)"
    " where id = (select id from conversations_conversation limit 1)",
    "with a way back": "update access_tie set until = now() where party_kind = 'team' and person_id ="
    f" (select person_id from journeys_journey where id = {OVER})",
    "that the record keeps": "insert into journeys_event (id, person_id, kind, at, by_kind, by_called, about, salt)"
    " select gen_random_uuid(), person_id, kind, at, by_kind, by_called, about, salt from journeys_event limit 1",
    "of moments that are there": "delete from journeys_event where id = (select id from journeys_event limit 1)",
    "with a place in the chain": "delete from record_seal where number = (select max(number) from record_seal)",
    "in the chain without a gap": "delete from record_seal where number = (select max(number) - 3 from record_seal)",
    "that follow from the one before": "update record_seal set chain = sha256(chain) where number ="
    " (select max(number) - 3 from record_seal)",
    "that are as they were recorded": "update journeys_event set by_called = 'Somebody else' where id ="
    " (select id from journeys_event order by id limit 1)",
}


@pytest.mark.django_db  # so that there is a database at all: the others commit, in a town that lasts for all of them
def test_every_promise_has_a_way_to_break_it():
    said = [what for what, _whom, _kept in promises.KEPT]
    assert len(BREAKS) == promises.ASKED
    assert [what for what in said if not any(end in what for end in BREAKS)] == []


@pytest.mark.parametrize("what", BREAKS)
def test_a_promise_that_is_broken_is_named(owner, what):
    tables = [table.name for table in filling.about_people(connection.cursor())]
    with connection.cursor() as cursor:
        for table in (*tables, "record_entry", "record_seal", "places_membership", "places_practitioner"):
            cursor.execute(f"alter table {table} disable trigger user")
        cursor.execute(BREAKS[what])
        assert cursor.rowcount > 0
    with pytest.raises(promises.Broken, match=what) as broken:
        promises.ask()
    assert len(broken.value.asked) == promises.ASKED, "every one is asked, whichever is broken"

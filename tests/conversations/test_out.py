"""Out to meet somebody: who notices, who is told, and who never learns where."""

from datetime import timedelta

import pytest
from conversations.talking import planned
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from neighbourhood import as_, introduce, signed_in

from livingwell.access.naming import named
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.conversations import actions, queries
from livingwell.conversations.models import Outing, OutMoment, Whereabouts
from livingwell.conversations.words import Out
from livingwell.huddles import actions as huddles
from livingwell.journeys import actions as journeys
from livingwell.lib.refusals import NotPossible

pytestmark = pytest.mark.django_db
INSERTS = """
insert into conversations_outing
  (id, practitioner_id, team_id, notices_id, left_at, back_by, taken_by, ended_by)
values (gen_random_uuid(), '{}', '{}', '{}', now(), now() + '1 hour', '', '')
"""
WHERE = "Flat above the bakery, second bell"


def goes_out(place, *, who=None, notices=None, for_=None, minutes: int = 60) -> Outing:
    who = who or place.shanice
    with as_(who) as by:
        return actions.go_out(
            practitioner=who,
            team=place.team,
            where=WHERE,
            back_by=timezone.now() + timedelta(minutes=minutes),
            notices=notices or place.dev,
            conversation=for_,
            by=by,
        )


def where_for(who, outing) -> str:
    with as_(who):
        found = queries.find_outing(outing.pk)
        return queries.where_they_are(found) if found else "no such outing"


# -- who sees where ---------------------------------------------------------------------------------------------------
def test_only_themselves_and_whoever_notices_read_where_they_are(place):
    outing = goes_out(place)
    assert where_for(place.shanice, outing) == where_for(place.dev, outing) == WHERE
    assert where_for(place.tom, outing) == where_for(place.priya, outing) == ""
    assert where_for(place.callum, outing) == where_for(place.maggie, outing) == "no such outing"


def test_once_they_are_back_nobody_else_reads_where_they_were(place):
    outing = goes_out(place)
    with as_(place.shanice) as shanice:
        actions.be_back(outing=outing, by=shanice)
    assert where_for(place.dev, outing) == ""
    assert where_for(place.shanice, outing) == WHERE


def test_whom_the_person_refused_never_reads_where_even_when_they_notice(place):
    journey = introduce(place)
    one = planned(place, journey)
    outing = goes_out(place, for_=one)
    with as_(place.tom) as tom:
        journeys.refuse_practitioner(journey=journey, practitioner=place.dev, words="My cousin", by=tom)
    assert where_for(place.dev, outing) == ""


def test_whom_the_person_refused_is_not_offered_to_notice(place):
    journey = introduce(place)
    one = planned(place, journey)
    page = reverse("conversations:going", args=[one.pk])
    shanice = signed_in(place.shanice)
    assert "Dev" in shanice.get(page).content.decode()
    with as_(place.tom) as tom:
        journeys.refuse_practitioner(journey=journey, practitioner=place.dev, words="My cousin", by=tom)
    assert "Dev" not in shanice.get(page).content.decode()
    sent = {"where": WHERE, "back_by": "11:59pm", "notices": str(place.dev.pk)}
    assert shanice.post(page, sent).status_code == 422


def test_in_sql_nobody_writes_in_anothers_name_nor_puts_off_being_told(place):
    outing = goes_out(place, for_=planned(place))
    refused = {
        "update conversations_whereabouts set words = 'x'": "permission denied",
        "delete from conversations_outing": "permission denied",
        f"update conversations_outing set notices_id = '{place.tom.pk}'": "permission denied",
        f"insert into conversations_outmoment (id, outing_id, kind, at, by_id, by_called, rung, until) values"
        f" (gen_random_uuid(), '{outing.pk}', 'told', now(), '{place.tom.pk}', '', 'lead', now())": "row-level",
        f"insert into conversations_outmoment (id, outing_id, kind, at, by_id, by_called, rung, until) values"
        f" (gen_random_uuid(), '{outing.pk}', 'taken', now(), '{place.tom.pk}', '', '', now())": "row-level",
        INSERTS.format(place.dev.pk, place.team.pk, place.tom.pk): "row-level",
        "update conversations_outing set back_by = now() + interval '9 hours'": "only whoever is out",
    }
    for statement, why in refused.items():
        with pytest.raises(Exception, match=why), as_(place.tom), connection.cursor() as cursor:
            cursor.execute(statement)


def test_which_person_it_is_only_whoever_sees_the_person_may_know(place):
    outing = goes_out(place, for_=planned(place), notices=place.callum)
    assert where_for(place.callum, outing) == WHERE  # who works elsewhere, and was asked to notice
    for who, known in ((place.shanice, 1), (place.tom, 1), (place.callum, 0)):
        with as_(who), connection.cursor() as cursor:
            cursor.execute("select count(*) from conversations_visit where outing_id = %s", [outing.pk])
            assert cursor.fetchone() == (known,)


def test_a_stranger_and_a_person_see_nothing_of_who_is_out(place):
    goes_out(place)
    for viewer in (NOBODY, Viewer(Kind.PERSON, introduce(place).person_id)):
        with named(viewer):
            assert (Outing.objects.count(), OutMoment.objects.count()) == (0, 0)
            assert list(Whereabouts.objects.values_list("words", flat=True)) == []


def test_back_is_one_tap_and_ends_it_for_everybody(place):
    outing = goes_out(place)
    shanice = signed_in(place.shanice)
    today = shanice.get(reverse("website:today")).content.decode()
    assert "You are out, back by" in today
    assert shanice.post(reverse("conversations:back", args=[outing.pk])).status_code == 303
    assert "You are out" not in shanice.get(reverse("website:today")).content.decode()
    with as_(place.tom):
        assert queries.not_back(timezone.now() + timedelta(hours=9)) == []


def test_twice_out_at_once_is_refused_in_words(place):
    goes_out(place)
    with pytest.raises(NotPossible, match="out already"):
        goes_out(place)


# -- pages ------------------------------------------------------------------------------------------------------------
def test_today_and_the_huddle_say_who_is_out_and_never_where(place):
    goes_out(place)
    with as_(place.tom) as tom:
        huddle = huddles.open_huddle(team=place.team, today=timezone.localdate(), quiet_days=14, by=tom)
    for path in (reverse("website:today"), reverse("website:today_now"), reverse("huddles:huddle", args=[huddle.pk])):
        page = signed_in(place.tom).get(path).content.decode()
        assert "Shanice is out, back by" in page
        assert "bakery" not in page
        assert "Shanice" not in signed_in(place.callum).get(reverse("website:today")).content.decode()


def test_who_notices_is_told_on_today_and_finds_where_on_the_page(place):
    outing = goes_out(place)
    dev = signed_in(place.dev)
    assert "You notice if they are not back" in dev.get(reverse("website:today")).content.decode()
    assert "second bell" in dev.get(reverse("conversations:outing", args=[outing.pk])).content.decode()
    for called in (place.callum, place.maggie):
        assert signed_in(called).get(reverse("conversations:outing", args=[outing.pk])).status_code == 404


def test_before_they_go_they_say_where_in_their_own_words_and_who_notices(place):
    one = planned(place)
    shanice, page = signed_in(place.shanice), reverse("conversations:going", args=[one.pk])
    shown = shanice.get(page).content.decode()
    assert "the lock by the mill" not in shown  # where the person is met is not put in their mouth
    sent = {"where": WHERE, "back_by": "11:59pm", "notices": str(place.dev.pk)}
    for changed, sentence in (
        ({"where": " "}, "Say in your own words"),
        ({"back_by": "soon"}, "Enter a time"),
        ({"back_by": "12:01am"}, "That time has passed"),
        ({"notices": str(place.shanice.pk)}, "Choose one of the answers"),
    ):
        answer = shanice.post(page, sent | changed)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert shanice.post(page, sent).status_code == 303
    assert shanice.get(page).status_code == 303  # out already: to where that is said
    with as_(place.shanice):
        [moment] = OutMoment.objects.all()
        assert (moment.kind, moment.by_called) == (Out.LEFT, "Shanice")


def test_today_costs_no_more_for_who_is_out(place):
    tom = signed_in(place.tom)
    counts = []
    for who in (None, place.shanice, place.dev, place.priya):
        if who is not None:
            goes_out(place, who=who, notices=place.tom)
        tom.get("/today/")
        with CaptureQueriesContext(connection) as captured:
            tom.get("/today/")
        counts.append(len(captured))
    assert len(set(counts)) == 1

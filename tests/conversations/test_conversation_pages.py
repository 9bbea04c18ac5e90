"""The conversation's page: what it shows, to whom, at what cost; and what other pages show of conversations."""

from datetime import timedelta

import pytest
from conversations.talking import agree, begun, found, held, planned, write
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from neighbourhood import as_, introduce, signed_in

from livingwell.access import actions as access
from livingwell.access.models import Look
from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.conversations import actions, queries
from livingwell.conversations.panels import ComingUp, ConversationsPanel, UnfinishedNotes

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
NOT_QUESTIONS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SET CONSTRAINTS", "ROLLBACK")


def asked(client: Client, path: str) -> int:
    """Return how many statements a page asks of the database, beside those that open and close transactions."""
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as said:
        assert client.get(path).status_code == 200
    return len([one for one in said.captured_queries if not one["sql"].strip().upper().startswith(NOT_QUESTIONS)])


def test_the_page_shows_who_where_the_questions_the_note_and_three_columns(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        write(one, "Ama sings.", by=shanice)
        agree(one, "Ring Priya", by=shanice)
    page = signed_in(place.shanice).get(f"/conversations/{one.pk}/").content.decode()
    for words in (
        "Ama and Shanice",
        "the bench by the library",
        "Who and what keeps you going?",
        "Ama sings.</textarea>",
    ):
        assert words in page
    assert [page.index(f"{title}</h3>") for title in ("Ama will", "I will", "Together we will")] == sorted(
        page.index(f"{title}</h3>") for title in ("Ama will", "I will", "Together we will")
    )
    assert "Ring Priya" in page


def test_somebody_elses_line_carries_their_name(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        agree(one, "Ring Priya", by=shanice)
    page = signed_in(place.tom).get(f"/conversations/{one.pk}/").content.decode()
    assert "Shanice, by" in page


def test_opening_it_is_a_look_and_saving_ticking_and_polling_are_not(place):
    one, shanice = begun(place), signed_in(place.shanice)
    shanice.get(f"/conversations/{one.pk}/")
    shanice.post(f"/conversations/{one.pk}/note/", {"words": "Ama sings.", "revision": "0", "writer": "tab"})
    shanice.post(f"/conversations/{one.pk}/talked-about/", {"talked": "good"}, headers=HTMX)
    shanice.post(f"/conversations/{one.pk}/bring/", headers=HTMX)
    with as_(place.shanice) as by:
        worry = actions.reach_now(conversation=one, words="Now.", by=by)
    shanice.get(f"/conversations/worry/{worry.pk}/status/")
    with as_(place.shanice):
        assert [(look.page, look.by_called) for look in Look.objects.filter(person_id=one.person_id)] == [
            ("conversation", "Shanice")
        ]


def test_a_question_is_ticked_by_a_tap_and_unticked_by_another(place):
    one, shanice = begun(place), signed_in(place.shanice)
    path = f"/conversations/{one.pk}/talked-about/"
    ticked = shanice.post(path, {"talked": "good"}, headers=HTMX).content.decode()
    assert 'aria-pressed="true"' in ticked
    assert "talked about" in ticked
    unticked = shanice.post(path, {"not_yet": "good"}, headers=HTMX).content.decode()
    assert 'aria-pressed="false"' in unticked
    assert shanice.post(path, {"talked": "no such question"}, headers=HTMX).status_code == 404


def test_a_line_is_added_by_htmx_and_the_reading_button_comes_on_with_it(place):
    one, shanice = begun(place), signed_in(place.shanice)
    path = f"/conversations/{one.pk}/will/practitioner/"
    said = {"practitioner-what": "Ring Priya", "practitioner-due_on": timezone.localdate().isoformat()}
    fragment = shanice.post(path, said, headers=HTMX).content.decode()
    assert "Ring Priya" in fragment
    assert 'hx-swap-oob="true"' in fragment
    assert "aria-disabled" not in fragment
    with as_(place.shanice):
        [step] = queries.agreed_in(one)
    out = shanice.post(f"/conversations/{one.pk}/will/{step.pk}/out/", headers=HTMX).content.decode()
    assert "Ring Priya" not in out
    assert "aria-disabled" in out


@pytest.mark.parametrize(
    ("what", "days", "sentence"),
    [
        ("", 1, "Say what happens next"),
        ("x" * 501, 1, "keep this to 500"),
        ("x", 400, "Choose one of the answers"),
        ("x", -1, "Choose one of the answers"),
    ],
)
def test_a_line_that_cannot_be_is_refused_in_its_column_with_the_words_still_there(place, what, days, sentence):
    one, shanice = begun(place), signed_in(place.shanice)
    due = (timezone.localdate() + timedelta(days=days)).isoformat()
    said = {"person-what": what, "person-due_on": due}
    answer = shanice.post(f"/conversations/{one.pk}/will/person/", said, headers=HTMX)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert what in answer.content.decode()
    with as_(place.shanice):
        assert queries.agreed_in(one) == []


def test_after_somebody_else_finished_it_a_line_is_refused_in_a_sentence(place):
    one = held(place)
    said = {"person-what": "One more", "person-due_on": timezone.localdate().isoformat()}
    answer = signed_in(place.shanice).post(f"/conversations/{one.pk}/will/person/", said, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#refused")
    assert "read back together" in answer.content.decode()


def test_every_address_of_a_conversation_refuses_a_stranger_as_if_it_were_not_there(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        step = agree(one, "Ring Priya", by=shanice)
        aside = write(one, "x", revision=7, writer="w", by=shanice)
        [aside] = queries.asides_of(one)
    tails = ["", "read-back/", "move/", "missed/", "put-off/", "cannot-wait/", "keeping-safe/"]
    sends = ["note/", "begin/", "read/", "bring/", "worry/", "talked-about/", "will/person/"]
    sends += [f"will/{step.pk}/out/", f"taken-in/{aside.pk}/"]
    callum, gone = signed_in(place.callum), "11111111-2222-4333-8444-555555555555"
    for key in (one.pk, gone):
        for tail in tails + sends:
            assert callum.post(f"/conversations/{key}/{tail}", {"words": "x"}).status_code == 404, tail
        for tail in tails:
            assert callum.get(f"/conversations/{key}/{tail}").status_code == 404, tail
            assert Client().get(f"/conversations/{key}/{tail}").status_code == 302, tail


@pytest.mark.parametrize("rows", [1, 15, 50])
def test_the_page_asks_the_same_few_questions_whatever_is_on_it(place, rows, figure):
    one = begun(place)
    with as_(place.shanice) as shanice:
        for number in range(rows):
            agree(one, f"Step {number}", by=shanice)
            write(one, f"Words {number}", revision=90, writer=f"w{number}", by=shanice)
            actions.share_a_worry(conversation=one, words=f"Worry {number}", by=shanice)
    asks = asked(signed_in(place.shanice), f"/conversations/{one.pk}/")
    figure(f"queries.conversation.{rows}", asks, "queries")
    assert asks <= 15


@pytest.mark.parametrize("page", ["plan/{journey}/", "{pk}/read-back/", "{pk}/cannot-wait/", "{pk}/keeping-safe/"])
def test_the_pages_beside_it_ask_few_questions_too(place, page):
    one = begun(place)
    path = page.format(journey=one.journey_id, pk=one.pk)
    assert asked(signed_in(place.shanice), f"/conversations/{path}") <= 15


# -- on other pages ---------------------------------------------------------------------------------------------------


def test_the_team_reads_the_note_as_it_stands_and_the_person_once_it_was_read_back(place):
    journey = introduce(place)
    done = held(place, journey, words="Read back.")
    open_ = begun(place, journey)
    with as_(place.shanice) as shanice:
        write(open_, "Not read back.", by=shanice)
        rows = queries.conversations_of(journey.person_id)
        assert {row.words for row in ConversationsPanel.of(rows).rows} == {"Read back.", "Not read back."}
        access.give_page(person_id=journey.person_id, by=shanice)
    with named(Viewer(Kind.PERSON, journey.person_id, called="Ama")):
        theirs = ConversationsPanel.of(queries.conversations_of(journey.person_id), own=True)
    assert {row.id: row.words for row in theirs.rows} == {done.pk: "Read back.", open_.pk: ""}


def test_what_is_coming_up_and_what_is_not_read_back_is_a_practitioners_own(place):
    now, shanices = timezone.now(), place.shanice.pk
    coming, going = planned(place), begun(place)
    planned(place, by=place.tom)
    with as_(place.shanice):
        up = ComingUp.of(queries.coming_up(shanices, now), now, me=shanices)
        left = UnfinishedNotes.of(queries.unfinished_notes(shanices), me=shanices)
        later = ComingUp.of(queries.coming_up(shanices, now + timedelta(days=4)), now + timedelta(days=4), me=shanices)
    assert [(row.id, row.called, row.is_first, row.is_past_its_time) for row in up.rows] == [
        (coming.pk, "Ama", True, False)
    ]
    assert [row.id for row in left.rows] == [going.pk]
    assert [row.is_past_its_time for row in later.rows] == [True]


@pytest.mark.parametrize("rows", [1, 15])
def test_lists_of_conversations_cost_one_question_each(place, rows):
    for _number in range(rows):
        planned(place)
        begun(place)
    journey = introduce(place)
    for _number in range(3):
        begun(place, journey)
    with as_(place.shanice), CaptureQueriesContext(connection) as said:
        now, shanices = timezone.now(), place.shanice.pk
        assert len(ComingUp.of(queries.coming_up(shanices, now), now, me=shanices).rows) == rows
        assert len(UnfinishedNotes.of(queries.unfinished_notes(shanices), me=shanices).rows) == rows + 3
        assert len(ConversationsPanel.of(queries.conversations_of(journey.person_id)).rows) == 3
    assert len([one for one in said.captured_queries if one["sql"].upper().startswith('SELECT "')]) == 3


def test_a_conversation_that_was_read_back_stands_as_it_was_read(place):
    one = held(place, words="Ama sings\n\non Sundays.")
    page = signed_in(place.shanice).get(f"/conversations/{one.pk}/").content.decode()
    assert "<textarea" not in page
    assert '<p dir="auto">Ama sings</p>' in page
    with as_(place.shanice):
        assert found(one.pk).note.words == "Ama sings\n\non Sundays."

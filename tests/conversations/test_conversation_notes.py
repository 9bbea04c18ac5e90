"""The one note: saved as it is written, and never over somebody else's words."""

import json

import pytest
from conversations.talking import begun, found, held, write
from django.test import Client
from django.utils import timezone
from neighbourhood import as_, signed_in

from livingwell.access.models import Look
from livingwell.conversations import actions, queries
from livingwell.conversations.words import LONGEST_NOTE, Kept
from livingwell.lib.refusals import NotPossible

pytestmark = pytest.mark.django_db


def test_words_are_saved_and_the_next_save_follows_on(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        first = write(one, "Ama sings.", revision=0, by=shanice)
        second = write(one, "Ama sings. On Sundays.", revision=first.revision, by=shanice)
        note = found(one.pk).note
    assert (second.kept, second.revision) == (Kept.SAVED, 2)
    assert (note.words, note.saved_by, note.read_back_at) == ("Ama sings. On Sundays.", "Shanice", None)


def test_a_stale_save_overwrites_nothing_and_loses_nothing(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        write(one, "Ama sings.", revision=0, writer="one", by=shanice)
    with as_(place.tom) as tom:
        outcome = write(one, "Ama drums.", revision=0, writer="two", by=tom)
        note, asides = found(one.pk).note, queries.asides_of(one)
    assert (outcome.kept, outcome.words, outcome.by_called) == (Kept.BESIDE, "Ama sings.", "Shanice")
    assert note.words == "Ama sings."
    assert [(aside.words, aside.by_called) for aside in asides] == [("Ama drums.", "Tom")]


def test_the_same_page_trying_again_after_a_lost_answer_is_no_conflict(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        write(one, "Ama sings.", revision=0, writer="tab", by=shanice)
        again = write(one, "Ama sings. On Sundays.", revision=0, writer="tab", by=shanice)
        assert (again.kept, again.words) == (Kept.SAVED, "Ama sings. On Sundays.")
        assert queries.asides_of(one) == []


def test_two_sends_of_one_page_that_overtake_each_other_leave_nothing_out(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        write(one, "One.\nTwo.", revision=0, writer="tab", by=shanice)
        write(one, "One.", revision=0, writer="tab", by=shanice)
        assert [aside.words for aside in queries.asides_of(one)] == ["One.\nTwo."]


def test_the_same_words_are_set_aside_once_and_may_be_taken_in(place):
    one = begun(place)
    with as_(place.tom) as tom:
        write(one, "Ama sings.", revision=0, writer="one", by=tom)
        for _again in range(3):
            write(one, "Ama drums.", revision=0, writer="two", by=tom)
        [aside] = queries.asides_of(one)
        actions.take_in(aside=aside, by=tom)
        assert queries.asides_of(one) == []


def test_words_that_come_after_it_was_read_back_are_kept_beside_it(place):
    one = held(place)
    with as_(place.shanice) as shanice:
        outcome = write(one, "And she drums.", by=shanice)
        assert (outcome.kept, outcome.is_closed) == (Kept.BESIDE, True)
        assert found(one.pk).note.words == "Ama sings on Sundays."
        assert [aside.words for aside in queries.asides_of(one)] == ["And she drums."]


def test_a_note_has_room_for_ten_pages_and_says_so(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        write(one, "x" * LONGEST_NOTE, by=shanice)
        with pytest.raises(NotPossible, match="Keep the note to 20000"):
            write(one, "x" * (LONGEST_NOTE + 1), by=shanice)


def test_two_people_ticking_questions_lose_nothing_of_each_others(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        actions.talk_about(conversation=one, key="lately", talked=True, by=shanice)
    with as_(place.tom) as tom:
        actions.talk_about(conversation=one, key="good", talked=True, by=tom)
        actions.talk_about(conversation=one, key="good", talked=True, by=tom)
        assert found(one.pk).note.talked_about == ["lately", "good"]
        actions.talk_about(conversation=one, key="lately", talked=False, by=tom)
        actions.talk_about(conversation=one, key="not one of ours", talked=True, by=tom)
        assert found(one.pk).note.talked_about == ["good"]


# -- as the page sends it ---------------------------------------------------------------------------------------------


def send(client, one, words, *, revision=0, writer="tab"):
    said = {"words": words, "revision": str(revision), "writer": writer}
    return client.post(f"/conversations/{one.pk}/note/", said, headers={"X-Autosave": "true"})


def test_a_save_answers_with_the_next_revision_and_is_no_look(place):
    one, shanice = begun(place), signed_in(place.shanice)
    answer = send(shanice, one, "Ama sings.")
    assert (answer.status_code, json.loads(answer.content)) == (200, {"revision": "1"})
    with as_(place.shanice):
        assert not Look.objects.filter(person_id=one.person_id).exists()


def test_a_conflict_answers_409_with_what_was_written_meanwhile(place):
    one = begun(place)
    send(signed_in(place.shanice), one, "Ama <b>sings</b>.", writer="one")
    answer = send(signed_in(place.tom), one, "Ama drums.", writer="two")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Shanice wrote here too" in page
    assert "Ama &lt;b&gt;sings&lt;/b&gt;." in page
    assert 'data-autosave-keep="1"' in page


def test_somebody_whose_sign_in_has_ended_gets_a_401_and_nothing_is_written(place):
    one = begun(place)
    assert send(Client(), one, "Ama sings.").status_code == 401
    with as_(place.shanice):
        assert found(one.pk).note.words == ""


def test_somebody_with_no_tie_finds_nothing_to_save_to(place):
    one = begun(place)
    answers = [send(signed_in(place.callum), one, "x"), send(signed_in(place.callum), one.person, "x")]
    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Ama\x00 sings", "Ama sings"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("שלום 👋🏽 é", "שלום 👋🏽 é"),
        ("one\r\ntwo", "one\ntwo"),
        ("\u202eback to front", "back to front"),
    ],
)
def test_whatever_is_typed_is_kept_as_it_can_be_read(place, words, kept):
    one, shanice = begun(place), signed_in(place.shanice)
    assert send(shanice, one, words).status_code == 200
    with as_(place.shanice):
        assert found(one.pk).note.words == kept
    assert "<script>alert" not in shanice.get(f"/conversations/{one.pk}/").content.decode()


@pytest.mark.parametrize("revision", ["", "-1", "one", "9" * 30, "²"])
def test_a_revision_that_is_none_is_kept_beside_and_breaks_nothing(place, revision):
    one, shanice = begun(place), signed_in(place.shanice)
    assert send(shanice, one, "Ama sings.", revision=revision).status_code == 409
    with as_(place.shanice):
        assert [aside.words for aside in queries.asides_of(one)] == ["Ama sings."]


def test_more_than_there_is_room_for_is_refused_with_the_words_still_there(place):
    one, shanice = begun(place), signed_in(place.shanice)
    long = "x" * (LONGEST_NOTE + 1)
    assert send(shanice, one, long).status_code == 422
    page = shanice.post(f"/conversations/{one.pk}/", {"words": long, "revision": "0"})
    assert page.status_code == 422
    assert long in page.content.decode()
    assert "Keep the note to 20000 characters" in page.content.decode()


def test_without_javascript_every_button_keeps_what_was_typed(place):
    one, shanice = begun(place), signed_in(place.shanice)
    for number, path in enumerate(("talked-about", "bring", "will/person", "")):
        said = {
            "words": f"Saved {number}.",
            "revision": str(number),
            "talked": "lately",
            "next": f"/conversations/{one.pk}/",
        }
        answer = shanice.post(f"/conversations/{one.pk}/{path}{'/' if path else ''}", said)
        assert answer.status_code == 303
        with as_(place.shanice):
            assert found(one.pk).note.words == f"Saved {number}."


def test_without_javascript_a_line_typed_and_not_yet_added_is_kept_by_any_button(place):
    one, shanice = begun(place), signed_in(place.shanice)
    page = shanice.get(f"/conversations/{one.pk}/").content.decode()
    assert 'name="together-what"' in page
    today = timezone.localdate().isoformat()
    said = {"words": "", "revision": "0", "talked": "good", "together-what": "Open the post", "together-due_on": today}
    assert shanice.post(f"/conversations/{one.pk}/talked-about/", said).status_code == 303
    with as_(place.shanice):
        assert [step.what for step in queries.agreed_in(one)] == ["Open the post"]


def test_a_page_shown_again_still_knows_what_its_words_were_written_upon(place):
    one, shanice = begun(place), signed_in(place.shanice)
    send(signed_in(place.tom), one, "Tom was quicker.", writer="tom")
    again = shanice.post(f"/conversations/{one.pk}/", {"words": "x" * (LONGEST_NOTE + 1), "revision": "0"})
    assert 'name="revision" value="0"' in again.content.decode()


def test_a_line_sent_by_a_plain_form_after_it_was_finished_is_given_back(place):
    one, shanice = held(place), signed_in(place.shanice)
    said = {
        "words": "x y",
        "revision": "0",
        "person-what": "One more thing",
        "person-due_on": str(timezone.localdate()),
    }
    answer = shanice.post(f"/conversations/{one.pk}/", said)
    assert answer.status_code == 422
    assert "read back together" in answer.content.decode()
    assert "One more thing" in answer.content.decode()


def test_a_plain_form_that_comes_too_late_keeps_both(place):
    one, shanice = begun(place), signed_in(place.shanice)
    send(signed_in(place.tom), one, "Tom was quicker.", writer="tom")
    assert shanice.post(f"/conversations/{one.pk}/", {"words": "Shanice too.", "revision": "0"}).status_code == 303
    page = shanice.get(f"/conversations/{one.pk}/").content.decode()
    assert "Tom was quicker.</textarea>" in page
    assert "Shanice too." in page
    assert "Shanice wrote this too" in page


def test_what_was_set_aside_is_taken_in_by_a_button(place):
    one, tom = begun(place), signed_in(place.tom)
    send(tom, one, "One.", writer="one")
    send(tom, one, "Other.", writer="two")
    with as_(place.tom):
        [aside] = queries.asides_of(one)
    assert tom.post(f"/conversations/{one.pk}/taken-in/{aside.pk}/").status_code == 303
    assert tom.post(f"/conversations/{one.pk}/taken-in/{one.pk}/").status_code == 404
    assert "Other." not in tom.get(f"/conversations/{one.pk}/").content.decode()

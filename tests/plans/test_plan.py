"""Written by the person or side by side; suggested, answered; every version kept; kept to oneself by the database."""

import pytest
from django.db import DatabaseError, transaction
from neighbourhood import as_
from plans.writing import SIGNS, asked, held_by_tom, named, suggested, themselves, write_beside, writes

from livingwell.access.words import Part
from livingwell.journeys.models import Event
from livingwell.lib.refusals import NotPossible
from livingwell.plans import actions, queries
from livingwell.plans.models import PlanPart, PlanSuggestion, PlanVersion
from livingwell.plans.words import Answer, SeenBy

pytestmark = pytest.mark.django_db


def stands(journey, kept=Part.PLAN) -> dict[str, str]:
    return {key: one.words for key, one in queries.newest_versions(journey.person_id, kept).items()}


def versions(journey) -> list[PlanVersion]:
    return queries.versions_of(journey.person_id, asked(), skip=0, most=10)


def test_every_version_is_kept_and_the_newest_stands(place):
    journey = held_by_tom(place)
    writes(journey, "My brother, and the allotment.")
    writes(journey, "My brother, the allotment, and Sundays.", on=1)
    with as_(place.tom):
        assert stands(journey) == {"about-me/matters": "My brother, the allotment, and Sundays."}
        found = versions(journey)
    assert [(one.number, one.by_called, one.asked) for one in found] == [
        (2, "Ama", "What matters to me"),
        (1, "Ama", "What matters to me"),
    ]


def test_the_same_words_again_are_no_version_and_nothing_in_nothing_is_none(place):
    journey = held_by_tom(place)
    assert writes(journey, "  ") is None
    first = writes(journey, "Tea.")
    assert writes(journey, "Tea.\r\n", on=1) == first


def test_what_a_practitioner_writes_is_a_suggestion_until_the_person_says_yes(place):
    journey = held_by_tom(place)
    one = suggested(place.tom, journey, "Sundays with her brother.")
    with as_(place.tom):
        assert stands(journey) == {}
    written = writes(journey, one.words, suggestion=one)
    with as_(place.tom):
        assert stands(journey) == {"about-me/matters": "Sundays with her brother."}
        one.refresh_from_db()
    assert (one.answer, one.answered_by, written.together) == (Answer.YES, "Ama", False)
    with pytest.raises(NotPossible, match="answered already"):
        writes(journey, "Again", on=1, suggestion=one)


def test_a_suggestion_is_taken_in_other_words_or_not_at_all(place):
    journey = held_by_tom(place)
    one, other = suggested(place.tom, journey, "Her brother."), suggested(place.shanice, journey, "Her job.")
    writes(journey, "Kofi, my brother.", suggestion=one)
    with named(themselves(journey)) as ama:
        actions.say_no(suggestion=other, by=ama)
    with as_(place.tom):
        answers = {s.words: s.answer for s in queries.suggestions_for(journey.person_id, asked())}
        assert not queries.waiting_suggestions(journey.person_id, Part.PLAN)
    assert answers == {"Her brother.": Answer.CHANGED, "Her job.": Answer.NO}


def test_nobody_but_the_person_says_no_and_only_whoever_suggested_takes_it_back(place):
    journey = held_by_tom(place)
    one = suggested(place.tom, journey, "Her brother.")
    with as_(place.shanice) as shanice:
        with pytest.raises(NotPossible, match="Only they"):
            actions.say_no(suggestion=one, by=shanice)
        with pytest.raises(NotPossible, match="Whoever suggested"):
            actions.take_back(suggestion=one, by=shanice)
        for answer in ("no", "yes", "taken back"):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                PlanSuggestion.objects.filter(pk=one.pk).update(answer=answer)
    with as_(place.tom) as tom:
        actions.take_back(suggestion=one, by=tom)
        one.refresh_from_db()
    assert one.answer == Answer.TAKEN_BACK


def test_a_suggestion_that_says_nothing_or_nothing_new_is_refused(place):
    journey = held_by_tom(place)
    writes(journey, "Tea.")
    for words, said in ((" ", "few words"), ("Tea.", "already")):
        with pytest.raises(NotPossible, match=said):
            suggested(place.tom, journey, words)


def test_written_side_by_side_it_says_with_whom(place):
    journey = held_by_tom(place)
    one = suggested(place.shanice, journey, "Her brother.")
    made = write_beside(place.shanice, journey, "My brother.", suggestion=one)
    with named(themselves(journey)):
        one.refresh_from_db()
        assert stands(journey) == {"about-me/matters": "My brother."}
    assert (made.together, made.by_called, one.answer, one.answered_together) == (True, "Shanice", "changed", True)
    with as_(place.tom), pytest.raises(NotPossible, match="Only they"):
        actions.write_together(person_id=journey.person_id, asked=asked(), words="x", on=1, by=themselves(journey))


def test_the_database_lets_no_practitioner_write_alone_nor_anybody_change_a_word(place):
    journey = held_by_tom(place)
    version = writes(journey, "Mine.")
    with as_(place.tom) as tom:
        of = {"person_id": journey.person_id, "part_id": version.part_id, "asked": "x", "words": "y"}
        alone = {"by_kind": "practitioner", "by_id": tom.ref, "by_called": "Tom", "together": False}
        in_their_name = {"by_kind": "person", "by_id": journey.person_id, "by_called": "Ama", "together": False}
        for who in (alone, in_their_name):
            with pytest.raises(DatabaseError), transaction.atomic():
                PlanVersion.objects.create(number=2, **of, **who)
    for by in (themselves(journey),):
        with named(by), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            PlanVersion.objects.filter(pk=version.pk).update(words="Other words")


def test_whoever_writes_over_what_they_did_not_read_is_told_and_nothing_is_lost(place):
    journey = held_by_tom(place)
    writes(journey, "One.")
    write_beside(place.tom, journey, "One and two.", on=1)
    with pytest.raises(NotPossible, match="since you opened it"):
        writes(journey, "One and three.", on=1)
    writes(journey, "One, two and three.", on=2)
    with as_(place.tom):
        assert [one.words for one in versions(journey)] == [
            "One, two and three.",
            "One and two.",
            "One.",
        ]


def test_two_at_the_very_same_moment_are_kept_apart_by_the_database(place, monkeypatch):
    journey = held_by_tom(place)
    stale = writes(journey, "One.")
    write_beside(place.tom, journey, "Two.", on=1)
    monkeypatch.setattr(queries, "newest_of", lambda *_args: stale)  # as it was before the other was kept
    with pytest.raises(NotPossible, match="nothing is lost"):
        writes(journey, "Three.", on=1)


def test_what_they_keep_to_themselves_nobody_else_sees_in_any_version(place):
    journey = held_by_tom(place)
    writes(journey, "Pills.")
    writes(journey, "The pills by the bed.", on=1, seen_by=SeenBy.ONLY_ME)
    for one in (place.tom, place.shanice):
        with as_(one):
            assert (stands(journey), PlanPart.objects.count(), PlanVersion.objects.count()) == ({}, 0, 0)
            assert versions(journey) == []
    with named(themselves(journey)):
        assert stands(journey) == {"about-me/matters": "The pills by the bed."}
    with pytest.raises(NotPossible, match="does not show"):
        write_beside(place.tom, journey, "Something")
    writes(journey, "The pills by the bed.", on=2, seen_by=SeenBy.TEAM)
    with as_(place.tom):
        assert len(versions(journey)) == 2


def test_nobody_else_opens_what_is_kept_to_oneself_nor_keeps_something_from_them(place):
    journey = held_by_tom(place)
    part = writes(journey, "Pills.", seen_by=SeenBy.ONLY_ME).part
    shown = writes(journey, "Tea.", where=("about-me", "liked")).part
    with as_(place.tom):
        assert PlanPart.objects.filter(pk=part.pk).update(only_me=False) == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            PlanPart.objects.filter(pk=shown.pk).update(only_me=True)
        with pytest.raises(DatabaseError), transaction.atomic():
            PlanPart.objects.create(person_id=journey.person_id, key="a/b", only_me=True)


def test_a_version_cannot_be_shown_where_its_part_is_not(place):
    """By the foreign key of both, whoever writes it and however."""
    journey = held_by_tom(place)
    version = writes(journey, "Pills.", seen_by=SeenBy.ONLY_ME)
    of = {"person_id": journey.person_id, "part_id": version.part_id, "asked": "x", "words": "Shown."}
    by = {"by_kind": "person", "by_id": journey.person_id, "by_called": "Ama"}
    with named(themselves(journey)), pytest.raises(DatabaseError, match="seen_as_its_part"), transaction.atomic():
        PlanVersion.objects.create(number=2, **of, **by)


def test_the_safety_plan_is_kept_apart_and_the_stream_has_no_word_of_either(place):
    journey = held_by_tom(place)
    writes(journey, "I stop answering the door.", where=SIGNS)
    with as_(place.tom):
        assert stands(journey) == {}
        assert stands(journey, Part.SAFETY_PLAN) == {"safety-plan/signs": "I stop answering the door."}
        events = Event.objects.filter(person_id=journey.person_id, kind__startswith="safety plan")
        assert [(one.by_called, one.about) for one in events] == [("Ama", {})]


def test_whoever_is_not_alongside_sees_and_suggests_nothing(place):
    journey = held_by_tom(place)
    writes(journey, "Tea.")
    with as_(place.callum) as callum:
        assert stands(journey) == {}
        with pytest.raises(NotPossible, match="not yours"):
            actions.suggest(person_id=journey.person_id, asked=asked(), words="Coffee", by=callum)

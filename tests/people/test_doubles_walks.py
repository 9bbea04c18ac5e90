"""Saying and taking back in any order, by anybody: what stands is what a plain set of pairs says, and never a ring."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neighbourhood import as_, introduce

from livingwell.journeys import actions as journeys
from livingwell.lib.refusals import NotPossible
from livingwell.people import queries, rules
from livingwell.people.models import Double, Person

pytestmark = pytest.mark.django_db
MOVES = st.lists(
    st.tuples(st.sampled_from(["one", "two", "back"]), st.sampled_from(list(combinations(range(5), 2)))),
    min_size=1,
    max_size=14,
)


@given(moves=MOVES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_stands_is_what_was_said_last_in_any_order(place, moves):
    keys = [introduce(place, f"Person {number}").person_id for number in range(5)]
    with as_(place.tom) as tom:
        people = [Person.objects.get(pk=key) for key in keys]
        stands: dict[tuple[int, int], bool] = {}
        for move, pair in moves:
            one, other = (people[number] for number in pair)
            before = dict(stands)
            try:
                _do(move, one, other, tom)
            except NotPossible:
                assert not _could(move, pair, before)
            else:
                if move == "back":
                    del stands[pair]
                else:
                    stands[pair] = move == "one"
            _is_as_said(people, stands)


def _do(move: str, one: Person, other: Person, tom) -> None:
    if move == "back":
        found = [double for double in queries.said_of_both(one.pk, other.pk) if double.until is None]
        if not found:
            raise NotPossible("nothing was said")
        journeys.take_back(double=found[0], why="Not so", by=tom)
    else:
        say = journeys.say_one if move == "one" else journeys.say_two
        say(one=one, other=other, why="They said", by=tom)


def _could(move: str, pair: tuple[int, int], stands: dict[tuple[int, int], bool]) -> bool:
    """Return whether a move has to be let by: it is news, makes no ring, and one of the two points nowhere yet."""
    if move == "back":
        return pair in stands
    if move == "two":
        return stands.get(pair) is not False
    others = [each for each, is_one in stands.items() if is_one and each != pair]
    group = rules.together(others).get(pair[0], frozenset())
    # A tree of n people has n - 1 pointers, one from each of them but one: who that is, is the program's to choose.
    full = all(_group_of(number, others) > 1 for number in pair)
    return stands.get(pair) is not True and pair[1] not in group and not full


def _group_of(number: int, pairs: list[tuple[int, int]]) -> int:
    return len(rules.together(pairs).get(number, {number}))


def _is_as_said(people: list[Person], stands: dict[tuple[int, int], bool]) -> None:
    said = rules.together(pair for pair, is_one in stands.items() if is_one)
    found = queries.also_written_down([person.pk for person in people])
    for number, person in enumerate(people):
        others = {people[each].pk for each in said.get(number, {number}) - {number}}
        assert {also.person_id for also in found.get(person.pk, ())} == others
    current = Double.objects.filter(until__isnull=True, person__in=people)
    assert current.count() == len(stands)
    pointing = [double.person_id for double in current if double.is_one]
    assert len(pointing) == len(set(pointing))

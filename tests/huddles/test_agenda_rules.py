"""Who is on the agenda and why, worked out twice: by the rule, and by a slow obvious reading of the same sentences."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from livingwell.huddles import rules
from livingwell.huddles.rules import Fact, Promise, Raised
from livingwell.huddles.words import Came, Outcome, Why

TODAY = date(2026, 11, 24)
QUIET = 14
DAYS = st.integers(-60, 40).map(lambda days: TODAY + timedelta(days=days))
PAST = st.integers(0, 60).map(lambda days: TODAY - timedelta(days=days))
MAYBE_DAY, MAYBE_PAST = st.none() | DAYS, st.none() | PAST
PROMISES = st.lists(st.builds(Promise, what=st.just("ring the surgery"), due_on=PAST), max_size=2).map(tuple)
RAISED = st.lists(st.builds(Raised, by=st.sampled_from(["Dev", "Tom"]), on=PAST), max_size=2).map(tuple)
FACTS = st.builds(
    Fact,
    journey_id=st.uuids(version=4),
    called=st.sampled_from(["Ama", "ama", "Kit", "Élodie", "李"]),
    opened_on=PAST,
    came=st.sampled_from(list(Came)),
    came_by=st.just("his GP"),
    is_return=st.booleans(),
    ended_before_on=MAYBE_PAST,
    first_conversation_by=MAYBE_DAY,
    first_conversation_on=MAYBE_PAST,
    last_spoken_on=MAYBE_PAST,
    paused_until=MAYBE_DAY,
    brought_before=st.booleans(),
    carried_on=MAYBE_PAST,
    left_over_on=MAYBE_PAST,
    undone=PROMISES,
    past_due=PROMISES,
    worries=RAISED,
    asked=RAISED,
)
SOME = st.lists(FACTS, max_size=12, unique_by=lambda fact: fact.journey_id)


def obvious_reasons(fact: Fact) -> list[str]:
    """Read the sentences of the brief one by one, with nothing clever."""
    found = []
    not_come_to = fact.left_over_on is not None and fact.brought_before is True
    if len(fact.undone) > 0 or fact.carried_on is not None or not_come_to:
        found.append("left undone")
    if fact.brought_before is False and fact.is_return is False:
        found.append("new")
    if promised_and_not_had(fact) and not resting(fact):
        found.append("promised")
    if len(fact.worries) > 0:
        found.append("worry")
    if len(fact.asked) > 0:
        found.append("asked")
    if fact.brought_before is False and fact.is_return is True:
        found.append("returning")
    if len(fact.past_due) > 0:
        found.append("past due")
    spoken = fact.opened_on if fact.last_spoken_on is None else fact.last_spoken_on
    if (TODAY - spoken).days >= QUIET and not resting(fact):
        found.append("quiet")
    return found


def promised_and_not_had(fact: Fact) -> bool:
    if fact.first_conversation_by is None or fact.first_conversation_on is not None:
        return False
    return (fact.first_conversation_by - TODAY).days <= 7


def resting(fact: Fact) -> bool:
    return fact.paused_until is not None and fact.paused_until > TODAY


def obvious_agenda(facts: list[Fact]) -> list[tuple[UUID, list[str]]]:
    """Go through the reasons in order, each time taking whoever was promised something soonest."""
    waiting = [(fact, obvious_reasons(fact)) for fact in facts]
    listed = []
    for why in ["left undone", "new", "promised", "worry", "asked", "returning", "past due", "quiet"]:
        here = [(fact, whys) for fact, whys in waiting if whys and whys[0] == why]
        while here:
            first = here[0]
            for other in here[1:]:
                if comes_before(other[0], first[0]):
                    first = other
            here.remove(first)
            listed.append((first[0].journey_id, first[1]))
    return listed


def comes_before(one: Fact, other: Fact) -> bool:
    for mine, theirs in [
        (soonest_promise(one), soonest_promise(other)),
        (one.opened_on, other.opened_on),
        (one.called.casefold(), other.called.casefold()),
        (one.journey_id, other.journey_id),
    ]:
        if mine != theirs:
            return mine < theirs
    return False


def soonest_promise(fact: Fact) -> date:
    days = []
    for promise in fact.undone:
        days.append(promise.due_on)
    for promise in fact.past_due:
        days.append(promise.due_on)
    if fact.first_conversation_by is not None and fact.first_conversation_on is None:
        days.append(fact.first_conversation_by)
    days.sort()
    return days[0] if days else date(9999, 12, 31)


@given(SOME)
def test_the_rule_and_the_obvious_reading_agree(facts):
    agenda = rules.agenda(facts, TODAY, quiet_days=QUIET)
    assert [(row.journey_id, [str(why) for why in row.whys]) for row in agenda] == obvious_agenda(facts)


@given(SOME, st.randoms(use_true_random=False))
def test_the_order_people_are_read_in_changes_nothing(facts, chance):
    shuffled = list(facts)
    chance.shuffle(shuffled)
    assert rules.agenda(shuffled, TODAY, quiet_days=QUIET) == rules.agenda(facts, TODAY, quiet_days=QUIET)


@given(SOME)
def test_everybody_is_listed_once_and_says_why(facts):
    agenda = rules.agenda(facts, TODAY, quiet_days=QUIET)
    assert len({row.journey_id for row in agenda}) == len(agenda)
    assert all(row.said.sentence for row in agenda)


@given(FACTS, FACTS)
def test_a_worry_never_moves_anybody_up_among_those_listed_for_the_same_reason(one, other):
    both = [fact for fact in (one, other) if not fact.worries]
    before = [row.journey_id for row in rules.agenda(both, TODAY, quiet_days=QUIET) if row.whys[0] != Why.WORRY]
    worried = [Fact(**{**vars(fact), "worries": (Raised("Dev", TODAY),)}) if fact is one else fact for fact in both]
    after = [row.journey_id for row in rules.agenda(worried, TODAY, quiet_days=QUIET) if row.whys[0] != Why.WORRY]
    assert [key for key in after if key in before] == [key for key in before if key in after]


@given(SOME, st.data())
def test_whoever_was_on_the_list_stays_on_the_board_whatever_happens_to_their_reason(facts, data):
    live = rules.agenda(facts, TODAY, quiet_days=QUIET)
    kept = [rules.Kept(row.journey_id, row.called, row.whys) for row in live]
    later = data.draw(
        st.lists(st.sampled_from(facts), unique_by=lambda fact: fact.journey_id) if facts else st.just([])
    )
    still = rules.agenda(later, TODAY, quiet_days=QUIET)
    places = rules.board(kept, later, live=still, today=TODAY)
    assert {one.journey_id for one in kept} <= {place.row.journey_id for place in places}
    assert len({place.row.journey_id for place in places}) == len(places)


@given(SOME)
def test_going_to_the_next_person_again_and_again_reaches_everybody_once(facts):
    places = rules.board([], facts, live=rules.agenda(facts, TODAY, quiet_days=QUIET), today=TODAY)
    seen, at = [], None
    while (after := rules.next_after(places, at)) is not None:
        at = after.row.journey_id
        seen.append(at)
        places = [rules.Place(place.row, Outcome.DECIDED) if place.row.journey_id == at else place for place in places]
    assert seen == [place.row.journey_id for place in places]


def test_whoever_was_promised_a_conversation_by_a_day_gone_by_has_waited_too_long():
    waited = Fact(UUID(int=1), "Rob", TODAY, first_conversation_by=TODAY - timedelta(days=1))
    not_yet = Fact(UUID(int=2), "Sunita", TODAY, first_conversation_by=TODAY)
    talked = Fact(
        UUID(int=3), "Joan", TODAY, first_conversation_by=TODAY - timedelta(days=9), first_conversation_on=TODAY
    )
    assert rules.waited_too_long([waited, not_yet, talked], TODAY) == [waited]

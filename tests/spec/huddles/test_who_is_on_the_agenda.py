"""Who is on the huddle's agenda, and why.

The team meets and thinks about people together. Who is thought about is worked out from what has happened, so that
nobody has to remember and nobody is marked urgent to be seen. Whoever was promised something soonest comes first;
nobody comes first because somebody is worried about them.
"""

from dataclasses import replace

from spec.huddles.examples import TUESDAY, agenda, days_ago, in_days, somebody

from livingwell.huddles.rules import Promise, Raised
from livingwell.huddles.words import Came


def test_nobody_needs_thinking_about():
    """Rosa was spoken to yesterday, and everything that was promised has been done. She is not on the agenda."""
    assert agenda(somebody("Rosa")) == []


def test_somebody_new():
    """Ama came to the door herself yesterday. The team has not thought about her yet."""
    ama = somebody("Ama", opened_on=days_ago(1), brought_before=False, came=Came.BY_HERSELF)
    assert agenda(ama) == ["New at the door: Ama (came herself, yesterday)"]


def test_somebody_brought_to_the_door_by_another():
    """Lewis's GP introduced him today."""
    lewis = somebody("Lewis", opened_on=TUESDAY, brought_before=False, came=Came.WITH_SOMEONE, came_by="his GP")
    assert agenda(lewis) == ["New at the door: Lewis (his GP, today)"]


def test_somebody_the_team_did_not_reach_last_time():
    """Ama came on Friday, and the huddle on Monday ran out of time. She is still new: nobody has thought about her."""
    assert agenda(somebody("Ama", opened_on=days_ago(4), brought_before=False)) == [
        "New at the door: Ama (came to the door, Friday)"
    ]


def test_a_first_conversation_promised():
    """We said we would talk with Rob by Thursday, and have not. He is on the agenda from a week before."""
    rob = somebody("Rob", first_conversation_by=in_days(2), first_conversation_on=None)
    assert agenda(rob) == ["First conversation promised: Rob (by Thursday)"]
    assert agenda(replace(rob, first_conversation_by=in_days(8))) == []


def test_a_promise_we_have_not_kept():
    """We said Monday. It is Tuesday. He stays on the agenda until somebody has talked with him."""
    rob = somebody("Rob", first_conversation_by=days_ago(1), first_conversation_on=None)
    assert agenda(rob) == ["First conversation promised: Rob (was by yesterday)"]


def test_brought_back():
    """On Monday the team ran out of time for Joan and said: bring her back. She comes first until it is done."""
    joan = somebody("Joan", carried_on=days_ago(1))
    assert agenda(joan) == ["Left from last time: Joan (brought back from yesterday)"]


def test_not_come_to():
    """Priya brought Joan by hand yesterday, and the huddle closed before it came to her. She is left from last time."""
    joan = somebody("Joan", left_over_on=days_ago(1))
    assert agenda(joan) == ["Left from last time: Joan (left over from yesterday)"]


def test_decided_and_not_done():
    """The huddle on Friday said Priya would ask for the housing answer by today. Nobody has ticked it off."""
    joan = somebody("Joan", undone=(Promise("housing answer", TUESDAY),))
    assert agenda(joan) == ["Left from last time: Joan (housing answer)"]


def test_a_worry_nobody_shares_yet():
    """Dev raised a worry about Kit yesterday. It stays until somebody takes a share of it by name."""
    kit = somebody("Kit", worries=(Raised("Dev", days_ago(1)),))
    assert agenda(kit) == ["A worry to share: Kit (Dev brings)"]
    assert agenda(replace(kit, worries=())) == []


def test_asked_to_be_brought():
    """Priya asked for Halima to be brought."""
    assert agenda(somebody("Halima", asked=(Raised("Priya", TUESDAY),))) == [
        "Asked to be brought: Halima (Priya brings)"
    ]


def test_coming_back():
    """Pauline stepped out in April and came back on Sunday. She is welcomed as coming back."""
    pauline = somebody(
        "Pauline", opened_on=days_ago(2), ended_before_on=days_ago(216), is_return=True, brought_before=False
    )
    assert agenda(pauline) == ["Coming back: Pauline (after 7 months)"]


def test_a_next_step_past_its_day():
    """Something was due on Friday. Nobody's fault; it is asked about."""
    george = somebody("George", past_due=(Promise("walk to the allotment", days_ago(4)),))
    assert agenda(george) == ["Next step past its day: George (was due Friday)"]


def test_nobody_has_spoken_with_them_for_a_while():
    """The place has set fourteen days. After that somebody asks how George is."""
    assert agenda(somebody("George", last_spoken_on=days_ago(13))) == []
    assert agenda(somebody("George", last_spoken_on=days_ago(16))) == ["Not spoken to for a while: George (16 days)"]


def test_having_a_pause():
    """George asked for a pause until Friday. Until then nobody counts the days; a worry would still be shared."""
    george = somebody("George", last_spoken_on=days_ago(30), paused_until=in_days(3))
    assert agenda(george) == []
    assert agenda(replace(george, worries=(Raised("Dev", TUESDAY),))) == ["A worry to share: George (Dev brings)"]


def test_several_reasons_at_once():
    """Kit is new and there is a worry. Kit is on the agenda once, under the first reason; the board says both."""
    kit = somebody("Kit", opened_on=TUESDAY, brought_before=False, worries=(Raised("Dev", TUESDAY),))
    assert agenda(kit) == ["New at the door: Kit (came to the door, today)"]


def test_whoever_was_promised_something_soonest_comes_first():
    """Sunita was promised Wednesday and Rob Thursday. A worry about Rob does not move him up."""
    rob = somebody("Rob", first_conversation_by=in_days(2), first_conversation_on=None)
    sunita = somebody("Sunita", first_conversation_by=in_days(1), first_conversation_on=None)
    worried = replace(rob, worries=(Raised("Dev", TUESDAY),))
    assert (
        agenda(rob, sunita)
        == agenda(worried, sunita)
        == [
            "First conversation promised: Sunita (by tomorrow)",
            "First conversation promised: Rob (by Thursday)",
        ]
    )


def test_the_order_of_the_whole_agenda():
    """What was left comes first; then whoever is new, then what we promised, and the rest after."""
    people = [
        somebody("George", last_spoken_on=days_ago(16)),
        somebody("Kit", worries=(Raised("Dev", TUESDAY),)),
        somebody("Ama", opened_on=days_ago(1), brought_before=False),
        somebody("Marek", carried_on=days_ago(1)),
        somebody("Rob", first_conversation_by=in_days(2), first_conversation_on=None),
    ]
    assert [line.split(": ")[1].split(" (")[0] for line in agenda(*people)] == ["Marek", "Ama", "Rob", "Kit", "George"]

"""Somebody's wheel, what they want to be different, and their goals."""

from livingwell.lib.sentences import N_

from .section import BY, UNTIL, WHEN, WORDS, Section

WITH = N_("Written together")
PART, KEY = N_("Part of the wheel"), N_("Its short name")

GOALS: dict[str, Section] = {
    "plans.WheelTurn": Section(
        N_("When you turned your wheel"), {"on": N_("Day"), "together": WITH, "by_called": BY, "made_at": WHEN}
    ),
    "plans.WheelRating": Section(
        N_("What your wheel said"),
        {
            "called": PART,
            "value": N_("From 0 to 10"),
            "turn_id": N_("Of which turn"),
            "segment": KEY,
            "place": N_("Where on the wheel"),
        },
        at="place",
    ),
    "plans.Aspiration": Section(
        N_("What you want to be different"),
        {
            "words": WORDS,
            "called": PART,
            "segment": KEY,
            "together": WITH,
            "by_called": BY,
            "made_at": WHEN,
            "put_aside_at": N_("Put aside"),
        },
    ),
    "plans.Goal": Section(
        N_("Your goals"),
        {
            "words": WORDS,
            "know": N_("How you will know"),
            "together": WITH,
            "by_called": BY,
            "made_at": WHEN,
            "ended_how": N_("What became of it"),
            "ended_at": UNTIL,
        },
    ),
    "plans.GoalRating": Section(
        N_("How near your goals were"),
        {
            "on": N_("Day"),
            "value": N_("From 0 to 10"),
            "words": WORDS,
            "how": N_("How it was said"),
            "by_called": BY,
            "made_at": WHEN,
        },
    ),
    "plans.MarkedGoal": Section(
        N_("Goals that are counted"), {"slot": N_("In which of three places"), "by_called": BY, "made_at": WHEN}
    ),
}

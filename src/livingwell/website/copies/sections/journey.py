"""What happened on somebody’s journeys."""

from livingwell.lib.sentences import N_

from .section import BY, UNTIL, WHEN, WHO, WHY, WORDS, Section

JOURNEY: dict[str, Section] = {
    "journeys.Journey": Section(
        N_("Your times with us"),
        {
            "opened_at": N_("From"),
            "team_id": N_("Team"),
            "first_conversation_by": N_("First conversation promised by"),
            "first_conversation_at": N_("First conversation"),
            "last_spoken_at": N_("Last spoken"),
            "paused_at": N_("Paused"),
            "paused_until": N_("Paused until"),
            "ended_at": UNTIL,
        },
        at="opened_at",
    ),
    "journeys.Holding": Section(
        N_("Who made sure the next thing happened"),
        {
            "team_id": N_("Team"),
            "practitioner_id": WHO,
            "made_at": N_("From"),
            "until": UNTIL,
            "words": WORDS,
            "by_called": BY,
        },
    ),
    "journeys.NextStep": Section(
        N_("Next steps"),
        {
            "what": N_("What"),
            "done_by": N_("Done by"),
            "practitioner_id": WHO,
            "team_id": N_("Team"),
            "due_on": N_("By when"),
            "at_words": WHEN,
            "kept_at": N_("Done"),
            "put_aside_at": N_("Put aside"),
            "ended_words": WORDS,
            "by_called": N_("Made by"),
        },
        held_back=True,
    ),
    "journeys.Try": Section(
        N_("When we tried to be in touch"),
        {"at": WHEN, "how": N_("How"), "outcome": N_("What came of it"), "words": WORDS, "by_called": BY},
        at="at",
        held_back=True,
    ),
    "journeys.DrawnIn": Section(
        N_("Who was drawn in"),
        {"practitioner_id": WHO, "organisation_id": N_("From"), "why": WHY, "made_at": N_("From"), "until": UNTIL},
        held_back=True,
    ),
    "journeys.Parting": Section(
        N_("How a time with us ended"),
        {"ending": N_("How"), "words": WORDS, "by_called": BY, "second_id": N_("And"), "made_at": WHEN},
        held_back=True,
    ),
    "journeys.ToBring": Section(
        N_("What was to be brought to the team"),
        {"why": WHY, "by_called": BY, "made_at": WHEN, "brought_at": N_("Brought")},
        held_back=True,
    ),
    "journeys.Worry": Section(
        N_("Worries we shared"),
        {
            "words": WORDS,
            "by_called": BY,
            "made_at": WHEN,
            "cannot_wait": N_("Could not wait"),
            "acknowledged_by": N_("Taken up by"),
            "settled_words": N_("What settled it"),
            "settled_by": N_("Settled by"),
            "settled_at": N_("Settled"),
        },
        held_back=True,
    ),
    "journeys.WorryTold": Section(
        N_("Who was told of a worry that could not wait"), {"reaches_id": WHO, "made_at": WHEN, "how": N_("How")}
    ),
    "journeys.WorryShared": Section(N_("Who shared a worry"), {"practitioner_id": WHO, "made_at": WHEN}),
    "journeys.Event": Section(
        N_("Everything that happened, in order"),
        {"kind": N_("What"), "about": N_("About"), "by_called": BY, "at": WHEN},
        at="at",
        held_back=True,
    ),
}

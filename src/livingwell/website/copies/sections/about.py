"""Who somebody is, how they came, and who may see what is kept of them."""

from livingwell.lib.sentences import N_

from .section import BY, UNTIL, WHEN, WHO, WHY, WORDS, Section

ABOUT: dict[str, Section] = {
    "people.Person": Section(
        N_("Who you are"),
        {
            "called": N_("Called"),
            "pronouns": N_("Pronouns"),
            "age_band": N_("Age"),
            "own_words": N_("In your own words"),
            "strengths": N_("Who and what is good in your life"),
            "language": N_("Language"),
            "wants_interpreter": N_("An interpreter helps"),
            "needs": N_("What you need to take part"),
            "company": N_("Who may come along"),
            "meets": N_("How you like to talk"),
            "meets_where": N_("Where"),
            "meets_when": N_("When"),
            "good_days": N_("Good days"),
            "good_parts": N_("Good times of day"),
            "died_on": N_("Died on"),
        },
    ),
    "people.WayToReach": Section(
        N_("How to reach you"),
        {
            "channel": N_("By"),
            "value": N_("Number or address"),
            "given_by": N_("Given by"),
            "is_verified": N_("You told us yourself"),
            "may_message": N_("A message is safe"),
            "may_leave_message": N_("A message may be left"),
            "may_say": N_("What may be said"),
            "not_say": N_("What may not be said"),
            "when": WHEN,
            "reminds_hours": N_("Reminds you, hours before"),
            "since": N_("Since"),
            "until": UNTIL,
            "made_by": N_("Written down by"),
        },
        at="since",
    ),
    "people.OwnAnswer": Section(
        N_("Who you say you are"),
        {
            "question": N_("What was asked"),
            "answer": N_("What you said"),
            "is_declined": N_("You would rather not say"),
            "words": WORDS,
            "told": N_("How you told us"),
            "by_called": BY,
            "said_at": WHEN,
        },
        at="said_at",
    ),
    "people.Double": Section(
        N_("That you are written down twice"),
        {
            "is_one": N_("The same person"),
            "why": WHY,
            "said_by": BY,
            "said_at": WHEN,
            "until": UNTIL,
            "ended_why": N_("Why it was taken back"),
        },
        at="said_at",
        held_back=True,
    ),
    "introductions.Introduction": Section(
        N_("How you came to us"),
        {
            "received_at": WHEN,
            "door": N_("Door"),
            "for_whom": N_("For"),
            "called": N_("Called"),
            "introducer_called": N_("Introduced by"),
            "introducer_is": N_("Who is your"),
            "introducer_organisation": N_("From"),
            "they_agreed": N_("You knew"),
            "why_not_agreed": N_("Why you did not"),
            "wants_a_ring": N_("Wants to be rung"),
            "been_before": N_("Been here before"),
            "is_under_18": N_("Under 18"),
            "reach_by": N_("Promised by"),
            "tell_back": N_("May be told"),
            "read_by": N_("Read by"),
            "read_at": N_("Read"),
        },
        at="received_at",
    ),
    "introductions.Passage": Section(
        N_("What was said at the door"),
        {"said": N_("About"), "words": WORDS, "by_introducer": N_("By whoever introduced you"), "made_at": WHEN},
        held_back=True,
    ),
    "introductions.Confidence": Section(
        N_("What was told in confidence, and may be shown"),
        {
            "words": WORDS,
            "made_at": WHEN,
            "reviewed_by": N_("Decided by"),
            "reviewed_at": N_("Decided"),
            "withheld_because": WHY,
        },
        only="may_be_shown",
        held_back=True,
    ),
    "introductions.Receipt": Section(
        N_("Receipts"), {"made_at": N_("Made"), "by_introducer": N_("For whoever introduced you"), "until": UNTIL}
    ),
    "access.Tie": Section(
        N_("Who may see this, and why"),
        {
            "party_kind": N_("A"),
            "party_id": WHO,
            "reason": WHY,
            "words": WORDS,
            "since": N_("From"),
            "until": UNTIL,
        },
        at="since",
    ),
    "access.Refusal": Section(
        N_("Whom you did not want"),
        {"practitioner_id": WHO, "words": WORDS, "since": N_("From"), "until": UNTIL},
        at="since",
    ),
    "access.OwnPage": Section(
        N_("The keys to your own page"),
        {"made_at": N_("Made"), "made_by": BY, "opened_at": N_("First opened"), "until": UNTIL},
    ),
    "access.Look": Section(
        N_("Who has looked"),
        {
            "by_called": WHO,
            "by_role": N_("As"),
            "by_organisation": N_("From"),
            "why": WHY,
            "page": N_("At"),
            "at": WHEN,
        },
        at="at",
    ),
}

"""What was talked about, written and thought, and what was asked of us."""

from livingwell.lib.sentences import N_

from .section import BY, UNTIL, WHEN, WORDS, Section

TOGETHER: dict[str, Section] = {
    "conversations.Conversation": Section(
        N_("Conversations"),
        {
            "at": WHEN,
            "held_at": N_("Held"),
            "state": N_("What became of it"),
            "practitioner_id": N_("With"),
            "also_id": N_("And"),
            "how": N_("How"),
            "place": N_("Where"),
            "company": N_("Who came along"),
            "ended_words": WORDS,
        },
    ),
    "conversations.Note": Section(
        N_("Notes of conversations"),
        {"words": WORDS, "saved_by": BY, "saved_at": WHEN, "read_back_at": N_("Read back to you")},
        at="saved_at",
        held_back=True,
    ),
    "conversations.NoteAside": Section(
        N_("Kept beside a note"),
        {"words": WORDS, "by_called": BY, "made_at": WHEN, "taken_in_at": N_("Taken in")},
        held_back=True,
    ),
    "conversations.LeftNote": Section(
        N_("Notes that somebody else sees to"),
        {"writer_id": N_("Begun by"), "sees_to_it_id": N_("Seen to by"), "made_at": WHEN, "passed_at": N_("Passed on")},
    ),
    "conversations.Move": Section(
        N_("Conversations that were moved"),
        {
            "was_at": N_("From"),
            "was_place": N_("Where"),
            "was_with": N_("With"),
            "to_at": N_("To"),
            "by_person": N_("By you"),
            "by_called": BY,
            "moved_at": WHEN,
        },
        at="moved_at",
    ),
    "conversations.Reminder": Section(
        N_("Reminders that were arranged"),
        {"for_at": N_("For"), "practitioner_id": N_("By"), "made_at": WHEN, "ended_at": UNTIL},
    ),
    "conversations.Visit": Section(N_("When somebody came out to you"), {"made_at": WHEN, "made_by": BY}),
    "messages.Message": Section(
        N_("Messages to you"),
        {
            "subject": N_("Subject"),
            "words": WORDS,
            "sort": N_("About"),
            "state": N_("What became of it"),
            "why_not": N_("Why it did not go"),
            "by_called": BY,
            "made_at": N_("Written"),
            "settled_at": N_("Gone"),
            "posted_on": N_("Posted"),
        },
        held_back=True,
    ),
    "huddles.Brought": Section(
        N_("When the team thought together"),
        {
            "story": N_("What was said"),
            "decision": N_("What was decided"),
            "outcome": N_("What became of it"),
            "brought_by": N_("Brought by"),
            "holder_called": N_("Held by"),
            "decided_by": N_("Decided with"),
            "decided_at": WHEN,
        },
        at="decided_at",
        held_back=True,
    ),
    "huddles.OnTheCopy": Section(
        N_("On the team’s paper copy, for a day when everything is down"),
        {"day": N_("Day"), "words": WORDS},
        at="day",
        held_back=True,
    ),
    "rights.Asked": Section(
        N_("What you asked of us"),
        {
            "right": N_("What"),
            "words": WORDS,
            "by_called": BY,
            "asked_at": WHEN,
            "due_on": N_("Due"),
            "outcome": N_("What became of it"),
            "answer": N_("Our answer"),
            "answered_by": N_("Answered by"),
            "answered_at": N_("Answered"),
        },
        at="asked_at",
    ),
    "rights.Copy": Section(
        N_("Copies you were given"),
        {"made_at": WHEN, "by_called": BY, "rows": N_("Entries"), "held_back": N_("Held back")},
    ),
}

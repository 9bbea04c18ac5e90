"""What somebody answered about how they are."""

from livingwell.lib.sentences import N_

from .section import BY, UNTIL, WHEN, WORDS, Section

CHECK_INS: dict[str, Section] = {
    "measures.CheckIn": Section(
        N_("Check-ins you were asked for"),
        {
            "measure": N_("What"),
            "version": N_("Version"),
            "moment": N_("When along the way"),
            "by": N_("How"),
            "asked_at": N_("Asked"),
            "asked_by": N_("Asked by"),
            "expires_at": UNTIL,
            "items": N_("Answered, by number"),
            "answered_at": N_("Answered"),
            "typed_by": N_("Typed in by"),
            "stopped_at": N_("Taken back"),
            "stopped_by": N_("Taken back by"),
            "cannot_wait": N_("Somebody had to hear of it at once"),
            "told_at": N_("Somebody was told"),
        },
        at="asked_at",
    ),
    "measures.Answers": Section(
        N_("What you answered, by number"),
        {"answers": WORDS, "changed_at": WHEN},
        at="changed_at",
    ),
    "measures.Figure": Section(
        N_("What your check-ins came to"),
        {
            "measure": N_("What"),
            "version": N_("Version"),
            "scale": N_("Part"),
            "value": N_("Figure"),
            "answered": N_("Answered"),
            "of": N_("Of"),
            "first": N_("The first time"),
            "became": N_("Since then"),
            "threshold": N_("Moved counts from"),
            "threshold_source": N_("Who says so"),
            "threshold_version": N_("In which version"),
            "at": WHEN,
        },
        at="at",
    ),
    "measures.NoMore": Section(
        N_("That you wanted no more check-ins"),
        {"since": N_("From"), "by_called": BY, "until": UNTIL},
        at="since",
    ),
}

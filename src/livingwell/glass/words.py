"""Why a glass was broken, what came of it, and what whoever looked it over found."""

from enum import StrEnum

from livingwell.lib.sentences import N_


class Came(StrEnum):
    """What a matter is."""

    OPENED = "opened"  # a glass was broken, and somebody was found
    MISSED = "missed"  # a glass was broken, and nobody was found by what was said
    NOTICED = "noticed"  # looking that a plain rule asks about


class Answer(StrEnum):
    """What the database answers somebody who breaks the glass."""

    OPENED = "opened"
    MISSED = "missed"
    ALREADY = "already"  # they can see this person without
    WAIT = "wait"  # too many tries found nobody: not so much as looked for


class Why(StrEnum):
    """Why a glass is broken."""

    HERE = "here"
    RANG = "rang"
    SAFETY = "safety"
    SERVICE = "service"
    OTHER = "other"


WHYS: dict[Why, str] = {
    Why.HERE: N_("They are here in front of me"),
    Why.RANG: N_("They rang"),
    Why.SAFETY: N_("Somebody is worried for their safety"),
    Why.SERVICE: N_("Another service asks in an emergency"),
    Why.OTHER: N_("Something else"),
}
# The same, as the person it was about reads it.
WHYS_TO_THEM: dict[Why, str] = {
    Why.HERE: N_("You were there in front of them"),
    Why.RANG: N_("You rang"),
    Why.SAFETY: N_("Somebody was worried for your safety"),
    Why.SERVICE: N_("Another service asked in an emergency"),
    Why.OTHER: N_("Another reason, in their words"),
}


class KeptBack(StrEnum):
    """Why the person may not read what was written of why: what the law lets us withhold, and nothing else."""

    NOTHING = ""
    CONFIDENCE = "confidence"
    HARM = "harm"


KEPT_BACK: dict[KeptBack, str] = {
    KeptBack.NOTHING: N_("Yes"),
    KeptBack.CONFIDENCE: N_("No: somebody else told me in confidence"),
    KeptBack.HARM: N_("No: it could put somebody in serious danger"),
}


class Happened(StrEnum):
    """What happened to a matter after it began."""

    TOLD = "told"
    NOBODY = "nobody"  # there was nobody to tell
    REVIEWED = "reviewed"
    HANDED_ON = "handed on"
    ANSWERED = "answered"
    ENDED = "ended"  # before its hour was over


class Finding(StrEnum):
    """What whoever looked it over found."""

    FITTING = "fitting"
    TALK = "talk"
    HAND_ON = "hand on"


FINDINGS: dict[Finding, str] = {
    Finding.FITTING: N_("It was fitting"),
    Finding.TALK: N_("It was not fitting, and we talk about it with them"),
    Finding.HAND_ON: N_("Somebody who leads on safeguarding should look at this"),
}

# What each page is called in a list of what was opened.
PAGES: dict[str, str] = {
    "page": N_("where things stand"),
    "story": N_("the story so far"),
    "around": N_("who is around"),
    "about": N_("what is said of them"),
    "ways": N_("how to reach them"),
    "conversation": N_("a conversation"),
    "introduction": N_("an introduction"),
    "message": N_("writing a message"),
    "letter": N_("a letter"),
    "doubles": N_("whom they may also be"),
    "rights": N_("what they asked by right"),
    "check-ins": N_("their check-ins"),
    "plan": N_("their plan"),
    "safety plan": N_("their safety plan"),
    "wheel": N_("their wheel of life"),
    "goals": N_("their goals"),
    "who they are": N_("who they say they are"),
    "copy": N_("a copy of everything kept"),
    "planning a conversation": N_("planning a conversation"),
    "huddle": N_("the huddle"),
    "huddle on paper": N_("the huddle, on paper"),
    "morning copy": N_("the morning’s copy"),
}

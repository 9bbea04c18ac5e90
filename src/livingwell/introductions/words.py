"""Introductions: who makes them, what they say, and states with no rejection among them."""

from enum import StrEnum

from livingwell.lib.sentences import N_


class ForWhom(StrEnum):
    ME = "me"
    SOMEONE = "someone"
    ALONGSIDE = "alongside"  # a practitioner, for someone beside them or known to them
    LISTED = "listed"  # they stood on a waiting list that a team brought in


class SafeNow(StrEnum):
    """What somebody answered to "Are you safe right now?". It is shown to whoever reads, and sorts nothing."""

    YES = "safe"
    UNSURE = "not sure"
    NO = "not safe"


SAFE_NOW = {
    SafeNow.YES: N_("Safe enough to write"),
    SafeNow.UNSURE: N_("Not sure"),
    SafeNow.NO: N_("Not safe"),
}


class State(StrEnum):
    """Where an introduction has got to. It ends in a conversation, a connection that said yes, or "not now"."""

    RECEIVED = "received"
    READ = "read"
    REACHED = "reached"
    TALKED = "talked"
    CONNECTED = "connected"
    NOT_NOW = "not now"
    NOT_REACHED = "not reached"


STATES = {
    State.RECEIVED: N_("Waiting to be read"),
    State.READ: N_("Read, and being reached"),
    State.REACHED: N_("Reached"),
    State.TALKED: N_("A first conversation was had"),
    State.CONNECTED: N_("Helped by another place, which said yes"),
    State.NOT_NOW: N_("Not now, they said"),
    State.NOT_REACHED: N_("Not reached, after many tries"),
}

# What may follow. No state refuses anybody, and each resting place has a way back.
NEXT_STATES: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset(
        {State.READ, State.REACHED, State.TALKED, State.CONNECTED, State.NOT_NOW, State.NOT_REACHED}
    ),
    State.READ: frozenset({State.REACHED, State.TALKED, State.CONNECTED, State.NOT_NOW, State.NOT_REACHED}),
    State.REACHED: frozenset({State.TALKED, State.CONNECTED, State.NOT_NOW, State.NOT_REACHED}),
    State.TALKED: frozenset(),
    State.CONNECTED: frozenset({State.READ, State.REACHED, State.TALKED}),
    State.NOT_NOW: frozenset({State.READ, State.REACHED, State.TALKED}),
    State.NOT_REACHED: frozenset({State.READ, State.REACHED, State.TALKED}),
}
WAYS_BACK = frozenset({State.CONNECTED, State.NOT_NOW, State.NOT_REACHED})


# Somebody still waits for us in these; in the others a conversation was had, or there is a way back.
WAITING = (State.RECEIVED, State.READ, State.REACHED)


class Said(StrEnum):
    """What a passage of somebody's words answers."""

    GOING_ON = "going on"
    WOULD_HELP = "would help"
    SAFE_NOW = "safe now"
    REACH = "reach"
    TALK = "talk"
    NEEDS = "needs"
    ADDED = "added"
    PLEASE_RING = "please ring"
    WITHDRAW = "withdraw"
    LISTED = "listed"


SAID = {
    Said.GOING_ON: N_("What is going on"),
    Said.WOULD_HELP: N_("What would help"),
    Said.SAFE_NOW: N_("Safe right now?"),
    Said.REACH: N_("How to be in touch"),
    Said.TALK: N_("Where and how to talk"),
    Said.NEEDS: N_("Also good to know"),
    Said.ADDED: N_("Added later"),
    Said.PLEASE_RING: N_("Asked to be rung"),
    Said.WITHDRAW: N_("Asked to take this back"),
    Said.LISTED: N_("What else the waiting list says"),
}


# Said after sending: whoever reads the door reads these too.
SAID_LATER = frozenset({Said.ADDED, Said.PLEASE_RING, Said.WITHDRAW})
# What of it may say a number to be rung on.
SAYS_HOW = frozenset({Said.REACH, Said.ADDED, Said.PLEASE_RING})
# Somebody's own words, fit for their page; the rest is how to be in touch, kept elsewhere as it now is.
OWN_WORDS = frozenset({Said.GOING_ON, Said.WOULD_HELP, Said.ADDED})


class TellBack(StrEnum):
    """How much of what happened an introducer may be told, as the person agrees. Nothing, until they have."""

    NOTHING = "nothing"
    REACHED = "reached"
    ALONGSIDE = "alongside"


TELL_BACK = {
    TellBack.NOTHING: N_("Nothing more than that it arrived"),
    TellBack.REACHED: N_("That we have been in touch"),
    TellBack.ALONGSIDE: N_("That we have been in touch, and whether we are going on together"),
}


FROM_A_LIST = "waiting list"  # the door of whoever was brought in from one


class Column(StrEnum):
    """What a column of somebody's waiting list says."""

    LEFT_OUT = ""
    CALLED = "called"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    INTRODUCED_ON = "introduced on"
    INTRODUCED_BY = "introduced by"
    GOING_ON = "going on"
    NEEDS = "needs"
    LANGUAGE = "language"
    NOTE = "note"


COLUMNS = {
    Column.LEFT_OUT: N_("Leave it out"),
    Column.CALLED: N_("What they are called"),
    Column.NAME: N_("Full name, or part of it"),
    Column.PHONE: N_("Phone"),
    Column.EMAIL: N_("Email"),
    Column.ADDRESS: N_("Address"),
    Column.INTRODUCED_ON: N_("Date introduced"),
    Column.INTRODUCED_BY: N_("Who introduced them"),
    Column.GOING_ON: N_("What is going on"),
    Column.NEEDS: N_("What they need to take part"),
    Column.LANGUAGE: N_("Language"),
    Column.NOTE: N_("A note to keep among us"),
}
NAMES = frozenset({Column.CALLED, Column.NAME})
WAYS = frozenset({Column.PHONE, Column.EMAIL, Column.ADDRESS})
ONE_OF_A_KIND = frozenset({Column.CALLED, Column.INTRODUCED_ON})  # of the rest several columns may say a part each

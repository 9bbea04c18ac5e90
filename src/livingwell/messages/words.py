"""What is said to people: kinds of message, what became of one, and why some words are not said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from livingwell.lib.sentences import N_
from livingwell.post.words import Tells


class Sort(StrEnum):
    """Why a message is sent; its words come from the place's pack, neutral always."""

    IN_TOUCH = "in touch"
    PLANNED = "planned"
    REMINDER = "reminder"
    MISSED = "missed"
    OWN_WORDS = "own words"
    CHECK_IN = "check-in"


# The sorts whose words are ready in the place's pack, and the key each has there.
READY = {
    Sort.IN_TOUCH: "in_touch",
    Sort.PLANNED: "planned",
    Sort.REMINDER: "reminder",
    Sort.MISSED: "missed",
}
# What a person in a pause has agreed to hear about: only what was planned with them.
AGREED_IN_A_PAUSE = frozenset({Sort.PLANNED, Sort.REMINDER})


class Writer(StrEnum):
    """How whoever wrote a message stands to the person it is to, at the moment it would go."""

    ALONGSIDE = "alongside"
    REFUSED = "refused"  # the person does not want them
    GONE = "gone"  # their tie has ended, or they have left


class State(StrEnum):
    WAITING = "waiting"
    HELD_BACK = "held back"
    HANDED_OVER = "handed over"
    WITHDRAWN = "withdrawn"
    SENT = "sent"
    NOT_SENT = "not sent"
    UNSURE = "unsure"


STATES = {
    State.WAITING: N_("Waiting to go"),
    State.HELD_BACK: N_("Not sent"),
    State.HANDED_OVER: N_("On its way"),
    State.WITHDRAWN: N_("Not sent"),
    State.SENT: N_("Sent"),
    State.NOT_SENT: N_("Could not be sent"),
    State.UNSURE: N_("It may or may not have arrived"),
}

# Which states may follow which. Nothing goes back to waiting, so nothing is sent twice; an unsure one may turn out, and
# one that post had not yet tried, or had tried in vain, may still be withdrawn.
NEXT_STATES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.HELD_BACK, State.HANDED_OVER}),
    State.HANDED_OVER: frozenset({State.WITHDRAWN, State.SENT, State.NOT_SENT, State.UNSURE}),
    State.UNSURE: frozenset({State.SENT, State.NOT_SENT}),
    State.HELD_BACK: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.SENT: frozenset(),
    State.NOT_SENT: frozenset(),
}
OVER = frozenset({State.HELD_BACK, State.WITHDRAWN, State.SENT, State.NOT_SENT, State.UNSURE})


# How a message went, after who wrote it: "Shanice, by text".
BY_HOW = {"text": N_("by text"), "email": N_("by email"), "letter": N_("by letter")}


# Why a word that tells a stranger something is not said: `post.words.GIVES_AWAY` has the words.
WHY_NOT_SAID = {
    Tells.PLACE: N_("“%(word)s” says what kind of place is writing, and anybody may see it. Say it another way."),
    Tells.WRONG: N_("“%(word)s” says what may be wrong, and anybody may see it. Say it another way."),
    Tells.DANGER: N_("“%(word)s” could put somebody in danger if the wrong person sees it. Say it another way."),
    Tells.WITH_WHOM: N_(
        "“%(word)s” makes whoever reads it ask with whom. Say it another way: “Is Thursday at four still good?”"
    ),
}


@dataclass(frozen=True)
class Ask:
    """What a practitioner is asked for, to fill a place in ready words: the question, and an example."""

    label: str
    like: str


@dataclass(frozen=True)
class Wording:
    """Words ready to be sent, with places to fill: `{by}`, and those that `asks` has a question for."""

    words: str
    subject: str
    asks: Mapping[str, Ask] = field(default_factory=dict)


@dataclass(frozen=True)
class Wordings:
    """What a place says in its messages, and the names of its own that it never says there."""

    ready: Mapping[Sort, Wording]
    from_us: str  # who a message is from when nobody by name wrote it
    not_said: tuple[str, ...]


@dataclass(frozen=True)
class Worth:
    """Something worth knowing before sending, that stops nothing; shown as a refusal's sentence is."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)

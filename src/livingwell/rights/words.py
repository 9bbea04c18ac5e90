"""What may be asked by right, what becomes of it, and why something may be held back from a copy."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from livingwell.lib.sentences import N_


class Right(StrEnum):
    """What is asked of us. Each is followed by a team, with a day, until it is answered."""

    COPY = "copy"
    PUT_RIGHT = "put right"
    OBJECT = "object"
    LET_GO = "let go"
    NOT_THEM = "not them"
    DIED = "died"  # asked by nobody: what is owed to whoever is left, and to the team
    KEPT = "kept long"  # asked by nobody: a record has been kept as long as the nation's code says

    @property
    def slug(self) -> str:
        """Return how it stands in an address."""
        return self.value.replace(" ", "-")


@dataclass(frozen=True)
class RightRule:
    """How a right is said to whoever may ask, and to the team that answers; `days` from asking to the day it is due."""

    called: str  # on their own page
    about: str
    button: str
    label: str
    step: str  # the next step it becomes, as the team reads it
    days: int = 28  # a month by UK GDPR article 12(3), which is never fewer than 28 days
    needs_words: bool = True
    asked_by_them: bool = True


RIGHTS: dict[Right, RightRule] = {
    Right.COPY: RightRule(
        N_("A copy of everything kept about me"),
        N_("To read, to print, and as a file. It costs nothing, and you do not have to say why."),
        N_("Ask for my copy"),
        N_("Anything in it that matters most to you? You can leave this empty"),
        N_("Give them the copy of everything that they asked for"),
        needs_words=False,
    ),
    Right.PUT_RIGHT: RightRule(
        N_("Something about me is wrong"),
        N_("Say what is wrong and what is right. Where we cannot change it, your words are kept beside it."),
        N_("Ask for this to be put right"),
        N_("What is wrong, and what is right?"),
        N_("Put right what they say is wrong"),
    ),
    Right.OBJECT: RightRule(
        N_("I do not want you to use this about me"),
        N_("Say what, and why it matters to you. We stop, unless we can show you a strong reason not to."),
        N_("Tell us"),
        N_("What should we stop doing with what we keep about you?"),
        N_("Answer what they object to"),
    ),
    Right.LET_GO: RightRule(
        N_("I want something taken away"),
        N_("Some of what we keep the law has us keep for some years. We say what can go, and what cannot and why."),
        N_("Ask for this to be taken away"),
        N_("What should be taken away?"),
        N_("Answer what they want taken away"),
    ),
    Right.NOT_THEM: RightRule(
        N_("Somebody here should not see this"),
        N_("You do not have to say why. From then on they see nothing about you, whatever team they are in."),
        N_("Not this person, please"),
        N_("Anything you want to say about it? You can leave this empty"),
        N_("Answer what they asked of us"),  # no more than that: whoever it is about may read a step
        days=1,
        needs_words=False,
    ),
    Right.DIED: RightRule(
        N_("Somebody has died"),
        N_("Who is told, who is there for those who are left, and when the team stops to think of them."),
        "",
        "",
        N_("Be there for those who are left, tell whoever needs to know, and make time for the team"),
        days=7,
        needs_words=False,
        asked_by_them=False,
    ),
    Right.KEPT: RightRule(
        N_("A record has been kept as long as it must be"),
        N_("Somebody looks at whether there is a reason to keep it on, and says which."),
        "",
        "",
        N_("Look at whether there is a reason to keep what is kept of them"),
        needs_words=False,
        asked_by_them=False,
    ),
}
BY_SLUG = {right.slug: right for right, rule in RIGHTS.items() if rule.asked_by_them}


class Outcome(StrEnum):
    """What became of it."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not done"


OUTCOMES = {
    Outcome.DONE: N_("Done"),
    Outcome.PARTLY: N_("Done in part"),
    Outcome.NOT_DONE: N_("Not done, and why"),
}


class Ground(StrEnum):
    """Why something may be held back from somebody's own copy: none but what the law names."""

    CONFIDENCE = "confidence"
    HARM = "harm"
    SOMEBODY_ELSE = "somebody else"


# UK: Data Protection Act 2018, schedule 2 part 3 (others), schedule 3 parts 2 and 3 (serious harm, health and social
# work); common law of confidence. Looked up 2026-11.
GROUNDS = {
    Ground.CONFIDENCE: N_("Somebody told us this in confidence"),
    Ground.SOMEBODY_ELSE: N_("It is about somebody else, who has not agreed and could be known by it"),
    Ground.HARM: N_("Reading it would be likely to cause serious harm to somebody"),
}


@dataclass(frozen=True)
class KeptUntil:
    """The first day on which somebody looks at whether to keep a record on, and what that follows from."""

    on: date
    why: str

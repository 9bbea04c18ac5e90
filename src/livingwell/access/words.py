"""Who looks, at which part, and by which kind of tie."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from livingwell.lib.sentences import N_


class Kind(StrEnum):
    """The kinds of viewer the database knows."""

    NOBODY = "nobody"
    VISITOR = "visitor"  # at the front door; `ref` is the fresh key of the one person they may write
    RECEIPT = "receipt"  # bears the link to one introduction; `ref` is that introduction
    PERSON = "person"
    RETURNING = "returning"  # somebody who comes back; `ref` is them, and they add a journey and read nothing
    ASKED = "asked"  # bears the link to one check-in; `ref` is that check-in
    RESENDING = "resending"  # sends the form of their own introduction again; `ref` is the person; adds, reads nothing
    CARER = "carer"
    PRACTITIONER = "practitioner"
    TEAM = "team"  # never looks by itself: a tie's party, reached through membership
    WORKER = "worker"  # background jobs, on a role of their own
    EVALUATOR = "evaluator"  # pseudonymised views only, on a role of their own


@dataclass(frozen=True)
class Viewer:
    """Whoever asks. `called` and `role` are how others will read who did it."""

    kind: Kind
    ref: UUID | None = None
    called: str = ""
    role: str = ""
    organisation: str = ""

    @property
    def someone(self) -> UUID:
        """Return who this is. Raises ValueError for a kind of viewer that is nobody in particular."""
        if self.ref is None:
            raise ValueError(f"a {self.kind} is nobody in particular: this is for somebody with a key of their own")
        return self.ref

    @property
    def is_practitioner(self) -> bool:
        return self.kind == Kind.PRACTITIONER

    @property
    def is_person(self) -> bool:
        return self.kind == Kind.PERSON


NOBODY = Viewer(Kind.NOBODY)


class Part(StrEnum):
    """What is kept about a person, in parts that can be seen and written one by one."""

    WHO = "who"  # what they are called, needs, own words
    CONTACT = "contact"  # ways to reach them safely
    JOURNEY = "journey"  # the journey, who holds, tries, pauses, endings
    STEPS = "steps"  # next steps
    STREAM = "stream"  # the moments that happened
    WORDS = "words"  # what was typed at the door
    CONFIDENCE = "confidence"  # what somebody else typed in confidence, until reviewed
    CONVERSATIONS = "conversations"  # meetings and their notes
    WORRIES = "worries"  # worries and what is to be brought to a huddle
    HUDDLE = "huddle"  # how the team thought together
    MESSAGES = "messages"  # what was said to them
    SAFEGUARDING = "safeguarding"  # a concern's own restricted record
    TIES = "ties"  # who can see this, and why; who refused whom; the keys to My page
    LOOKS = "looks"  # who has looked
    PLAN = "plan"  # their plan, aspirations, goals and wheel
    SAFETY_PLAN = "safety plan"  # what they do and whom they call when it gets hard
    CHECK_INS = "check-ins"  # what they answered to a measure
    IDENTITY = "identity"  # who they say they are


class Reason(StrEnum):
    """Why a party is tied to a person: what the tie opens follows from it."""

    HOLDS = "holds"  # the team that is alongside
    DRAWN_IN = "drawn in"
    THEMSELVES = "themselves"
    RECEIPT = "receipt"  # introduced them, or themselves, and may add to it
    GLASS = "glass"  # broke the glass to help at once: an hour, made by the database alone (`glass`)


GLASS_LASTS = timedelta(minutes=60)
ALL_BUT_SAFEGUARDING = frozenset(Part) - {Part.SAFEGUARDING}

# What a person writes themselves; what anyone else writes there is a suggestion, or said to be together.
THEIR_OWN = frozenset({Part.PLAN, Part.SAFETY_PLAN, Part.CHECK_INS, Part.IDENTITY})

# What each reason for a tie lets its party see and write. A tie keeps its own copy, so that one may be narrowed.
SEES: dict[Reason, frozenset[Part]] = {
    Reason.HOLDS: ALL_BUT_SAFEGUARDING,
    Reason.DRAWN_IN: ALL_BUT_SAFEGUARDING - {Part.CONFIDENCE, Part.IDENTITY},
    Reason.THEMSELVES: frozenset(
        {
            Part.WHO,
            Part.CONTACT,
            Part.JOURNEY,
            Part.STEPS,
            Part.STREAM,
            Part.WORDS,
            Part.CONVERSATIONS,
            Part.MESSAGES,
            Part.TIES,
            Part.LOOKS,
            *THEIR_OWN,
        }
    ),
    Reason.RECEIPT: frozenset(),  # it sees its own introduction, by name, and nothing through a tie
    # What help needs now: not what was said in confidence, nor who may not see them, nor who has looked.
    Reason.GLASS: frozenset(
        {
            Part.WHO,
            Part.CONTACT,
            Part.JOURNEY,
            Part.STEPS,
            Part.STREAM,
            Part.CONVERSATIONS,
            Part.WORRIES,
            Part.SAFETY_PLAN,
        }
    ),
}
WRITES: dict[Reason, frozenset[Part]] = {
    Reason.HOLDS: ALL_BUT_SAFEGUARDING,
    Reason.DRAWN_IN: SEES[Reason.DRAWN_IN] - {Part.TIES},
    Reason.THEMSELVES: frozenset({Part.STREAM, Part.STEPS, Part.WORRIES}) | THEIR_OWN,
    Reason.RECEIPT: frozenset({Part.WORDS, Part.STEPS, Part.STREAM}),
    # A worry to pass on, what happens next, that it happened; and that they looked, which they may not read.
    Reason.GLASS: frozenset({Part.STEPS, Part.STREAM, Part.WORRIES, Part.LOOKS}),
}

# Fit to show the person: why somebody can see.
WHY: dict[Reason, str] = {
    Reason.HOLDS: N_("Alongside, as a team"),
    Reason.DRAWN_IN: N_("Drawn in to help"),
    Reason.THEMSELVES: N_("It is yours"),
    Reason.RECEIPT: N_("They introduced you, and may add to what they said"),
    Reason.GLASS: N_("To help at once, for an hour"),
}

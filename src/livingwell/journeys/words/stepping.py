"""Next steps: who does them, and what sort the system itself must know."""

from enum import StrEnum


class ToldBy(StrEnum):
    """By what somebody was told of a worry that cannot wait."""

    RAISED = "raised"
    PASSED = "passed on"  # by name, by a colleague
    ITSELF = "by itself"  # by the minute, while nobody had it


class StepBy(StrEnum):
    """Who does a next step."""

    PERSON = "person"
    PRACTITIONER = "practitioner"
    TEAM = "team"
    TOGETHER = "together"


class StepKind(StrEnum):
    """What sort of thing a next step is, where the system itself must know."""

    PLAIN = ""
    REACH = "reach"  # reach somebody new
    RING_INTRODUCER = "ring introducer"  # whoever introduced somebody asked to be rung: done by ringing them alone
    FIRST_CONVERSATION = "first conversation"  # the promise of one
    CHECK_WITH_PERSON = "check with person"  # somebody asked to withdraw
    BE_IN_TOUCH = "be in touch"  # the step that stands when nothing else does
    RIGHT = "right"  # somebody asked for what is theirs by right: done by answering it
    YOUNG_LEAD = "young lead"  # under 18: done only by naming who leads


HORIZON_DAYS = 28  # promise 1: a next step is due within the site's horizon, 28 days at most

"""Somebody goes to meet a person where nobody else of us is: when they are back, and who is told when they are not."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people.words import Meeting

from ..words import Rung
from .meeting import on_the_clock

GRACE = timedelta(minutes=10)  # a last word on the doorstep
EVERY = timedelta(minutes=10)  # from one who is told to the next
LONGER = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NIGHT = time(20)  # by then whoever is out has been thought of once more, even where somebody has it

# Where nobody else of us is, unless they say so.
ALONE = frozenset({Meeting.HOME, Meeting.WALK, Meeting.CAFE, Meeting.CHOSEN})


def is_out(how: Meeting) -> bool:
    """Return whether a conversation is somewhere that whoever goes says they are going."""
    return how in ALONE


def back_at(now: datetime, clock: time) -> datetime:
    """Return the next moment a clock on the wall shows this time. Raises NotPossible where it is too far off."""
    local = now.astimezone(LONDON)
    at = on_the_clock(local.date(), clock)
    if at <= now:
        raise NotPossible(N_("That time has passed. Say when you will be back."), field="back_by")
    return at


def check_back_by(back_by: datetime, *, now: datetime) -> None:
    """Raise NotPossible unless somebody says they are back later than now, and today."""
    if back_by <= now:
        raise NotPossible(N_("That time has passed. Say when you will be back."), field="back_by")
    if back_by > now + LONGEST:
        raise NotPossible(N_("Say a time within twelve hours: until then nobody would notice."), field="back_by")


def longer(back_by: datetime, *, now: datetime) -> datetime:
    """Return until when "half an hour more" lasts: from the time said, or from now where that has passed."""
    return max(back_by, now) + LONGER


def due_at(rung: Rung, back_by: datetime) -> datetime:
    """Return when somebody on this rung is told. Before the night is eight that evening, or an hour after the lead."""
    first = back_by + GRACE
    waits = {Rung.NOTICES: 0, Rung.DUTY: 1, Rung.LEAD: 2}
    if rung in waits:
        return first + EVERY * waits[rung]
    night = datetime.combine(back_by.astimezone(LONDON).date(), NIGHT, LONDON)
    return max(night, first + EVERY * 2 + timedelta(hours=1))


def rungs_due(back_by: datetime, told: Collection[Rung], *, is_taken: bool, now: datetime) -> list[Rung]:
    """Return whom to tell now, in order: each once, and nobody more once somebody has it, but before the night.

    All that are due, so that a worker that was down tells everybody whom it would have told meanwhile.
    """
    open_rungs = [Rung.EVENING] if is_taken else list(Rung)
    return [rung for rung in open_rungs if rung not in told and due_at(rung, back_by) <= now]

"""When, where, and when a conversation is done."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from livingwell.journeys.words import HORIZON_DAYS, StepBy, StepKind
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people.words import AgeBand, Meeting
from livingwell.places.words import Nation

from ..words import NEXT_STATES, STANDS_FOR_IT, STATES, About, State

LONGEST_AGO = timedelta(days=28)
UNDER = {AgeBand.UNDER_16: 16, AgeBand.SIXTEEN_17: 18}  # the age that everybody in a band is under

NO_STEP_OF_OURS = N_("Write one next step for you, or for both of you, first: so that nobody is left waiting.")

NO_LEAD = N_("Nobody in this team can lead on this now. Ring the council’s duty team now, and tell a colleague.")


def check_can_become(current: State, wanted: State) -> None:
    """Raise NotPossible unless a conversation may go from `current` to `wanted`."""
    if wanted not in NEXT_STATES[current]:
        raise NotPossible(
            N_("This conversation has got to “%(current)s”, so it cannot become “%(wanted)s”."),
            current=STATES[current],
            wanted=STATES[wanted],
        )


def on_the_clock(on: date, at: time) -> datetime:
    """Return a day and a time on the clock on the wall. Raises NotPossible for an hour that the clocks leave out."""
    moment = datetime.combine(on, at, LONDON)
    if moment.astimezone(UTC).astimezone(LONDON).time() != at:
        raise NotPossible(N_("There is no such time that night: the clocks go forward."), field="at")
    return moment


def check_at(at: datetime, *, now: datetime, talked_already: bool, horizon_days: int = HORIZON_DAYS) -> None:
    """Raise NotPossible unless a conversation is planned from now to the horizon, or was had in the last four weeks."""
    if talked_already:
        if at > now:
            raise NotPossible(N_("You have talked already, so choose a time that has been."), field="on")
        if at < now - LONGEST_AGO:
            raise NotPossible(
                N_("That is more than %(days)s days ago. Look at the day again."), field="on", days=LONGEST_AGO.days
            )
        return
    if at < now:
        raise NotPossible(N_("That has been already. Choose a time to come, or say that you have talked."), field="on")
    if at.astimezone(LONDON).date() > now.astimezone(LONDON).date() + timedelta(days=horizon_days):
        raise NotPossible(
            N_("Choose a day within %(days)s days, so that nobody waits without hearing."),
            field="on",
            days=horizon_days,
        )


def check_place(how: Meeting, place: str) -> None:
    """Raise NotPossible when somewhere they chose is not said."""
    if how == Meeting.CHOSEN and not place.strip():
        raise NotPossible(N_("Say where they chose."), field="place")


def is_kept_by_talking(kind: StepKind, *, from_this: bool) -> bool:
    """Return whether having talked is what a next step asked for: to reach them, a first conversation, this one."""
    return kind in {StepKind.REACH, StepKind.FIRST_CONVERSATION} or (from_this and kind in STANDS_FOR_IT)


def leaves_a_step_of_ours(staying: Iterable[StepBy]) -> bool:
    """Return whether a practitioner or the team does at least one of the steps that stay open."""
    return any(one != StepBy.PERSON for one in staying)


def check_may_finish(staying: Iterable[StepBy], *, has_ended: bool = False) -> None:
    """Raise NotPossible unless a practitioner or the team does at least one of the steps that stay open.

    A journey that has ended meanwhile asks for none: what was said is read back all the same.
    """
    if not has_ended and not leaves_a_step_of_ours(staying):
        raise NotPossible(NO_STEP_OF_OURS)


def reading_mark(revision: int, steps: Sequence[UUID]) -> str:
    """Return a mark of what was read: the same only while the note and its next steps are the same."""
    return hashlib.sha256(f"{revision} {sorted(steps)}".encode()).hexdigest()[:16]


def check_read_back(read: str, now_is: str) -> None:
    """Raise NotPossible when something was written after it was read out."""
    if read != now_is:
        raise NotPossible(N_("Something was written after you read it. Read it once more together."))


def law_for(about: About, *, age_band: AgeBand, nation: Nation) -> tuple[str, str]:
    """Return ("adult" or "child", the law by which a concern is raised in this nation).

    An age nobody has said is taken for an adult's; somebody surely under the age of the nation's adult law is a child.
    """
    under = UNDER.get(age_band)
    is_child = about == About.CHILD or (
        about == About.THEMSELVES and under is not None and under <= nation.adult_law_from
    )
    return ("child", nation.child_law) if is_child else ("adult", nation.adult_law)

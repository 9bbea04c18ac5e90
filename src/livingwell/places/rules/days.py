"""How long a duty lasts, when somebody may be away and who covers, and when they are missed."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from livingwell.lib.hours import LONDON, Hours
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

MISSED_FROM = time(10, 30)  # mid-morning: late enough for a bus that did not come, early enough for the day’s visits
SETTLING_IN = timedelta(hours=1)  # for whoever begins later than the place does


def duty_until(now: datetime, hours: Hours, chosen: time | None = None) -> datetime:
    """Return when a duty taken at `now` ends: at a time chosen for today, else when the place's hours do.

    Raises NotPossible for a time that has passed, and where no time is chosen while nobody is expected here.
    """
    if chosen is None:
        until = hours.open_until(now)
        if until is None:
            raise NotPossible(N_("Nobody is expected here at this hour, so say until when."), field="until")
        return until
    until = datetime.combine(now.astimezone(LONDON).date(), chosen, LONDON)
    if until <= now:
        raise NotPossible(N_("That time has passed. Choose one later today."), field="until")
    return until


def is_missed(
    now: datetime,
    *,
    works_on: Iterable[int],
    opens: time | None,
    shuts: time | None,
    hours: Hours,
    missed_from: time = MISSED_FROM,
) -> bool:
    """Return whether somebody who is not away, and was not seen today, is asked after now.

    On a day they work and the place is open; from mid-morning, or an hour after their own hours begin; until theirs, or
    the place's, end. `works_on` are weekdays, 0 being Monday; where none is said, nobody knows to miss them.
    """
    local = now.astimezone(LONDON)
    here = hours.on(local.date())
    if here is None or local.weekday() not in set(works_on):
        return False
    begins = datetime.combine(local.date(), opens or here[0], LONDON)
    asked_from = max(datetime.combine(local.date(), missed_from, LONDON), begins + SETTLING_IN)
    return asked_from <= local < datetime.combine(local.date(), shuts or here[1], LONDON)


def check_days_away(from_on: date, until_on: date, today: date, *, overlaps: bool) -> None:
    """Raise NotPossible unless somebody may be away so: days to come, said once."""
    if until_on < from_on:
        raise NotPossible(N_("The last day away must not be before the first."), field="until_on")
    if until_on < today:
        raise NotPossible(N_("Those days have been. Choose days to come."), field="until_on")
    if overlaps:
        raise NotPossible(N_("Some of these days are down as away already. Look at them first."), field="from_on")


def check_cover(called: str, *, is_themselves: bool, shares_team: bool, is_away: bool) -> None:
    """Raise NotPossible unless somebody, called so, may cover: a teammate of whoever is away, who is there."""
    if is_themselves:
        raise NotPossible(N_("Choose somebody else to cover."), field="cover")
    if not shares_team:
        raise NotPossible(
            N_("%(called)s is in no team of theirs, and could not see whom they hold."), field="cover", called=called
        )
    if is_away:
        raise NotPossible(N_("%(called)s is away then too. Choose somebody else."), field="cover", called=called)

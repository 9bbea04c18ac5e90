"""How long a duty lasts, and when somebody may be away."""

from datetime import date, datetime, time

from livingwell.lib.hours import LONDON, Hours
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_


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


def check_days_away(
    from_on: date, until_on: date, today: date, *, covers: str, overlaps: bool, shares_team: bool, cover_is_away: bool
) -> None:
    """Raise NotPossible unless somebody may be away so: days to come, said once, covered by a teammate who is there.

    `covers` is what whoever covers is called; empty when the whole team does.
    """
    if until_on < from_on:
        raise NotPossible(N_("The last day away must not be before the first."), field="until_on")
    if until_on < today:
        raise NotPossible(N_("Those days have been. Choose days to come."), field="until_on")
    if overlaps:
        raise NotPossible(N_("Some of these days are down as away already. Look at them first."), field="from_on")
    if covers and not shares_team:
        raise NotPossible(
            N_("%(called)s is in no team of theirs, and could not see whom they hold."), field="cover", called=covers
        )
    if covers and cover_is_away:
        raise NotPossible(N_("%(called)s is away then too. Choose somebody else."), field="cover", called=covers)

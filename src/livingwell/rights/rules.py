"""When what was asked is due, how long a record is kept, and what an answer needs. Pure."""

from datetime import date, timedelta

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.words import Retention

from .words import RIGHTS, KeptUntil, Outcome, Right

AFTER_DEATH = N_("%(years)s years after they died")
AFTER_LAST = N_("%(years)s years after we were last in touch")


def due_on(right: Right, asked_on: date, horizon_days: int) -> date:
    """Return the day by which what was asked is answered: the law's, or the place's own where that is nearer."""
    return asked_on + timedelta(days=min(RIGHTS[right].days, horizon_days))


def check_asked(right: Right, words: str) -> None:
    """Raise NotPossible for what nobody asks by themselves, or without the words it needs."""
    if not RIGHTS[right].asked_by_them:
        raise NotPossible(N_("That is not something to ask for."))
    if RIGHTS[right].needs_words and not words.strip():
        raise NotPossible(N_("Say it in a few words, so that we do the right thing."), field="words")


def check_named(words: str) -> None:
    """Raise NotPossible where somebody does not want one of us, chose nobody, and wrote no name."""
    if not words.strip():
        raise NotPossible(N_("Write their name, or what they do here, so that your team knows whom."), field="words")


def check_read(*, read: str, now: str) -> None:
    """Raise NotPossible where something came into a copy since it was read through: nothing is given unread."""
    if read != now:
        raise NotPossible(N_("Something came since you read this. Read it again, and then give it."))


def check_answer(outcome: Outcome, words: str) -> None:
    """Raise NotPossible unless an answer says what was done, and where it was not all, why."""
    if not words.strip():
        raise NotPossible(N_("Write what was done, or why not."), field="words")


def kept_until(retention: Retention, *, last_on: date, died_on: date | None = None) -> KeptUntil:
    """Return until when a record is kept: some years after it was last written in, or after a death."""
    if died_on is not None:
        return KeptUntil(years_on(died_on, retention.years_after_death), AFTER_DEATH)
    return KeptUntil(years_on(last_on, retention.years_after_last), AFTER_LAST)


def days_in(years: int) -> int:
    """Return days that are at least so many years, whichever of them are leap years."""
    return years * 365 + years // 4 + 1


def years_on(day: date, years: int) -> date:
    """Return the same day `years` later; 1 March where that year has no 29 February, so that nothing goes early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)

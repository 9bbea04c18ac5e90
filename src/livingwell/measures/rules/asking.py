"""Who is asked what, by which way, and when: gently, spaced, and never where somebody said no more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from livingwell.lib.hours import WEEKDAYS, Hours
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..words import FROM_A_DISTANCE, By, Easiest, Licence, Measure, Moment, Stands
from .scoring import Answers

EVERY = timedelta(days=84)  # along the way: about four times a year at most
APART = timedelta(days=28)  # never asked twice within this, whatever was asked
LATER = timedelta(days=182)  # once, half a year after stepping out
OPEN_FOR = timedelta(days=14)  # how long a link opens
GRACE = timedelta(days=1)  # a page opened in time may be sent a little late: nothing that was written is lost
NO_WORDS = N_("Its words are not loaded here yet. Whoever looks after this place loads them from a licensed copy.")
NOT_REGISTERED = N_("Its owners ask a place to register first. Once this place has, it says so in the measure’s file.")
NO_COVER = N_(
    "It asks whether life is worth living, and nobody is there every day here to read the answer. "
    "Ask it side by side or by phone."
)


def why_not_asked(measure: Measure) -> str | None:
    """Return why a measure cannot be asked here yet, or None: its words are not ours to show, or are not there."""
    if measure.licence == Licence.REGISTERED and not measure.registered.strip():
        return NOT_REGISTERED
    needs_wording = measure.licence != Licence.FREE
    if any(not (one.wording if needs_wording else one.asked) for one in measure.items):
        return NO_WORDS
    return None


def has_daily_cover(hours: Hours) -> bool:
    """Return whether somebody is there on every day of the week."""
    return all(day in hours.week for day in range(len(WEEKDAYS)))


def check_sent(measure: Measure, by: By, hours: Hours) -> None:
    """Raise NotPossible where a measure cannot be asked here, or not from a distance."""
    reason = why_not_asked(measure)
    if reason:
        raise NotPossible(reason)
    if measure.life and by in FROM_A_DISTANCE and not has_daily_cover(hours):
        raise NotPossible(NO_COVER)


def says_life_is_not_worth_living(measure: Measure, answers: Answers) -> bool:
    """Return whether an answer says so. Nothing else of what anybody writes or answers is read for it."""
    return measure.life is not None and answers.get(measure.life.item) in measure.life.answers


def expires_at(asked_at: datetime) -> datetime:
    """Return until when a check-in's link opens."""
    return asked_at + OPEN_FOR


def stands(*, answered_at: datetime | None, stopped_at: datetime | None, expires_at: datetime, now: datetime) -> Stands:
    """Return how a check-in stands to whoever brings its link."""
    if answered_at is not None:
        return Stands.USED
    if stopped_at is not None:
        return Stands.STOPPED
    return Stands.LATE if now >= expires_at else Stands.OPEN


@dataclass(frozen=True)
class Lately:
    """What is known of somebody that says whether to ask. `last_on`: when they were last asked, anything."""

    first_spoken_on: date | None = None
    stepped_out_on: date | None = None
    asked: frozenset[Moment] = frozenset()  # on this journey
    last_on: date | None = None
    waits: bool = False  # something asked is still open
    has_stopped: bool = False
    is_paused: bool = False
    has_died: bool = False


@dataclass(frozen=True)
class Asking:
    """That somebody might be asked now, and which moment of the journey this is."""

    moment: Moment


def when_asked(lately: Lately, today: date) -> Asking | None:
    """Return whether it is a moment to ask somebody, and which; None to leave them be.

    Never before the first conversation: help comes before questions. Never two at once, nor within four weeks of
    another, nor in a pause, nor once they said no more.
    """
    if lately.has_stopped or lately.has_died or lately.is_paused or lately.waits or lately.first_spoken_on is None:
        return None
    if lately.last_on is not None and today - lately.last_on < APART:
        return None
    if lately.stepped_out_on is not None:
        return _after(lately, today, lately.stepped_out_on)
    if Moment.START not in lately.asked:
        return Asking(Moment.START)
    return Asking(Moment.ALONG) if lately.last_on is None or today - lately.last_on >= EVERY else None


def _after(lately: Lately, today: date, stepped_out_on: date) -> Asking | None:
    """Return what is asked of somebody who has stepped out: once then, and once half a year later. Then never again."""
    since = today - stepped_out_on
    if Moment.END not in lately.asked and since < APART:
        return Asking(Moment.END)
    return Asking(Moment.LATER) if Moment.LATER not in lately.asked and LATER <= since < LATER + APART else None


def easiest(*, meets_at: datetime | None, safe: Collection[str], can_be_rung: bool) -> Easiest:
    """Return the easiest next way to ask, for them: side by side where they meet soon, else what they said is safe."""
    if meets_at is not None:
        return Easiest.WHEN_WE_MEET
    if {"text", "email"} & set(safe):
        return Easiest.LINK
    if can_be_rung:
        return Easiest.PHONE
    return Easiest.POST if "letter" in safe else Easiest.NEXT_TIME

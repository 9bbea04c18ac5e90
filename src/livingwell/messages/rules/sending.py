"""Who may be sent something, on which way, and when. Asked when a message is written, and again when it goes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people.rules import is_unproved
from livingwell.people.words import Channel, GivenBy
from livingwell.post import rules as post

from ..words import AGREED_IN_A_PAUSE, Sort, Writer
from .saying import check_subject, check_words

FIRST, LAST = time(9), time(20)  # on a London clock: nothing buzzes at night
AHEAD = timedelta(days=28)
HAS_DIED = N_("They have died. Nothing more is sent.")
NO_SUCH_DAY = N_("Choose the day it was posted: not before it was written, and not one to come.")
CHOSEN_HOLDS = timedelta(minutes=30)  # how late a moment somebody chose may still be kept


@dataclass(frozen=True)
class WayFacts:
    """What is known of a way to reach somebody. `when` is what they said about when, in words only people read."""

    channel: Channel
    value: str
    given_by: GivenBy = GivenBy.THEMSELVES
    is_verified: bool = False
    may_message: bool = True
    when: str = ""
    has_ended: bool = False


@dataclass(frozen=True)
class PersonFacts:
    """What is known of a person that may stop a message. In a pause, somebody is in touch again on `paused_until`."""

    has_died: bool = False
    paused_until: date | None = None


@dataclass(frozen=True)
class Message:
    """What is to be said. `goes_at` is the moment it is meant for; `by_somebody` is false when no person wrote it.

    by_called, writer: who wrote it, and how they stand to the person now.
    """

    sort: Sort
    words: str
    goes_at: datetime
    subject: str = ""
    by_somebody: bool = True
    by_called: str = ""
    writer: Writer = Writer.ALONGSIDE
    not_said: tuple[str, ...] = ()


def may_send(way: WayFacts, person: PersonFacts, *, message: Message, now: datetime) -> None:
    """Raise NotPossible, with a sentence that says why, unless `message` may go to `person` on `way` at `now`."""
    check_way(way, person)
    check_writer(message)
    check_pause(person, message.sort, on=now.astimezone(LONDON).date())
    check_moment(way, message, now=now)
    check_words(way.channel, message.words, not_said=message.not_said)
    check_subject(way.channel, message.subject, not_said=message.not_said)


def check_way(way: WayFacts, person: PersonFacts) -> None:
    """Raise NotPossible where nothing at all may be sent on this way, whatever it says."""
    if person.has_died:
        raise NotPossible(HAS_DIED)
    if way.has_ended:
        raise NotPossible(N_("This is no longer a safe way to reach them."))
    if is_unproved(given_by=way.given_by, is_verified=way.is_verified):
        raise NotPossible(
            N_("Somebody else gave us this. Nothing is sent or left on it until they say themselves that it is safe.")
        )
    if way.channel == Channel.CALL:
        raise NotPossible(N_("This is for a call. Ring them when they said is good; a message does not go here."))
    if way.channel == Channel.THROUGH:
        raise NotPossible(N_("This goes through somebody they trust: speak with them. Nothing is sent."))
    if not way.may_message:
        raise NotPossible(N_("They have not said that a message is safe here. Ask them first."))
    _check_address(way)


def check_writer(message: Message) -> None:
    """Raise NotPossible where whoever wrote it may no longer be in touch: nobody hears from somebody they refused."""
    if message.writer == Writer.REFUSED:
        raise NotPossible(N_("They do not want to hear from %(called)s, who wrote it."), called=message.by_called)
    if message.writer == Writer.GONE:
        raise NotPossible(N_("%(called)s, who wrote it, is no longer alongside them."), called=message.by_called)


def _check_address(way: WayFacts) -> None:
    if way.channel == Channel.TEXT and not post.is_number(way.value):
        raise NotPossible(N_("This does not look like a number a text can go to. Check it with them."))
    if way.channel == Channel.EMAIL and not post.is_address(way.value):
        raise NotPossible(N_("This does not look like an email address. Check it with them."))
    if way.channel == Channel.LETTER and not is_postal(way.value):
        raise NotPossible(
            N_("A letter needs a whole address: a name or a house, a street and a town. It goes in a plain envelope.")
        )


def is_postal(address: str) -> bool:
    """Return whether an address could bring a letter: at least two lines, or two parts between commas."""
    return len(address_lines(address).splitlines()) >= 2


def address_lines(address: str) -> str:
    """Return an address as it stands on an envelope: a line for each part."""
    return "\n".join(part.strip() for part in address.replace("\n", ",").split(",") if part.strip())


def check_pause(person: PersonFacts, sort: Sort, *, on: date) -> None:
    """Raise NotPossible while somebody has asked for quiet, but for what was planned with them."""
    until = person.paused_until
    if until is None or sort in AGREED_IN_A_PAUSE or on >= until:
        return
    raise NotPossible(
        N_("They asked for a pause until %(until)s. Until then only what was planned with them goes."), until=until
    )


def check_moment(way: WayFacts, message: Message, *, now: datetime) -> None:
    """Raise NotPossible where this is not a moment for it. A letter has none: it waits behind the door."""
    if way.channel == Channel.LETTER:
        return
    if way.when and not message.by_somebody:
        raise NotPossible(
            N_("They said when: “%(when)s”. Only somebody who has read that may choose the moment."), when=way.when
        )
    if not way.when and not is_daytime(now):
        raise NotPossible(N_("Messages go between 9am and 8pm."), field="day")
    check_still_fresh(way, message, now=now)


def check_still_fresh(way: WayFacts, message: Message, *, now: datetime) -> None:
    """Raise NotPossible when a message has waited past its moment: what it says may no longer be so, or be safe."""
    if way.when and now - message.goes_at > CHOSEN_HOLDS:
        raise NotPossible(N_("The moment chosen for it had passed before it could go."))
    if now.astimezone(LONDON).date() > message.goes_at.astimezone(LONDON).date():
        raise NotPossible(N_("It could not go on its day, and what it says may no longer be so."))


def check_posted(on: date, *, printed_on: date, today: date) -> None:
    """Raise NotPossible for a day on which a letter cannot have been posted."""
    if not printed_on <= on <= today:
        raise NotPossible(NO_SUCH_DAY)


def is_daytime(at: datetime) -> bool:
    """Return whether `at` is between nine in the morning and eight in the evening in London."""
    return FIRST <= at.astimezone(LONDON).time() < LAST


def goes_at(way: WayFacts, *, wanted: datetime, now: datetime) -> datetime:
    """Return when a message wanted at `wanted` goes: then, or at nine the next morning when that is in the night.

    Somebody who has said when is reached when they said: whoever writes has read it, and chooses. Raises NotPossible
    for a moment that has been, or is more than four weeks away.
    """
    if wanted < now - timedelta(minutes=1):
        raise NotPossible(N_("Choose a time that is still to come."), field="day")
    if wanted > now + AHEAD:
        raise NotPossible(N_("Choose a day within four weeks."), field="day")
    if way.channel == Channel.LETTER or way.when or is_daytime(wanted):
        return wanted
    local = wanted.astimezone(LONDON)
    day = local.date() + timedelta(days=1) if local.time() >= LAST else local.date()
    return datetime.combine(day, FIRST, LONDON)

"""What has to be said before a glass is broken, and how long to wait after tries that found nobody."""

from dataclasses import dataclass

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

# The database counts the tries of a day that find nobody: three are free, and then each waits twice as long (0002).
MOST_WORDS = 4  # of a name: a list of names would be a way to try them all
WAIT = N_("Three tries found nobody. Wait %(minutes)s minutes, and try again; or ring whoever leads their team.")
WAIT_A_MINUTE = N_("Three tries found nobody. Wait a minute, and try again; or ring whoever leads their team.")


@dataclass(frozen=True)
class Sought:
    """What somebody says they know of a person: what they are called, and one thing that is mostly theirs alone."""

    called: str
    way: str


def check_sought(sought: Sought) -> None:
    """Raise NotPossible without a name of a few words and one other thing."""
    words = sought.called.split()
    if not words:
        raise NotPossible(N_("Say what they are called."), field="called")
    if len(words) > MOST_WORDS:
        raise NotPossible(N_("One name only, as they give it."), field="called")
    if not sought.way.strip():
        raise NotPossible(N_("Give one more thing you know: a number, an email or a postcode."), field="way")


def sentence_for(seconds: float) -> NotPossible:
    """Return the refusal that says how long to wait."""
    minutes = -(-int(seconds) // 60)
    return NotPossible(WAIT, minutes=minutes) if minutes > 1 else NotPossible(WAIT_A_MINUTE)

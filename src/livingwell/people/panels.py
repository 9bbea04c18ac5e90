"""What pages show of how to reach somebody: one way, and what is safe on it, in words."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.design.filters import phone

from .models import WayToReach
from .rules import NUMBERS, is_unproved, may_be_left, may_be_messaged
from .words import CHANNELS, REMINDED, Channel, GivenBy


@dataclass(frozen=True)
class Way:
    """One way to reach somebody, what is safe on it, what never is, and when."""

    id: UUID
    channel: str
    how: str
    value: str
    shown: str
    is_phone: bool
    safe: tuple[str, ...]
    never: tuple[str, ...]
    when: str
    is_unproved: bool

    @classmethod
    def of(cls, way: WayToReach) -> "Way":
        """Return a way as it is read. On one that only somebody else gave, nothing is safe yet."""
        given_by, verified = GivenBy(way.given_by), way.is_verified
        said = [
            (
                may_be_messaged(given_by=given_by, is_verified=verified, may_message=way.may_message),
                _("A text, an email or a letter is safe"),
                _("No text, email or letter"),
            ),
            (
                may_be_left(given_by=given_by, is_verified=verified, may_leave_message=way.may_leave_message),
                _("Leaving a message is safe"),
                _("No message left"),
            ),
        ]
        is_phone = way.channel in NUMBERS
        return cls(
            id=way.pk,
            channel=way.channel,
            how=_(CHANNELS[Channel(way.channel)]),
            value=way.value,
            shown=phone(way.value) if is_phone else way.value,
            is_phone=is_phone,
            safe=(
                *(yes for may, yes, _no in said if may),
                *_words(_("May say: %(words)s"), way.may_say),
                *_words(_("A reminder: %(words)s"), _reminded(way.reminds_hours)),
            ),
            never=(*(no for may, _yes, no in said if not may), *_words(_("Never say: %(words)s"), way.not_say)),
            when=way.when,
            is_unproved=is_unproved(given_by=given_by, is_verified=verified),
        )


def _words(sentence: str, words: str) -> tuple[str, ...]:
    return (sentence % {"words": words},) if words else ()


def _reminded(hours: int | None) -> str:
    said = _(REMINDED[hours]) if hours in REMINDED else ""
    return said[:1].lower() + said[1:]

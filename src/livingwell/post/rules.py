"""What may be handed over, when a try is made again, and what an SMTP server's reply means. Pure."""

import re
import unicodedata
from datetime import datetime, timedelta
from email.errors import MessageError
from email.headerregistry import Address

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.post.words import GIVES_AWAY, Answer, State, Tells, Transport

# After the first failed try a minute, and so on; after the last, we give up.
BACKOFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
)
LOST_AFTER = timedelta(minutes=15)  # longer than any one try can last: transports/email.py adds up its patience
KEPT_DAYS = 30
TEXT_LENGTH = 918  # GOV.UK Notify's longest text message, six parts (notifications.service.gov.uk, 2026)
ADDRESS_LENGTH = 254  # RFC 5321, 4.5.3.1.3, less its brackets

_STEMS = {stem: tells for tells, stems in GIVES_AWAY.items() for stem in stems}
_GIVEAWAY = re.compile(r"\b(" + "|".join(map(re.escape, _STEMS)) + r")\w*", re.IGNORECASE)
_ADDRESS = re.compile(r"""[^\s@<>()\[\],;:\\"]+@[^\s@<>()\[\],;:\\"]+""")  # what is left out would make it two


def after(answer: Answer, *, tries: int, at: datetime) -> tuple[State, datetime | None]:
    """Return what a delivery becomes after its `tries`-th try got `answer`, and when it is tried again, if it is."""
    match answer:
        case Answer.SENT:
            return State.SENT, None
        case Answer.NO:
            return State.GAVE_UP, None
        case Answer.UNSURE:
            return State.UNSURE, None
        case Answer.IN_TRAY:
            return State.WAITING, None
        case Answer.NOT_NOW if tries <= len(BACKOFF):
            return State.WAITING, at + BACKOFF[tries - 1]
    return State.GAVE_UP, None


def smtp_answer(code: int) -> Answer:
    """Return what a reply to a message means: 2xx took it, 4xx not now, 5xx no (RFC 5321, 4.2.1); else nobody knows."""
    return {2: Answer.SENT, 4: Answer.NOT_NOW, 5: Answer.NO}.get(code // 100, Answer.UNSURE)


def check(*, transport: Transport, to: str, sender: str, subject: str, body: str) -> None:
    """Raise NotPossible where this may not be handed over.

    Sender and subject are one plain line that tells a stranger nothing; the address is one address.
    """
    for line in (sender, subject):
        if not is_one_line(line):
            raise NotPossible(N_("A sender and a subject are each a single line."))
        if gives_away(line):
            raise NotPossible(N_("A sender and a subject must not say what the message is about."))
    if "\0" in to + body or not body.strip():
        raise NotPossible(N_("There is nothing to send."))
    _check_to(transport, to)
    if transport is Transport.TEXT and len(body) > TEXT_LENGTH:
        raise NotPossible(
            N_("A text can have %(most)s characters; this one has %(has)s."), most=TEXT_LENGTH, has=len(body)
        )


def _check_to(transport: Transport, to: str) -> None:
    if transport is Transport.EMAIL and not is_address(to):
        raise NotPossible(N_("That is not an email address we can send to."), field="to")
    if transport is Transport.TEXT and not is_number(to):
        raise NotPossible(N_("That is not a phone number we can send to."), field="to")
    if not to.strip():
        raise NotPossible(N_("A letter needs an address."), field="to")


def is_one_line(line: str) -> bool:
    """Return whether nothing in `line` could start another line or another header."""
    return not any(unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cs") for letter in line)


def gives_away(line: str) -> tuple[str, Tells] | None:
    """Return the first word in `line` that would tell a stranger what this is about, and what it tells; or None."""
    found = _GIVEAWAY.search(_as_it_reads(line))
    return (found[0], _STEMS[found[1].lower()]) if found else None


def _as_it_reads(line: str) -> str:
    """Return a line without the letters nobody sees, a soft hyphen or a joiner, and wide letters made plain."""
    return "".join(one for one in unicodedata.normalize("NFKC", line) if unicodedata.category(one) != "Cf")


def is_address(to: str) -> bool:
    """Return whether `to` is one email address. The part before the @ is ASCII, as most of the world's servers need."""
    if len(to) > ADDRESS_LENGTH or not is_one_line(to) or not _ADDRESS.fullmatch(to):
        return False
    try:
        return Address(addr_spec=in_ascii(to)).addr_spec.isascii()
    except (ValueError, MessageError):
        return False


def in_ascii(to: str) -> str:
    """Return an email address as servers read it, with a domain in any script spelt in ASCII. Raises ValueError."""
    name, _, domain = to.rpartition("@")
    return f"{name}@{domain.encode('idna').decode()}"


def is_number(to: str) -> bool:
    """Return whether `to` is one phone number: 7 to 15 digits (E.164), with spaces and a plus where people put them."""
    digits = re.sub(r"[ ()-]", "", to)
    return re.fullmatch(r"\+?[0-9]{7,15}", digits) is not None


def without(to: str, trouble: str) -> str:
    """Return `trouble` without the address in it: servers quote it, and a try is kept when its address is forgotten."""
    return trouble.replace(to, "…") if to else trouble

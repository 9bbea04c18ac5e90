"""Email over SMTP, a step at a time, so that it is always known whether the server may have taken the message."""

import re
import smtplib
import ssl
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import partial

from django.conf import settings
from django.utils import timezone

from livingwell.post.models import Delivery
from livingwell.post.rules import in_ascii, smtp_answer
from livingwell.post.words import Answer, Outcome

PATIENCE = 30.0  # seconds for connecting and for each command before the message
LAST_PATIENCE = 480.0  # seconds for the reply to the message itself; with eleven steps before it, under LOST_AFTER
IMPLICIT_TLS = 465

Trouble = (OSError, smtplib.SMTPException)


def is_set_up() -> bool:
    """Return whether this place has a mail server."""
    return bool(getattr(settings, "POST_SMTP_HOST", ""))


def send(delivery: Delivery) -> Outcome:
    """Try once. Never raises for what a server or a network does."""
    try:
        written = message(delivery).as_bytes()
    except ValueError as trouble:
        return Outcome(Answer.NO, _said(trouble))
    try:
        line = _open()
    except Trouble as trouble:
        return Outcome(Answer.NOT_NOW, _said(trouble))  # nothing about this message was said yet, so nothing refused
    try:
        return _hand(line, in_ascii(delivery.to), written)
    finally:
        with suppress(*Trouble):
            line.quit()
        line.close()


def message(delivery: Delivery) -> EmailMessage:
    """Return the email: plain text, UTF-8, one recipient, the same Message-ID at every try.

    Raises ValueError on a line break in a header.
    """
    name = parseaddr(delivery.sender)[0] if "@" in delivery.sender else delivery.sender
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(name, addr_spec=_sender())
    made["To"] = Address(addr_spec=in_ascii(delivery.to))
    made["Subject"] = delivery.subject
    made["Date"] = format_datetime(timezone.now())
    made["Message-ID"] = f"<{delivery.pk}@{_sender_domain()}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies, please
    made.set_content(delivery.body, charset="utf-8", cte="quoted-printable")
    return made


def _sender() -> str:
    return parseaddr(settings.POST_SENDER)[1]


def _sender_domain() -> str:
    return _sender().rpartition("@")[2]


def _open() -> smtplib.SMTP:
    """Connect, in TLS unless the place says otherwise, and sign in where it says how. Raises what is in Trouble."""
    secure = getattr(settings, "POST_SMTP_TLS", True)
    implicit = secure and settings.POST_SMTP_PORT == IMPLICIT_TLS
    context = ssl.create_default_context()
    # Our own name is given, since smtplib would ask the network for it, and may wait long.
    kind = partial(smtplib.SMTP_SSL, context=context) if implicit else smtplib.SMTP
    line = kind(settings.POST_SMTP_HOST, settings.POST_SMTP_PORT, _sender_domain(), timeout=PATIENCE)
    try:
        if secure and not implicit:
            line.starttls(context=context)
        line.ehlo_or_helo_if_needed()
        if settings.POST_SMTP_USER:
            line.login(settings.POST_SMTP_USER, settings.POST_SMTP_PASSWORD)
    except Trouble:
        line.close()
        raise
    return line


def _hand(line: smtplib.SMTP, to: str, written: bytes) -> Outcome:
    """Say who it is from and for, then the message. Until its last dot has left, the server cannot have taken it."""
    try:
        refused = _ask(line, to)
        if refused:
            return refused
        line.send(re.sub(rb"(?m)^\.", b"..", written) + b".\r\n")
    except Trouble as trouble:
        return Outcome(Answer.NOT_NOW, _said(trouble))
    try:
        if line.sock:
            line.sock.settimeout(LAST_PATIENCE)
        code, reply = line.getreply()
    except Trouble as trouble:
        return Outcome(Answer.UNSURE, _said(trouble))
    answer = smtp_answer(code)
    return Outcome(answer, "" if answer is Answer.SENT else _reply(code, reply))


def _ask(line: smtplib.SMTP, to: str) -> Outcome | None:
    """Return the server's refusal, or None where it waits for the message."""
    for command, welcome in ((f"MAIL FROM:<{_sender()}>", 2), (f"RCPT TO:<{to}>", 2), ("DATA", 3)):
        code, reply = line.docmd(command)
        if code // 100 != welcome:
            answer = smtp_answer(code)
            # Nothing was handed over yet: whatever else it said, it is not the message that may have arrived.
            return Outcome(answer if answer is Answer.NO else Answer.NOT_NOW, _reply(code, reply))
    return None


def _reply(code: int, reply: bytes) -> str:
    return f"{code} {reply.decode('utf-8', 'replace')}"[:500]


def _said(trouble: BaseException) -> str:
    return f"{type(trouble).__name__}: {trouble}"[:500]

"""What a receipt shows its bearer: what they typed, what we promised, and nothing else of anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from livingwell.design import dates
from livingwell.lib.hours import LONDON
from livingwell.places.words import Pack

from ..models import Passage
from ..queries import ReceiptFacts
from ..rules import door_read, has_number
from ..words import SAID, SAID_LATER, SAYS_HOW, Said, TellBack
from .promises import Promise, day_words, read_words


@dataclass(frozen=True)
class Typed:
    """Something the bearer typed, under what it answers."""

    label: str
    words: str


@dataclass(frozen=True)
class ReceiptPanel:
    """A receipt. An introducer's says only that it arrived, and what the person agreed they may be told."""

    called: str
    by_introducer: bool
    introducer: str
    sent: str
    reach_by: str
    is_past: bool
    read_promise: str
    read_by: str
    wants_a_ring: bool
    is_under_18: bool
    young_lead: str
    is_lead_named: bool
    has_number: bool
    short_words: str
    typed: tuple[Typed, ...]
    later: tuple[Typed, ...]
    in_confidence: tuple[str, ...]
    told: tuple[str, ...]
    promise: Promise

    @classmethod
    def of(
        cls,
        one: ReceiptFacts,
        *,
        passages: Iterable[Passage],
        confided: Iterable[str],
        short_words: str,
        pack: Pack,
        now: datetime,
    ) -> "ReceiptPanel":
        today = now.astimezone(LONDON).date()
        passages = list(passages)
        return cls(
            called=one.called,
            by_introducer=one.by_introducer,
            introducer=one.introducer_called,
            sent=dates.on_day_and_time(one.received_at, today=today),
            reach_by=day_words(one.reach_by, today),
            is_past=one.reach_by < today,
            read_promise=_read_promise(one, pack, today),
            read_by=one.read_by,
            wants_a_ring=one.wants_a_ring or any(passage.said == Said.PLEASE_RING for passage in passages),
            is_under_18=one.is_under_18 and not one.by_introducer,
            young_lead=one.young_lead or pack.young_lead,
            is_lead_named=bool(one.young_lead),
            has_number=knows_a_number(one, passages),
            short_words="" if one.by_introducer else short_words,
            typed=_typed(one, passages),
            later=tuple(Typed(_(SAID[Said(p.said)]), p.words) for p in passages if p.said in SAID_LATER),
            in_confidence=tuple(confided),
            told=_told(one, today) if one.by_introducer else (),
            promise=Promise.of(pack, now),
        )


def knows_a_number(one: ReceiptFacts, passages: Iterable[Passage]) -> bool:
    """Return whether the bearer has told us a number to be rung on."""
    own = {Said.PLEASE_RING} if one.by_introducer else SAYS_HOW  # an introducer's other numbers may be the person's
    return has_number(one.introducer_contact) or any(
        has_number(line) for passage in passages if passage.said in own for line in passage.words.splitlines()
    )


def _typed(one: ReceiptFacts, passages: list[Passage]) -> tuple[Typed, ...]:
    answers = [Typed(_(SAID[Said(p.said)]), p.words) for p in passages if p.said not in SAID_LATER]
    if not one.by_introducer:
        return (Typed(_("What to call you"), one.called), *answers)
    who = ", ".join(part for part in (one.introducer_called, one.introducer_is, one.introducer_organisation) if part)
    knows = _("Yes") if one.they_agreed else _("Not yet. %(why)s") % {"why": one.why_not_agreed}
    asked = [
        Typed(_("Who it is for"), one.called),
        Typed(_("You"), who),
        Typed(_("How to reach you"), one.introducer_contact),
        Typed(_("Do they know?"), knows),
    ]
    return (*(answer for answer in asked if answer.words), *answers)


def _read_promise(one: ReceiptFacts, pack: Pack, today: date) -> str:
    """Return when we said it would be read: "today" is so on its own day only."""
    reading = door_read(pack.hours, one.received_at)
    sent_on = one.received_at.astimezone(LONDON).date()
    return _("the same day") if reading.today and sent_on != today else read_words(reading, today)


def _told(one: ReceiptFacts, today: date) -> tuple[str, ...]:
    """Return what the person agreed their introducer may be told; nothing, until they have."""
    told = []
    if one.tell_back in {TellBack.REACHED, TellBack.ALONGSIDE} and one.told_reached_on:
        told.append(
            _("We have been in touch with %(called)s, %(day)s.")
            % {"called": one.called, "day": dates.on_day(one.told_reached_on, today=today)}
        )
    if one.tell_back == TellBack.ALONGSIDE and one.told_going_on is not None:
        going_on = _("We are going on together.") if one.told_going_on else _("We are not going on together for now.")
        told.append(going_on)
    return tuple(told)

"""Who is out: on Today and at the huddle; and the page of one who is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.lib.hours import LONDON

from ..models import Outing, OutMoment
from ..words import RUNGS, Out, Rung


@dataclass(frozen=True)
class OutNow:
    """Somebody who is out: until when, who notices, whether the time has passed and who has it. Not where."""

    id: UUID
    called: str
    back_by: datetime
    notices: str
    taken_by: str
    is_me: bool
    i_notice: bool
    is_late: bool

    @classmethod
    def of(cls, facts: Mapping[str, Any], me: UUID, now: datetime) -> "OutNow":
        """Make it from what `queries.out_of` returns."""
        back_by = datetime.fromisoformat(facts["back_by"]).astimezone(LONDON)
        return cls(
            id=UUID(facts["id"]),
            called=facts["called"],
            back_by=back_by,
            notices=facts["notices"],
            taken_by=facts["taken_by"],
            is_me=UUID(facts["practitioner_id"]) == me,
            i_notice=UUID(facts["notices_id"]) == me,
            is_late=back_by <= now,
        )

    @classmethod
    def of_outing(cls, one: Outing, me: UUID, now: datetime) -> "OutNow":
        return cls(
            id=one.pk,
            called=one.practitioner.called,
            back_by=one.back_by,
            notices=one.notices.called,
            taken_by=one.taken_by,
            is_me=one.practitioner_id == me,
            i_notice=one.notices_id == me,
            is_late=one.back_by <= now,
        )


@dataclass(frozen=True)
class OutLine:
    """Something that happened while somebody was out, in words."""

    at: datetime
    said: str

    @classmethod
    def all_of(cls, moments: Iterable[OutMoment]) -> "list[OutLine]":
        return [cls(one.at, said) for one in moments if (said := _said(one))]


def _said(one: OutMoment) -> str:
    kind = Out(one.kind)
    if kind == Out.TOLD:
        if one.told is None:
            return ""
        return _("%(called)s was told, %(why)s") % {"called": one.told.called, "why": _(RUNGS[Rung(one.rung)])}
    words = {
        Out.LEFT: _("%(called)s went out"),
        Out.LONGER: _("%(called)s said it takes longer"),
        Out.TAKEN: _("%(called)s has this"),
        Out.BACK: _("Back, said %(called)s"),
    }
    return words[kind] % {"called": one.by_called}

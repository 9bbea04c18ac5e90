"""What is shown of a matter, in words anybody can read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.design import dates

from . import rules
from .models import Matter, Moment
from .words import FINDINGS, KEPT_BACK, WHYS, Came, Finding, Happened, KeptBack, Why


@dataclass(frozen=True)
class MatterRow:
    """A line of a list: what it is, who, when, and how far it got."""

    id: UUID
    what: str
    who: str
    why: str
    at: datetime
    reviewed: bool
    is_open: bool
    ended: bool
    open_until: datetime | None

    @classmethod
    def of(cls, matter: Matter, now: datetime) -> "MatterRow":
        given = vars(matter)
        return cls(
            id=matter.pk,
            what=what_it_is(matter),
            who=", ".join(part for part in (matter.by_called, matter.by_role, matter.by_organisation) if part),
            why=why_of(matter),
            at=matter.at,
            reviewed=bool(given.get("reviewed") or given.get("reviewed_at")),
            is_open=matter.open_until is not None and matter.open_until > now and not given.get("ended"),
            ended=bool(given.get("ended")),
            open_until=matter.open_until,
        )


def what_it_is(matter: Matter) -> str:
    """Return in a few words what a matter is."""
    return {
        Came.OPENED: _("The glass was broken"),
        Came.MISSED: _("The glass was broken, and nobody was found"),
        Came.NOTICED: _("Looking that is asked about"),
    }[Came(matter.came)]


def why_of(matter: Matter) -> str:
    """Return why: the reason that was chosen, or the sentence of the rule that asks."""
    if matter.came != Came.NOTICED:
        return _(WHYS[Why(matter.why)])
    rule = rules.rule_called(matter.why)
    return _(rule.sentence) % dict(rule.values) if rule else matter.why


def kept_back_of(kept_back: str) -> str:
    """Return why the person may not read the words; empty where they may."""
    return _(KEPT_BACK[KeptBack(kept_back)]) if kept_back else ""


@dataclass(frozen=True)
class LookLine:
    """Pages that were opened on one day, of one person where they may be named."""

    on: datetime
    person_id: UUID | None
    pages: tuple[tuple[str, int], ...]

    @classmethod
    def all_of(cls, looks: Iterable[tuple[str, datetime, UUID | None]]) -> tuple["LookLine", ...]:
        days: dict[tuple[object, UUID | None], list[tuple[str, datetime]]] = {}
        for page, at, whose in looks:
            days.setdefault((dates.local_date(at), whose), []).append((page, at))
        return tuple(
            cls(found[0][1], whose, tuple(sorted(Counter(page for page, _at in found).items())))
            for (_day, whose), found in days.items()
        )


@dataclass(frozen=True)
class MomentLine:
    """One thing that happened to a matter."""

    at: datetime
    said: str
    words: str

    @classmethod
    def all_of(cls, moments: Iterable[Moment]) -> tuple["MomentLine", ...]:
        return tuple(cls(one.at, _said(one), one.words) for one in moments)


def _said(one: Moment) -> str:
    kind = Happened(one.kind)
    if kind == Happened.TOLD:
        return _("%(called)s was told") % {"called": one.told.called if one.told else ""}
    if kind in (Happened.REVIEWED, Happened.HANDED_ON):
        found = _(FINDINGS[Finding(one.finding)])
        return _("%(called)s looked it over: %(found)s") % {"called": one.by_called, "found": found}
    return {
        Happened.NOBODY: _("There was nobody to tell, so everybody who leads sees it"),
        Happened.ANSWERED: _("%(called)s answered") % {"called": one.by_called},
        Happened.ENDED: _("%(called)s ended it before the hour was over") % {"called": one.by_called},
    }[kind]

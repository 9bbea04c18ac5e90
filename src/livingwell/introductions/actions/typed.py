"""What was typed at the door, kept as it was typed: what a receipt shows back, whatever is put right later."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.design.filters import phone
from livingwell.journeys import actions as journeys
from livingwell.journeys.words import Happened
from livingwell.people.words import AGE_BANDS, CHANNELS, MEETINGS, AgeBand, Channel, Meeting

from .. import queries
from ..models import Introduction, Passage
from ..queries import ReceiptFacts
from ..rules import Introducing, Way
from ..words import SAFE_NOW, ForWhom, Said


def typed(said: Introducing) -> dict[Said, str]:
    """Return what was typed, as the passages it makes; those with nothing in them are left out."""
    passages = {
        Said.GOING_ON: said.going_on,
        Said.WOULD_HELP: said.would_help,
        Said.SAFE_NOW: _(SAFE_NOW[said.safe_now]) if said.safe_now else "",
        Said.REACH: _lines(line for way in said.ways for line in _way(way)),
        Said.TALK: _talk(said),
        Said.NEEDS: _needs(said),
    }
    return {what: words.strip() for what, words in passages.items() if words.strip()}


@action
def keep_what_was_typed(*, introduction: Introduction, said: Introducing, by: Viewer) -> None:
    """Keep the passages of a fresh introduction."""
    Passage.objects.bulk_create(
        Passage(
            introduction=introduction,
            person_id=introduction.person_id,
            said=what,
            words=words,
            by_introducer=said.for_whom != ForWhom.ME,
        )
        for what, words in typed(said).items()
    )


@action
def keep_what_is_new(*, receipt: ReceiptFacts, said: Introducing, by: Viewer) -> Passage | None:
    """Keep, as words added, what a form says that its first sending did not. `by` bears the receipt."""
    had = set(Passage.objects.filter(introduction_id=receipt.introduction_id).values_list("words", flat=True))
    fresh = _lines([*_named_anew(receipt, said), *(words for words in typed(said).values() if words not in had)])
    if not fresh or fresh in had:
        return None
    added = Passage.objects.create(
        introduction_id=receipt.introduction_id,
        person_id=receipt.person_id,
        said=Said.ADDED,
        words=fresh,
        by_introducer=receipt.by_introducer,
    )
    stands = queries.journey_of_receipt()
    journeys.record_event(
        kind=Happened.ADDED_TO,
        person_id=receipt.person_id,
        journey_id=stands.journey_id if stands else None,
        from_id=added.pk,
        by=by,
    )
    return added


def lines_of_receipt(receipt: ReceiptFacts) -> set[str]:
    """Return every line that was typed by this receipt's bearer, at first and later."""
    passages = Passage.objects.filter(introduction_id=receipt.introduction_id).values_list("words", flat=True)
    return {line.strip() for words in passages for line in words.splitlines()}


def first_line(way: Way) -> str:
    """Return the line by which a way to reach somebody stands among what was typed."""
    return _way(way)[0]


def _named_anew(receipt: ReceiptFacts, said: Introducing) -> list[str]:
    """Return, a line each, the names and numbers that a form gives now in the place of those it gave before."""
    called, introducer = said.called.strip(), said.introducer
    lines = [_("What to call them: %(called)s") % {"called": called} if called != receipt.called else ""]
    if introducer is None:
        return lines
    before = (receipt.introducer_called, receipt.introducer_is, receipt.introducer_organisation)
    now_is = (introducer.called, introducer.is_to_them, introducer.organisation)
    who = ", ".join(part for part in now_is if part)
    knows = introducer.they_agreed and not receipt.they_agreed
    return [
        *lines,
        _("Said by: %(who)s") % {"who": who} if now_is != before else "",
        _("How to reach %(who)s: %(contact)s") % {"who": introducer.called, "contact": introducer.contact}
        if introducer.contact not in ("", receipt.introducer_contact)
        else "",
        _("They know now, and would like to hear from us.") if knows else "",
    ]


def _way(way: Way) -> list[str]:
    if not way.value.strip():
        return []
    value = phone(way.value) if way.channel in {Channel.CALL, Channel.TEXT} else way.value.strip()
    return [
        f"{_(CHANNELS[way.channel])}: {value}",
        _("When: %(when)s") % {"when": way.when} if way.when else "",
        _("A text, an email or a letter is safe.") if way.may_message else "",
        _("Leaving a message is safe.") if way.may_leave_message else "",
        _("A message may say: %(words)s") % {"words": way.may_say} if way.may_say else "",
        _("Please don’t say: %(words)s") % {"words": way.not_say} if way.not_say else "",
    ]


def _talk(said: Introducing) -> str:
    about = said.about
    meets = [_(MEETINGS[Meeting(str(one))]) for one in _list(about.get("meets"))]
    return _lines(
        [
            ", ".join(meets),
            str(about.get("meets_where") or ""),
            str(about.get("meets_when") or ""),
            _("Coming along: %(who)s") % {"who": about["company"]} if about.get("company") else "",
        ]
    )


def _needs(said: Introducing) -> str:
    about = said.about
    age = AgeBand(str(about.get("age_band") or ""))
    return _lines(
        [
            _("Language: %(language)s") % {"language": about["language"]} if about.get("language") else "",
            _("An interpreter, please.") if about.get("wants_interpreter") else "",
            str(about.get("needs") or ""),
            _("Age: %(age)s") % {"age": _(AGE_BANDS[age])} if age else "",
        ]
    )


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []

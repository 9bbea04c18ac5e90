"""Reading a measure that somebody wrote as TOML: every mistake said in one sentence with its file, line and key."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from livingwell.lib.sentences import N_
from livingwell.lib.written import Written
from livingwell.places.rules.reading import check_known, each, made, need, perhaps, said

from ..words import About, CutOff, How, Item, Licence, Life, Measure, Option, Scale, Threshold
from .written import CutOffWritten, LicenceWritten, LifeWritten, ScaleWritten

T = TypeVar("T", bound=StrEnum)
DIRECTIONS = ("better", "worse")


def _keys(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


MEASURE_KEYS: Mapping[str, tuple[str, ...]] = {
    "": ("called", "version", "about", "higher_is", "least", "most", "opening"),
    "licence": _keys(LicenceWritten),
    "options": _keys(Option),
    "items": _keys(Item),
    "scales": _keys(ScaleWritten),
    "cut_offs": _keys(CutOffWritten),
    "life": _keys(LifeWritten),
}


def read_measure(slug: str, text: str) -> Measure:
    """Return the measure that a TOML text describes. Raises NotPossible naming what is missing or does not fit."""
    sheet = Written.read(f"measures/{slug}", text)
    check_known(sheet, MEASURE_KEYS)
    licence = made(sheet, "licence", kind=LicenceWritten)
    items = each(sheet, "items", kind=Item)
    least, most = _range(sheet)
    measure = Measure(
        slug=slug,
        called=said(sheet, "called"),
        version=said(sheet, "version"),
        about=_one_of(sheet, need(sheet, "about", kind=str), "about", kind=About),
        higher_is_better=_direction(sheet),
        least=least,
        most=most,
        licence=_one_of(sheet, licence.state, "licence", "state", kind=Licence),
        licence_words=licence.words,
        registered=licence.registered,
        items=_items(sheet, items, needs_turns=licence.state == Licence.LOADED),
        scales=_scales(sheet, items),
        options=_options(sheet, least, most),
        cut_offs=_cut_offs(sheet),
        life=_life(sheet, items, least, most),
        opening=perhaps(sheet, "opening", otherwise=""),
    )
    _check_tables(sheet, measure)
    return measure


def _range(sheet: Written) -> tuple[int, int]:
    least, most = need(sheet, "least", kind=int), need(sheet, "most", kind=int)
    if least >= most:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: most is %(most)s; it must be more than least, which is %(least)s."),
            "most", most=most, least=least,
        )  # fmt: skip
    return least, most


def _direction(sheet: Written) -> bool:
    given = need(sheet, "higher_is", kind=str)
    if given not in DIRECTIONS:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: higher_is should be “better” or “worse”, not “%(given)s”."),
            "higher_is", given=given,
        )  # fmt: skip
    return bool(given == "better")


def _one_of(sheet: Written, given: str, *at: str | int, kind: type[T]) -> T:
    if given not in list(kind):
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: there is no %(key)s called “%(given)s”; there are: %(known)s."),
            *at, key=at[-1], given=given, known=", ".join(kind),
        )  # fmt: skip
    return kind(given)


def _items(sheet: Written, items: tuple[Item, ...], *, needs_turns: bool) -> tuple[Item, ...]:
    """Return the items. Licensed words come with whether each is turned round: a guess would score wrong."""
    _check_once(sheet, "items", tuple(one.key for one in items))
    for number, one in enumerate(items):
        if needs_turns and one.wording and "reversed" not in sheet.data["items"][number]:
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: “%(key)s” has its words; say whether it is reversed: true or false."),
                "items", number, "wording", key=one.key,
            )  # fmt: skip
    return items


def _check_once(sheet: Written, section: str, keys: tuple[str, ...]) -> None:
    for number, key in enumerate(keys):
        if key in keys[:number] or not key.strip():
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: two of its %(section)s are called “%(key)s”."),
                section, number, "key", section=section, key=key,
            )  # fmt: skip


def _options(sheet: Written, least: int, most: int) -> tuple[Option, ...]:
    """Return the answers, one for each figure from the least to the most, in that order."""
    if "options" not in sheet.data:
        return ()
    options = each(sheet, "options", kind=Option)
    if [one.value for one in options] != list(range(least, most + 1)):
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: its options should be each figure from %(least)s to %(most)s, in order."),
            "options", least=least, most=most,
        )  # fmt: skip
    return options


def _scales(sheet: Written, items: tuple[Item, ...]) -> tuple[Scale, ...]:
    written = each(sheet, "scales", kind=ScaleWritten)
    known = {one.key for one in items}
    _check_once(sheet, "scales", tuple(one.key for one in written))
    for number, one in enumerate(written):
        for key in one.items:
            if key not in known:
                raise sheet.wrong(
                    N_("%(pack)s, line %(line)s: the scale “%(scale)s” counts “%(key)s”, which is no item of its."),
                    "scales", number, "items", scale=one.key, key=key,
                )  # fmt: skip
        if not one.items or len(set(one.items)) != len(one.items):
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: the scale “%(scale)s” should count each of its items once."),
                "scales", number, "items", scale=one.key,
            )  # fmt: skip
    return tuple(_scale(sheet, number, one) for number, one in enumerate(written))


def _scale(sheet: Written, number: int, one: ScaleWritten) -> Scale:
    return Scale(
        key=one.key,
        called=one.called,
        how=_one_of(sheet, one.how, "scales", number, "how", kind=How),
        items=one.items,
        change=_threshold(sheet, number, one),
        table=dict(_pair(sheet, number, line) for line in one.table),
    )


def _threshold(sheet: Written, number: int, one: ScaleWritten) -> Threshold | None:
    """Return by how much a scale must move: never without who says so, and which version of it."""
    if not one.change:
        return None
    for key in ("change_source", "change_version"):
        if not getattr(one, key).strip():
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: “%(key)s” is missing: a threshold says who published it, and when."),
                "scales", number, "change", key=key,
            )  # fmt: skip
    least = _figure(sheet, one.change, "scales", number, "change")
    if least <= 0:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: “change” is %(given)s; it must be more than 0."),
            "scales", number, "change", given=one.change,
        )  # fmt: skip
    return Threshold(least, one.change_source, one.change_version)


def _pair(sheet: Written, number: int, line: str) -> tuple[Decimal, Decimal]:
    raw, _, figure = line.partition(" ")
    at = ("scales", number, "table")
    return _figure(sheet, raw, *at), _figure(sheet, figure.strip(), *at)


def _figure(sheet: Written, given: str, *at: str | int) -> Decimal:
    try:
        found = Decimal(given)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: “%(given)s” in “%(key)s” is not a figure."), *at, given=given, key=at[-1]
        )
    return found


def _cut_offs(sheet: Written) -> tuple[CutOff, ...]:
    if "cut_offs" not in sheet.data:
        return ()
    scales = {one["key"] for one in sheet.data["scales"]}
    found = []
    for number, one in enumerate(each(sheet, "cut_offs", kind=CutOffWritten)):
        if one.scale not in scales:
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: there is no scale called “%(scale)s” to cut off."),
                "cut_offs", number, "scale", scale=one.scale,
            )  # fmt: skip
        at = _figure(sheet, one.at, "cut_offs", number, "at")
        found.append(CutOff(one.scale, at, one.means, one.source, one.version))
    return tuple(found)


def _life(sheet: Written, items: tuple[Item, ...], least: int, most: int) -> Life | None:
    if "life" not in sheet.data:
        return None
    one = made(sheet, "life", kind=LifeWritten)
    if one.item not in {item.key for item in items}:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: “%(item)s” is not one of its items."), "life", "item", item=one.item
        )
    answers = tuple(int(_figure(sheet, given, "life", "answers")) for given in one.answers)
    if not answers or not all(least <= given <= most for given in answers):
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: its answers should be from %(least)s to %(most)s, one at least."),
            "life", "answers", least=least, most=most,
        )  # fmt: skip
    return Life(one.item, answers)


def _check_tables(sheet: Written, measure: Measure) -> None:
    """Raise NotPossible unless a table has a figure for every sum there can be."""
    for number, scale in enumerate(measure.scales):
        possible = range(measure.least * len(scale.items), measure.most * len(scale.items) + 1)
        missing = [raw for raw in possible if Decimal(raw) not in scale.table]
        if scale.table and missing:
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: its table has no figure for a sum of %(raw)s."),
                "scales", number, "table", raw=missing[0],
            )  # fmt: skip

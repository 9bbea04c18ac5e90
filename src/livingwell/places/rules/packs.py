"""Reading a pack, every mistake in it said in one sentence that names where it is."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date, time
from typing import Any, TypeVar

from livingwell.lib.hours import WEEKDAYS, Hours
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..words import Door, Helpline, Look, Nation, OrganisationPack, Pack, Rhythm, TeamPack

T = TypeVar("T")
KINDS = {
    str: N_("words in quotes"),
    int: N_("a whole number"),
    bool: N_("true or false"),
    date: N_("a day, such as 2026-12-25"),
    tuple: N_("a list"),
    dict: N_("a section of its own"),
}
LONGEST_IN_BAR = 10  # letters: three of them fit beside their numbers on a phone 320 px wide
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def read_nation(slug: str, text: str) -> Nation:
    """Return the nation that a TOML text describes. Raises NotPossible naming what is missing or does not fit."""
    data = _parse(slug, text)
    law = _need(data, "law", dict, slug)
    nation = Nation(
        slug=slug,
        name=_need(data, "name", str, slug),
        last_checked=_need(data, "last_checked", date, slug),
        adult_law_from=_need(law, "adult_from", int, slug),
        adult_law=_need(law, "adult", str, slug),
        child_law=_need(law, "child", str, slug),
        helplines=_each(data, "helplines", Helpline, slug),
    )
    if not nation.in_bar():
        raise NotPossible(N_("%(pack)s: no helpline has a “bar”, so nobody to ring would stay in sight."), pack=slug)
    for line in nation.in_bar():
        if len(line.bar) > LONGEST_IN_BAR:
            raise NotPossible(N_("%(pack)s: “%(bar)s” is too long for the bar."), pack=slug, bar=line.bar)
    return nation


def read_pack(slug: str, text: str, nations: Mapping[str, Nation]) -> Pack:
    """Return the place that a TOML text describes. Raises NotPossible naming what is missing or does not fit."""
    data = _parse(slug, text)
    nation = _need(data, "nation", str, slug)
    if nation not in nations:
        raise NotPossible(N_("%(pack)s: there is no nation called “%(nation)s”."), pack=slug, nation=nation)
    pack = Pack(
        slug=slug,
        name=_need(data, "name", str, slug),
        town=_need(data, "town", str, slug),
        nation=nations[nation],
        words=_need(data, "words", dict, slug) if "words" in data else {},
        look=_made(Look, _need(data, "look", dict, slug), "look", slug),
        rhythm=_made(Rhythm, _need(data, "rhythm", dict, slug), "rhythm", slug),
        hours=_hours(_need(data, "hours", dict, slug), data.get("closed_on", ()), slug),
        doors=_each(data, "doors", Door, slug),
        organisations=_each(data, "organisations", OrganisationPack, slug),
        teams=_each(data, "teams", TeamPack, slug),
        young_lead=data.get("young_lead", ""),
        phone=data.get("phone", ""),
        is_made_up=data.get("is_made_up", False),
    )
    check_pack(pack)
    return pack


def check_pack(pack: Pack) -> None:
    """Raise NotPossible unless every door opens on a team, and the place's own numbers keep our promises."""
    teams = {team.slug for team in pack.teams}
    for door in pack.doors:
        if door.team not in teams:
            raise NotPossible(
                N_("%(pack)s: the door “%(door)s” opens on “%(team)s”, which is not one of its teams."),
                pack=pack.slug,
                door=door.slug,
                team=door.team,
            )
    if not 1 <= pack.rhythm.horizon_days <= 28:
        raise NotPossible(
            N_("%(pack)s: horizon_days is %(days)s; it must be from 1 to 28."),
            pack=pack.slug,
            days=pack.rhythm.horizon_days,
        )
    if pack.rhythm.reach_days < 0 or pack.rhythm.first_conversation_days < 1:
        raise NotPossible(N_("%(pack)s: a promise must be for a day to come: look at its rhythm."), pack=pack.slug)
    for colour in (pack.look.brand, pack.look.brand_deep):
        if not COLOUR.fullmatch(colour):
            raise NotPossible(
                N_("%(pack)s: “%(colour)s” is not a colour; write one such as #0F5257."), pack=pack.slug, colour=colour
            )


def _parse(slug: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotPossible(N_("%(pack)s: %(error)s."), pack=slug, error=str(error)) from error


def _need(data: Mapping[str, Any], key: str, kind: type, slug: str) -> Any:
    if key not in data:
        raise NotPossible(N_("%(pack)s: “%(key)s” is missing."), pack=slug, key=key)
    return _of_a_kind(data[key], kind, key, slug)


def _each(data: Mapping[str, Any], key: str, kind: type[T], slug: str) -> tuple[T, ...]:
    """Return every [[key]] of a pack: at least one, and no two of the same slug."""
    made = tuple(_made(kind, one, key, slug) for one in _need(data, key, tuple, slug))
    if not made:
        raise NotPossible(N_("%(pack)s: “%(key)s” is empty; a place needs at least one."), pack=slug, key=key)
    slugs = [one.slug for one in made if hasattr(one, "slug")]
    for one in slugs:
        if slugs.count(one) > 1:
            raise NotPossible(N_("%(pack)s: two of its %(key)s are called “%(slug)s”."), pack=slug, key=key, slug=one)
    return made


def _made(kind: type[T], given: Mapping[str, Any], where: str, slug: str) -> T:
    """Return a frozen value made of a section of a pack, each key known, of its kind, and none missing."""
    given = _of_a_kind(given, dict, where, slug)
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]  # ours are all dataclasses
    for key in given:
        if key not in known:
            raise NotPossible(N_("%(pack)s: %(where)s does not know “%(key)s”."), pack=slug, where=where, key=key)
    for key, field in known.items():
        if key not in given and field.default is MISSING:
            raise NotPossible(N_("%(pack)s: “%(key)s” is missing from %(where)s."), pack=slug, where=where, key=key)
    return kind(**{key: _of_a_kind(value, _plain(known[key].type), key, slug) for key, value in given.items()})


def _plain(annotation: Any) -> type:
    return getattr(annotation, "__origin__", annotation)


def _of_a_kind(value: Any, kind: type, key: str, slug: str) -> Any:
    found = tuple(value) if isinstance(value, list) else value
    if type(found) is kind:
        return found
    raise NotPossible(N_("%(pack)s: “%(key)s” should be %(kind)s."), pack=slug, key=key, kind=KINDS[kind])


def _hours(week: Mapping[str, Any], closed_on: Iterable[date], slug: str) -> Hours:
    unknown = set(week) - set(WEEKDAYS)
    if unknown:
        raise NotPossible(N_("%(pack)s: “%(day)s” is not a day of the week."), pack=slug, day=min(unknown))
    if not week:
        raise NotPossible(N_("%(pack)s: nobody is ever there; give its hours on one day at least."), pack=slug)
    closed = _of_a_kind(closed_on, tuple, "closed_on", slug)
    opening = {WEEKDAYS.index(day): _opening(day, times, slug) for day, times in week.items()}
    return Hours(opening, frozenset(_of_a_kind(day, date, "closed_on", slug) for day in closed))


def _opening(day: str, times: Any, slug: str) -> tuple[time, time]:
    try:
        opens, closes = map(time.fromisoformat, times)
    except (TypeError, ValueError) as error:
        raise NotPossible(
            N_('%(pack)s: the hours of %(day)s should be two times, such as ["09:00", "17:00"].'), pack=slug, day=day
        ) from error
    if opens >= closes:
        raise NotPossible(N_("%(pack)s: on %(day)s it closes before it opens."), pack=slug, day=day)
    return opens, closes

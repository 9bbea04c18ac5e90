"""Reading a pack: every mistake in it is said in one sentence that names where it is."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from livingwell.lib.hours import WEEKDAYS, Hours
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .words import Door, Helpline, Look, Nation, OrganisationPack, Pack, Rhythm, TeamPack


def read_nation(slug: str, text: str) -> Nation:
    """Return the nation that a TOML text describes. Raises NotPossible naming what is missing."""
    data = _parse(slug, text)
    law = _need(data, "law", slug)
    return Nation(
        slug=slug,
        name=_need(data, "name", slug),
        last_checked=_need(data, "last_checked", slug),
        adult_law_from=_need(law, "adult_from", slug),
        adult_law=_need(law, "adult", slug),
        child_law=_need(law, "child", slug),
        helplines=tuple(Helpline(**line) for line in _need(data, "helplines", slug)),
    )


def read_pack(slug: str, text: str, nations: Mapping[str, Nation]) -> Pack:
    """Return the place that a TOML text describes. Raises NotPossible naming what is missing or does not fit."""
    data = _parse(slug, text)
    nation = _need(data, "nation", slug)
    if nation not in nations:
        raise NotPossible(N_("%(pack)s: there is no nation called “%(nation)s”."), pack=slug, nation=nation)
    pack = Pack(
        slug=slug,
        name=_need(data, "name", slug),
        town=_need(data, "town", slug),
        nation=nations[nation],
        words=data.get("words", {}),
        look=Look(**_need(data, "look", slug)),
        rhythm=Rhythm(**_need(data, "rhythm", slug)),
        hours=_hours(_need(data, "hours", slug), data.get("closed_on", ()), slug),
        doors=tuple(Door(**_tuples(door)) for door in _need(data, "doors", slug)),
        organisations=tuple(OrganisationPack(**one) for one in _need(data, "organisations", slug)),
        teams=tuple(TeamPack(**_tuples(team)) for team in _need(data, "teams", slug)),
        young_lead=data.get("young_lead", ""),
        is_made_up=data.get("is_made_up", False),
    )
    check_pack(pack)
    return pack


def check_pack(pack: Pack) -> None:
    """Raise NotPossible unless every door opens on a team, and the horizon is within 28 days."""
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


def is_under_18(age_band: str) -> bool:
    """Return whether an age band is under 18: the young people's offer and helplines."""
    return age_band in {"under 16", "16 or 17"}


def _parse(slug: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotPossible(N_("%(pack)s: %(error)s."), pack=slug, error=str(error)) from error


def _need(data: Mapping[str, Any], key: str, slug: str) -> Any:
    if key not in data:
        raise NotPossible(N_("%(pack)s: “%(key)s” is missing."), pack=slug, key=key)
    return data[key]


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def _hours(week: Mapping[str, list[str]], closed_on: Iterable[date], slug: str) -> Hours:
    unknown = set(week) - set(WEEKDAYS)
    if unknown:
        raise NotPossible(N_("%(pack)s: “%(day)s” is not a day of the week."), pack=slug, day=min(unknown))
    opening = {
        WEEKDAYS.index(day): (time.fromisoformat(opens), time.fromisoformat(closes))
        for day, (opens, closes) in week.items()
    }
    return Hours(opening, frozenset(closed_on))

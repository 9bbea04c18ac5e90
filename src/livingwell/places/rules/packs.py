"""Reading a pack, every mistake in it said in one sentence that names its line and its key."""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from typing import Any

from livingwell.lib.hours import WEEKDAYS, Hours
from livingwell.lib.sentences import N_
from livingwell.lib.written import Written

from ..words import (
    WORDS,
    Complaints,
    Door,
    Helpline,
    Look,
    Nation,
    OrganisationPack,
    Pack,
    Retention,
    Rhythm,
    TeamPack,
    WheelSegment,
    WhoAsked,
)
from .days import MISSED_FROM
from .reading import check_key, check_known, each, made, need, of_a_kind, perhaps, said
from .wheel import read_wheel

LONGEST_IN_BAR = 10  # letters: three of them fit beside their numbers on a phone 320 px wide
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
MARKS = ("door",)


def _keys(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


# Every key there is, by its section; "" is above the first. The guide to packs (docs) says each, and a test holds it.
PACK_KEYS: Mapping[str, tuple[str, ...]] = {
    "": ("name", "town", "nation", "phone", "privacy_contact", "young_lead", "missed_from", "closed_on", "is_made_up"),
    "words": tuple(WORDS),
    "look": _keys(Look),
    "rhythm": _keys(Rhythm),
    "hours": tuple(WEEKDAYS),
    "organisations": _keys(OrganisationPack),
    "teams": _keys(TeamPack),
    "doors": _keys(Door),
    "wheel": _keys(WheelSegment),
}
NATION_KEYS: Mapping[str, tuple[str, ...]] = {
    "": ("name", "last_checked"),
    "law": ("adult_from", "adult", "child"),
    "retention": _keys(Retention),
    "complaints": _keys(Complaints),
    "helplines": _keys(Helpline),
    "who": _keys(WhoAsked),
}
IN_AN_ANSWER = 4  # key, code, group, words


def read_nation(slug: str, text: str) -> Nation:
    """Return the nation that a TOML text describes. Raises NotPossible naming what is missing or does not fit."""
    sheet = Written.read(slug, text)
    check_known(sheet, NATION_KEYS)
    nation = Nation(
        slug=slug,
        name=need(sheet, "name", kind=str),
        last_checked=need(sheet, "last_checked", kind=date),
        adult_law_from=need(sheet, "law", "adult_from", kind=int),
        adult_law=need(sheet, "law", "adult", kind=str),
        child_law=need(sheet, "law", "child", kind=str),
        retention=made(sheet, "retention", kind=Retention),
        complaints=made(sheet, "complaints", kind=Complaints),
        helplines=each(sheet, "helplines", kind=Helpline),
        who=each(sheet, "who", kind=WhoAsked),
    )
    _check_who(sheet, nation)
    if not nation.in_bar():
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: no helpline has a “bar”, so nobody to ring would stay in sight."), "helplines"
        )
    for number, line in enumerate(nation.helplines):
        if len(line.bar) > LONGEST_IN_BAR:
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: “%(bar)s” is too long for the bar; keep it to %(most)s letters."),
                "helplines", number, "bar", bar=line.bar, most=LONGEST_IN_BAR,
            )  # fmt: skip
    return nation


def _check_who(sheet: Written, nation: Nation) -> None:
    """Raise NotPossible where an answer about who somebody is has not its four parts, or stands there twice."""
    for number, asked in enumerate(nation.who):
        keys = [answer.split("|")[0].strip() for answer in asked.answers]
        for answer, key in zip(asked.answers, keys, strict=True):
            if answer.count("|") != IN_AN_ANSWER - 1 or not key or keys.count(key) > 1:
                raise sheet.wrong(
                    N_("%(pack)s, line %(line)s: “%(answer)s” should be “key | code | group | words”, and once."),
                    "who", number, "answers", answer=answer,
                )  # fmt: skip


def read_pack(slug: str, text: str, nations: Mapping[str, Nation]) -> Pack:
    """Return the place that a TOML text describes. Raises NotPossible naming what is missing or does not fit."""
    sheet = Written.read(slug, text)
    check_known(sheet, PACK_KEYS)
    nation = need(sheet, "nation", kind=str)
    if nation not in nations:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: there is no nation called “%(nation)s”; there are %(nations)s."),
            "nation",
            nation=nation,
            nations=", ".join(sorted(nations)),
        )
    pack = Pack(
        slug=slug,
        name=said(sheet, "name"),
        town=said(sheet, "town"),
        nation=nations[nation],
        words=_words(sheet),
        look=made(sheet, "look", kind=Look),
        rhythm=made(sheet, "rhythm", kind=Rhythm),
        hours=_hours(sheet),
        doors=each(sheet, "doors", kind=Door),
        organisations=each(sheet, "organisations", kind=OrganisationPack),
        teams=each(sheet, "teams", kind=TeamPack),
        wheel=read_wheel(sheet),
        young_lead=perhaps(sheet, "young_lead", otherwise=""),
        phone=perhaps(sheet, "phone", otherwise=""),
        privacy_contact=perhaps(sheet, "privacy_contact", otherwise=""),
        missed_from=perhaps(sheet, "missed_from", otherwise=MISSED_FROM),
        is_made_up=perhaps(sheet, "is_made_up", otherwise=False),
    )
    _check_doors(sheet, pack)
    _check_rhythm(sheet, pack.rhythm)
    _check_look(sheet, pack.look)
    return pack


def _check_doors(sheet: Written, pack: Pack) -> None:
    """Raise NotPossible unless every door opens on a team."""
    teams = {team.slug for team in pack.teams}
    for number, door in enumerate(pack.doors):
        if door.team not in teams:
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: the door “%(door)s” opens on “%(team)s”, which is not one of its teams."),
                "doors", number, "team", door=door.slug, team=door.team,
            )  # fmt: skip


def _check_rhythm(sheet: Written, rhythm: Rhythm) -> None:
    """Raise NotPossible unless the place's own numbers keep our promises."""
    if not 1 <= rhythm.horizon_days <= 28:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: horizon_days is %(days)s; it must be from 1 to 28."),
            "rhythm", "horizon_days", days=rhythm.horizon_days,
        )  # fmt: skip
    for key, least in (("reach_days", 0), ("first_conversation_days", 1), ("quiet_days", 1), ("sessions", 1)):
        if getattr(rhythm, key) < least:
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: %(key)s must be %(least)s or more, for a promise is for a day to come."),
                "rhythm", key, key=key, least=least,
            )  # fmt: skip


def _check_look(sheet: Written, look: Look) -> None:
    for key in ("brand", "brand_deep"):
        if not COLOUR.fullmatch(getattr(look, key)):
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: “%(colour)s” is not a colour; write one such as #0F5257."),
                "look", key, colour=getattr(look, key),
            )  # fmt: skip
    if look.mark not in MARKS:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: there is no mark called “%(mark)s”; there is: %(marks)s."),
            "look", "mark", mark=look.mark, marks=", ".join(MARKS),
        )  # fmt: skip


def _words(sheet: Written) -> dict[str, str]:
    given = need(sheet, "words", kind=dict) if "words" in sheet.data else {}
    for key, value in given.items():
        check_key(sheet, "words", key, known=tuple(WORDS))
        of_a_kind(sheet, value, "words", key, kind=str)
    return dict(given)


def _hours(sheet: Written) -> Hours:
    week = need(sheet, "hours", kind=dict)
    for day in week:
        if day not in WEEKDAYS:
            raise sheet.wrong(N_("%(pack)s, line %(line)s: “%(day)s” is not a day of the week."), "hours", day, day=day)
    if not week:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: nobody is ever there; give its hours on one day at least."), "hours"
        )
    closed: tuple[date, ...] = perhaps(sheet, "closed_on", otherwise=())
    opening = {WEEKDAYS.index(day): _opening(sheet, day, times) for day, times in week.items()}
    return Hours(opening, frozenset(of_a_kind(sheet, day, "closed_on", kind=date) for day in closed))


def _opening(sheet: Written, day: str, times: Any) -> tuple[time, time]:
    try:
        opens, closes = map(time.fromisoformat, times)
    except (TypeError, ValueError) as error:
        raise sheet.wrong(
            N_(
                '%(pack)s, line %(line)s: the hours of %(day)s should be two times, such as ["09:00", "17:00"].'
            ),
            "hours", day, day=day,
        ) from error  # fmt: skip
    if opens >= closes:
        raise sheet.wrong(N_("%(pack)s, line %(line)s: on %(day)s it closes before it opens."), "hours", day, day=day)
    return opens, closes

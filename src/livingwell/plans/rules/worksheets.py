"""Worksheets as a place writes them, in TOML. Every mistake is said in one sentence, with its line."""

import re
from typing import Any

from livingwell.access.words import Part
from livingwell.lib.sentences import N_
from livingwell.lib.written import Written

from ..words import PlanQuestion, Sheet, Shows, Worksheets

SECTION, QUESTIONS = "sheets", "sheets.questions"
WORKSHEET_KEYS = {  # every key there is, by its section
    "": ("version",),
    SECTION: ("key", "name", "about", "shows", "kept"),
    QUESTIONS: ("key", "ask", "hint"),
}
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_KEY, LONGEST = 40, 200
KEPT = {"plan": Part.PLAN, "safety plan": Part.SAFETY_PLAN}


def read_worksheets(text: str, *, of: str = "worksheets") -> Worksheets:
    """Return the worksheets that a file describes. Raises NotPossible naming the line and the mistake."""
    written = Written.read(of, text)
    _check_keys(written, written.data, "", but=frozenset({SECTION}))
    version, given = written.data.get("version"), written.data.get(SECTION)
    if type(version) is not int or version < 1:
        raise written.wrong(
            N_("%(pack)s, line %(line)s: say which version this is, as a number: version = 1."), "version"
        )
    if not isinstance(given, list) or not given:
        raise written.wrong(N_("%(pack)s, line %(line)s: there is no worksheet. Begin each with [[sheets]]."), SECTION)
    sheets, before = [], 0
    for number in range(len(given)):
        sheets.append(_sheet(written, number, before))
        before += len(sheets[-1].questions)
    _check_sheets(written, sheets)
    return Worksheets(version, tuple(sheets))


def _sheet(written: Written, number: int, before: int) -> Sheet:
    """Return one sheet. `before` counts the questions of the sheets above it, by which a file's lines are found."""
    at, given = (SECTION, number), written.data[SECTION][number]
    if not isinstance(given, dict):
        raise written.wrong(N_("%(pack)s, line %(line)s: begin each worksheet with [[sheets]]."), *at)
    _check_keys(written, given, SECTION, *at, but=frozenset({"questions"}))
    shows, kept = given.get("shows", Shows.WORDS), given.get("kept", "plan")
    if shows not in tuple(Shows):
        raise written.wrong(N_("%(pack)s, line %(line)s: shows is “words” or “steps”."), *at, "shows")
    if kept not in KEPT:
        raise written.wrong(N_("%(pack)s, line %(line)s: kept is “plan” or “safety plan”."), *at, "kept")
    listed = given.get("questions", [])
    if not isinstance(listed, list) or bool(listed) == (shows == Shows.STEPS):
        raise written.wrong(
            N_(
                "%(pack)s, line %(line)s: a worksheet has questions, each begun with [[sheets.questions]]; "
                "one that shows steps has none."
            ),
            *at,
        )
    questions = tuple(_question(written, one, before + place) for place, one in enumerate(listed))
    _check_once(written, [one.key for one in questions], "sheets", "questions", before=before)
    key = _key(written, given, *at)
    return Sheet(
        key,
        _line(written, given, "name", *at),
        _line(written, given, "about", *at),
        questions,
        Shows(shows),
        KEPT[kept],
    )


def _question(written: Written, given: Any, place: int) -> PlanQuestion:
    at = (SECTION, "questions", place)
    if not isinstance(given, dict):
        raise written.wrong(N_("%(pack)s, line %(line)s: begin each question with [[sheets.questions]]."), *at)
    _check_keys(written, given, QUESTIONS, *at)
    return PlanQuestion(
        _key(written, given, *at), _line(written, given, "ask", *at), _line(written, given, "hint", *at)
    )


def _check_keys(
    written: Written, given: dict[str, Any], section: str, *at: str | int, but: frozenset[str] = frozenset()
) -> None:
    for name, value in given.items():
        if name in but:
            continue
        if name not in WORKSHEET_KEYS[section]:
            known = ", ".join(WORKSHEET_KEYS[section])
            raise written.wrong(
                N_("%(pack)s, line %(line)s: a worksheet does not know “%(name)s” here; it knows %(known)s."),
                *at,
                name,
                name=name,
                known=known,
            )
        if section and not isinstance(value, str):
            raise written.wrong(N_("%(pack)s, line %(line)s: write %(name)s in words, as “…”."), *at, name, name=name)


def _line(written: Written, given: dict[str, Any], name: str, *at: str | int) -> str:
    words = " ".join(str(given.get(name, "")).split())
    if not words and name in ("name", "ask"):
        raise written.wrong(
            N_("%(pack)s, line %(line)s: %(name)s is missing: write %(name)s = “…”."), *at, name, name=name
        )
    if len(words) > LONGEST:
        raise written.wrong(
            N_("%(pack)s, line %(line)s: keep %(name)s to %(most)s characters."), *at, name, name=name, most=LONGEST
        )
    return words


def _key(written: Written, given: dict[str, Any], *at: str | int) -> str:
    key = str(given.get("key", ""))
    if not KEY.fullmatch(key) or len(key) > LONGEST_KEY:
        raise written.wrong(
            N_("%(pack)s, line %(line)s: give it a short key in small letters, as in key = “what-matters”."), *at, "key"
        )
    return key


def _check_once(written: Written, keys: list[str], *at: str, before: int = 0) -> None:
    for place, key in enumerate(keys):
        if key in keys[:place]:
            raise written.wrong(
                N_("%(pack)s, line %(line)s: “%(key)s” is there twice."), *at, before + place, "key", key=key
            )


def _check_sheets(written: Written, sheets: list[Sheet]) -> None:
    _check_once(written, [one.key for one in sheets], SECTION)
    safety = [place for place, one in enumerate(sheets) if one.is_safety_plan]
    if len(safety) != 1:
        at = (SECTION, safety[1], "kept") if safety else (SECTION,)
        raise written.wrong(
            N_("%(pack)s, line %(line)s: one worksheet, and no more, is the safety plan: kept = “safety plan”."), *at
        )
    if sheets[safety[0]].shows == Shows.STEPS:
        raise written.wrong(N_("%(pack)s, line %(line)s: the safety plan is in words."), SECTION, safety[0], "shows")

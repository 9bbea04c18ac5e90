"""Guides as text: a pack's file, and the box on the page. Every mistake is said in one sentence."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.lib.written import Written

from ..words import Change, Changed, GuideText, Question

GUIDE_KEYS = {"": ("name",), "questions": ("key", "ask", "hint")}  # every key of a guide, by its section
MOST_QUESTIONS = 20
LONGEST_ASK, LONGEST_HINT, LONGEST_KEY = 200, 300, 40
BLANK_LINES = re.compile(r"\n\s*\n")
NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")


def read_guide(text: str, *, of: str = "guide") -> GuideText:
    """Return the guide that a pack's TOML text describes. Raises NotPossible naming the line and the mistake."""
    sheet = Written.read(of, text)
    for key in sheet.data:
        if key not in GUIDE_KEYS[""] and key not in GUIDE_KEYS:
            raise sheet.wrong(N_("%(pack)s, line %(line)s: a guide does not know “%(key)s”."), key, key=key)
    name = sheet.data.get("name")
    if not isinstance(name, str) or not name.strip():
        raise sheet.wrong(N_("%(pack)s, line %(line)s: the guide has no name. Give it one: name = “…”."), "name")
    listed = sheet.data.get("questions")
    if not isinstance(listed, list):
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: the guide has no questions. Begin each with [[questions]]."), "questions"
        )
    questions = tuple(_listed(sheet, number) for number in range(len(listed)))
    try:
        return GuideText(name.strip(), _checked(questions))
    except NotPossible as reason:
        raise NotPossible(N_("%(pack)s: %(reason)s"), pack=of, reason=str(reason)) from reason


def read_questions(text: str, before: Sequence[Question] = ()) -> tuple[Question, ...]:
    """Return the questions in a box of text: one a paragraph, its first line the question, the rest its hint.

    A question that was there `before` keeps its key. Raises NotPossible saying what is wrong.
    """
    known = {one.ask: one.key for one in before}
    taken = set(known.values())
    found = []
    for paragraph in BLANK_LINES.split(text.replace("\r\n", "\n").strip()):
        ask, *hint = [" ".join(line.split()) for line in paragraph.split("\n") if line.strip()] or [""]
        if not ask:
            continue
        key = known.get(ask) or _fresh_key(ask, taken)
        taken.add(key)
        found.append(Question(key, ask, " ".join(hint)))
    return _checked(tuple(found))


def write_questions(questions: Sequence[Question]) -> str:
    """Return questions as `read_questions` reads them."""
    return "\n\n".join("\n".join(part for part in (one.ask, one.hint) if part) for one in questions)


def what_changed(before: Sequence[Question], after: Sequence[Question]) -> tuple[Change, ...]:
    """Return what differs from one version to the next, in the order it is read; order by itself is no change."""
    old, new = {one.ask: one.hint for one in before}, {one.ask: one.hint for one in after}
    changes = [Change(Changed.ADDED, ask) for ask in new if ask not in old]
    changes += [Change(Changed.HINT, ask) for ask, hint in new.items() if ask in old and old[ask] != hint]
    changes += [Change(Changed.TAKEN_OUT, ask) for ask in old if ask not in new]
    return tuple(changes)


def _listed(sheet: Written, number: int) -> Question:
    given = sheet.data["questions"][number]
    if not isinstance(given, dict) or (odd := _odd(given)):
        at = () if not isinstance(given, dict) else (odd,)
        raise sheet.wrong(
            N_(
                "%(pack)s, line %(line)s, question %(number)s: write ask = “…”, and if you like hint = “…” and "
                "key = “…”, nothing else."
            ),
            "questions",
            number,
            *at,
            number=number + 1,
        )
    ask = " ".join(given.get("ask", "").split())
    if not ask:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s, question %(number)s asks nothing: write ask = “…”."),
            "questions",
            number,
            "ask",
            number=number + 1,
        )
    question = Question(given.get("key") or _fresh_key(ask, set()), ask, " ".join(given.get("hint", "").split()))
    try:
        _check_lengths(question)
    except NotPossible as reason:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: %(reason)s"), "questions", number, reason=str(reason)
        ) from reason
    return question


def _odd(given: dict[str, Any]) -> str:
    """Return the key of a question that we do not know, or that is not in words; or nothing."""
    known = GUIDE_KEYS["questions"]
    return next((key for key, value in given.items() if key not in known or not isinstance(value, str)), "")


def _checked(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    if not questions:
        raise NotPossible(N_("Write at least one question."), field="text")
    if len(questions) > MOST_QUESTIONS:
        raise NotPossible(
            N_(
                "That is %(count)s questions. Keep it to %(most)s: it is somewhere to start, not a list to get through."
            ),
            field="text",
            count=len(questions),
            most=MOST_QUESTIONS,
        )
    for one in questions:
        _check_lengths(one)
    _check_each_once(questions)
    return questions


def _check_lengths(question: Question) -> None:
    if len(question.ask) > LONGEST_ASK:
        raise NotPossible(
            N_("Keep each question to %(most)s characters. This one is longer: “%(ask)s…”"),
            field="text",
            most=LONGEST_ASK,
            ask=question.ask[:60],
        )
    if len(question.hint) > LONGEST_HINT:
        raise NotPossible(
            N_("Keep each hint to %(most)s characters. The one under “%(ask)s” is longer."),
            field="text",
            most=LONGEST_HINT,
            ask=question.ask,
        )
    if len(question.key) > LONGEST_KEY:
        raise NotPossible(N_("Keep each key to %(most)s characters: “%(key)s”."), most=LONGEST_KEY, key=question.key)


def _check_each_once(questions: Sequence[Question]) -> None:
    asks, keys = set(), set()
    for one in questions:
        if one.ask in asks or one.key in keys:
            raise NotPossible(N_("“%(ask)s” is there twice. Keep it once."), field="text", ask=one.ask)
        asks.add(one.ask)
        keys.add(one.key)


def _fresh_key(ask: str, taken: set[str]) -> str:
    """Return a short key from a question's words, unlike any in `taken`."""
    plain = unicodedata.normalize("NFKD", ask).encode("ascii", "ignore").decode().lower()
    key = NOT_IN_A_KEY.sub("-", plain).strip("-")[: LONGEST_KEY - 4].strip("-") or "question"
    if key not in taken:
        return key
    return next(f"{key}-{number}" for number in range(2, 2 + len(taken) + 1) if f"{key}-{number}" not in taken)

"""Reading what somebody wrote as our own frozen values: each key known, of its kind, and none missing."""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, time
from typing import Any, TypeVar

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.lib.written import Written

T = TypeVar("T")
KINDS = {
    str: N_("words in quotes"),
    int: N_("a whole number"),
    bool: N_("true or false"),
    date: N_("a day, such as 2026-12-25"),
    time: N_("a time without quotes, such as 10:30:00"),
    tuple: N_("a list"),
    dict: N_("a section of its own"),
}


def check_known(sheet: Written, known: Mapping[str, tuple[str, ...]]) -> None:
    """Raise NotPossible for a key above the first section that nobody reads: somebody would think it a promise."""
    for key in sheet.data:
        if key not in (*known[""], *known):
            raise sheet.wrong(N_("%(pack)s, line %(line)s: a pack does not know “%(key)s”."), key, key=key)


def need(sheet: Written, *at: str, kind: type) -> Any:
    """Return what stands at a key, of its kind; raise NotPossible where it is missing or of another."""
    found: Any = sheet.data
    for depth, key in enumerate(at):
        if not isinstance(found, dict):
            raise _of_another_kind(sheet, *at[:depth], kind=dict)
        if key not in found:
            raise sheet.wrong(N_("%(pack)s, line %(line)s: “%(key)s” is missing."), *at, key=key)
        found = found[key]
    return of_a_kind(sheet, found, *at, kind=kind)


def said(sheet: Written, key: str) -> str:
    """Return words that people read, and so may not be left empty."""
    found = need(sheet, key, kind=str)
    if not found.strip():
        raise sheet.wrong(N_("%(pack)s, line %(line)s: “%(key)s” says nothing."), key, key=key)
    return found


def perhaps(sheet: Written, key: str, *, otherwise: T) -> T:
    return need(sheet, key, kind=type(otherwise)) if key in sheet.data else otherwise


def each(sheet: Written, key: str, *, kind: type[T]) -> tuple[T, ...]:
    """Return every [[key]] of a pack: at least one, and no two of the same slug."""
    listed = need(sheet, key, kind=tuple)
    found = tuple(made(sheet, key, number, kind=kind) for number in range(len(listed)))
    if not found:
        raise sheet.wrong(N_("%(pack)s, line %(line)s: “%(key)s” is empty; a place needs at least one."), key, key=key)
    seen: set[str] = set()
    for number, one in enumerate(found):
        slug = getattr(one, "slug", "")
        if slug in seen:
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: two of its %(key)s are called “%(slug)s”."),
                key, number, "slug", key=key, slug=slug,
            )  # fmt: skip
        seen |= {slug} - {""}
    return found


def made(sheet: Written, *at: str | int, kind: type[T]) -> T:
    """Return a frozen value made of a section of a pack, each key known, of its kind, and none missing."""
    where = str(at[0])
    found: Any = need(sheet, where, kind=dict if len(at) == 1 else tuple)
    given = found if len(at) == 1 else of_a_kind(sheet, found[at[1]], *at, kind=dict)
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]  # ours are all dataclasses
    for key in given:
        check_key(sheet, *at, key, known=tuple(known))
    for key, field in known.items():
        if key not in given and field.default is MISSING:
            raise sheet.wrong(
                N_("%(pack)s, line %(line)s: “%(key)s” is missing from %(where)s."), *at, where=where, key=key
            )
    values = {key: of_a_kind(sheet, value, *at, key, kind=_plain(known[key].type)) for key, value in given.items()}
    for key, value in values.items():
        for one in value if isinstance(value, tuple) else ():  # the lists of a pack are of words
            of_a_kind(sheet, one, *at, key, kind=str)
    return kind(**values)


def check_key(sheet: Written, *at: str | int, known: tuple[str, ...]) -> None:
    if at[-1] not in known:
        raise sheet.wrong(
            N_("%(pack)s, line %(line)s: %(where)s does not know “%(key)s”; it knows %(known)s."),
            *at,
            where=at[0],
            key=at[-1],
            known=", ".join(known),
        )


def _plain(annotation: Any) -> type:
    return getattr(annotation, "__origin__", annotation)


def of_a_kind(sheet: Written, value: Any, *at: str | int, kind: type) -> Any:
    found = tuple(value) if isinstance(value, list) else value
    if type(found) is kind:
        return found
    raise _of_another_kind(sheet, *at, kind=kind)


def _of_another_kind(sheet: Written, *at: str | int, kind: type) -> NotPossible:
    return sheet.wrong(
        N_("%(pack)s, line %(line)s: “%(key)s” should be %(kind)s."),
        *at,
        key=next(part for part in reversed(at) if isinstance(part, str)),
        kind=KINDS[kind],
    )

"""README, DEVELOPERS and the decisions: what they name is there, and each is a screen."""

import re
from collections.abc import Iterable, Iterator

from architecture.faults import Fault, Source, none_of, read
from architecture.house import ROOT

SCREEN = 60
COMMAND = re.compile(r"\bmake ([a-z]+)\b")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)\)")
IN_CODE = re.compile(r"`[^`]+`|^ {4}.*$", re.M)


def documents() -> list[Source]:
    return read([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def commands() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))


def unknown_commands(source: Source, *, known: Iterable[str]) -> Iterator[Fault]:
    for found in IN_CODE.finditer(source.text):
        for one in COMMAND.finditer(found[0]):
            if one[1] not in known:
                line = source.text.count("\n", 0, found.start()) + 1
                yield Fault(source.where, line, f"there is no `make {one[1]}`: write it, or name one that is there")


def dead_links(source: Source) -> Iterator[Fault]:
    folder = (ROOT / source.where).parent
    for number, line in enumerate(source.text.splitlines(), start=1):
        for to in LINK.findall(line):
            if not (folder / to).exists():
                yield Fault(source.where, number, f"{to} is not there: mend the link, or make what it leads to")


def too_long(source: Source, *, limit: int = SCREEN) -> Iterator[Fault]:
    lines = len(source.text.splitlines())
    if lines > limit:
        yield Fault(source.where, lines, f"{lines} lines: a decision, like the README, is one screen of {limit}")


def test_every_command_they_name_is_in_the_makefile():
    assert {"run", "test", "check", "bench"} <= commands()
    none_of(fault for one in documents() for fault in unknown_commands(one, known=commands()))


def test_every_link_leads_somewhere():
    none_of(fault for one in documents() for fault in dead_links(one))


def test_the_readme_and_every_decision_are_one_screen():
    short = read([ROOT / "README.md", *(ROOT / "docs" / "decisions").glob("*.md")])
    assert len(short) > 3
    none_of(fault for one in short for fault in too_long(one))


def test_a_command_a_link_and_a_length_that_are_wrong_are_named_with_their_lines():
    planted = Source("README.md", "To make tea:\n\n    make tea\n\nor `make run`. See [it](docs/not-there.md).\n")
    assert [str(one) for one in unknown_commands(planted, known=commands())] == [
        "README.md:3: there is no `make tea`: write it, or name one that is there"
    ]
    assert [one.line for one in dead_links(planted)] == [5]
    assert [one.line for one in too_long(planted, limit=4)] == [5]

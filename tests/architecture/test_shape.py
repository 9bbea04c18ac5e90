"""Sizes and shape: what is too long is two things; an action is called by name; a room begins with one sentence."""

import ast
import re
from collections.abc import Iterable

from architecture.faults import Fault, Source, none_of, programs, read
from architecture.house import TESTS

FILE, FUNCTION, ARGUMENTS = 250, 50, 2
LATER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")


def too_long(source: Source) -> Iterable[Fault]:
    """Name a file past 250 lines and every function past 50."""
    lines = len(source.text.splitlines())
    if lines > FILE:
        yield Fault(source.where, lines, f"{lines} lines: split it by noun into a folder of the same name, at {FILE}")
    for one in source.functions():
        length = (one.end_lineno or one.lineno) - one.lineno + 1
        if length > FUNCTION:
            yield Fault(
                source.where, one.lineno, f"{one.name} is {length} lines: name its parts; never past {FUNCTION}"
            )


def hard_to_call(source: Source) -> Iterable[Fault]:
    """Name a public function of an action's file with more than two arguments that may be passed by place."""
    if source.part != "actions":
        return
    for one in source.functions():
        places = [name.arg for name in (*one.args.posonlyargs, *one.args.args) if name.arg not in ("self", "cls")]
        if len(places) > ARGUMENTS and not one.name.startswith("_"):
            yield Fault(source.where, one.lineno, f"{one.name} takes {len(places)} by place: put `*` after the second")


def actions_amiss(source: Source) -> Iterable[Fault]:
    """Name a public action that does not end `*, ..., by`."""
    if source.part != "actions":
        return
    for one in source.tree.body:
        if isinstance(one, ast.FunctionDef) and _is_an_action(one):
            by_name = [name.arg for name in one.args.kwonlyargs]
            if one.args.args:
                yield Fault(
                    source.where, one.lineno, f"{one.name}: everything an action takes has its name: begin with `*`"
                )
            if by_name[-1:] != ["by"]:
                yield Fault(source.where, one.lineno, f"{one.name}: an action ends `*, ..., by`: who does it")


def _is_an_action(function: ast.FunctionDef) -> bool:
    return any("action" in {getattr(one, "id", ""), getattr(one, "attr", "")} for one in function.decorator_list)


def first_words(source: Source) -> Iterable[Fault]:
    """Name a room whose `__init__` is anything but one sentence."""
    if source.inside != "__init__.py":
        return
    said = ast.get_docstring(source.tree) or ""
    if not said.endswith(".") or "\n\n" in said:
        yield Fault(source.where, 1, "say in one sentence what this room is, in the words of the place")
    if len(source.tree.body) > 1:
        yield Fault(source.where, source.tree.body[1].lineno, "a room's __init__ is its sentence and nothing more")


def put_off(source: Source) -> Iterable[Fault]:
    for number, line in enumerate(source.text.splitlines(), start=1):
        if found := LATER.search(line):
            yield Fault(source.where, number, f"{found[0]}: do it now, or open an issue and delete this")


def test_no_file_and_no_function_is_too_long():
    none_of(fault for one in programs() for fault in too_long(one))


def test_nothing_an_action_offers_takes_more_than_two_by_place():
    none_of(fault for one in programs() for fault in hard_to_call(one))


def test_every_action_ends_with_who_does_it():
    none_of(fault for one in programs() for fault in actions_amiss(one))


def test_every_room_begins_with_one_sentence():
    rooms = [one for one in programs() if one.inside == "__init__.py"]
    assert len(rooms) >= 14
    none_of(fault for one in rooms for fault in first_words(one))


def test_nothing_is_put_off():
    none_of(fault for one in [*programs(), *read(TESTS.rglob("*.py"))] for fault in put_off(one))


# -- each, broken on purpose -------------------------------------------------------------------------------------------
def planted(text: str, where: str = "src/livingwell/people/actions.py") -> Source:
    return Source(where, text)


def test_a_long_file_and_a_long_function_are_named():
    long = "def slow():\n" + "    1\n" * 50
    assert [one.say for one in too_long(planted(long))] == ["slow is 51 lines: name its parts; never past 50"]
    longer = "1\n" * 251
    assert [one.line for one in too_long(planted(longer))] == [251]
    assert list(too_long(planted("1\n" * 250))) == []


def test_a_function_that_takes_three_by_place_is_named():
    text = "def welcome(person, team, door):\n    pass\ndef open_(person, team, *, door):\n    pass\n"
    assert [str(one) for one in hard_to_call(planted(text))] == [
        "src/livingwell/people/actions.py:1: welcome takes 3 by place: put `*` after the second"
    ]


def test_an_action_that_does_not_say_who_is_named():
    text = "@action\ndef welcome(person, *, team):\n    pass\n@action\ndef hold(*, person, by):\n    pass\n"
    assert [(one.line, one.say) for one in actions_amiss(planted(text))] == [
        (2, "welcome: everything an action takes has its name: begin with `*`"),
        (2, "welcome: an action ends `*, ..., by`: who does it"),
    ]


def test_a_room_that_begins_with_code_is_named():
    where = "src/livingwell/people/__init__.py"
    assert list(first_words(planted('"""Who a person is."""\n', where))) == []
    assert [one.line for one in first_words(planted('"""Who a person is."""\nfrom . import words\n', where))] == [2]
    assert [one.line for one in first_words(planted("", where))] == [1]


def test_something_put_off_is_named():
    assert [one.line for one in put_off(planted("one = 1\n# TO" + "DO: two\n"))] == [2]

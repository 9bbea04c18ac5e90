"""Every dependency, ignore and exemption has its reason beside it."""

import re
from collections.abc import Iterable

from architecture.faults import Fault, Source, none_of, read
from architecture.house import HOUSE, ROOT, TESTS

ASIDE = re.compile(r"#\s*(noqa|type:\s*ignore|nosec|pragma|mypy:)(?P<rest>.*)$")
# After the codes, ` -- ` or another `#`, and then words.
REASON = re.compile(r"^(:?\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*|\s*\[[a-z-]+(,\s*[a-z-]+)*\])\s*(--|#)\s*\S+\s+\S+")
WORDS = re.compile(r"#\s*\S+\s+\S+")


def without_reason(source: Source) -> Iterable[Fault]:
    """Name each line that tells a tool to look away and does not say why."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        aside = ASIDE.search(line)
        if aside and not REASON.match(aside["rest"]) and not _is_about_asides(line):
            yield Fault(source.where, number, f"say why, on the line: `# {aside[1]}: CODE -- because ...`")


def _is_about_asides(line: str) -> bool:
    """Return whether a line only speaks of asides, as this file does: within quotes, or behind a letter."""
    return "re.compile" in line or '"' in line[line.index("#") :]


def lines_without_reason(text: str) -> Iterable[Fault]:
    """Name each dependency, exemption and ignore of a pyproject.toml that has no reason on its line or its section."""
    inside, above = "", False
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.strip()
        if said.startswith("["):
            inside, above = "exemptions" if said == "[tool.ruff.lint.per-file-ignores]" else "", False
        elif said.startswith(("dependencies = [", "dev = [", "ignore = [")):
            inside = said
        elif said == "]":
            inside = ""
        above = above or said.startswith("#")
        needs = (inside and said not in ("", inside) and not said.startswith("[")) or said.startswith("ignore_")
        if needs and not WORDS.search(said) and not above:
            yield Fault("pyproject.toml", number, f"say on the line what for: {said[:40]}")


def test_every_ignore_in_the_code_says_why():
    none_of(fault for one in [*read(HOUSE.rglob("*.py")), *read(TESTS.rglob("*.py"))] for fault in without_reason(one))


def test_every_dependency_and_every_exemption_says_what_for():
    none_of(lines_without_reason((ROOT / "pyproject.toml").read_text()))


def test_an_ignore_without_a_reason_is_named():
    text = "one = 1  # noqa: S101\ntwo = 2  # type: ignore\nthree = 3  # noqa: S101 -- the point of it\n"
    text += "four = 4  # type: ignore[attr-defined]  # Django's own name\n"
    assert [one.line for one in without_reason(Source("src/livingwell/people/rules.py", text))] == [1, 2]


def test_a_dependency_and_an_exemption_without_a_reason_are_named():
    text = 'dependencies = [\n    "django~=5.2",  # the web\n    "left-pad",\n]\n[tool.mypy]\nignore_errors = true\n'
    assert [one.line for one in lines_without_reason(text)] == [3, 6]

"""Writes docs/how-it-decides/ from the worked examples in tests/spec/: `python tests/spec/render.py`.

A page is a module: its docstring is the page's opening, each test a heading, its docstring the example as told, its
parameters a table, and the sentence it asserts is what comes out. Nothing is run here: the tests run, and
`tests/spec/test_the_manual_is_current.py` fails when a page is not what they say.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SPEC = Path(__file__).resolve().parent
PAGES = SPEC.parents[1] / "docs" / "how-it-decides"
MADE = "*Made from the tests that run it, `{path}`. Change those; then run `python tests/spec/render.py`.*"
INDEX = """# How it decides

Every rule here is told as examples, and every example is a test that ran. Nothing on these pages is written by hand,
so none of it can say one thing while the program does another.
"""


def pages() -> dict[str, str]:
    """Return every page of the manual, by its file name."""
    made = {_file(path): page(path.read_text(), path.relative_to(SPEC.parents[1]).as_posix()) for path in examples()}
    return {**made, "README.md": index()}


def examples() -> list[Path]:
    """Every module of examples, in the order of the manual."""
    return sorted(SPEC.glob("*/test_*.py"))


def index() -> str:
    told = [f"- [{_title(ast.parse(path.read_text()))}]({_file(path)}) ({path.parent.name})" for path in examples()]
    return "\n".join([INDEX, *told, ""])


def page(text: str, path: str) -> str:
    """Return the page that a module of examples makes."""
    module = ast.parse(text)
    opening = (ast.get_docstring(module) or "").partition("\n")[2].strip()
    parts = [f"# {_title(module)}", opening, *[part for one in _tests(module) for part in _example(one)]]
    return "\n\n".join([*filter(None, parts), "---", MADE.format(path=path), ""])


def _file(path: Path) -> str:
    return f"{path.parent.name}-{path.stem.removeprefix('test_').replace('_', '-')}.md"


def _title(module: ast.Module) -> str:
    return (ast.get_docstring(module) or "").partition("\n")[0].rstrip(".")


def _tests(module: ast.Module) -> Iterator[ast.FunctionDef]:
    return (one for one in module.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


def _example(test: ast.FunctionDef) -> Iterator[str]:
    words = test.name.removeprefix("test_").replace("_", " ")
    yield f"## {words[0].upper()}{words[1:]}"
    yield ast.get_docstring(test) or ""
    for decorator in test.decorator_list:
        yield _table(decorator)
    yield "\n\n".join(f"> {said}" for said in dict.fromkeys(_outcomes(test)))


def _table(decorator: ast.expr) -> str:
    """Return the table of a test's parameters, where they are words and numbers that can be read as they stand."""
    if not isinstance(decorator, ast.Call) or not ast.unparse(decorator.func).endswith("parametrize"):
        return ""
    try:
        names, rows = (ast.literal_eval(one) for one in decorator.args[:2])
    except ValueError:
        return ""
    heads = [names] if isinstance(names, str) else list(names)
    table = [[row] if isinstance(names, str) else list(row) for row in rows]
    if not all(isinstance(cell, str | int) for row in table for cell in row):
        return ""
    lines = [[head.replace("_", " ") for head in heads], ["---"] * len(heads), *table]
    return "\n".join("| " + " | ".join(_cell(one) for one in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ") or " "


def _outcomes(test: ast.FunctionDef) -> Iterator[str]:
    """Yield each sentence that the example says comes out: what an assertion compares with, where it is a sentence."""
    for node in ast.walk(test):
        if isinstance(node, ast.Compare) and isinstance(node.comparators[0], ast.Constant):
            said = node.comparators[0].value
            if isinstance(said, str) and " " in said:
                yield said


def write() -> None:
    PAGES.mkdir(parents=True, exist_ok=True)
    made = pages()
    for stale in set(PAGES.glob("*.md")) - {PAGES / name for name in made}:
        stale.unlink()
    for name, text in made.items():
        (PAGES / name).write_text(text)
    sys.stdout.write(f"{len(made)} pages in {PAGES.relative_to(SPEC.parents[1])}\n")


if __name__ == "__main__":
    write()

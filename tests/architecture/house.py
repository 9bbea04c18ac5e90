"""The house as files, and its floors: what every guard reads."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "livingwell"
TESTS = ROOT / "tests"


@cache
def project() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def contracts() -> list[dict[str, Any]]:
    return project()["tool"]["importlinter"]["contracts"]


@cache
def floors() -> dict[str, int]:
    """Return on which floor each room is, 0 the lowest; rooms side by side are on one."""
    layers = next(one["layers"] for one in contracts() if one["containers"] == ["livingwell"])
    return {room.strip(" ()"): floor for floor, layer in enumerate(reversed(layers)) for room in layer.split("|")}


def rooms() -> list[Path]:
    return sorted(path for path in HOUSE.iterdir() if (path / "__init__.py").exists())


def sources(*, migrations: bool = False) -> Iterator[Path]:
    """Every Python file of the house."""
    for path in sorted(HOUSE.rglob("*.py")):
        if migrations or "migrations" not in path.parts:
            yield path


def templates() -> Iterator[Path]:
    yield from sorted(HOUSE.rglob("templates/**/*.jinja"))


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0]


def named(path: Path) -> str:
    """Return a path as a fault names it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def last_name(node: ast.AST) -> str:
    """Return the last name of what is called or named: `save` of `one.two.save(...)`."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""

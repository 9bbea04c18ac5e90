"""A toy house: every room of the real contracts, nearly empty, in a folder of its own, for planting faults in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from architecture.house import ROOT, contracts

FILES = ("words", "rules", "models", "queries", "actions", "forms", "panels", "views", "urls")


def build(where: Path) -> Path:
    """Make the toy house, with the real contracts, and return its folder."""
    house = where / "src" / "livingwell"
    layers = next(one["layers"] for one in contracts() if one["containers"] == ["livingwell"])
    rooms = [room.strip() for layer in layers for room in layer.split("|") if "(" not in room]
    for room in rooms:
        write(house, f"{room}/__init__.py", f'"""{room}."""')
    for name in FILES:
        write(house, f"people/{name}.py", f'"""The {name} of people."""')
    write(house, "__init__.py", '"""A toy."""')
    shutil.copy(ROOT / "pyproject.toml", where)
    return house


def write(house: Path, path: str, text: str) -> None:
    (house / path).parent.mkdir(parents=True, exist_ok=True)
    (house / path).write_text(text + "\n")


def lint_imports(where: Path) -> tuple[int, str]:
    """Return how import-linter ends, and what it says, of the house in this folder."""
    ran = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", where / "pyproject.toml"],
        cwd=where / "src",
        env={**os.environ, "PYTHONPATH": str(where / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr

"""The commands that guard the house do guard it: each is broken here on purpose, or read for what it runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from architecture.house import ROOT, TESTS
from django.conf import settings

MIGRATIONS = """
import django
django.setup()
from django.core.management import call_command
from livingwell.places.models import Site
{planted}
call_command("makemigrations", "--check", "--dry-run")
"""
A_CHANGE = "Site._meta.get_field('name').max_length = 121"


def run(*words: str, **told: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, env=told, capture_output=True, text=True, check=False, cwd=ROOT)


def check_migrations(planted: str) -> subprocess.CompletedProcess[str]:
    told = {"DJANGO_SETTINGS_MODULE": "livingwell.website.settings", "LIVINGWELL_ROLE": "owner"}
    here = {"LIVINGWELL_VAR": str(settings.VAR), "LIVINGWELL_FOR_TESTS": "yes"}
    code = MIGRATIONS.format(planted=planted)
    return run(sys.executable, "-c", code, **{**os.environ, **told, **here})


def test_models_and_migrations_say_the_same():
    assert check_migrations("").stdout == "No changes detected\n"


def test_a_model_changed_without_a_migration_is_named():
    found = check_migrations(A_CHANGE)
    assert found.returncode == 1
    assert "Alter field name on site" in found.stdout


def test_where_there_is_no_chromium_the_tests_say_what_to_install_and_fail(tmp_path: Path):
    found = run(sys.executable, str(TESTS / "chromium.py"), PATH=str(tmp_path))
    assert found.returncode == 1
    assert found.stderr.startswith("No Chromium was found: install one")
    assert len(found.stderr.splitlines()) == 1


def test_where_chromium_is_named_and_there_the_tests_go_on(tmp_path: Path):
    (tmp_path / "my-chromium").write_text("#!/bin/sh\n")
    (tmp_path / "my-chromium").chmod(0o755)
    found = run(sys.executable, str(TESTS / "chromium.py"), PATH="", CHROMIUM=str(tmp_path / "my-chromium"))
    assert (found.returncode, found.stderr) == (0, "")


GUARDS = (
    "ruff check .",
    "ruff format --check .",
    "lint-imports",
    "mypy",
    "djlint --lint",
    "makemigrations --check",
    "pytest tests/architecture tests/spec",
)


def what_make_runs(target: str) -> list[str]:
    """Return the command lines that `make` would run for a target, set-up left out."""
    return run("make", "--dry-run", "--always-make", "--no-print-directory", target, **os.environ).stdout.splitlines()


def test_check_runs_every_guard_and_leaves_none_of_them_out():
    assert any("make --no-print-directory guards" in line for line in what_make_runs("check"))
    lines = what_make_runs("guards")
    assert [guard for guard in GUARDS if not any(guard in line for line in lines)] == []
    assert [line for line in lines if "--ignore" in line or "--deselect" in line] == []


@pytest.mark.parametrize("target", ["check", "test", "bench"])
def test_what_the_tests_started_is_stopped_however_they_end(target: str):
    [stops] = [line for line in what_make_runs(target) if "server_down" in line]
    assert "; status=$?; " in stops
    assert stops.endswith("tests/server_down.py; exit $status")

"""The house has floors, and a machine that notices: each contract, broken on purpose in a toy house, says its name."""

import pytest
from architecture import toy
from architecture.house import ROOT, contracts

FLOORS = "The house has floors: a room may lean only on rooms beneath it"
INSIDE = "Inside every room, the same floors"
NO_CYCLES = "No cycles, at any depth"
NO_DJANGO = "Rules, words and lib know nothing of Django"

# For each contract, the faults it must find: what is planted, and where.
FAULTS = {
    FLOORS: {
        "a room leans on one above it": {"people/rules.py": "import livingwell.journeys.words"},
        "the design knows a word of the domain": {"design/fields.py": "from livingwell.people import words"},
        "a stray utils": {"utils/__init__.py": '"""Helpers."""'},
        "rooms side by side lean on one another": {"post/actions.py": "import livingwell.record"},
        "an import hidden in a function": {"people/rules.py": "def late():\n    import livingwell.huddles"},
    },
    INSIDE: {
        "rules read the models": {"people/rules.py": "from . import models"},
        "queries lean on actions": {"people/queries.py": "from livingwell.people import actions"},
        "a view is imported by a form": {"people/forms.py": "from .views import anything"},
        "panels and forms lean on one another": {"people/panels.py": "from . import forms"},
    },
    NO_CYCLES: {
        "two files of a room import each other": {
            "people/one.py": "from . import other",
            "people/other.py": "from . import one",
        },
    },
    NO_DJANGO: {
        "rules ask Django": {"people/rules.py": "from django.db.models import Q"},
        "words ask Django": {"people/words.py": "from django.utils.translation import gettext"},
        "lib asks Django": {"lib/dates.py": "import django.utils.timezone"},
    },
}


@pytest.fixture
def house(tmp_path):
    for needed in ("journeys/words.py", "people/views.py"):
        toy.write(toy.build(tmp_path), needed, "anything = 1")
    return tmp_path / "src" / "livingwell"


def test_the_floors_of_the_house_are_kept():
    said = toy.lint_imports(ROOT)
    assert said[0] == 0, said[1]


def test_the_toy_house_itself_is_in_order(house, tmp_path):
    ended, said = toy.lint_imports(tmp_path)
    assert ended == 0, said


def test_every_contract_has_a_fault_it_must_find():
    assert {one["name"] for one in contracts()} == set(FAULTS)


@pytest.mark.parametrize(("contract", "fault"), [(name, what) for name, faults in FAULTS.items() for what in faults])
def test_a_planted_fault_is_found_by_name(house, tmp_path, contract: str, fault: str):
    for path, text in FAULTS[contract][fault].items():
        toy.write(house, path, text)
    ended, said = toy.lint_imports(tmp_path)
    assert ended != 0
    assert f"{contract} BROKEN" in said or "utils" in said, said

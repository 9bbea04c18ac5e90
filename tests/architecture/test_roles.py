"""Roles are many and hierarchy is flat: nothing the program does depends on what somebody's role is called.

A role is words, for people to read. Who leads is a membership's row; who may see somebody is a tie's. The database is
asked the same in tests/places/test_bringing_gate.py.
"""

import ast
import re
from collections.abc import Iterable

import pytest
from architecture.faults import Fault, Source, none_of, programs, templates
from huddles.gathering import gather, ours
from neighbourhood import as_, in_days, introduce, owner_connection, signed_in

from livingwell.huddles import actions as huddles
from livingwell.huddles.models import Brought
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import NextStep
from livingwell.places.models import Practitioner
from livingwell.website.cast import CAST

COMPARED = re.compile(r"{%[^%]*\.role\s*(==|!=|in\b|is\b)")
ROLES = sorted({one.role for one in CAST} | {"volunteer", "psychiatrist", "somebody who has been there", "coordinator"})


def decides_by_role(source: Source) -> Iterable[Fault]:
    """Name each comparison, condition and query that reads a practitioner's role."""
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.Compare | ast.Match):
            said = [node.left, *node.comparators] if isinstance(node, ast.Compare) else [node.subject]
            found = any(isinstance(one, ast.Attribute) and one.attr in ("role", "by_role") for one in said)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asks = node.func.attr in ("filter", "exclude", "get", "order_by")
            names = [key.arg or "" for key in node.keywords]
            if node.func.attr == "order_by":
                names += [str(one.value) for one in node.args if isinstance(one, ast.Constant)]
            found = asks and any("role" in name.strip("-").split("__") for name in names)
        else:
            continue
        if found:
            yield Fault(source.where, node.lineno, "this decides by somebody's role: ask who leads, or who has a tie")


def shown_by_role(source: Source) -> Iterable[Fault]:
    """Name each template that compares somebody's role with anything."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        if COMPARED.search(line):
            yield Fault(source.where, number, "this shows something by somebody's role: ask who leads")


def test_nothing_in_the_house_is_decided_by_a_role():
    none_of(fault for source in programs() for fault in decides_by_role(source))
    none_of(fault for source in templates() for fault in shown_by_role(source))


@pytest.mark.parametrize(
    "planted",
    [
        "if who.role == 'nurse':\n    pass",
        "may = 'peer worker' != one.practitioner.role",
        "Practitioner.objects.filter(role='nurse')",
        "Membership.objects.exclude(practitioner__role__startswith='peer')",
        "rows.order_by('-role')",
        "match one.role:\n    case 'nurse':\n        pass",
    ],
)
def test_a_decision_by_role_is_named(planted):
    assert list(decides_by_role(Source("src/livingwell/journeys/rules/planted.py", planted)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ROLES)
def test_whatever_their_role_is_called_they_write_decide_hold_and_draw_in_as_anybody(lasting_place, role):
    place = lasting_place
    with owner_connection() as owner:
        owner.execute("update places_practitioner set role = %s where id = %s", [role, place.shanice.pk])
    shanice = Practitioner.objects.get(pk=place.shanice.pk)
    journey, huddle = introduce(place, "Ama"), gather(place)
    with as_(shanice) as by:
        journeys.make_step(journey=journey, what="Ring", doer=ours(shanice), due_on=in_days(2), by=by)
        journeys.raise_worry(journey=journey, words="The post", by=by)
        journeys.draw_in(journey=journey, practitioner=place.maggie, why="Rent", by=by)
        huddles.word_decision(huddle=huddle, journey=journey, words="We go together", revision=0, writer="", by=by)
        journeys.hold(journey=journey, practitioner=shanice, by=by)
        assert Brought.objects.get(journey=journey).decision_by == "Shanice"
        assert NextStep.objects.filter(journey=journey, practitioner=shanice).exists()
    browser = signed_in(shanice)
    for doing in ("step", "hold", "draw-in", "tried", "worry", "bring", "pause", "end", "refuse"):
        assert browser.get(f"/journeys/{journey.pk}/{doing}/").status_code == 200

"""Looking inside what is sealed: rows by their words, and cells that a test read in SQL."""

from typing import Any

from livingwell.journeys.models import NextStep
from livingwell.sealed.keyring import unseal


def opened(cell: str, where: str) -> str:
    """Return the words of a cell of the column `where`: `people_person.needs`."""
    return unseal(cell, where)


def steps_that_say(*beginnings: str, **which: Any) -> list[NextStep]:
    """Return the next steps whose words begin so, oldest first."""
    return [one for one in NextStep.objects.filter(**which).order_by("made_at") if one.what.startswith(beginnings)]

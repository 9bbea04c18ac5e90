"""Who writes: the person by their own hand, or a practitioner sitting beside them; nobody else."""

from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible

from ..rules import THEIR_OWN


def written(by: Viewer) -> dict[str, object]:
    """Return the columns that say who wrote. Raises NotPossible for anybody but the two."""
    if not (by.is_person or by.is_practitioner):
        raise NotPossible(THEIR_OWN)
    return {"by_kind": by.kind, "by_id": by.ref, "by_called": by.called}


def beside(by: Viewer) -> dict[str, object]:
    """Return the same, and whether it was written together."""
    return {**written(by), "together": by.is_practitioner}

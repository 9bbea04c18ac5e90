"""Who is written down twice: said by one of us, taken back by one of us, and never by a machine."""

from django.db.models import Q
from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible

from .. import rules
from ..models import Double, Person


@action
def say_one(*, one: Person, other: Person, why: str, by: Viewer) -> Double:
    """Say that two people written down are one. Nobody's rows move, and nobody sees more of either than before.

    The one written down later points to the other, unless it points somewhere already. Raises NotPossible without a
    sentence why, where it has been said, and where either is one with somebody else so that it would go in a ring.
    """
    rules.check_why(why)
    later, earlier = sorted((one, other), key=lambda each: (each.made_at, str(each.pk)), reverse=True)
    if later.pk == earlier.pk:
        raise NotPossible(rules.THEMSELVES)
    _unsay(later, earlier, said=True, why=why, by=by)
    if _points(later):
        if _points(earlier):
            raise NotPossible(rules.BOTH_ARE)
        later, earlier = earlier, later
    return _say(later, earlier, is_one=True, why=why, by=by)


@action
def say_two(*, one: Person, other: Person, why: str, by: Viewer) -> Double:
    """Say that two people written down are two, so that they are not offered as one again."""
    rules.check_why(why)
    if one.pk == other.pk:
        raise NotPossible(rules.THEMSELVES)
    _unsay(one, other, said=False, why=why, by=by)
    return _say(one, other, is_one=False, why=why, by=by)


@action
def take_back(*, double: Double, why: str, by: Viewer) -> Double:
    """Take back what was said of two people. What was said, by whom and why stays; all else is as it was before."""
    rules.check_why(why)
    standing = Double.objects.select_for_update().filter(pk=double.pk, until__isnull=True).first()
    if standing is None:
        raise NotPossible(rules.PUT_RIGHT)
    return _end(standing, why=why, by=by)


def _unsay(one: Person, other: Person, *, said: bool, why: str, by: Viewer) -> None:
    """End what was said of two before, where it was the opposite. Raises NotPossible where it was the same."""
    standing = Double.objects.select_for_update().filter(
        Q(person=one, other=other) | Q(person=other, other=one), until__isnull=True
    )
    for before in standing:
        if before.is_one == said:
            raise NotPossible(rules.ONE_ALREADY if said else rules.TWO_ALREADY)
        _end(before, why=why, by=by)


def _points(person: Person) -> bool:
    return Double.objects.filter(person=person, is_one=True, until__isnull=True).exists()


def _say(one: Person, other: Person, *, is_one: bool, why: str, by: Viewer) -> Double:
    return Double.objects.create(
        person=one, other=other, is_one=is_one, why=why.strip(), said_by=by.called, by_id=by.someone
    )


def _end(double: Double, *, why: str, by: Viewer) -> Double:
    double.until, double.ended_by, double.ended_why = timezone.now(), by.called, why.strip()
    double.save(update_fields=["until", "ended_by", "ended_why"])
    return double

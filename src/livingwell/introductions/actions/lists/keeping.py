"""Keeping a list, sealed, between the pages that it is brought in by."""

from django.db import connection
from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places import queries as places
from livingwell.places.models import Team

from ... import queries
from ...models import WaitingList
from ...rules.lists import Chosen, Kept, Sheet

ONLY_A_LEAD = N_("Bringing in a waiting list is for whoever leads the team. Ask them to, or to do it with you.")
IS_IN = N_("This list has been brought in. Nothing is made of it twice.")


@action
def keep_list(*, team: Team, sheets: tuple[Sheet, ...], by: Viewer) -> WaitingList:
    """Keep what a file says, sealed, for whoever chose it and nobody else, for a day at most."""
    check_leads(team, by)
    return WaitingList.objects.create(practitioner_id=by.someone, team=team, says=Kept(sheets).in_text())


@action
def choose(*, waiting: WaitingList, chosen: Chosen, by: Viewer) -> None:
    """Say of a list what its columns are, and how many a day the team can reach."""
    one = turn_of(waiting)
    one.says = queries.opened(one).choosing(chosen).in_text()
    one.save(update_fields=["says"])


@action
def take_back(*, waiting: WaitingList, by: Viewer) -> None:
    """Forget a list now. Whoever came in by it stays."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.take_list_back(%s)", [waiting.pk])


@action
def forget_lists(*, by: Viewer) -> int:
    """Forget the lists that were chosen more than a day ago; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.forget_lists()")
        return cursor.fetchone()[0]


def turn_of(waiting: WaitingList) -> WaitingList:
    """Return a list as it stands, ours until this transaction ends. Raises NotPossible when people were made of it."""
    held = WaitingList.objects.select_for_update(of=("self",)).select_related("team__site")
    one = held.filter(pk=waiting.pk, brought_in_at=None).first()
    if one is None:  # the database keeps it as it is from then on
        raise NotPossible(IS_IN)
    return one


def check_leads(team: Team, by: Viewer) -> None:
    if by.ref is None or not places.led_by(by.ref, timezone.now()).filter(pk=team.pk).exists():
        raise NotPossible(ONLY_A_LEAD)

"""Ties, refusals, looking, and the keys to My page: the only place that writes them."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models.functions import Now

from livingwell.lib import keys
from livingwell.record import actions as record
from livingwell.record import rules as record_rules

from . import queries
from .acting import action
from .models import Look, OwnPage, PersonKey, Refusal, Tie
from .words import SEES, WRITES, Kind, Reason, Viewer


@action
def make_key(*, person_id: UUID, by: Viewer) -> PersonKey:
    """Make the bare key of a fresh person. `person_id` is ours, never typed."""
    return PersonKey.objects.create(person_id=person_id)


@action
def bring_in(*, person_ids: Iterable[UUID], team_id: UUID, words: str, by: Viewer) -> set[UUID]:
    """Make the bare keys of people from a waiting list, each tied to the team that holds. Returns whose are fresh.

    A key that was there before is left as it was, and its team learns nothing of it. Only for whoever leads the team:
    for anybody else nothing is made. Then the rest is written of these people as of any that a team holds.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select gate.bring_in(%s, %s, %s, %s, %s, %s)",
            [
                team_id,
                list(person_ids),
                sorted(SEES[Reason.HOLDS]),
                sorted(WRITES[Reason.HOLDS]),
                Tie._meta.get_field("words").closed(words),
                by.called,
            ],
        )
        return {row[0] for row in cursor.fetchall()}


@action
def tie(
    *,
    person_id: UUID,
    party_kind: Kind,
    party_id: UUID,
    reason: Reason,
    words: str = "",
    until: datetime | None = None,
    by: Viewer,
) -> Tie:
    """Tie a party to a person, for a reason that says which parts it sees and writes (`words.SEES`, `words.WRITES`)."""
    return Tie.objects.create(
        person_id=person_id,
        party_kind=party_kind,
        party_id=party_id,
        reason=reason,
        words=words,
        sees=sorted(SEES[reason]),
        writes=sorted(WRITES[reason]),
        until=until,
        made_by=by.called,
    )


@action
def end_ties(*, person_id: UUID, party_kind: Kind, party_id: UUID, reason: Reason | None = None, by: Viewer) -> int:
    """End a party's current ties to a person, from the next statement on. Returns how many there were."""
    ties = queries.current_ties(person_id).filter(party_kind=party_kind, party_id=party_id)
    if reason:
        ties = ties.filter(reason=reason)
    return ties.order_by().update(until=Now(), ended_by=by.called)


@action
def refuse(*, person_id: UUID, practitioner_id: UUID, words: str = "", by: Viewer) -> Refusal:
    """Record "never this practitioner". It outranks every tie from the next statement on."""
    return Refusal.objects.create(person_id=person_id, practitioner_id=practitioner_id, words=words, made_by=by.called)


def look(*, person_id: UUID, page: str, why: str = "", by: Viewer) -> Look:
    """Record that somebody opened a person's page; sealed like everything that happens.

    Part of the reader's own transaction and of no promise about journeys, so it has no savepoint and checks none:
    it is on every page about a person, and costs two statements.
    """
    [one] = look_at_all(person_ids=[person_id], page=page, why=why, by=by)
    return one


def look_at_all(*, person_ids: Iterable[UUID], page: str, why: str = "", by: Viewer) -> list[Look]:
    """Record that somebody opened a page on which several people stand in full, paper too: a look at each of them.

    As many statements as for one.
    """
    looks = Look.objects.bulk_create([_look(person_id, page, why, by) for person_id in person_ids])
    digests = [(one.pk, record_rules.digest(bytes(one.salt), look_payload(one))) for one in looks]
    record.note_all(source="access.look", digests=digests)
    return looks


def _look(person_id: UUID, page: str, why: str, by: Viewer) -> Look:
    return Look(
        person_id=person_id,
        by_kind=by.kind,
        by_id=by.ref,
        by_called=by.called,
        by_role=by.role,
        by_organisation=by.organisation,
        page=page,
        why=why,
        salt=secrets.token_bytes(16),
    )


def look_payload(one: Look) -> dict[str, object]:
    """Return what of a look is sealed: all of it but the salt."""
    return {
        "id": one.pk,
        "person": one.person_id,
        "by_kind": one.by_kind,
        "by": one.by_id,
        "called": one.by_called,
        "role": one.by_role,
        "organisation": one.by_organisation,
        "page": one.page,
        "why": one.why,
        "at": one.at,
    }


@action
def give_page(*, person_id: UUID, by: Viewer) -> tuple[str, str]:
    """Make a fresh link and words for somebody's own page, ending any before. Returns (link, words), shown once."""
    OwnPage.objects.filter(person_id=person_id, until__isnull=True).update(until=Now())
    has_own_tie = Tie.objects.filter(
        person_id=person_id, party_kind=Kind.PERSON, party_id=person_id, until__isnull=True
    ).exists()
    if not has_own_tie:
        tie(person_id=person_id, party_kind=Kind.PERSON, party_id=person_id, reason=Reason.THEMSELVES, by=by)
    link, words = keys.new_link(), keys.new_words()
    OwnPage.objects.create(
        person_id=person_id,
        link_digest=keys.link_digest(link),
        words_hash=make_password(words),
        made_by=by.called,
    )
    return link, words


@action
def shut_page(*, person_id: UUID, by: Viewer) -> None:
    """Have the link and the words to somebody's own page open nothing any more: they have died, and a phone is left."""
    OwnPage.objects.filter(person_id=person_id, until__isnull=True).update(until=Now())


@action
def page_opened(*, page_id: UUID, by: Viewer) -> None:
    """Say that somebody's own page was opened with its words: the first time stays."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.page_opened(%s)", [page_id])

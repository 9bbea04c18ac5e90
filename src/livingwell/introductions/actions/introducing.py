"""Coming in at a door. From the commit of this action on, a team holds somebody and has a day to reach them by."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access import actions as access
from livingwell.access.acting import action
from livingwell.access.naming import at_the_door, named
from livingwell.access.words import Kind, Reason, Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.words import Happened
from livingwell.lib import keys
from livingwell.people import actions as people
from livingwell.places.models import Practitioner, Team
from livingwell.places.words import Pack

from .. import queries, rules
from ..models import Confidence, Introduction, Receipt
from ..rules import Introducing
from .again import is_another, keep_again
from .arriving import Arrival, Introduced, add_way, link_of, uuid_of
from .promising import please_ring, promise_a_lead, promise_a_ring
from .turns import take_turn
from .typed import keep_what_was_typed

RECEIPT_LASTS = timedelta(days=180)


@action
def introduce(
    *,
    key: UUID,
    said: Introducing,
    team: Team,
    door: str,
    pack: Pack,
    now: datetime,
    practitioner: Practitioner | None = None,
    by: Viewer,
) -> Introduced:
    """Introduce somebody. `key` is the form's own: the same form twice is one person, one journey, one receipt.

    Where the second form says something the first did not, that is kept too, by the same rules.
    """
    rules.check_introducing(said)
    return _arrive(key, Arrival(_made(key, pack.reach_by(now)), said, team, door, pack, now, practitioner, by))


def _arrive(key: UUID, arrival: Arrival) -> Introduced:
    arrival = replace(arrival, made=_made(key, arrival.made.reach_by))
    try:
        with transaction.atomic(), at_the_door(arrival.made.person_id):
            access.make_key(person_id=arrival.made.person_id, by=arrival.by)
            _come_in(arrival)
    except IntegrityError as error:
        if not _is_second_arrival(error):
            raise
        return _again(key, arrival)
    return arrival.made


def _made(key: UUID, reach_by: date) -> Introduced:
    return Introduced(uuid_of("introduction", key), uuid_of("person", key), link_of(key), reach_by)


def _come_in(arrival: Arrival) -> None:
    made, said, by = arrival.made, arrival.said, arrival.by
    people.make_person(person_id=made.person_id, called=said.called, about=dict(said.about), by=by)
    for way in said.ways:
        if way.value.strip():
            add_way(arrival, way, given_by=arrival.given_by)
    journey = journeys.open_journey(
        person_id=made.person_id,
        team=arrival.team,
        reach_by=made.reach_by,
        first_conversation_days=arrival.pack.rhythm.first_conversation_days,
        what=_("Be in touch for the first time"),
        journey_id=uuid_of("journey", made.introduction_id),
        by=by,
    )
    introduction = _write_introduction(arrival, journey)
    keep_what_was_typed(introduction=introduction, said=said, by=by)
    _write_confidence(introduction, said)
    _write_receipt(introduction, arrival)
    journeys.record_event(
        kind=Happened.INTRODUCED,
        person_id=made.person_id,
        journey_id=journey.pk,
        about={"for_whom": str(said.for_whom), "door": arrival.door, "by": by.called},
        from_id=introduction.pk,
        by=by,
    )
    _promise_more(arrival, journey)


def _again(key: UUID, arrival: Arrival) -> Introduced:
    """Answer a second arrival of one form: the same receipt, with whatever was not in the first kept beside it.

    With another name on it, it is for somebody else, and becomes an introduction of its own: nobody is lost among
    somebody else's words, nor read on their page. One whose receipt is over leads to the page that says so.
    """
    made = replace(arrival.made, is_again=True)
    with named(Viewer(Kind.RECEIPT, made.introduction_id, called=arrival.by.called)) as bearer:
        take_turn(made.introduction_id)
        first = queries.receipt_borne()
        if first is None:
            return made
        if not is_another(first, arrival):
            keep_again(receipt=first, arrival=arrival, by=bearer)
            return replace(made, reach_by=first.reach_by)
    return _arrive(_key_for(key, arrival.said), arrival)


def _key_for(key: UUID, said: Introducing) -> UUID:
    """Return the key of the introduction that a form makes when it comes back with another name on it."""
    return uuid_of(f"{said.for_whom} {' '.join(said.called.casefold().split())}", key)


def _write_introduction(arrival: Arrival, journey: Journey) -> Introduction:
    said, introducer = arrival.said, arrival.said.introducer or rules.Introducer("")
    return Introduction.objects.create(
        pk=arrival.made.introduction_id,
        person_id=arrival.made.person_id,
        journey=journey,
        site_id=arrival.team.site_id,
        team=arrival.team,
        door=arrival.door,
        for_whom=said.for_whom,
        promised_by=arrival.made.reach_by,
        reach_by=arrival.made.reach_by,
        called=said.called.strip(),
        wants_a_ring=said.wants_a_ring,
        been_before=said.been_before,
        is_under_18=said.is_under_18,
        introducer_called=introducer.called,
        introducer_is=introducer.is_to_them,
        introducer_organisation=introducer.organisation,
        introducer_contact=introducer.contact,
        they_agreed=introducer.they_agreed,
        why_not_agreed=introducer.why_not_agreed,
        tell_back=said.tell_back,
        practitioner=arrival.practitioner,
    )


def _write_confidence(introduction: Introduction, said: Introducing) -> None:
    if said.introducer and said.introducer.in_confidence.strip():
        Confidence.objects.create(
            introduction=introduction,
            person_id=introduction.person_id,
            words=said.introducer.in_confidence.strip(),
        )


def _write_receipt(introduction: Introduction, arrival: Arrival) -> None:
    until = timezone.now() + RECEIPT_LASTS
    Receipt.objects.create(
        introduction=introduction,
        person_id=introduction.person_id,
        link_digest=keys.link_digest(arrival.made.link),
        by_introducer=arrival.by_introducer,
        until=until,
    )
    access.tie(
        person_id=introduction.person_id,
        party_kind=Kind.RECEIPT,
        party_id=introduction.pk,
        reason=Reason.RECEIPT,
        until=until,
        by=arrival.by,
    )


def _promise_more(arrival: Arrival, journey: Journey) -> None:
    """Make the steps that some introductions ask for beside the first: a ring, and a named lead under 18."""
    said, pack, now = arrival.said, arrival.pack, arrival.now
    if said.wants_a_ring:
        introducer = said.introducer.called if said.introducer else ""
        promise_a_ring(
            journey=journey,
            what=please_ring(introducer),
            introducer=introducer,
            due_on=pack.next_read(now).date(),
            from_id=arrival.made.introduction_id,
            by=arrival.by,
        )
    if said.is_under_18:
        promise_a_lead(journey=journey, due_on=pack.reach_by(now), by=arrival.by)


def _is_second_arrival(error: IntegrityError) -> bool:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", "") == "access_personkey_pkey"

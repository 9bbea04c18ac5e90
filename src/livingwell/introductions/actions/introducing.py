"""Coming in at a door. From the commit of this action on, a team holds somebody and has a day to reach them by."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access import actions as access
from livingwell.access.acting import action
from livingwell.access.naming import at_the_door, named
from livingwell.access.words import Kind, Reason, Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer, latest_due
from livingwell.journeys.words import Happened, StepBy, StepKind
from livingwell.lib import keys
from livingwell.lib.hours import LONDON
from livingwell.people import actions as people
from livingwell.people.words import GivenBy
from livingwell.places.models import Practitioner, Team
from livingwell.places.words import Pack

from .. import rules
from ..models import Confidence, Introduction, Receipt
from ..rules import Introducing
from ..words import ForWhom
from .typed import keep_what_is_new, keep_what_was_typed

RECEIPT_LASTS = timedelta(days=180)


@dataclass(frozen=True)
class Introduced:
    """What whoever introduced somebody takes away: the link to their receipt, and the day somebody is in touch by."""

    introduction_id: UUID
    person_id: UUID
    link: str
    reach_by: date
    is_again: bool = False  # the same form had come before


@dataclass(frozen=True)
class Arrival:
    """Everything one arrival at a door is made of."""

    made: Introduced
    said: Introducing
    team: Team
    door: str
    pack: Pack
    now: datetime
    practitioner: Practitioner | None
    by: Viewer


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

    Where the second form says something the first did not, that is kept too, as words added to the receipt.
    """
    rules.check_introducing(said)
    ids = {label: _uuid(label, key) for label in ("introduction", "person")}
    made = Introduced(ids["introduction"], ids["person"], link_of(key), pack.reach_by(now))
    try:
        with transaction.atomic(), at_the_door(made.person_id):
            access.make_key(person_id=made.person_id, by=by)
            _come_in(Arrival(made, said, team, door, pack, now, practitioner, by))
    except IntegrityError as error:
        if not _is_second_arrival(error):
            raise
        return _again(made, said, by)
    return made


def _come_in(arrival: Arrival) -> None:
    made, said, by = arrival.made, arrival.said, arrival.by
    people.make_person(person_id=made.person_id, called=said.called, about=dict(said.about), by=by)
    _add_ways(arrival)
    journey = journeys.open_journey(
        person_id=made.person_id,
        team=arrival.team,
        reach_by=made.reach_by,
        first_conversation_days=arrival.pack.rhythm.first_conversation_days,
        what=_("Be in touch for the first time"),
        journey_id=_uuid("journey", made.introduction_id),
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


def _again(made: Introduced, said: Introducing, by: Viewer) -> Introduced:
    """Answer a second arrival of one form: the same receipt, with whatever was not in the first kept beside it."""
    with named(Viewer(Kind.RECEIPT, made.introduction_id, called=by.called)) as bearer:
        first = Introduction.objects.select_for_update().get(pk=made.introduction_id)
        keep_what_is_new(introduction=first, said=said, by=bearer)
    return Introduced(made.introduction_id, made.person_id, made.link, first.reach_by, is_again=True)


def _add_ways(arrival: Arrival) -> None:
    said = arrival.said
    if said.for_whom == ForWhom.ME:
        given_by = GivenBy.THEMSELVES
    elif arrival.practitioner is not None and said.introducer and said.introducer.they_agreed:
        given_by = GivenBy.PRACTITIONER
    else:
        given_by = GivenBy.SOMEBODY_ELSE
    for way in said.ways:
        if way.value.strip():
            people.add_way(
                person_id=arrival.made.person_id,
                channel=way.channel,
                value=way.value,
                given_by=given_by,
                may_message=way.may_message,
                may_leave_message=way.may_leave_message,
                may_say=way.may_say,
                not_say=way.not_say,
                when=way.when,
                by=arrival.by,
            )


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
        by_introducer=arrival.said.for_whom != ForWhom.ME,
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
    doer = Doer(StepBy.TEAM, team_id=arrival.team.pk)
    latest = latest_due(now.astimezone(LONDON).date(), arrival.team.site.horizon_days)  # however long a holiday
    if said.wants_a_ring:
        journeys.make_step(
            journey=journey,
            what=please_ring(said.introducer.called if said.introducer else ""),
            doer=doer,
            due_on=min(pack.next_read(now).date(), latest),
            kind=StepKind.REACH,
            by=arrival.by,
        )
    if said.is_under_18:
        journeys.make_step(
            journey=journey,
            what=_("Name who leads for somebody under 18. No parent is contacted unless they ask"),
            doer=doer,
            due_on=min(pack.reach_by(now), latest),
            kind=StepKind.YOUNG_LEAD,
            by=arrival.by,
        )


def please_ring(introducer: str) -> str:
    """Return the step of ringing whoever asked to be rung: the person, or whoever introduced them."""
    if introducer:
        asked = _("Ring %(introducer)s, who introduced them, as soon as the door is read: they asked to be rung")
        return asked % {"introducer": introducer}
    return _("Ring them as soon as the door is read: they asked to be rung")


def _uuid(label: str, key: UUID) -> UUID:
    return UUID(bytes=keys.made_from(settings.VIEWER_KEY, label, key)[:16], version=4)


def link_of(key: UUID) -> str:
    """Return the link to the receipt of the form with this key: the same key, the same link."""
    return urlsafe_b64encode(keys.made_from(settings.VIEWER_KEY, "receipt", key)).decode().rstrip("=")


def _is_second_arrival(error: IntegrityError) -> bool:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", "") == "access_personkey_pkey"

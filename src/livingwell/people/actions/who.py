"""Writing who somebody is and how to reach them."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Now

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .. import rules
from ..models import Person, WayToReach
from ..rules import Overtaken
from ..words import Channel, GivenBy

AT_ONCE = 500  # rows in one statement, where many are written together
# What may be put right on a person's page, beside what they are called.
FIELDS = frozenset(
    {
        "called",
        "pronouns",
        "age_band",
        "own_words",
        "strengths",
        "language",
        "wants_interpreter",
        "needs",
        "company",
        "meets",
        "meets_where",
        "meets_when",
        "good_days",
        "good_parts",
    }
)


@action
def make_person(*, person_id: UUID, called: str, about: dict[str, Any] | None = None, by: Viewer) -> Person:
    """Say who a fresh person is. Only what they are called is needed."""
    one = new_person(person_id=person_id, called=called, about=about)
    one.save(force_insert=True)
    return one


@action
def make_people(*, people: Iterable[Person], by: Viewer) -> list[Person]:
    """Say who many fresh people are, each made by `new_person`. As many statements as for a few."""
    return Person.objects.bulk_create(people, batch_size=AT_ONCE)


def new_person(*, person_id: UUID, called: str, about: dict[str, Any] | None = None) -> Person:
    """Return somebody who is not kept yet. Raises NotPossible without a name to call them by."""
    if not called.strip():
        raise NotPossible(N_("Enter a name to be called by. Any name will do."), field="called")
    known = {key: value for key, value in (about or {}).items() if key in FIELDS and value not in ("", None)}
    return Person(key_id=person_id, **{**known, "called": called.strip()})


@action
def put_right(*, person: Person, revision: int, changes: dict[str, Any], by: Viewer) -> Person:
    """Change what is said of somebody. Raises rules.Overtaken when it was changed since `revision` was read."""
    wanted = {key: value for key, value in changes.items() if key in FIELDS}
    if "called" in wanted and not str(wanted["called"]).strip():
        raise NotPossible(N_("Enter a name to be called by. Any name will do."), field="called")
    one = Person.objects.select_for_update().filter(pk=person.pk).first()
    if one is None or one.revision != revision:
        raise Overtaken(rules.OVERTAKEN)
    changed = [name for name, value in wanted.items() if getattr(one, name) != value]
    if not changed:
        return one
    for name in changed:
        setattr(one, name, wanted[name])
    one.revision += 1
    one.save(update_fields=[*changed, "revision"])
    return one


@action
def add_way(
    *,
    person_id: UUID,
    channel: Channel,
    value: str,
    given_by: GivenBy,
    may_message: bool = False,
    may_leave_message: bool = False,
    may_say: str = "",
    not_say: str = "",
    when: str = "",
    reminds_hours: int | None = None,
    by: Viewer,
) -> WayToReach:
    """Add a way to reach somebody. One that somebody else gave is unverified: no message, no voicemail."""
    way = new_way(
        person_id=person_id,
        channel=channel,
        value=value,
        given_by=given_by,
        may_message=may_message,
        may_leave_message=may_leave_message,
        may_say=may_say,
        not_say=not_say,
        when=when,
        reminds_hours=reminds_hours,
        by=by,
    )
    way.save(force_insert=True)
    return way


@action
def add_ways(*, ways: Iterable[WayToReach], by: Viewer) -> list[WayToReach]:
    """Add ways to reach many people, each made by `new_way`."""
    return WayToReach.objects.bulk_create(ways, batch_size=AT_ONCE)


def new_way(
    *,
    person_id: UUID,
    channel: Channel,
    value: str,
    given_by: GivenBy,
    may_message: bool = False,
    may_leave_message: bool = False,
    may_say: str = "",
    not_say: str = "",
    when: str = "",
    reminds_hours: int | None = None,
    by: Viewer,
) -> WayToReach:
    """Return a way that is not kept yet, as safe as whoever gave it can make it."""
    from_another = given_by == GivenBy.SOMEBODY_ELSE
    return WayToReach(
        person_id=person_id,
        channel=channel,
        value=value.strip(),
        given_by=given_by,
        is_verified=given_by == GivenBy.PRACTITIONER,
        may_message=may_message and not from_another,
        may_leave_message=may_leave_message and not from_another,
        may_say=may_say,
        not_say=not_say,
        when=when,
        reminds_hours=reminds_hours if may_message and not from_another else None,
        made_by=by.called,
    )


@action
def verify_way(
    *, way: WayToReach, may_message: bool, may_leave_message: bool, reminds_hours: int | None = None, by: Viewer
) -> None:
    """Say that a practitioner has checked, with the person, that a way is theirs and what is safe on it."""
    WayToReach.objects.filter(pk=way.pk).update(
        is_verified=True,
        may_message=may_message,
        may_leave_message=may_leave_message,
        reminds_hours=reminds_hours if may_message else None,
    )


@action
def say_safe(
    *,
    way: WayToReach,
    may_message: bool,
    may_leave_message: bool,
    may_say: str = "",
    not_say: str = "",
    when: str = "",
    reminds_hours: int | None = None,
    by: Viewer,
) -> WayToReach:
    """Keep what a person told a practitioner is safe on a way. Other words of theirs end it and make another."""
    if not WayToReach.objects.filter(pk=way.pk, until__isnull=True).exists():
        raise NotPossible(N_("This way is no longer in use. Look again at how to reach them."))
    if (may_say, not_say, when) == (way.may_say, way.not_say, way.when):
        verify_way(
            way=way, may_message=may_message, may_leave_message=may_leave_message, reminds_hours=reminds_hours, by=by
        )
        return way
    end_ways(ways=[way], by=by)
    return add_way(
        person_id=way.person_id,
        channel=Channel(way.channel),
        value=way.value,
        given_by=GivenBy.PRACTITIONER,
        may_message=may_message,
        may_leave_message=may_leave_message,
        may_say=may_say,
        not_say=not_say,
        when=when,
        reminds_hours=reminds_hours,
        by=by,
    )


@action
def end_ways(*, ways: Iterable[WayToReach], by: Viewer) -> None:
    """Say that ways are no longer safe. They are kept, and never used."""
    WayToReach.objects.filter(pk__in=[way.pk for way in ways], until__isnull=True).update(until=Now())


@action
def record_death(*, person_id: UUID, died_on: date, by: Viewer) -> None:
    """Record that somebody has died. Every message stops: the rules are asked again at sending."""
    Person.objects.filter(pk=person_id).update(died_on=died_on, revision=F("revision") + 1)


@action
def put_death_right(*, person_id: UUID, by: Viewer) -> None:
    """Take back a death that was recorded by mistake."""
    Person.objects.filter(pk=person_id).update(died_on=None, revision=F("revision") + 1)

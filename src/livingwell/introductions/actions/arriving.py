"""What one arrival at a door is made of, and the keys that make the same form the same introduction."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from livingwell.access.words import Viewer
from livingwell.lib import keys
from livingwell.people import actions as people
from livingwell.people.words import GivenBy
from livingwell.places.models import Practitioner, Team
from livingwell.places.words import Pack

from ..rules import Introducing, Way
from ..words import ForWhom


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

    @property
    def by_introducer(self) -> bool:
        return self.said.for_whom != ForWhom.ME

    @property
    def given_by(self) -> GivenBy:
        """Who gave the ways to reach them: only their own word, or one of us beside them, makes a way safe."""
        if not self.by_introducer:
            return GivenBy.THEMSELVES
        agreed = self.said.introducer is not None and bool(self.said.introducer.they_agreed)
        return GivenBy.PRACTITIONER if self.practitioner is not None and agreed else GivenBy.SOMEBODY_ELSE


def add_way(arrival: Arrival, way: Way, *, given_by: GivenBy) -> None:
    """Add a way to reach them as it was typed, with what is safe on it as far as whoever gave it can say."""
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


def uuid_of(label: str, key: UUID) -> UUID:
    """Return the id that a form's key makes for what `label` names: the same key, the same id."""
    return UUID(bytes=keys.made_from(settings.VIEWER_KEY, label, key)[:16], version=4)


def person_of(key: UUID) -> UUID:
    """Return the id of whoever comes in by the form with this key."""
    return uuid_of("person", key)


def link_of(key: UUID) -> str:
    """Return the link to the receipt of the form with this key: the same key, the same link."""
    return urlsafe_b64encode(keys.made_from(settings.VIEWER_KEY, "receipt", key)).decode().rstrip("=")

"""What a life in the demonstration needs to happen in: a pack, a team, a cast."""

from dataclasses import dataclass

from livingwell.places.models import Practitioner, Team
from livingwell.places.words import Pack


@dataclass(frozen=True)
class Place:
    """What a life needs to happen in."""

    pack: Pack
    team: Team
    cast: dict[str, Practitioner]

    @property
    def holders(self) -> list[Practitioner]:
        return [self.cast[name] for name in ("Shanice", "Tom", "Priya", "Dev")]

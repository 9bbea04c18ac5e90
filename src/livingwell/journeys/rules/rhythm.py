"""Where somebody is in the place's rhythm of about so many conversations: a rhythm, and never a wall."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InRhythm:
    """`talked` conversations held, in a rhythm of about `about`; past it, going on is thought about together."""

    talked: int
    about: int

    @property
    def has_begun(self) -> bool:
        return self.talked > 0

    @property
    def is_past(self) -> bool:
        return self.talked > self.about

    @property
    def marks(self) -> tuple[bool, ...]:
        """One mark for each conversation of the rhythm: whether it has been. As many when it is past, and no more."""
        return tuple(number < self.talked for number in range(self.about))


def in_rhythm(talked: int, *, about: int) -> InRhythm:
    """Return where somebody is. Nothing anywhere is refused by it."""
    return InRhythm(max(talked, 0), about)

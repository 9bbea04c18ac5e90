"""What pages show of a plan."""

from .goal import (
    AspirationPanel,
    GoalPanel,
    GoalsPanel,
    RatingRow,
)
from .plan import (
    EARLIER,
    PartPanel,
    SheetPanel,
    Suggested,
    VersionPanel,
    history_of,
    sheets_of,
    shown_to,
)
from .wheel import (
    PartRow,
    TurnRow,
    WheelPanel,
    empty_wheel,
)

__all__ = [
    "EARLIER",
    "AspirationPanel",
    "GoalPanel",
    "GoalsPanel",
    "PartPanel",
    "PartRow",
    "RatingRow",
    "SheetPanel",
    "Suggested",
    "TurnRow",
    "VersionPanel",
    "WheelPanel",
    "empty_wheel",
    "history_of",
    "sheets_of",
    "shown_to",
]

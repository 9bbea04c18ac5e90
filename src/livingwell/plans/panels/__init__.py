"""What pages show of a plan."""

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

__all__ = [
    "EARLIER",
    "PartPanel",
    "SheetPanel",
    "Suggested",
    "VersionPanel",
    "history_of",
    "sheets_of",
    "shown_to",
]

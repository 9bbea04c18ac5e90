"""Writing a place: its pack loaded, people joining, being away, being on duty, leaving."""

from .bringing import (
    bring,
    change_bringing,
    forget_what_was_taken_back,
    put_back_bringing,
    take_back_bringing,
)
from .days import be_away, come_back, take_duty
from .joining import invite, join, join_by, withdraw_all_invitations, withdraw_invitation
from .memberships import change_days, change_roles, end_membership, is_last_team
from .packs import live_through, load_pack

__all__ = [
    "be_away",
    "bring",
    "change_bringing",
    "change_days",
    "change_roles",
    "come_back",
    "end_membership",
    "forget_what_was_taken_back",
    "invite",
    "is_last_team",
    "join",
    "join_by",
    "live_through",
    "load_pack",
    "put_back_bringing",
    "take_back_bringing",
    "take_duty",
    "withdraw_all_invitations",
    "withdraw_invitation",
]

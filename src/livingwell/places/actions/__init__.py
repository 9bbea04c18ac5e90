"""Writing a place: its pack loaded, people joining, being away, being on duty, leaving."""

from .bringing import (
    bring,
    change_bringing,
    forget_what_was_taken_back,
    put_back_bringing,
    take_back_bringing,
)
from .days import be_away, be_here, come_back, leave_words, name_cover, say_away_today, take_duty
from .joining import invite, join, join_by, withdraw_all_invitations, withdraw_invitation
from .memberships import change_days, change_roles, end_membership, is_last_team
from .packs import live_through, load_pack

__all__ = [
    "be_away",
    "be_here",
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
    "leave_words",
    "live_through",
    "load_pack",
    "name_cover",
    "put_back_bringing",
    "say_away_today",
    "take_back_bringing",
    "take_duty",
    "withdraw_all_invitations",
    "withdraw_invitation",
]

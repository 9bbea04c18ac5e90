"""Writing a place: its pack loaded, people joining, being away, being on duty, leaving."""

from .days import be_away, be_here, come_back, leave_words, name_cover, say_away_today, take_duty
from .joining import invite, join, join_by, withdraw_all_invitations, withdraw_invitation
from .memberships import change_days, change_roles, end_membership, is_last_team
from .packs import live_through, load_pack

__all__ = [
    "be_away",
    "be_here",
    "change_days",
    "change_roles",
    "come_back",
    "end_membership",
    "invite",
    "is_last_team",
    "join",
    "join_by",
    "leave_words",
    "live_through",
    "load_pack",
    "name_cover",
    "say_away_today",
    "take_duty",
    "withdraw_all_invitations",
    "withdraw_invitation",
]

"""The homes and what gathers the rooms."""

from .away import am_back, away, away_today, days_away, heard_from
from .bringing import brings, my_bringing, my_brings, put_back_mine, take_back_mine
from .copies import agree_to_hold_back, copy, give_copy, hold_back, my_copy, my_copy_data, show_again
from .doubles import beside, take_back
from .duty import duty, handed
from .finding import find
from .joining import invite, join, open_invitation, withdraw_invitation
from .membership import leave_team, left, membership
from .my_coming import move_mine
from .my_page import (
    give_page,
    go_away,
    leave_own_page,
    my_page,
    open_own_page,
    own_words,
    person_come_back,
    person_says,
)
from .my_rights import my_right, my_rights, privacy
from .person import person, person_around, person_said, person_story, put_right
from .place import place_css
from .rights import ask_for_them, asked, person_rights, rights
from .team import team
from .today import today, today_now
from .walk_in import walk_in, walk_in_as, walk_in_as_person
from .who import my_who, my_who_one, person_who, person_who_one, team_who

__all__ = [
    "agree_to_hold_back",
    "am_back",
    "ask_for_them",
    "asked",
    "away",
    "away_today",
    "beside",
    "brings",
    "copy",
    "days_away",
    "duty",
    "find",
    "give_copy",
    "give_page",
    "go_away",
    "handed",
    "heard_from",
    "hold_back",
    "invite",
    "join",
    "leave_own_page",
    "leave_team",
    "left",
    "membership",
    "move_mine",
    "my_bringing",
    "my_brings",
    "my_copy",
    "my_copy_data",
    "my_page",
    "my_right",
    "my_rights",
    "my_who",
    "my_who_one",
    "open_invitation",
    "open_own_page",
    "own_words",
    "person",
    "person_around",
    "person_come_back",
    "person_rights",
    "person_said",
    "person_says",
    "person_story",
    "person_who",
    "person_who_one",
    "place_css",
    "privacy",
    "put_back_mine",
    "put_right",
    "rights",
    "show_again",
    "take_back",
    "take_back_mine",
    "team",
    "team_who",
    "today",
    "today_now",
    "walk_in",
    "walk_in_as",
    "walk_in_as_person",
    "withdraw_invitation",
]

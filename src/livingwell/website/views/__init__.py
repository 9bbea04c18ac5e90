"""The homes and what gathers the rooms."""

from .bringing import brings, my_bringing, my_brings, put_back_mine, take_back_mine
from .doubles import beside, take_back
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
from .person import person, person_around, person_said, person_story, put_right
from .place import place_css
from .team import am_back, days_away, team
from .today import duty, today, today_now
from .walk_in import walk_in, walk_in_as, walk_in_as_person

__all__ = [
    "am_back",
    "beside",
    "brings",
    "days_away",
    "duty",
    "find",
    "give_page",
    "go_away",
    "invite",
    "join",
    "leave_own_page",
    "leave_team",
    "left",
    "membership",
    "move_mine",
    "my_bringing",
    "my_brings",
    "my_page",
    "open_invitation",
    "open_own_page",
    "own_words",
    "person",
    "person_around",
    "person_come_back",
    "person_said",
    "person_says",
    "person_story",
    "place_css",
    "put_back_mine",
    "put_right",
    "take_back",
    "take_back_mine",
    "team",
    "today",
    "today_now",
    "walk_in",
    "walk_in_as",
    "walk_in_as_person",
    "withdraw_invitation",
]

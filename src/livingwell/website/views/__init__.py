"""The homes and what gathers the rooms."""

from .away import am_back, away, away_today, days_away, heard_from
from .bringing import brings, my_bringing, my_brings, put_back_mine, take_back_mine
from .check_ins import (
    ask_check_in,
    check_in,
    check_in_paper,
    check_ins,
    no_more_check_ins,
    person_check_ins,
    stop_check_in,
)
from .copies import agree_to_hold_back, copy, give_copy, hold_back, my_copy, my_copy_data, show_again
from .doubles import beside, take_back
from .duty import duty, handed
from .finding import find
from .goals import (
    my_aspire,
    my_goal,
    my_goal_build,
    my_goal_change,
    my_goal_count,
    my_goal_end,
    my_goals,
    person_aspire,
    person_goal,
    person_goal_build,
    person_goal_change,
    person_goal_count,
    person_goal_end,
    person_goals,
)
from .joining import invite, join, open_invitation, withdraw_invitation
from .membership import leave_team, left, membership
from .my_check_ins import my_check_in, my_check_ins, my_no_more
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
from .my_plan import (
    keep_on_this_phone,
    my_kept_safety_plan,
    my_plan,
    my_plan_part,
    my_safety_plan,
    my_suggestion_no,
)
from .my_rights import my_right, my_rights, privacy
from .person import person, person_around, person_said, person_story, put_right
from .place import place_css
from .plan import (
    person_plan,
    person_plan_part,
    person_safety_plan,
    take_back_suggestion,
)
from .questions import open_questions, questions, questions_no_more, questions_thanks
from .rights import ask_for_them, asked, person_rights, rights
from .team import team
from .today import today, today_now
from .walk_in import walk_in, walk_in_as, walk_in_as_person
from .wheel import (
    my_wheel,
    my_wheel_turn,
    person_wheel,
    person_wheel_turn,
)
from .who import my_who, my_who_one, person_who, person_who_one, team_who

__all__ = [
    "agree_to_hold_back",
    "am_back",
    "ask_check_in",
    "ask_for_them",
    "asked",
    "away",
    "away_today",
    "beside",
    "brings",
    "check_in",
    "check_in_paper",
    "check_ins",
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
    "keep_on_this_phone",
    "leave_own_page",
    "leave_team",
    "left",
    "membership",
    "move_mine",
    "my_aspire",
    "my_bringing",
    "my_brings",
    "my_check_in",
    "my_check_ins",
    "my_copy",
    "my_copy_data",
    "my_goal",
    "my_goal_build",
    "my_goal_change",
    "my_goal_count",
    "my_goal_end",
    "my_goals",
    "my_kept_safety_plan",
    "my_no_more",
    "my_page",
    "my_plan",
    "my_plan_part",
    "my_right",
    "my_rights",
    "my_safety_plan",
    "my_suggestion_no",
    "my_wheel",
    "my_wheel_turn",
    "my_who",
    "my_who_one",
    "no_more_check_ins",
    "open_invitation",
    "open_own_page",
    "open_questions",
    "own_words",
    "person",
    "person_around",
    "person_aspire",
    "person_check_ins",
    "person_come_back",
    "person_goal",
    "person_goal_build",
    "person_goal_change",
    "person_goal_count",
    "person_goal_end",
    "person_goals",
    "person_plan",
    "person_plan_part",
    "person_rights",
    "person_safety_plan",
    "person_said",
    "person_says",
    "person_story",
    "person_wheel",
    "person_wheel_turn",
    "person_who",
    "person_who_one",
    "place_css",
    "privacy",
    "put_back_mine",
    "put_right",
    "questions",
    "questions_no_more",
    "questions_thanks",
    "rights",
    "show_again",
    "stop_check_in",
    "take_back",
    "take_back_mine",
    "take_back_suggestion",
    "team",
    "team_who",
    "today",
    "today_now",
    "walk_in",
    "walk_in_as",
    "walk_in_as_person",
    "withdraw_invitation",
]

"""The only place that writes who somebody is, how to reach them, and who is written down twice."""

from .doubles import say_one, say_two, take_back
from .saying import say_who
from .who import (
    FIELDS,
    add_way,
    add_ways,
    end_ways,
    make_people,
    make_person,
    new_person,
    new_way,
    put_death_right,
    put_right,
    record_death,
    say_safe,
    verify_way,
)

__all__ = [
    "FIELDS",
    "add_way",
    "add_ways",
    "end_ways",
    "make_people",
    "make_person",
    "new_person",
    "new_way",
    "put_death_right",
    "put_right",
    "record_death",
    "say_one",
    "say_safe",
    "say_two",
    "say_who",
    "take_back",
    "verify_way",
]

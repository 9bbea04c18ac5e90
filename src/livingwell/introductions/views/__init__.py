"""The pages of this room."""

from .door import come_back, for_me, for_someone, front_door, i_work_with_someone, safe_now
from .lists import bring, bring_in, came, columns, forget, look, pace
from .receipts import please_ring, receipt, say_more, take_back
from .team import introduction, let_go, not_now, read, review, tell, tried, waiting, welcome_back

__all__ = [
    "bring",
    "bring_in",
    "came",
    "columns",
    "come_back",
    "for_me",
    "for_someone",
    "forget",
    "front_door",
    "i_work_with_someone",
    "introduction",
    "let_go",
    "look",
    "not_now",
    "pace",
    "please_ring",
    "read",
    "receipt",
    "review",
    "safe_now",
    "say_more",
    "take_back",
    "tell",
    "tried",
    "waiting",
    "welcome_back",
]

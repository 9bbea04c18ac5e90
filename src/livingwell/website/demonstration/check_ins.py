"""Check-ins of a made-up town: one in five answers side by side as they talk, now and then; easier over time."""

from random import Random
from uuid import UUID

from livingwell.access.words import Viewer
from livingwell.journeys.models import Journey
from livingwell.measures import actions, queries
from livingwell.measures.words import By, Moment

ONE_IN, EVERY = 5, 3  # people, and conversations
MEASURE = "life-satisfaction"


def perhaps_answer(*, journey: Journey, key: UUID, talked: int, by: Viewer) -> None:
    """Have somebody answer, where they are one of those who do and it is a while since. `talked`: how often by now."""
    if key.int % ONE_IN == 0 and talked % EVERY == 1:
        answer(journey=journey, key=key, talked=talked, by=by)


def answer(*, journey: Journey, key: UUID, talked: int, by: Viewer) -> None:
    """Have somebody answer beside a practitioner: harder at the start, one area or another left out."""
    measure = queries.measure(MEASURE)
    if measure is None:
        return
    random = Random(f"{key} {talked}")  # noqa: S311 -- of its own, so that no other made-up life changes
    moment = Moment.ALONG if talked > EVERY else Moment.START
    asked = actions.ask(journey=journey, measure=measure, by_way=By.TABLET, moment=moment, by=by)
    usual = 3 + min(talked, 9) / 4
    answers = {
        item.key: max(measure.least, min(measure.most, round(random.gauss(usual, 0.9))))
        for item in measure.items
        if item.key != "9" or random.random() < 0.7
    }
    actions.answer(check_in=asked, measure=measure, answers=answers, by_way=By.TABLET, by=by)

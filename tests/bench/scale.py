"""At a million: how long they take to make, what a page costs among them, and what the policies cost."""

import statistics
import time
from collections.abc import Callable

from .by_hand import asked_by, by_hand, under_policies
from .towns import Pages, Town, pages, town_of

FEW, MANY = 10_000, 1_000_000
TIMES = 15

Figure = Callable[[str, float, str], None]


def measure_scale(figure: Figure, few: int = FEW, many: int = MANY) -> None:
    """Make a town and a very large one, and tell how the second compares with the first."""
    with town_of(few) as town, town_of(many) as large:
        figure("demo.million", round(large.seconds), "seconds")
        figure("demo.million.ours", round(large.own_seconds), "seconds of our own processor time")
        opened = []
        for one in (town, large):
            one.open()
            opened.append((one, pages()))
        for name, took in _in_turn(opened).items():
            figure(f"scale.{name}.few", round(took[few], 1), "ms")
            figure(f"scale.{name}.many", round(took[many], 1), "ms")
            figure(f"scale.{name}", round(took[many] / took[few], 2), "times")
        large.open()
        _policies(figure, opened[1][1])


def _in_turn(opened: list[tuple[Town, Pages]]) -> dict[str, dict[int, float]]:
    """Return the median milliseconds of each page in each town. In turn: what else the machine does is shared."""
    took: dict[str, dict[int, list[float]]] = {}
    for time_ in range(TIMES + 2):
        for town, here in opened:
            town.open()
            for name, address in here.addresses.items():
                before = time.perf_counter()
                if here.client.get(address).status_code != 200:
                    raise SystemExit(f"{address} did not answer, so there is nothing to measure")
                spent = (time.perf_counter() - before) * 1000
                if time_ > 1:  # the first times, what is cached for a connection and a process is made
                    took.setdefault(name, {}).setdefault(town.people, []).append(spent)
    return {name: {people: statistics.median(all_) for people, all_ in each.items()} for name, each in took.items()}


def _policies(figure: Figure, here: Pages) -> None:
    for name, address in here.addresses.items():
        questions = asked_by(here.client, address)
        person = address.split("/")[2] if name == "person" else ""
        policies, hand = under_policies(here.who, questions), by_hand(here.who, questions, person)
        figure(f"rls.cost.{name}.policies", round(policies, 1), "ms")
        figure(f"rls.cost.{name}.by_hand", round(hand, 1), "ms")
        figure(f"rls.cost.{name}", round(policies / hand, 2), "times")

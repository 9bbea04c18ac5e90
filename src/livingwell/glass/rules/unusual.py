"""Looking that somebody else asks about, by rules anybody can read: each a sentence with its numbers.

A rule does not say that anything was wrong. It asks, and whoever looked is told what was asked, and answers. Nobody is
scored, counted or compared with anybody.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from livingwell.lib.hours import LONDON
from livingwell.lib.names import parts
from livingwell.lib.sentences import N_

DAYS = 14  # of looking that are looked through
NOTHING_ON_DAYS, NOTHING_DONE_FOR = 3, timedelta(days=28)
MANY_PEOPLE, WITHIN = 20, timedelta(hours=1)
NIGHTS, NIGHT_FROM, NIGHT_TO = 3, time(22), time(6)
AFTER_DAYS, AFTER_TIMES = timedelta(days=28), 3
GLASSES, GLASSES_WITHIN = 3, timedelta(days=30)
# Pages a team opens together, or on paper: nobody's own looking.
TOGETHER = frozenset({"huddle", "huddle on paper", "morning copy"})


@dataclass(frozen=True)
class Looked:
    """One look: by whom, at whom, which page, when."""

    id: UUID
    by: UUID
    person: UUID
    page: str
    at: datetime


@dataclass(frozen=True)
class Did:
    """Somebody did something with a person: a note, a step, a message, a huddle."""

    by: UUID
    person: UUID
    at: datetime


@dataclass(frozen=True)
class Facts:
    """What the rules read, and no more. Names are compared here, and shown to nobody.

    ended: when a person's newest journey ended. colleagues: which practitioner a person also is. glasses: when each
    glass was broken, by whom. duties: when somebody was on duty. names: of practitioners and of people.
    """

    looks: tuple[Looked, ...] = ()
    done: tuple[Did, ...] = ()
    ended: Mapping[UUID, datetime] = field(default_factory=dict)
    colleagues: Mapping[UUID, UUID] = field(default_factory=dict)
    glasses: tuple[tuple[UUID, datetime], ...] = ()
    duties: tuple[tuple[UUID, datetime, datetime], ...] = ()
    names: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Noticed:
    """A rule asks about some looks of one practitioner."""

    rule: str
    by: UUID
    looks: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A rule: its name, the sentence a reviewer and whoever looked read, and what finds it."""

    name: str
    sentence: str
    values: Mapping[str, object]
    find: Callable[[Facts], Iterable[tuple[UUID, Collection[Looked]]]]


def _by_pair(looks: Iterable[Looked]) -> Mapping[tuple[UUID, UUID], list[Looked]]:
    """Return looks by who looked at whom, oldest first."""
    pairs: dict[tuple[UUID, UUID], list[Looked]] = defaultdict(list)
    for look in sorted(looks, key=lambda one: one.at):
        pairs[look.by, look.person].append(look)
    return pairs


def _alone(facts: Facts) -> list[Looked]:
    return [one for one in facts.looks if one.page not in TOGETHER]


def nothing_done(facts: Facts) -> Iterable[tuple[UUID, Collection[Looked]]]:
    """Find who looked at somebody on several days, and did nothing with them since long before."""
    last: dict[tuple[UUID, UUID], datetime] = {}
    for one in facts.done:
        last[one.by, one.person] = max(one.at, last.get((one.by, one.person), one.at))
    for (by, person), looks in _by_pair(_alone(facts)).items():
        days = {one.at.astimezone(LONDON).date() for one in looks}
        done_at = last.get((by, person))
        if len(days) >= NOTHING_ON_DAYS and (done_at is None or done_at < looks[0].at - NOTHING_DONE_FOR):
            yield by, looks


def many_people(facts: Facts) -> Iterable[tuple[UUID, Collection[Looked]]]:
    """Find who opened the pages of many different people within an hour."""
    theirs: dict[UUID, list[Looked]] = defaultdict(list)
    for look in sorted(_alone(facts), key=lambda one: one.at):
        theirs[look.by].append(look)
    for by, looks in theirs.items():
        first = 0
        for number, look in enumerate(looks):
            while look.at - looks[first].at > WITHIN:
                first += 1
            within = looks[first : number + 1]
            if len({one.person for one in within}) > MANY_PEOPLE:
                yield by, within
                break


def at_night(facts: Facts) -> Iterable[tuple[UUID, Collection[Looked]]]:
    """Find who looked on several nights, and was not on duty."""
    nights: dict[UUID, dict[object, list[Looked]]] = defaultdict(lambda: defaultdict(list))
    for look in _alone(facts):
        clock = look.at.astimezone(LONDON)
        if NIGHT_TO <= clock.time() < NIGHT_FROM or _on_duty(facts, look):
            continue
        nights[look.by][(clock - timedelta(hours=12)).date()].append(look)  # one night, both sides of midnight
    for by, found in nights.items():
        if len(found) >= NIGHTS:
            yield by, [one for night in found.values() for one in night]


def _on_duty(facts: Facts, look: Looked) -> bool:
    return any(who == look.by and starts <= look.at < ends for who, starts, ends in facts.duties)


def after_the_end(facts: Facts) -> Iterable[tuple[UUID, Collection[Looked]]]:
    """Find who looked again and again at somebody whose journey had ended weeks before."""
    for (by, person), looks in _by_pair(_alone(facts)).items():
        ended = facts.ended.get(person)
        after = [one for one in looks if ended is not None and one.at > ended + AFTER_DAYS]
        if len(after) >= AFTER_TIMES:
            yield by, after


def a_colleague(facts: Facts) -> Iterable[tuple[UUID, Collection[Looked]]]:
    """Find who looked at somebody who also works here, and did nothing with them."""
    did = {(one.by, one.person) for one in facts.done}
    for (by, person), looks in _by_pair(_alone(facts)).items():
        if facts.colleagues.get(person, by) != by and (by, person) not in did:
            yield by, looks


def of_one_name(facts: Facts) -> Iterable[tuple[UUID, Collection[Looked]]]:
    """Find who looked at somebody with the same last name, and did nothing with them."""
    did = {(one.by, one.person) for one in facts.done}
    for (by, person), looks in _by_pair(_alone(facts)).items():
        one, other = parts(facts.names.get(by, "")), parts(facts.names.get(person, ""))
        if min(len(one), len(other)) > 1 and one[-1] == other[-1] and (by, person) not in did:
            yield by, looks


def many_glasses(facts: Facts) -> Iterable[tuple[UUID, Collection[Looked]]]:
    """Find who broke the glass again and again within a month."""
    theirs: dict[UUID, list[datetime]] = defaultdict(list)
    for by, at in facts.glasses:
        theirs[by].append(at)
    for by, times in theirs.items():
        times.sort()
        runs = zip(times, times[GLASSES - 1 :], strict=False)
        if any(last - first <= GLASSES_WITHIN for first, last in runs):
            yield by, ()


RULES: tuple[Rule, ...] = (
    Rule(
        "nothing done",
        N_(
            "The same person’s page was opened on %(days)s days or more, without a note, a next step, a message or a "
            "huddle by whoever looked in the %(weeks)s weeks before."
        ),
        {"days": NOTHING_ON_DAYS, "weeks": NOTHING_DONE_FOR.days // 7},
        nothing_done,
    ),
    Rule(
        "many people",
        N_("The pages of more than %(people)s different people were opened within an hour, apart from a huddle."),
        {"people": MANY_PEOPLE},
        many_people,
    ),
    Rule(
        "at night",
        N_("Pages were opened on %(nights)s nights or more within two weeks, from %(from)s to %(to)s, not on duty."),
        {"nights": NIGHTS, "from": "22:00", "to": "6:00"},
        at_night,
    ),
    Rule(
        "after the end",
        N_("A page was opened %(times)s times or more, over %(weeks)s weeks after the person had stepped out."),
        {"times": AFTER_TIMES, "weeks": AFTER_DAYS.days // 7},
        after_the_end,
    ),
    Rule(
        "a colleague",
        N_("The page of somebody who also works here was opened, and nothing was done with them."),
        {},
        a_colleague,
    ),
    Rule(
        "of one name",
        N_("The page of somebody with the same last name was opened, and nothing was done with them."),
        {},
        of_one_name,
    ),
    Rule(
        "many glasses",
        N_("The glass was broken %(times)s times or more within %(days)s days."),
        {"times": GLASSES, "days": GLASSES_WITHIN.days},
        many_glasses,
    ),
)


def rule_called(name: str) -> Rule | None:
    """Return the rule of this name; None for one that is no longer."""
    return next((one for one in RULES if one.name == name), None)


def notice(facts: Facts, *, asked: Collection[tuple[str, UUID, UUID | None]] = ()) -> list[Noticed]:
    """Return what the rules ask about, each rule once of each practitioner and person.

    asked: what was asked already, by rule, practitioner and person; None where it is about no one person.
    """
    found: list[Noticed] = []
    for rule in RULES:
        for by, looks in rule.find(facts):
            people = {one.person for one in looks}
            whom = next(iter(people)) if len(people) == 1 else None
            if (rule.name, by, whom) not in asked:
                found.append(Noticed(rule.name, by, tuple(one.id for one in looks)))
    return found

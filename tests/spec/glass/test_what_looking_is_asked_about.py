"""What looking is asked about.

Everybody who opens somebody's page leaves a look, which the person can read. Once a day a few plain rules go through
the looks of the last two weeks. A rule does not say that anything was wrong: it asks. Whoever looked is told what is
asked, and answers; somebody who leads another team reads it. Nobody is scored, and nobody is compared with anybody.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from livingwell.glass.rules import RULES, Did, Facts, Looked, notice, rule_called
from livingwell.lib.hours import LONDON

NAMES = UUID(int=1)
NOON = datetime(2026, 12, 7, 12, tzinfo=LONDON)
DEV, AMA, NIA = (uuid5(NAMES, name) for name in ("Dev", "Ama", "Nia"))


def looks(*times: datetime, of: UUID = AMA, page: str = "page") -> tuple[Looked, ...]:
    """Dev looked at these times."""
    return tuple(Looked(uuid5(NAMES, f"{of} {at} {page}"), DEV, of, page, at) for at in times)


def days(*ago: int) -> list[datetime]:
    return [NOON - timedelta(days=number) for number in ago]


def asked(*found: Looked, **known: object) -> list[str]:
    """Return the names of the rules that ask."""
    return [one.rule for one in notice(Facts(looks=found, **known))]  # type: ignore[arg-type]  # each is what it says


def test_three_days_of_looking_and_nothing_done():
    """Dev opened Ama's page on three days, and wrote no note, took no step, sent no message and sat in no huddle."""
    assert asked(*looks(*days(1, 3, 5))) == ["nothing done"]
    assert asked(*looks(*days(1, 3))) == []
    assert asked(*looks(*days(1, 1, 1))) == []


def test_what_was_done_in_the_four_weeks_before_is_reason_enough():
    """He rang her on Friday; or three weeks before. Five weeks before is too long ago to be why."""
    three = looks(*days(1, 3, 5))
    assert asked(*three, done=(Did(DEV, AMA, NOON - timedelta(days=2)),)) == []
    assert asked(*three, done=(Did(DEV, AMA, NOON - timedelta(days=26)),)) == []
    assert asked(*three, done=(Did(DEV, AMA, NOON - timedelta(days=40)),)) == ["nothing done"]


def test_a_huddle_is_the_team_looking_together():
    """The board opens everybody's page for everybody. That is nobody's own looking."""
    assert asked(*looks(*days(1, 3, 5), page="huddle")) == []


def test_more_than_twenty_different_people_within_an_hour():
    """One after another, a few minutes apart. Twenty is a long morning; twenty-one within the hour is asked about."""
    people = [uuid5(NAMES, f"person {number}") for number in range(21)]
    row = [look for number, of in enumerate(people) for look in looks(NOON + timedelta(minutes=2 * number), of=of)]
    assert asked(*row) == ["many people"]
    assert asked(*row[:20]) == []
    slowly = [look for number, of in enumerate(people) for look in looks(NOON + timedelta(minutes=4 * number), of=of)]
    assert asked(*slowly) == []


def test_three_nights_within_two_weeks_unless_on_duty():
    """Eleven at night, and one in the morning: that is one night. On duty it is work."""
    eleven = [at.replace(hour=23) for at in days(1, 3, 5)]
    done = (Did(DEV, AMA, NOON),)
    assert asked(*looks(*eleven), done=done) == ["at night"]
    one_night = [eleven[0], eleven[0] + timedelta(hours=2), eleven[1]]
    assert asked(*looks(*one_night), done=done) == []
    duties = ((DEV, eleven[0] - timedelta(hours=1), eleven[0] + timedelta(hours=1)),)
    assert asked(*looks(*eleven), done=done, duties=duties) == []


def test_again_and_again_after_somebody_stepped_out():
    """Ama stepped out in October. Her page was opened three times this week."""
    done = (Did(DEV, AMA, NOON),)
    ended = {AMA: NOON - timedelta(days=60)}
    assert asked(*looks(*days(1, 2, 3)), done=done, ended=ended) == ["after the end"]
    assert asked(*looks(*days(1, 2)), done=done, ended=ended) == []
    assert asked(*looks(*days(1, 2, 3)), done=done, ended={AMA: NOON - timedelta(days=20)}) == []


def test_a_colleague_s_own_page():
    """Nia works here, and is supported here too. Dev opened her page once, and did nothing with her."""
    assert asked(*looks(*days(1), of=NIA), colleagues={NIA: NIA}) == ["a colleague"]
    assert asked(*looks(*days(1), of=NIA), colleagues={NIA: NIA}, done=(Did(DEV, NIA, NOON),)) == []
    assert asked(*looks(*days(1), of=AMA), colleagues={NIA: NIA}) == []


def test_the_same_last_name():
    """Dev Lakhani opened the page of Rana Lakhani. It may be chance: he says. The names are shown to nobody."""
    names = {DEV: "Dev Lakhani", AMA: "Rana Lakhani", NIA: "Nia Price"}
    assert asked(*looks(*days(1)), names=names) == ["of one name"]
    assert asked(*looks(*days(1), of=NIA), names=names) == []
    assert asked(*looks(*days(1)), names=names | {AMA: "Rana"}) == []


def test_three_broken_glasses_within_thirty_days():
    """Each was looked over. Three are looked at together."""
    assert asked(glasses=tuple((DEV, at) for at in days(1, 10, 29))) == ["many glasses"]
    assert asked(glasses=tuple((DEV, at) for at in days(1, 10, 40))) == []


def test_what_was_asked_is_not_asked_again_for_a_month():
    """Of the same person by the same rule. Of somebody else it is another question."""
    three = looks(*days(1, 3, 5))
    assert notice(Facts(looks=three), asked={("nothing done", DEV, AMA)}) == []
    assert len(notice(Facts(looks=three), asked={("nothing done", DEV, NIA)})) == 1


def test_every_rule_is_a_sentence_with_its_numbers():
    """The same sentence that whoever looked reads, and whoever looks it over."""
    for rule in RULES:
        said = rule.sentence % dict(rule.values)
        assert said.endswith(".")
        assert "%" not in said
    nothing_done = rule_called("nothing done")
    assert nothing_done is not None
    assert nothing_done.sentence % dict(nothing_done.values) == (
        "The same person’s page was opened on 3 days or more, without a note, a next step, a message or a huddle by "
        "whoever looked in the 4 weeks before."
    )

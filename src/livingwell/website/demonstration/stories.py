"""Three invented people who meet the obstacles that Living Well was made for. Nobody's name, nobody's words.

Marian, 57: after an operation she is sure something was left inside; the surgery and the mental-health team send her
back and forth, and her landlord wants her out. Her husband introduces her.
Corinne, 38: found her brother at home, closed the door for months, has a letter to leave the house, shakes, and has
pills on the table. She comes to the door herself, at night.
Teo, 23: gave up the internship he had worked for. Dev, who met him, introduces him sitting beside him.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from livingwell.access.naming import named, practising
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.introductions import actions as introductions
from livingwell.introductions.models import Introduction
from livingwell.introductions.rules import Introducer, Introducing, Way
from livingwell.introductions.words import ForWhom
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy, TriedBy, TryOutcome
from livingwell.lib.hours import LONDON
from livingwell.people.words import Channel, Meeting

from . import clock, goals, plans
from .place import Place

NAMESPACE = UUID("6f0d5a52-5d0b-4d7e-9d0a-3f1f6a3f2b11")


@dataclass(frozen=True)
class Story:
    """Somebody, as they came: their key at the door and everything that was said."""

    slug: str
    said: Introducing
    came_days_ago: int
    came_at: time

    @property
    def key(self) -> UUID:
        return uuid5(NAMESPACE, self.slug)


MARIAN = Story(
    "marian",
    Introducing(
        ForWhom.SOMEONE,
        "Marian",
        (Way(Channel.CALL, "01632 960 214", when="Mornings"),),
        going_on=(
            "Since her operation in March she is sure something was left inside her. The scans say not. "
            "The surgery says it is her nerves and the mental-health team says it is her stomach. "
            "Now the landlord wants the flat back."
        ),
        would_help="One person who listens to all of it at once.",
        about={"age_band": "26 to 64", "meets": [Meeting.HOME.value], "company": "Leonard, if she wants"},
        introducer=Introducer(
            "Leonard",
            "her husband",
            contact="01632 960 215",
            they_agreed=True,
            in_confidence="I am frightened of saying the wrong thing. Some nights I sleep in the car.",
        ),
    ),
    came_days_ago=6,
    came_at=time(11, 20),
)
CORINNE = Story(
    "corinne",
    Introducing(
        ForWhom.ME,
        "Corinne",
        (
            Way(
                Channel.TEXT,
                "07700 900 341",
                may_message=True,
                may_say="That it’s you, and a time",
                not_say="Anything about my brother",
                when="After four",
            ),
        ),
        going_on=(
            "I found my brother upstairs in August. I shut the door after and I have not really opened it. There is a "
            "letter saying I have to leave the house. I can’t stop shaking."
        ),
        would_help="Somebody to open the post with.",
        about={
            "age_band": "26 to 64",
            "strengths": ["Her friend Dee brings food on Sundays", "Used to run the quiz"],
            "meets": [Meeting.WALK.value, Meeting.HOME.value],
            "needs": "Talk slowly. A text first, so the phone doesn’t make me jump.",
        },
        wants_a_ring=True,
    ),
    came_days_ago=4,
    came_at=time(0, 10),
)
TEO = Story(
    "teo",
    Introducing(
        ForWhom.ALONGSIDE,
        "Teo",
        (Way(Channel.TEXT, "07700 900 588", may_message=True, when="Any time after ten"),),
        going_on=(
            "He finished his degree, got the internship he wanted, and gave it up in three weeks. Everything has to be "
            "checked and checked again before he can leave his room."
        ),
        would_help="To find out what I want, not what I should.",
        about={"age_band": "18 to 25", "strengths": ["Draws", "His gran"], "meets": [Meeting.CAFE.value]},
        introducer=Introducer("Dev", "occupational therapist", they_agreed=True),
    ),
    came_days_ago=1,
    came_at=time(14, 40),
)
STORIES = (MARIAN, CORINNE, TEO)


def tell(place: Place, now: datetime) -> None:
    """Bring the three to where they are today: Marian held, Corinne reached and to be brought, Teo new."""
    journeys_of = {story.slug: _come(place, story, now) for story in STORIES}
    _marian(place, journeys_of["marian"], now)
    _corinne(place, journeys_of["corinne"], now)
    plans.tell(place, journeys_of, now)
    goals.tell(place, journeys_of["marian"], now)


def _come(place: Place, story: Story, now: datetime) -> UUID:
    came = datetime.combine(now.date() - timedelta(days=story.came_days_ago), story.came_at, LONDON)
    with clock.at(came), named(NOBODY):
        return introductions.introduce(
            key=story.key,
            said=story.said,
            team=place.team,
            door="front",
            pack=place.pack,
            now=came,
            practitioner=place.cast["Dev"] if story is TEO else None,
            by=Viewer(
                Kind.VISITOR, called=story.said.introducer.called if story.said.introducer else story.said.called
            ),
        ).person_id


def _journey(person_id: UUID) -> Journey:
    return Journey.objects.select_related("team", "person").get(person_id=person_id, ended_at=None)


def _marian(place: Place, person_id: UUID, now: datetime) -> None:
    tom, maggie = place.cast["Tom"], place.cast["Maggie"]
    with clock.at(now - timedelta(days=4)), named(practising(tom)) as by:
        introductions.read(introduction=_introduction(person_id), by=by)
        _reached(person_id, by)
        journeys.hold(journey=_journey(person_id), practitioner=tom, words="Knows the surgery", by=by)
        journeys.draw_in(journey=_journey(person_id), practitioner=maggie, why="Can hold the date on the flat", by=by)
    with clock.at(now - timedelta(days=3)), named(practising(tom)) as by:
        for done_by, what in (
            (StepBy.PRACTITIONER, "Go with her to the surgery and ask once, together, what the scans showed"),
            (StepBy.TOGETHER, "Write down what the days are like since March"),
        ):
            journeys.make_step(
                journey=_journey(person_id),
                what=what,
                doer=Doer(done_by, practitioner_id=tom.pk),
                due_on=now.date() + timedelta(days=3),
                by=by,
            )


def _corinne(place: Place, person_id: UUID, now: datetime) -> None:
    shanice = place.cast["Shanice"]
    with clock.at(now - timedelta(days=2)), named(practising(shanice)) as by:
        introductions.read(introduction=_introduction(person_id), by=by)
        _reached(person_id, by)
        journeys.raise_worry(
            journey=_journey(person_id),
            words="There are pills on the table. She thought of taking them to stop the shaking. She told me herself.",
            by=by,
        )
        journeys.ask_to_bring(
            journey=_journey(person_id), why="The letter about the house, and being alone with it", by=by
        )


def _introduction(person_id: UUID) -> Introduction:
    return Introduction.objects.get(person_id=person_id)


def _reached(person_id: UUID, by: Viewer) -> None:
    introductions.try_to_reach(
        introduction=_introduction(person_id),
        how=TriedBy.CALL,
        outcome=TryOutcome.REACHED,
        at=datetime.now(LONDON),
        by=by,
    )

"""What people do in these stories, each a sentence: at the door, in the team, in a conversation, in the huddle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Thread
from uuid import uuid4

import time_machine
from browsing import DESK, PHONE, PICTURES, Arrive, Walker
from django.utils import timezone
from messages.carrying import work
from neighbourhood import Place
from playwright.sync_api import expect

from livingwell.introductions.rules import Introducing
from livingwell.lib.hours import LONDON, WEEKDAYS
from livingwell.places.models import Practitioner
from livingwell.places.words import Pack

UUID_IN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FRESH_EACH_TIME = re.compile(rf'name="(csrfmiddlewaretoken|_once|key)" value="[^"]*"|{UUID_IN.pattern}')
WEEKS = 2  # a story takes no longer


@dataclass
class Town:
    """Brackwell for the length of a story: who lives and works there, what day it is, every page that was walked."""

    place: Place
    arrive: Arrive
    pack: Pack
    post: Path
    here: list[Walker] = field(default_factory=list)
    walked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.monday = _first_monday(self.pack)

    # -- when ----------------------------------------------------------------------------------------------------------

    def day(self, name: str, *, week: int = 1) -> date:
        return self.monday + timedelta(days=WEEKDAYS.index(name.lower()) + 7 * (week - 1))

    @contextmanager
    def on(self, day: str, clock: str, *, week: int = 1) -> Iterator[None]:
        """Run a scene on a day of the story. Then everybody goes home, and nothing went wrong on any screen."""
        moment = datetime.combine(self.day(day, week=week), time.fromisoformat(clock), LONDON)
        with time_machine.travel(moment, tick=True):
            try:
                yield
            except BaseException:
                self.shows_where_it_stopped()
                raise
            self.goes_home()

    # -- who -----------------------------------------------------------------------------------------------------------

    def somebody(self, **how) -> Walker:
        """Somebody at their phone, whom nobody here knows yet."""
        return self._walks(self.arrive(**{"screen": PHONE} | how))

    def comes(self, practitioner: Practitioner, **how) -> Walker:
        """A practitioner, signed in at their desk."""
        return self._walks(self.arrive(practitioner, **{"screen": DESK} | how))

    def goes_home(self) -> None:
        """Everybody leaves; nothing went wrong on any screen."""
        here, self.here = self.here, []
        noise = [one for walker in here for one in walker.noise]
        for walker in here:
            walker.page.context.close()
        assert noise == []

    def shows_where_it_stopped(self) -> None:
        for number, walker in enumerate(self.here):
            walker.page.screenshot(path=_stopped(number), full_page=True)

    def _walks(self, walker: Walker) -> Walker:
        self.here.append(walker)
        walker.page.on("framenavigated", lambda _frame: self.walked.add(walker.path.split("#")[0]))
        return walker


def _stopped(number: int) -> Path:
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES / f"stopped-{number}.png"


def _first_monday(pack: Pack) -> date:
    """Return the Monday of the last weeks that have been in which nobody here had a holiday."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() + 7 * WEEKS)
    while any(
        pack.hours.on(monday + timedelta(days=7 * week + day)) is None for week in range(WEEKS) for day in range(5)
    ):
        monday -= timedelta(days=7)
    return monday


# -- at the door ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Door:
    """The questions of one door, as they are asked there."""

    way_in: str
    called: str
    would_help: str
    channel: dict[str, str]
    value: str
    when: str
    meets: str
    meets_fold: str
    ease: str
    ease_fold: str
    age_fold: str
    not_say: str


FOR_ME = Door(
    way_in="It’s for me",
    called="What would you like to be called?",
    would_help="What would help?",
    channel={"text": "Text me", "call": "Call me"},
    value="The number or address",
    when="When is good?",
    meets="How would you like to talk?",
    meets_fold="How and where you’d like to talk",
    ease="What would put you at ease?",
    ease_fold="What would put you at ease",
    age_fold="Your age, and if you are under 18",
    not_say="What must it not say, or give away?",
)
FOR_ANOTHER = Door(
    way_in="I’m worried about someone",
    called="What are they called?",
    would_help="What do they say would help?",
    channel={"text": "Text them, once they say it’s safe", "call": "Call them"},
    value="Their number or address",
    when="When is good for them?",
    meets="How would they like to talk?",
    meets_fold="How and where they’d like to talk",
    ease="What would put them at ease?",
    ease_fold="What would put them at ease",
    age_fold="Their age, and if they are under 18",
    not_say="Who else might see or hear?",
)
MEETS = {"home": "At home", "walk": "On a walk", "cafe": "In a café"}


def writes_at_the_door(walker: Walker, said: Introducing, door: Door) -> Walker:
    """Somebody writes at the door what they have to say: as much as they like, in their own words."""
    [way] = said.ways
    walker.writes(door.called, said.called).writes("What is going on?", said.going_on)
    walker.writes(door.would_help, said.would_help)
    walker.chooses(door.channel[way.channel]).writes(door.value, way.value)
    if way.may_message:
        walker.chooses("a text, an email or a letter" if door is FOR_ME else "A text, an email or a letter")
    walker.writes(door.when, way.when)
    if way.may_say:
        walker.opens("What a message may say, and may not").writes("What may a message say?", way.may_say)
        walker.writes(door.not_say, way.not_say)
    walker.opens(door.meets_fold)
    for one in said.about.get("meets", ()):
        walker.chooses(MEETS[one])
    if said.about.get("company"):
        walker.writes("Who may come along?", said.about["company"])
    if said.about.get("needs"):
        walker.opens(door.ease_fold).writes(door.ease, said.about["needs"])
    return walker.opens(door.age_fold).chooses(said.about["age_band"])


def has_a_receipt(walker: Walker) -> str:
    """They have a page of their own with a link to keep; return where it is."""
    walker.sees("It has arrived.", "Keep this page")
    expect(walker.page).to_have_title("Your page")
    assert "/receipt/" in walker.path
    return walker.path


# -- in the team ---------------------------------------------------------------------------------------------------


def finds_them_waiting(walker: Walker, called: str) -> Walker:
    """Somebody in the team opens the list, and then the person."""
    walker.goes_to("/introductions/").sees("Introductions", called)
    walker.is_well_made()
    walker.page.get_by_role("link", name=re.compile(rf"^{called}\b")).click()
    return walker.sees("Being in touch safely")


def says_what_came_of_trying(walker: Walker, how: str, outcome: str, words: str = "") -> Walker:
    """They write down one try to be in touch; nobody is to blame for any of them."""
    trying = walker.in_fold("Write down a try").chooses(how).chooses(outcome)
    if words:
        trying.writes("Anything worth knowing next time?", words)
    trying.presses("Keep this")
    return walker


def sits_down_to_talk(walker: Walker, called: str, where: str) -> Walker:
    """From the person's page, a conversation begins: now, wherever they are."""
    walker.follows("Book a conversation").sees(f"A conversation with {called}").is_well_made()
    walker.presses(where)
    return walker.sees("Somewhere to start", "What we talked about")


def writes_the_note(walker: Walker, words: str) -> Walker:
    """The note is written as they talk, and keeps itself."""
    walker.writes("What we talked about", words)
    walker.page.keyboard.press("Tab")
    expect(walker.page.locator("[data-autosave-said], #saved, .notebook__saved").first).to_contain_text("Saved")
    return walker


def they_agree(walker: Walker, column: str, what: str, due: str = "") -> Walker:
    """Together they say what one of them will do, and by when; it is a next step from that moment."""
    inside = walker.page.get_by_role("region", name=column, exact=True)
    adding = walker.within(inside).opens("+ a next step").writes("A next step", what)
    if due:
        adding.picks("By when", due)
    adding.presses("Add")
    expect(inside.locator(".lines")).to_contain_text(what)
    return walker


def they_read_it_back(walker: Walker, *words: str) -> Walker:
    """What was written is read out together, in large letters, before anybody else can see it."""
    walker.presses("Read it back together").sees("What happens now", *words).is_well_made()
    return walker


def it_was_read_together(walker: Walker) -> Walker:
    return walker.presses("We read this together").sees("Read back together")


# -- in the huddle -------------------------------------------------------------------------------------------------


def opens_the_huddle(walker: Walker) -> Walker:
    """Somebody opens today's huddle, and says that they are here."""
    walker.goes_to("/huddles/").sees("Today’s huddle is not open yet").is_well_made()
    walker.presses("Open today’s huddle")
    return is_here(walker)


def is_here(walker: Walker) -> Walker:
    if walker.page.get_by_role("button", name="I’m here").count():
        walker.presses("I’m here")
        expect(walker.page.get_by_role("button", name="I’m here")).to_have_count(0)
    return walker


def is_here_too(walker: Walker, colleague: str) -> Walker:
    """Whoever keeps the huddle says who else is on the call."""
    walker.opens("Who is here").picks("A colleague", colleague).presses("They are here too")
    expect(walker.page.locator("#here")).to_contain_text(colleague.split(",")[0])
    return walker


def brings(walker: Walker, called: str) -> Walker:
    """Somebody is thought about: their name in the middle, what they said, what is worrying."""
    walker.page.get_by_role("navigation", name="Who we think about together").get_by_role(
        "link", name=re.compile(rf"^{called}\b")
    ).click()
    expect(walker.page.locator("#person h2").first).to_contain_text(called)
    return walker


def tells_the_story(walker: Walker, words: str) -> Walker:
    """The story, in a few lines that everybody in the team can read."""
    walker.opens(re.compile("Tell the story in a few lines|Change these lines"))
    walker.writes("The story, in a few lines", words).presses("Keep these lines")
    expect(walker.page.locator(".round__story")).to_have_text(words)
    return walker


def holds(walker: Walker, called: str) -> Walker:
    """One name, so that they know who to ask for."""
    walker.within(walker.page.get_by_role("group", name="Who will hold?")).chooses(called)
    return walker


def share_the_worry(walker: Walker, *called: str) -> Walker:
    """Nobody carries a worry alone: who shares it, by name."""
    asked = walker.within(walker.page.get_by_role("group", name=re.compile("shares it")))
    for one in called:
        asked.chooses(one)
    return walker


def asks_to_draw_in(walker: Walker, who: str, why: str) -> Walker:
    walker.in_fold("+ someone").picks("Who?", who).writes("What do they bring?", why).presses("Draw in")
    return walker


def draws_in(walker: Walker, who: str, why: str) -> Walker:
    """Somebody's expertise is brought in; the person stays where they are."""
    asks_to_draw_in(walker, who, why)
    expect(walker.page.locator("#doing")).to_contain_text(why)
    return walker


def adds_a_step(walker: Walker, what: str, who: str, due: str) -> Walker:
    """Something that happens next: what, who, and by when."""
    adding = walker.within("#step").writes("What happens next?", what)
    adding.picks("Who does it?", who).picks("By when?", due).presses("Add")
    expect(walker.page.locator("#doing")).to_contain_text(what)
    return walker


# -- the post --------------------------------------------------------------------------------------------------------


def the_post_goes_out(town: Town) -> list[str]:
    """The worker carries what waits; return the texts that went, whole. In a thread, for the browser has this one."""
    carrying = Thread(target=work)
    carrying.start()
    carrying.join()
    return [laid.read_text() for laid in sorted((town.post / "text").glob("*.txt"))]


# -- their own page ------------------------------------------------------------------------------------------------


def gives_them_their_page(walker: Walker, button: str = "Give them their own page") -> tuple[str, str]:
    """A practitioner makes a link and words, to be given by two safe ways. Return them."""
    walker.presses(button).sees("Shown this once.").is_well_made()
    return walker.reads("p.key"), walker.reads("p.key--words")


def opens_their_page(walker: Walker, link: str, words: str) -> Walker:
    """The link by itself shows nothing; with the words, the page is theirs."""
    walker.goes_to(link).sees("Hello again")
    assert link.rsplit("/", 2)[1] not in walker.page.url, "the link stays out of the address bar"
    walker.is_well_made()
    return walker.writes("The four words", words).presses("Open my page").sees("Hello, ")


# -- somebody with no tie ------------------------------------------------------------------------------------------


def sees_nothing_of(walker: Walker, *words: str, searching: Callable[[Walker], Walker] | None = None) -> Walker:
    """No list, page or search of theirs says any of these words."""
    for path in ("/today/", "/introductions/", "/introductions/?look=settled", "/huddles/", "/huddles/earlier/"):
        walker.goes_to(path).does_not_see(*words)
    if searching:
        searching(walker).does_not_see(*words)
    return walker


def looks_for(called: str, number: str) -> Callable[[Walker], Walker]:
    """Before anything is typed twice somebody looks whether they are here already; return how they look."""

    def looking(walker: Walker) -> Walker:
        walker.goes_to("/i-work-with-someone/").writes("What are they called?", called)
        walker.writes("A number or email address", number).presses("Go on").sees("Introduce them")
        walker.does_not_see("Already walking with us?", "same number or address")
        return walker.goes_to("/today/")

    return looking


def finds_nothing_where_others_walked(walker: Walker, town: Town) -> int:
    """Every address about somebody that anybody walked is, for them, the page for "not there", to the letter.

    Return how many there were.
    """
    walked = sorted(path for path in town.walked if UUID_IN.search(path))
    for path in walked:
        theirs, nothing = asks(walker, path), asks(walker, UUID_IN.sub(lambda _found: str(uuid4()), path))
        assert theirs == nothing, f"{path} is not the same as an address with nothing there"
        # An address that only a form is sent to answers 405, or leads to the page it belongs to, which is walked too.
        assert theirs[0] in {404, 405, 302}, f"{path} answers {theirs[0]}"
    return len(walked)


def asks(walker: Walker, path: str) -> tuple[int, str]:
    """Return what an address answers: its status, and its page without what is fresh each time."""
    answer = walker.page.request.get(f"{walker.address}{path}", max_redirects=0)
    return answer.status, FRESH_EACH_TIME.sub("", answer.text())

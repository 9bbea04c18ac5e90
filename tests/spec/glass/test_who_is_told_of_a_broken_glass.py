"""Who is told that a glass was broken.

Somebody needs help now, and whoever is there cannot see them. They say why, break the glass, and see what help needs
for an hour. Within a minute somebody else is told, and looks it over. It is never whoever broke it.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from livingwell.glass.rules import Lead, whom_to_hand_to, whom_to_tell

NAMES = UUID(int=1)
MONDAY = datetime(2026, 12, 7, 9, tzinfo=UTC)
TEAMS = {name: uuid5(NAMES, name) for name in ("Brackwell", "Riverside", "Hillside")}


def lead(called: str, team: str, *, leads: bool = True, **more: object) -> Lead:
    own = frozenset({TEAMS[team]})
    return Lead(uuid5(NAMES, called), called, own, own if leads else frozenset(), **more)  # type: ignore[arg-type]  # each is what it says


def told(*leads: Lead, alongside: str = "", broken_by: str = "Callum", of: str = "Riverside") -> str:
    """Callum, who works in Riverside, broke the glass. Return who is told."""
    chosen = whom_to_tell(
        leads,
        breaker=uuid5(NAMES, broken_by),
        their_teams={TEAMS[of]},
        alongside={TEAMS[alongside]} if alongside else set(),
    )
    return next((one.called for one in leads if one.id == chosen), "nobody, so everybody who leads sees it")


TOM, HANA = lead("Tom", "Brackwell"), lead("Hana", "Hillside")
CALLUM, IVY = lead("Callum", "Riverside"), lead("Ivy", "Riverside")


def test_whoever_leads_the_team_that_is_alongside_the_person():
    """Ama is with Brackwell. Tom leads there, and can ask her how it was."""
    assert told(TOM, HANA, IVY, alongside="Brackwell") == "Tom"


def test_where_no_other_team_is_alongside_the_lead_of_any_other_by_turn():
    """Hana was told last week, and Tom never: it is his turn."""
    last_week = lead("Hana", "Hillside", told_at=MONDAY - timedelta(days=7))
    assert told(TOM, last_week, IVY) == "Tom"
    assert told(lead("Tom", "Brackwell", told_at=MONDAY), last_week, IVY) == "Hana"


def test_never_of_the_same_team_while_another_has_a_lead():
    """Ivy leads Riverside, where Callum works. She is not asked to look over her own team."""
    assert told(IVY, HANA) == "Hana"


def test_where_there_is_one_team_whoever_leads_on_safeguarding_and_then_another_lead():
    """A small place has one team. Somebody else there looks all the same."""
    ros = lead("Ros", "Riverside", leads=False, safeguards=True)
    assert told(IVY, ros) == "Ros"
    assert told(IVY, CALLUM) == "Ivy"


def test_never_whoever_broke_it_and_then_it_is_said_that_nobody_is_left():
    """Callum leads the only team there is."""
    assert told(CALLUM) == "nobody, so everybody who leads sees it"


def test_nobody_who_is_away_and_nobody_whom_the_person_refused():
    """Tom is on leave, and Ama said never Hana."""
    away, refused = lead("Tom", "Brackwell", is_away=True), lead("Hana", "Hillside", is_refused=True)
    assert told(away, refused, IVY, alongside="Brackwell") == "Ivy"


def test_handed_on_it_goes_to_whoever_leads_on_safeguarding_and_not_back():
    """Tom looked it over and thinks that somebody who leads on safeguarding should. He is not asked again."""
    ros = lead("Ros", "Riverside", leads=False, safeguards=True)
    assert whom_to_hand_to([TOM, HANA, ros], but_not={CALLUM.id, TOM.id}) == ros.id
    assert whom_to_hand_to([TOM, HANA], but_not={CALLUM.id, TOM.id}) == HANA.id
    assert whom_to_hand_to([TOM], but_not={CALLUM.id, TOM.id}) is None

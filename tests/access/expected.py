"""Who may do what with which rows of a person, written by hand.

Read from the promises (DESIGN.md sections 2 and 5) and from nothing in the program: `words.SEES`, `words.WRITES` and
the policies are what this is held against. s: see, a: add, c: change, -: none of them. Nobody ever deletes.
A table about a person that is not here fails the test: say who may do what with it, and in which part it is kept.
"""

from collections.abc import Iterator

# Of the columns: `alongside` is whoever is in the team that holds; `drawn-in` has a tie of their own; `themselves` has
# opened their own page; `another` and `oneself` bear the receipt of an introduction by another and by oneself;
# `back` comes back; `again` sends their own form again; `visitor` is a visitor's name said again for somebody already
# here; `glass` broke the glass less than an hour ago; `one-part` is a tie that sees and writes only the part in the
# first column. The message that is tried has not gone yet: a person reads what was said to them, and not what somebody
# is still thinking of saying.
# What was said of two people (`people_double`) is of both, so only whoever may see, or write of, the other one too may
# see or write it: here whoever is in the team that holds both, and nobody who is tied to one of them alone.
# What a turn of the wheel said is added by whoever turned it and by nobody else: here the turn is another's.
# A version is tried as it is honestly written: by the person alone, by a practitioner as together. A suggestion is
# answered by the person: the others change none, but what they suggested themselves, or answer together (tests/plans).
TABLE = """
table                      part          alongside drawn-in themselves another oneself back again visitor one-part glass
access_look                looks         sa        sa       s          -       -       -    -     -       sa       a
access_ownpage             ties          sac       s        s          -       -       -    -     -       sac      -
access_personkey           who           sa        sa       s          -       -       -    -     a       sa       s
access_refusal             ties          sac       s        s          -       -       -    -     -       sac      -
access_tie                 ties          sac       s        s          -       -       -    -     -       sac      -
conversations_conversation conversations sac       sac      s          -       -       -    -     -       sac      s
conversations_leftnote     conversations s         s        s          -       -       -    -     -       s        s
conversations_move         conversations sa        sa       s          -       -       -    -     -       sa       s
conversations_note         conversations sac       sac      s          -       -       -    -     -       sac      s
conversations_noteaside    conversations sac       sac      s          -       -       -    -     -       sac      s
conversations_reminder     conversations sac       sac      s          -       -       -    -     -       sac      s
conversations_visit        conversations sa        sa       s          -       -       -    -     -       sa       s
glass_whom                 looks         s         s        s          -       -       -    -     -       s        s
huddles_brought            huddle        sac       sac      -          -       -       -    -     -       sac      -
huddles_onthecopy          contact       s         -        -          -       -       -    -     -       -        -
introductions_confidence   confidence    sac       -        -          -       -       -    a     -       sac      -
introductions_introduction words         sac       sac      s          -       -       -    -     -       sac      -
introductions_passage      words         sa        sa       s          sa      sa      -    -     -       sa       -
introductions_receipt      words         sa        sa       s          s       s       -    -     -       sa       -
journeys_concern           safeguarding  a         a        -          -       -       -    -     -       sac      a
journeys_concernchange     safeguarding  -         -        -          -       -       -    -     -       sa       -
journeys_drawnin           journey       sac       sac      s          -       -       -    -     -       sc       s
journeys_event             stream        sa        sa       sa         a       a       a    -     -       sa       sa
journeys_holding           journey       sac       sac      s          -       -       a    -     -       sac      s
journeys_journey           journey       sac       sac      s          -       -       a    -     -       sac      s
journeys_nextstep          steps         sac       sac      sa         a       a       a    -     -       sa       sa
journeys_parting           journey       sa        sa       s          -       -       -    -     -       s        s
journeys_tobring           worries       sac       sac      a          -       -       -    -     -       sac      sa
journeys_try               journey       sa        sa       s          -       -       -    -     -       s        s
journeys_worry             worries       sac       sac      a          -       -       -    -     -       sac      sa
journeys_worryshared       worries       sa        sa       a          -       -       -    -     -       sa       sa
journeys_worrytold         worries       sa        sa       -          -       -       -    -     -       s        sa
measures_answers           check-ins     sac       sac      sac        -       -       -    -     -       sac      -
measures_checkin           check-ins     sac       sac      sac        -       -       -    -     -       sac      -
measures_figure            check-ins     sa        sa       sa         -       -       -    -     -       sa       -
measures_nomore            check-ins     sac       sac      sac        -       -       -    -     -       sac      -
messages_message           messages      sac       sac      -          -       -       -    -     -       sac      -
people_double              who           sac       -        -          -       -       -    -     -       -        -
people_ownanswer           identity      sa        -        sa         -       -       -    -     -       s        -
people_person              who           sac       sac      s          -       -       -    -     -       sac      s
people_waytoreach          contact       sac       sac      s          -       -       -    a     -       sac      s
plans_aspiration           plan          sac       sac      sac        -       -       -    -     -       sc       -
plans_goal                 plan          sac       sac      sac        -       -       -    -     -       sc       -
plans_goalrating           plan          sa        sa       sa         -       -       -    -     -       s        -
plans_markedgoal           plan          sa        sa       sa         -       -       -    -     -       s        -
plans_planpart             plan          sa        sa       sac        -       -       -    -     -       s        -
plans_plansuggestion       plan          sa        sa       sc         -       -       -    -     -       sa       -
plans_planversion          plan          sa        sa       sa         -       -       -    -     -       s        -
plans_safetypart           safety_plan   sa        sa       sac        -       -       -    -     -       s        s
plans_safetysuggestion     safety_plan   sa        sa       sc         -       -       -    -     -       sa       s
plans_safetyversion        safety_plan   sa        sa       sa         -       -       -    -     -       s        s
plans_wheelrating          plan          s         s        s          -       -       -    -     -       s        -
plans_wheelturn            plan          sa        sa       sa         -       -       -    -     -       s        -
rights_asked               messages      sac       sac      sa         -       -       -    -     -       s        -
rights_copy                confidence    sa        -        s          -       -       -    -     -       s        -
rights_withheld            confidence    sac       -        -          -       -       -    -     -       s        -
"""

PARTS = frozenset(
    {
        "who",
        "contact",
        "journey",
        "steps",
        "stream",
        "words",
        "confidence",
        "conversations",
        "worries",
        "huddle",
        "messages",
        "safeguarding",
        "ties",
        "looks",
        "plan",
        "safety plan",
        "check-ins",
        "identity",
    }
)


def _read() -> Iterator[tuple[str, dict[str, str]]]:
    heading, *rows = (line.split() for line in TABLE.strip().splitlines())
    for row in rows:
        said = dict(zip(heading[1:], row[1:], strict=True))
        yield row[0], said | {"part": said["part"].replace("_", " ")}


EXPECTED = dict(_read())


def expected(table: str, column: str | None) -> str:
    """Return what a viewer of this sort may do with a table: letters of "sac", "" for none; None is a stranger."""
    return "" if column is None else EXPECTED[table][column].replace("-", "")

"""What every action has in common: one transaction, its promises checked before it ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, ProgrammingError, connection, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

P = ParamSpec("P")
R = TypeVar("R")

# What the database says when a promise would break, as a sentence. The names are constraints' and triggers'.
PROMISES = {
    "nobody_falls": N_(
        "That would leave somebody with nobody holding or with nothing to happen next. "
        "Name who holds and one next step first."
    ),
    "holder_has_a_tie": N_("Whoever holds must be in the team that is alongside, or drawn in."),
    "doer_has_a_tie": N_("Whoever does a next step must be in the team that is alongside, or drawn in."),
    "reaches_somebody": N_(
        "They would not be able to see this: they are not alongside, or were asked never to be. Name somebody else now."
    ),
    "a_concern_has_a_lead": N_("Somebody has to take over what they lead on first. Ask who can, then try again."),
    "somebody_sees_them": N_(
        "Nobody in this team could see them any more. Hand them to somebody else first, then say this again."
    ),
    "somebody_stays": N_("Somebody has to stay in this team: people count on it. Ask who can join first."),
    "a_nearer_horizon": N_(
        "Somebody’s next step is further off than that. Bring it nearer with them first; then change the horizon."
    ),
    "an_ending_is_said": N_("Say how this ends before it ends."),
    "ended_is_ended": N_("This journey has ended. Coming back opens a new one."),
    "a_journey_ends_once": N_("This journey has already ended. Coming back opens a new one."),
    "letting_go_takes_two": N_("Letting go takes two practitioners. Name a second one."),
    "a_young_lead_is_named": N_("Name who leads for them: they will read the name."),
    "one_open_journey": N_("There is already an open journey here."),
    "one_holder": N_("Somebody else has just become the holder. Look again before you change it."),
    "drawn_in_once": N_("They are already drawn in."),
    "said_to_be_one_once": N_("Somebody has just said something else of one of them. Look again first."),
    "a_pair_is_said_one_thing": N_("Somebody has just said something of these two. Look again before you change it."),
    "never_in_a_ring": N_("They are said to be one person already, through somebody else who is written down."),
    "only_they_are_longer": N_("Only whoever is out says that it takes longer. Ring them, and say that you have this."),
    "one_copy_at_a_time": N_("A copy has been asked for already, and is being made."),
    "held_back_once": N_("Somebody has just held this back. Look again first."),
    "holding_back_takes_two": N_("Holding something back takes two. Ask somebody else alongside to read it."),
    "held_back_by_two": N_("Something is held back that nobody else has agreed to. Ask a second practitioner first."),
    "one_is_told_at_each_turn": N_("Somebody has just passed this on. Look again before you do."),
    "glass_is_for_who_works_here": N_("Only somebody in a team here breaks the glass. Ask whoever leads a team."),
    "glass_is_broken_with_words": N_("Say why in your own words, and give one name as they give it."),
    "looked_over_once": N_("This has been looked over already."),
    "asked_one_at_a_time": N_("They have been asked this already. It waits for them."),
    "no_more_once": N_("They have said already that they want no more of these."),
    "a_worry_is_shared_once_by_each": N_("They already share this worry."),
    **dict.fromkeys(("wheelrating_on_the_scale", "goalrating_on_the_scale"), N_("A number here is from 0 to 10.")),
    "a_goal_changes_once": N_("This goal has become another one already. Look again first."),
    "one_goal_in_a_place": N_("Another goal has just taken that place. Look again first."),
    "a_goal_is_counted_once": N_("This goal is counted already."),
    "three_goals_are_counted": N_("Three goals are counted, and no more."),
    **dict.fromkeys(
        ("planpart_once", "safetypart_once", "planversion_in_turn", "safetyversion_in_turn"),
        N_("Something was written here that this page does not show. Look again first; nothing is lost."),
    ),
}
AT_THE_SAME_MOMENT = N_("Somebody else changed this at the same moment. Look again, then try once more.")
NOT_YOURS = N_("This is not yours to change. Ask the team that is alongside.")


def action(do: Callable[P, R]) -> Callable[P, R]:
    """Wrap an action: atomic, and with the deferred promises checked at its end rather than at the commit.

    Without this the error would leave the middleware after the page was made, as a broken page and not a sentence.
    """

    @wraps(do)
    def acting(*args: P.args, **kwargs: P.kwargs) -> R:
        outermost = not getattr(connection, "livingwell_acting", False)
        try:
            with _in_sentences(), transaction.atomic():
                connection.livingwell_acting = True  # type: ignore[attr-defined]  # ours, and nobody else's
                done = do(*args, **kwargs)
                if outermost:
                    _check_promises()
                return done
        finally:
            if outermost:
                connection.livingwell_acting = False  # type: ignore[attr-defined]  # as above

    return acting


@contextmanager
def apart() -> Iterator[None]:
    """Run a block that may fail alone: in a savepoint, its promises checked at its end. What was done before it stands.

    Without this a deferred promise would break at the end of the whole action, and take all of it back. Raises
    NotPossible, with its sentence, for a promise that would break.
    """
    with _in_sentences(), transaction.atomic():
        yield
        _check_promises()


@contextmanager
def _in_sentences() -> Iterator[None]:
    """Say what the database refuses as a sentence, where it is a promise and not a mistake of ours."""
    try:
        yield
    except IntegrityError as error:
        sentence = broken_promise(error)
        if sentence is None:
            raise
        raise NotPossible(sentence) from error
    except ProgrammingError as error:
        if not _is_not_theirs(error):
            raise
        raise NotPossible(NOT_YOURS) from error
    except OperationalError as error:
        if not isinstance(error.__cause__, DeadlockDetected | SerializationFailure):
            raise
        raise NotPossible(AT_THE_SAME_MOMENT) from error


def broken_promise(error: IntegrityError) -> str | None:
    """Return the sentence for the promise that `error` says would break, or None for any other error."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return PROMISES.get(getattr(diagnosis, "constraint_name", None) or "")


def _is_not_theirs(error: ProgrammingError) -> bool:
    """Return whether the gatekeeper refused a row. A right that a whole table lacks is our mistake."""
    diagnosis = getattr(error.__cause__, "diag", None)
    refused = getattr(diagnosis, "sqlstate", None) == "42501"
    return refused and "row-level security" in (getattr(diagnosis, "message_primary", None) or "")


def _check_promises() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")

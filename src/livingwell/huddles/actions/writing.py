"""The story in a few lines and the decision in words, saved as they are written; nobody's words are overwritten."""

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys.models import Journey
from livingwell.lib.sentences import N_

from .. import rules
from ..models import Brought, Huddle
from .meeting import put_on_the_list, take_turn


@action
def write_story(
    *, huddle: Huddle, journey: Journey, words: str, revision: int, writer: str = "", by: Viewer
) -> Brought:
    """Keep the story as it is being written. `revision` is what it began from, `writer` the open page's own key."""
    return _write(huddle, journey, what="story", words=words, revision=revision, writer=writer, by=by)


@action
def word_decision(
    *, huddle: Huddle, journey: Journey, words: str, revision: int, writer: str = "", by: Viewer
) -> Brought:
    """Keep the words of a decision as they are being written. The decision itself is `decide`."""
    return _write(huddle, journey, what="decision", words=words, revision=revision, writer=writer, by=by)


def _write(
    huddle: Huddle, journey: Journey, *, what: str, words: str, revision: int, writer: str, by: Viewer
) -> Brought:
    take_turn(huddle)
    brought = put_on_the_list(huddle, journey, by=by)
    stored = getattr(brought, what)
    keep = rules.words_to_keep(
        mine=words,
        was=stored if revision == getattr(brought, f"{what}_revision") else None,
        stored=stored,
        mine_last=bool(writer) and writer_of(by, writer) == getattr(brought, f"{what}_writer"),
    )
    if keep is None:
        raise rules.Overtaken(
            N_("%(by)s wrote here too while you were writing."), field=what, by=getattr(brought, f"{what}_by")
        )
    return set_words(brought, what, words=keep, writer=writer, by=by)


def set_words(brought: Brought, what: str, *, words: str, writer: str = "", by: Viewer) -> Brought:
    """Set the story or the words of a decision, counting it, unless they are there already."""
    if getattr(brought, what) == words:
        return brought
    setattr(brought, what, words)
    setattr(brought, f"{what}_revision", getattr(brought, f"{what}_revision") + 1)
    setattr(brought, f"{what}_writer", writer_of(by, writer))
    setattr(brought, f"{what}_by", by.called)
    brought.save(update_fields=[what, *(f"{what}_{part}" for part in ("revision", "writer", "by"))])
    return brought


def writer_of(by: Viewer, page: str = "") -> str:
    """Return who saved last: the practitioner and the page they had open, or the beginning of it."""
    return f"{by.ref} {page}"[:100]

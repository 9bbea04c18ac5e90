"""Keeping what somebody says of who they are: each time a row of its own, and none is ever changed."""

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.places.words import WhoAsked

from .. import rules
from ..models import OwnAnswer, Person
from ..words import RATHER_NOT, Told


@action
def say_who(
    *, person: Person, asked: WhoAsked, key: str, words: str = "", told: Told = Told.THEMSELVES, by: Viewer
) -> OwnAnswer:
    """Keep one answer: theirs, or as they told one of us. `key` is an answer's, or RATHER_NOT."""
    rules.check_said(asked, key, age_band=person.age_band, told=told, by_themselves=by.is_person)
    declined = key == RATHER_NOT
    return OwnAnswer.objects.create(
        person=person,
        question=asked.slug,
        is_declined=declined,
        answer="" if declined else key,
        words="" if declined else words.strip(),
        told=told,
        by_kind=by.kind,
        by_id=by.someone,
        by_called=by.called,
    )

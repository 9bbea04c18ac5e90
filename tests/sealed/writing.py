"""The same words written about somebody in every place where words are written, and found again in SQL."""

from dataclasses import dataclass

import psycopg
from conversations import concerns, talking
from django.test import Client
from django.utils import timezone
from huddles.gathering import gather
from introductions.doorway import fill_for_someone, receipt_of
from messages.carrying import EMAIL
from neighbourhood import Place, as_, in_days, introduce, owner_connection
from psycopg import sql

from livingwell.conversations import actions as conversations
from livingwell.huddles import actions as huddles
from livingwell.introductions.models import Introduction
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Concern, Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy, TriedBy, TryOutcome
from livingwell.messages import actions as messages
from livingwell.messages.words import Sort
from livingwell.people.models import WayToReach
from livingwell.people.words import Channel
from livingwell.sealed import queries

BESIDE = "aside: "  # so that what is kept beside a note is not what is in it


@dataclass(frozen=True)
class Written:
    """Somebody about whom words were written, and whoever was introduced with them in confidence."""

    journey: Journey
    concern: Concern
    introduction: Introduction


def write_everywhere(place: Place, words: str) -> Written:
    """Write `words` at the front door, in a note and beside it, as a worry, a concern, a story, a message ..."""
    ama = introduce(place, "Ama", ways=(EMAIL,), going_on=words, about={"needs": words, "strengths": [words]})
    introduction = _at_the_door(place, words)
    _in_a_conversation(place, ama, words)
    concern = concerns.raised(place, ama)
    concerns.change(place, concern, by=place.ros, next_step=words)
    _in_a_huddle(place, ama, words)
    with as_(place.tom) as tom:
        journeys.raise_worry(journey=ama, words=words, by=tom)
        journeys.ask_to_bring(journey=ama, why=words, by=tom)
        journeys.draw_in(journey=ama, practitioner=place.maggie, why=words, by=tom)
        journeys.record_try(
            journey=ama, how=TriedBy.CALL, outcome=TryOutcome.NO_ANSWER, at=timezone.now(), words=words, by=tom
        )
        way = WayToReach.objects.get(person_id=ama.person_id, channel=Channel.EMAIL)
        messages.write(person=ama.person, way=way, sort=Sort.OWN_WORDS, words=words, by=tom)
    return Written(ama, concern, introduction)


def _at_the_door(place: Place, words: str) -> Introduction:
    """By a form that somebody fills in without signing in, in the open and in confidence; and by its receipt."""
    visitor = Client()
    receipt = receipt_of(fill_for_someone(visitor, going_on=words, in_confidence=words))
    assert words in visitor.get(receipt).content.decode()
    with as_(place.tom):
        return Introduction.objects.select_related("journey").get(called="Marek")


def _in_a_conversation(place: Place, journey: Journey, words: str) -> None:
    one = talking.begun(place, journey)
    with as_(place.shanice) as shanice:
        talking.write(one, words, writer="a", by=shanice)
        talking.agree(one, words, by=shanice)
    with as_(place.tom) as tom:
        talking.write(one, BESIDE + words, revision=0, writer="b", by=tom)
        conversations.share_a_worry(conversation=one, words=BESIDE + words, by=tom)


def _in_a_huddle(place: Place, journey: Journey, words: str) -> None:
    huddle = gather(place)
    with as_(place.tom) as tom:
        huddles.write_story(huddle=huddle, journey=journey, words=words, revision=0, by=tom)
        huddles.word_decision(huddle=huddle, journey=journey, words=words, revision=0, by=tom)
        mine = Doer(StepBy.PRACTITIONER, practitioner_id=place.tom.pk)
        journeys.make_step(journey=journey, what=words, doer=mine, due_on=in_days(3), at_words=words, by=tom)


TABLES = """
select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
   and has_table_privilege(c.oid, 'select')
 order by 1"""


def tables_that_hold(owner: psycopg.Connection, words: str) -> list[str]:
    """Return the tables of the database in which `words` stand, in any column of any row."""
    tables = [name for (name,) in owner.execute(TABLES).fetchall()]
    asked = sql.SQL("select exists (select from {} t where strpos(t::text, {}) > 0)")
    # Said by its oid's own spelling, as the catalogue has it.
    return [one for one in tables if owner.execute(asked.format(sql.SQL(one), sql.Literal(words))).fetchone()[0]]


def cells() -> dict[tuple[str, str, str], str]:
    """Return what is sealed in every column, by table, column and row."""
    found = {}
    with owner_connection() as owner:
        for model, fields in queries.sealed_models():
            for field in fields:
                table, column = model._meta.db_table, field.column
                asked = sql.SQL("select {}::text, {}::text from {}").format(
                    sql.Identifier(model._meta.pk.column), sql.Identifier(column), sql.Identifier(table)
                )
                found |= {(table, column, key): cell for key, cell in owner.execute(asked) if "sealed." in cell}
    return found

"""Every way we know of tampering with the record, and what each must be found as.

An attack does its harm to a `Scene` and returns whether a finding names it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.utils import timezone
from hypothesis import strategies as st
from record.diary import Diary

from livingwell.record import actions
from livingwell.record.models import Entry, Seal, new_salt
from livingwell.record.rules import GENESIS, digest, link
from livingwell.record.words import Finding, Kind, Row

LENGTH = 12
IN_PLACE = (Kind.ENTRY_CHANGED, Kind.LINK_BROKEN)


@dataclass
class Scene:
    """A sealed and anchored record of LENGTH rows, and whoever tampers with it. `draw` chooses."""

    diary: Diary
    draw: Callable[..., Any]
    taken: set[int] = field(default_factory=set)

    def place(self, low: int = 1, high: int = LENGTH) -> int:
        """A number in the chain that nothing has been done to."""
        drawn = self.draw(st.integers(low, high).filter(lambda number: number not in self.taken))
        self.taken.add(drawn)
        return drawn

    def seal(self, number: int) -> Seal:
        return Seal.objects.select_related("entry").get(number=number)

    def row(self, number: int) -> Row:
        return self.diary.rows[self.seal(number).entry.source_id]


def names(*kinds: Kind, **values: object) -> Callable[[Finding], bool]:
    """Whether a finding is of one of `kinds` and says `values`."""
    return lambda finding: finding.kind in kinds and values.items() <= finding.values.items()


def a_row_is_changed(scene):
    row = scene.row(scene.place())
    change = scene.draw(st.sampled_from([{"payload": {"says": "not that"}}, {"salt": new_salt()}]))
    scene.diary.rows[row.id] = row._replace(**change)
    return names(Kind.ROW_CHANGED, id=row.id)


def a_row_is_deleted(scene):
    row = scene.row(scene.place())
    del scene.diary.rows[row.id]
    return names(Kind.ROW_GONE, id=row.id)


def a_row_is_emptied(scene):
    row = scene.row(scene.place())
    scene.diary.empty(row)
    return names(Kind.ROW_GONE, id=row.id)


def a_row_is_slipped_in(scene):
    return names(Kind.ROW_UNNOTED, id=scene.diary.slip_in({"says": "it was ever so"}).id)


def an_entry_is_slipped_in(scene):
    row = uuid4()
    actions.note(source=scene.diary.name, source_id=row, digest=b"d" * 32)
    return names(Kind.ROW_GONE, id=row)


def an_entry_is_deleted(scene):
    number = scene.place()
    Entry.objects.filter(seal__number=number)._raw_delete("default")
    return names(Kind.ENTRY_GONE, number=number)


def an_entry_is_changed(scene):
    number = scene.place()
    change = scene.draw(
        st.sampled_from(
            [
                {"digest": b"x" * 32},
                {"source": "test.other"},
                {"source_id": uuid4()},
                {"made_at": timezone.now() - timedelta(days=3)},
            ]
        )
    )
    Entry.objects.filter(seal__number=number).update(**change)
    return names(*IN_PLACE, number=number)


def an_entry_takes_another_id(scene):
    number = scene.place()
    Entry.objects.filter(seal__number=number).update(id=uuid4())
    return names(Kind.ENTRY_GONE, number=number)


def a_row_and_its_entry_are_changed_together(scene):
    number = scene.place()
    row = scene.row(number)._replace(payload={"says": "not that"})
    scene.diary.rows[row.id] = row
    Entry.objects.filter(seal__number=number).update(digest=digest(row.salt, row.payload))
    return names(*IN_PLACE, number=number)


def a_seal_is_changed(scene):
    number = scene.place()
    change = scene.draw(st.sampled_from([{"chain": b"c" * 32}, {"sealed_at": timezone.now()}]))
    Seal.objects.filter(number=number).update(**change)
    return names(*IN_PLACE, number=number)


def two_seals_change_places(scene):
    one, other = scene.place(), scene.place()
    with connection.cursor() as cursor:
        for number, becomes in ((one, 1_000_000), (other, one), (1_000_000, other)):
            cursor.execute("update record_seal set number = %s where number = %s", [becomes, number])
    return names(*IN_PLACE, number=min(one, other))


def two_seals_exchange_entries(scene):
    one, other = scene.seal(scene.place()), scene.seal(scene.place())
    with connection.cursor() as cursor:
        # The unique constraint looks at each row in turn, so by way of an entry that is in nobody's use.
        for seal, entry in ((one, uuid4()), (other, one.entry_id), (one, other.entry_id)):
            cursor.execute("update record_seal set entry_id = %s where number = %s", [entry, seal.number])
    return names(*IN_PLACE, number=one.number)


def all_trace_of_a_row_is_taken_from_the_middle(scene):
    number = scene.place(high=LENGTH - 1)
    cut(scene, [number])
    return names(Kind.SEAL_GONE)


def the_tail_is_cut_off(scene):
    first = scene.place(low=2)
    cut(scene, range(first, LENGTH + 1))
    scene.taken.update(range(first, LENGTH + 1))
    return names(Kind.TAIL_GONE, number=LENGTH)


def history_is_rewritten_whole(scene):
    number = scene.place()
    row = scene.row(number)._replace(payload={"says": "it was ever so"})
    scene.diary.rows[row.id] = row
    Entry.objects.filter(seal__number=number).update(digest=digest(row.salt, row.payload))
    chain_anew()
    return names(Kind.REWRITTEN)


def a_row_is_taken_out_and_history_rewritten_whole(scene):
    number = scene.place()
    cut(scene, [number])
    with connection.cursor() as cursor:
        for later in range(number + 1, LENGTH + 1):
            cursor.execute("update record_seal set number = %s where number = %s", [later - 1, later])
    chain_anew()
    return names(Kind.REWRITTEN, Kind.TAIL_GONE)


def cut(scene: Scene, numbers) -> None:
    """Take seal, entry and row away."""
    for number in numbers:
        seal = scene.seal(number)
        del scene.diary.rows[seal.entry.source_id]
        Seal.objects.filter(number=number)._raw_delete("default")
        Entry.objects.filter(id=seal.entry_id)._raw_delete("default")


def chain_anew() -> None:
    """Make every link again, as somebody would who knows exactly how."""
    last = GENESIS
    for seal in Seal.objects.select_related("entry").order_by("number"):
        said = {name: getattr(seal.entry, name) for name in ("source", "source_id", "digest", "made_at")}
        last = link(last, number=seal.number, entry_id=seal.entry_id, sealed_at=seal.sealed_at, **said)
        Seal.objects.filter(number=seal.number).update(chain=last)


ATTACKS = [
    a_row_is_changed,
    a_row_is_deleted,
    a_row_is_emptied,
    a_row_is_slipped_in,
    an_entry_is_slipped_in,
    an_entry_is_deleted,
    an_entry_is_changed,
    an_entry_takes_another_id,
    a_row_and_its_entry_are_changed_together,
    a_seal_is_changed,
    two_seals_change_places,
    two_seals_exchange_entries,
    all_trace_of_a_row_is_taken_from_the_middle,
    the_tail_is_cut_off,
    history_is_rewritten_whole,
    a_row_is_taken_out_and_history_rewritten_whole,
]

ONCE = (the_tail_is_cut_off, a_row_is_taken_out_and_history_rewritten_whole)  # they renumber what others name
IN_TURN = [each for each in ATTACKS if each not in ONCE]

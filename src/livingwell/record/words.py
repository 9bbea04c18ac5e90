"""What is read of the record, and what may be found wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from livingwell.lib.sentences import N_

ERASURES = "record.erasure"  # the record's own source: a lawful erasure is itself an entry


class Kind(StrEnum):
    """What is wrong."""

    ROW_CHANGED = "row changed"
    ROW_GONE = "row gone"
    ROW_UNNOTED = "row unnoted"
    ROW_REMAINS = "row remains"
    SOURCE_UNREAD = "source unread"
    ENTRY_CHANGED = "entry changed"
    ENTRY_GONE = "entry gone"
    SEAL_GONE = "seal gone"
    LINK_BROKEN = "link broken"
    TAIL_GONE = "tail gone"
    REWRITTEN = "rewritten"
    ANCHOR_UNREADABLE = "anchor unreadable"
    ANCHOR_UNSIGNED = "anchor unsigned"
    UNSEALED = "unsealed"


SENTENCES = {
    Kind.ROW_CHANGED: N_("%(source)s %(id)s is not what was recorded on %(at)s: it was changed afterwards."),
    Kind.ROW_GONE: N_("%(source)s %(id)s, recorded on %(at)s, is gone, and no lawful erasure says why."),
    Kind.ROW_UNNOTED: N_("%(source)s %(id)s was never recorded: it was slipped in, or its entry taken out."),
    Kind.ROW_REMAINS: N_("%(source)s %(id)s was to be lawfully erased, and its content is still there."),
    Kind.SOURCE_UNREAD: N_("Entries of %(source)s that nothing here knows how to read: %(count)s"),
    Kind.ENTRY_CHANGED: N_("What was sealed as number %(number)s, entry %(id)s, was changed afterwards."),
    Kind.ENTRY_GONE: N_("The entry sealed as number %(number)s is gone."),
    Kind.SEAL_GONE: N_("Seals %(first)s to %(last)s are missing from the middle of the chain."),
    Kind.LINK_BROKEN: N_(
        "Seal %(number)s does not follow from the one before: it, its entry or their order was changed."
    ),
    Kind.TAIL_GONE: N_("An anchor of %(at)s saw seal number %(number)s; the chain now ends at %(last)s."),
    Kind.REWRITTEN: N_("The chain up to number %(number)s is not what an anchor saw on %(at)s: rewritten."),
    Kind.ANCHOR_UNREADABLE: N_("Line %(line)s of the anchors is not an anchor."),
    Kind.ANCHOR_UNSIGNED: N_("Line %(line)s of the anchors does not carry our signature."),
    Kind.UNSEALED: N_("Entries that have waited too long for their seal: %(count)s, the oldest since %(at)s"),
}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `values` fill the places of the kind's sentence."""

    kind: Kind
    values: Mapping[str, object]

    @classmethod
    def of(cls, kind: Kind, **values: object) -> "Finding":
        """Return a finding of `kind`."""
        return cls(kind=kind, values=values)

    @property
    def sentence(self) -> str:
        """The sentence to translate, its places not yet filled."""
        return SENTENCES[self.kind]

    def __str__(self) -> str:
        return self.sentence % self.values


class Sealed(NamedTuple):
    """A seal beside the entry it seals. The entry's fields are None where the entry is gone."""

    number: int
    chain: bytes
    sealed_at: datetime
    entry_id: UUID
    source: str | None
    source_id: UUID | None
    digest: bytes | None
    made_at: datetime | None


class Noted(NamedTuple):
    """An entry as its source is compared with it; `erased` where a lawful erasure names it."""

    source_id: UUID
    digest: bytes
    made_at: datetime
    erased: bool


class Row(NamedTuple):
    """A source's row. A row lawfully erased has neither salt nor payload, or is not there at all."""

    id: UUID
    salt: bytes | None
    payload: Mapping[str, Any] | None


class Anchored(NamedTuple):
    """What an anchor saw: at this moment the chain had `number` seals and ended in `chain`."""

    number: int
    chain: bytes
    at: datetime

"""Reading introductions. Every query shows only what the named viewer may see; the database sees to it."""

from .doors import leads_of_doors
from .listing import (
    BEING_REACHED,
    LOOKS,
    PAGE,
    PAST,
    PROMISED,
    SETTLED,
    WAITING_TO_BE_READ,
    Waiting,
    counts_for,
    find_introduction,
    waiting_for,
)
from .receipts import (
    FoundReceipt,
    ReceiptFacts,
    ReceiptsJourney,
    ask_stands,
    confided,
    find_receipt,
    journey_of_receipt,
    receipt_borne,
    words_of_receipt,
)
from .said import (
    Words,
    added_since_read,
    confidences_in,
    find_confidence,
    passages_in,
    passages_of,
)
from .same import PerhapsSame, perhaps_the_same

__all__ = [
    "BEING_REACHED",
    "LOOKS",
    "PAGE",
    "PAST",
    "PROMISED",
    "SETTLED",
    "WAITING_TO_BE_READ",
    "FoundReceipt",
    "PerhapsSame",
    "ReceiptFacts",
    "ReceiptsJourney",
    "Waiting",
    "Words",
    "added_since_read",
    "ask_stands",
    "confided",
    "confidences_in",
    "counts_for",
    "find_confidence",
    "find_introduction",
    "find_receipt",
    "journey_of_receipt",
    "leads_of_doors",
    "passages_in",
    "passages_of",
    "perhaps_the_same",
    "receipt_borne",
    "waiting_for",
    "words_of_receipt",
]

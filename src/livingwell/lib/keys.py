"""Keys nobody can guess, and words somebody can remember."""

import hashlib
import hmac
import secrets
from uuid import UUID

# Short, plain, unlike one another when spoken; nothing that says what this is. 128 words, so four of them are
# one in 268 million, behind a link that is one in 2 to the 256th.
WORDS = (
    "acorn",
    "anchor",
    "apple",
    "arrow",
    "autumn",
    "badger",
    "bakery",
    "balloon",
    "banjo",
    "basket",
    "beacon",
    "berry",
    "bicycle",
    "biscuit",
    "blanket",
    "blossom",
    "bottle",
    "branch",
    "breeze",
    "bridge",
    "bronze",
    "bucket",
    "butter",
    "button",
    "cabin",
    "candle",
    "canvas",
    "carrot",
    "castle",
    "cherry",
    "chimney",
    "cinema",
    "circle",
    "clover",
    "cobble",
    "comet",
    "copper",
    "cotton",
    "cricket",
    "crumble",
    "daisy",
    "dolphin",
    "donkey",
    "dragon",
    "echo",
    "elbow",
    "ember",
    "engine",
    "falcon",
    "feather",
    "fiddle",
    "finch",
    "flannel",
    "forest",
    "fossil",
    "galaxy",
    "garden",
    "ginger",
    "glacier",
    "goblet",
    "guitar",
    "hammer",
    "harbour",
    "hazel",
    "hedge",
    "helmet",
    "honey",
    "island",
    "ivory",
    "jacket",
    "jasmine",
    "jigsaw",
    "kettle",
    "kitten",
    "ladder",
    "lantern",
    "lemon",
    "lily",
    "lobster",
    "magnet",
    "maple",
    "marble",
    "meadow",
    "melon",
    "mitten",
    "mountain",
    "mustard",
    "nutmeg",
    "oasis",
    "olive",
    "orchard",
    "otter",
    "paddle",
    "paper",
    "parrot",
    "pebble",
    "pepper",
    "piano",
    "pillow",
    "planet",
    "pocket",
    "puddle",
    "pumpkin",
    "quilt",
    "rabbit",
    "radish",
    "ribbon",
    "river",
    "robin",
    "rocket",
    "saddle",
    "sailor",
    "salmon",
    "sandal",
    "satchel",
    "seaside",
    "shadow",
    "silver",
    "spoon",
    "sparrow",
    "sunset",
    "teapot",
    "thimble",
    "thunder",
    "tulip",
    "velvet",
    "violin",
    "walnut",
)


def new_link() -> str:
    """Return a fresh link key: 43 URL-safe characters, 256 bits."""
    return secrets.token_urlsafe(32)


def new_words(count: int = 4) -> str:
    """Return `count` words of ours, for somebody to say when they open their page."""
    return " ".join(secrets.choice(WORDS) for _ in range(count))


def plain_words(typed: str) -> str:
    """Return words as they are compared: lower case, single spaces, and whatever a phone puts between or after them."""
    return " ".join("".join(one if one.isalnum() else " " for one in typed).lower().split())


def link_digest(link: str) -> bytes:
    """Return the 32 bytes that are kept of a link, so that the database never holds one."""
    return hashlib.sha256(link.encode()).digest()


def made_from(secret: bytes, label: str, key: UUID) -> bytes:
    """Return 32 bytes that only we can make from a form's key: the same key gives the same bytes, so a retry agrees."""
    return hmac.new(secret, f"{label}:{key}".encode(), "sha256").digest()


# What words are compared with when a link opens nothing, so that it takes as long: an Argon2 hash of nobody's.
NO_WORDS = (
    "argon2$argon2id$v=19$m=102400,t=2,p=8$c29tZXNhbHRzb21lc2FsdA$dGhpcyBpcyBub3QgYSByZWFsIGhhc2ggb2YgYW55dGhpbmc"
)

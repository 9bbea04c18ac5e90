"""Whether two names may be one person's: as they are written, and as they sound. Pure."""

import unicodedata
from difflib import SequenceMatcher

CLOSE = 0.8  # two names this alike may be one person: Ama and Amma, Marek and Marec
# What sounds alike, in the order it is read: Catherine and Kathryn, Stephen and Steven, Yusuf and Iusuf.
SOUNDS = (
    *(("ph", "f"), ("ck", "k"), ("sch", "s"), ("sh", "s"), ("th", "t"), ("gh", ""), ("kn", "n"), ("wr", "r")),
    *(("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("v", "f"), ("w", "f"), ("j", "i"), ("y", "i"), ("h", "")),
)
VOWELS = "aeiou"
BEGIN_ALIKE = ("ckqx", "fpvw", "szx", "ijyg", "kng", "wr", "hw")  # letters that names which sound alike begin with
SAYS_LITTLE = frozenset({"de", "van", "von", "bin", "al", "el", "mc", "mac", "o"})


def is_close(one: str, other: str) -> bool:
    """Return whether two names may be the same person's: alike as typed, or the first of each alike."""
    names = [" ".join(name.casefold().split()) for name in (one, other)]
    if not all(names):
        return False
    firsts = [name.split()[0] for name in names]
    pairs = [names, firsts] if any(" " not in name for name in names) else [names]
    return any(SequenceMatcher(None, one, other).ratio() >= CLOSE for one, other in pairs)


def parts(name: str) -> tuple[str, ...]:
    """Return the words of a name, small letters all, without accents; "Achebe-Baird" is two."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    return tuple("".join(one if one.isalnum() else " " for one in plain.replace("'", "").replace("’", "")).split())


def sound(word: str) -> str:
    """Return roughly how a word of a name sounds: its first letter, then what is no vowel, each once in a row."""
    for written, said in SOUNDS:
        word = word.replace(written, said)
    rest = [one for at, one in enumerate(word) if at == 0 or one not in VOWELS]
    return "".join(one for at, one in enumerate(rest) if at == 0 or one != rest[at - 1])


def sounds_alike(one: str, other: str) -> bool:
    """Return whether a word of one name sounds as a word of the other does, in whatever order they stand."""
    heard = [{sound(word) for word in parts(name) if word not in SAYS_LITTLE} - {""} for name in (one, other)]
    return bool(heard[0] & heard[1])


def is_same_name(one: str, other: str) -> bool:
    """Return whether two names are one name of at least two words, which may stand the other way round."""
    first, second = parts(one), parts(other)
    return len(first) > 1 and sorted(first) == sorted(second)


def begin_alike(name: str) -> str:
    """Return the letters with which a name that sounds like a word of this one may begin."""
    firsts = {word[0] for word in parts(name)}
    return "".join(sorted(firsts.union(*(group for group in BEGIN_ALIKE if firsts & set(group)))))

"""What words may be sent: nothing that tells a stranger what this is about, no links, short enough for one text."""

import re
from collections.abc import Iterable

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people.words import Channel
from livingwell.post import rules as post

from ..words import WHY_NOT_SAID, Worth

# One text of 160, less what some networks put before it (GSM 03.38; a part of a longer one has 153).
LONGEST_TEXT = 153
LONGEST = 3_000
LONGEST_SUBJECT = 60
PART = 67  # letters in a part of a text that is not in the phones' own alphabet

# The phones' own alphabet (GSM 03.38). One letter outside it, a curly quote or a space that does not break, and the
# whole text is sent in another, at less than half the length.
ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
TAKE_TWO = frozenset("^{}\\[~]|€")
PLAINER = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "…": "...",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "•": "-",
    "\r\n": "\n",
}
LINK = re.compile(
    r"https?:|www\.|(?<![@\w.-])[a-z0-9-]+(\.[a-z0-9-]+)*\.(app|co|com|info|io|ly|me|net|org|scot|uk)\b"
    r"|\b\d{1,3}(\.\d{1,3}){3}\b|[a-z0-9-]+(\.[a-z0-9-]+)+/\S",
    re.IGNORECASE,
)


def for_a_text(words: str) -> str:
    """Return words in letters every phone knows, where there is one for them: ’ becomes '."""
    for fancy, plain in PLAINER.items():
        words = words.replace(fancy, plain)
    return words.strip()


def text_length(words: str) -> int:
    """Return how much of a text's room words take: a few letters take two places."""
    return sum(2 if letter in TAKE_TWO else 1 for letter in words)


def beyond_the_alphabet(words: str) -> str:
    """Return the letters that phones' own alphabet has not, each once, in order."""
    return "".join(dict.fromkeys(letter for letter in words if letter not in ALPHABET | TAKE_TWO))


def parts_of_a_text(words: str) -> int:
    """Return as how many texts words travel; a phone puts them together again."""
    if not beyond_the_alphabet(words):
        return 1 if text_length(words) <= 160 else -(-text_length(words) // LONGEST_TEXT)
    pairs = len(words.encode("utf-16-le")) // 2
    return 1 if pairs <= 70 else -(-pairs // PART)


def fits_a_text(words: str) -> bool:
    """Return whether words are short enough for one text."""
    return text_length(words) <= LONGEST_TEXT


def check_neutral(words: str, *, not_said: Iterable[str] = (), field: str = "words") -> None:
    """Raise NotPossible where words give somebody away: by a word, by our own name, by a link."""
    telling = post.gives_away(words)
    if telling:
        word, tells = telling
        raise NotPossible(WHY_NOT_SAID[tells], field=field, word=word)
    for name in not_said:
        if re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE):
            raise NotPossible(
                N_("“%(word)s” is our name, and anybody may see it. Say who you are by your own name instead."),
                field=field,
                word=name,
            )
    if LINK.search(words):
        raise NotPossible(
            N_("No links: on a phone that others see, a link leads them here too. Give a name or a number instead."),
            field=field,
        )


def check_words(channel: Channel, words: str, *, not_said: Iterable[str] = ()) -> None:
    """Raise NotPossible unless these words may be sent on this channel."""
    if not words.strip():
        raise NotPossible(N_("Write a few words first."), field="words")
    check_neutral(words, not_said=not_said)
    if channel == Channel.TEXT and not fits_a_text(words):
        raise NotPossible(
            N_("A text has room for %(most)s letters, and this has %(has)s. Make it a little shorter."),
            field="words",
            most=LONGEST_TEXT,
            has=text_length(words),
        )
    if len(words) > LONGEST:
        raise NotPossible(N_("Keep this to %(most)s letters."), field="words", most=LONGEST)


def check_subject(channel: Channel, subject: str, *, not_said: Iterable[str] = ()) -> None:
    """Raise NotPossible unless this may stand in an inbox, seen without the email being opened."""
    if channel != Channel.EMAIL:
        return
    if not subject.strip() or len(subject) > LONGEST_SUBJECT or not subject.isprintable():
        raise NotPossible(N_("An email needs a short subject on one line, such as “Hello from Tom”."), field="subject")
    check_neutral(subject, not_said=not_said, field="subject")


def worth_knowing(channel: Channel, words: str) -> tuple[Worth, ...]:
    """Return what is worth knowing about words before they go; none of it stops them."""
    parts, letters = parts_of_a_text(words), beyond_the_alphabet(words)
    if channel != Channel.TEXT or parts < 2:
        return ()
    sentence = N_("Because of %(letters)s this travels as %(parts)s texts. It still arrives as one.")
    return (Worth(sentence, {"letters": " ".join(letters), "parts": parts}),)

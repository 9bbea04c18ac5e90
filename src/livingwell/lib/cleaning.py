"""What is done to words people type, before anything else sees them: as little as is safe. No Django."""

import unicodedata

LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029", "\v", "\f")
KEPT_CONTROLS = "\n\t"
# Direction overrides turn the reading order of whatever follows; isolates, marks and joiners stay, since right-to-left
# scripts and emoji need them. U+FEFF is a byte order mark gone astray.
TAKEN_OUT = "\u202d\u202e\ufeff"


def _kept(character: str) -> bool:
    if character in KEPT_CONTROLS:
        return True
    return character not in TAKEN_OUT and unicodedata.category(character) not in ("Cc", "Cs")


def clean_text(text: str, *, lines: bool) -> str:
    """Text with control characters taken out, composed (NFC) and without space at its ends.

    Emoji, accents and right-to-left text come through whole. With `lines` false, line ends and tabs become spaces.
    """
    for end in LINE_ENDS:
        text = text.replace(end, "\n")
    text = unicodedata.normalize("NFC", "".join(filter(_kept, text)))
    if not lines:
        text = " ".join(text.split())
    return text.strip() if any(map(_is_seen, text)) else ""


def _is_seen(character: str) -> bool:
    """Return whether a character leaves a mark: a name of nothing but joiners and spaces would be no name."""
    return unicodedata.category(character)[0] not in "CZ"

"""Marking a sentence for translation where Django may not be imported."""


class Marked(str):
    """A sentence, or a few words, that are put into the reader's language where they are shown."""

    __slots__ = ()


def N_(sentence: str) -> Marked:  # noqa: N802 -- gettext's own name for a marker
    """Return `sentence` marked: the gatherer of translations finds it by this name, and a refusal that carries it."""
    return Marked(sentence)

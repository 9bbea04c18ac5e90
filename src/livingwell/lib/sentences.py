"""Marking a sentence for translation where Django may not be imported."""


def N_(sentence: str) -> str:  # noqa: N802 -- gettext's own name for a marker that does nothing
    """Return `sentence` unchanged; the gatherer of translations finds it by this name."""
    return sentence

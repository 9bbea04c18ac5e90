"""The words of WORDS.md are kept."""

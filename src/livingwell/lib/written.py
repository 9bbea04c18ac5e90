"""TOML that somebody wrote by hand: read whole, and where a key stands in it, so that a mistake is said by its line."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from .refusals import NotPossible
from .sentences import N_

HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?")
KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*(?:\.|=)")
AT_A_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")
AT_THE_END = re.compile(r"\s*\(at end of document\)$")


@dataclass(frozen=True)
class Written:
    """A text by its name. `at` in what follows is a way into it: a section, which of several, a key."""

    name: str
    text: str
    data: dict[str, Any]

    @classmethod
    def read(cls, name: str, text: str) -> "Written":
        """Return a text that was read. Raises NotPossible naming the line where it is no TOML."""
        try:
            return cls(name, text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            said, last = str(error), text.count("\n") + 1
            found = AT_A_LINE.search(said)
            sentence = AT_THE_END.sub("", AT_A_LINE.sub("", said))
            line = int(found[1]) if found else last
            raise NotPossible(
                N_("%(pack)s, line %(line)s: %(error)s."), pack=name, line=line, error=sentence
            ) from error

    def wrong(self, sentence: str, *at: str | int, **values: object) -> NotPossible:
        """Return the refusal that says a sentence of what stands `at`: its places %(pack)s and %(line)s are filled."""
        return NotPossible(sentence, field="", pack=self.name, line=self.line_of(*at), **values)

    def line_of(self, *at: str | int) -> int:
        """Return the line of a key; where it is missing, of the section it is missing from; else the first."""
        places = self._places()
        begun = tuple(
            place for place in at if isinstance(place, str)
        )  # a section within one of several: [[sheets.hints]]
        if at not in places and begun in places:
            return places[begun]
        for length in range(len(at), 0, -1):
            if at[:length] in places:
                return places[at[:length]]
        return 1

    def _places(self) -> dict[tuple[str | int, ...], int]:
        """Return the line of each section and key, by the way to it."""
        places: dict[tuple[str | int, ...], int] = {}
        here: tuple[str | int, ...] = ()
        counted: dict[str, int] = {}
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := HEADER.match(line):
                name = header[2]
                here = tuple(part.strip("\"' ") for part in name.split("."))
                places.setdefault(here, number)
                if header[1] == "[[":
                    counted[name] = counted.get(name, -1) + 1
                    here = (*here, counted[name])
                places.setdefault(here, number)
            elif key := KEY.match(line):
                places.setdefault((*here, key[1]), number)
        return places

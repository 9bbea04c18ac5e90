"""Reading markup in tests: its elements and their attributes, in order."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    text: str = ""
    inside: list["Element"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attrs.get("class", "").split()


VOID = {"input", "br", "hr", "img", "link", "meta"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.found.append(element)
        for outer in self.open:
            outer.inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for outer in self.open:
            outer.text += data


def elements(html: str, tag: str = "", **attrs: str) -> list[Element]:
    """Every element, or those of one tag with these attributes (underscores for hyphens, a trailing one dropped)."""
    reader = _Reader()
    reader.feed(html)
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
    return [
        one
        for one in reader.found
        if (not tag or one.tag == tag) and all(one.attrs.get(name) == value for name, value in wanted.items())
    ]


def only(html: str, tag: str = "", **attrs: str) -> Element:
    found = elements(html, tag, **attrs)
    if len(found) != 1:
        raise LookupError(f"{len(found)} of <{tag}> with {attrs}, expected one, in:\n{html}")
    return found[0]

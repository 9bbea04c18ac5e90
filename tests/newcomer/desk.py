"""A browser without a screen: goes to a page, follows a link by its words, fills a form in by its labels, presses."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import chain
from typing import Any

from django.test import Client

EMPTY = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass
class Form:
    """A form as it stands on a page: where it goes, what it would send as it is, and its buttons by their words."""

    action: str
    id: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    ids: dict[str, tuple[str, str]] = field(default_factory=dict)  # id -> name, value
    choices: dict[str, dict[str, str]] = field(default_factory=dict)  # of a select: words -> value
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # words, name, value


class Reading(HTMLParser):
    """Reads a page: its text, links and labels, and its forms as a browser would send them untouched."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.labels: list[tuple[str, str]] = []  # words, the id it is for
        self.said: list[str] = []
        self.open: list[tuple[str, dict[str, str], list[str]]] = []
        self.form: Form | None = None
        self.select = ""
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(about.get("action", ""), about.get("id", ""))
            self.forms.append(self.form)
        form = self._form(about)
        if tag == "input" and form:
            self._input(form, about)
        elif tag == "select":
            self.select = about.get("name", "")
        if tag in ("textarea", "select") and form:
            form.ids[about.get("id", "")] = (about.get("name", ""), "")
        if tag not in EMPTY:
            self.open.append((tag, about, []))

    def _form(self, about: dict[str, str]) -> Form | None:
        """The form something belongs to: the one it is in, or the one it names."""
        named = about.get("form")
        return next((one for one in self.forms if one.id == named), None) if named else self.form

    def _input(self, form: Form, about: dict[str, str]) -> None:
        kind, name = about.get("type", "text"), about.get("name", "")
        if not name:
            return
        for tag, wraps, _words in self.open:
            if tag == "label":
                wraps.setdefault("for", about.get("id", ""))
        value = about.get("value", "on" if kind in ("checkbox", "radio") else "")
        form.ids[about.get("id", "")] = (name, value if kind in ("checkbox", "radio") else "")
        if kind == "checkbox":
            form.values.setdefault(name, [])
            if "checked" in about:
                form.values[name].append(value)
        elif kind != "radio" or "checked" in about:
            form.values[name] = value

    def handle_data(self, data: str) -> None:
        self.said.append(data)
        for _tag, _about, words in self.open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            name, about, words = self.open.pop()
            self._ended(name, about, " ".join("".join(words).split()), "".join(words))
            if name == tag:
                return

    def _ended(self, tag: str, about: dict[str, str], words: str, as_written: str) -> None:
        if tag == "a":
            self.links.setdefault(words, about.get("href", ""))
        elif tag == "label":
            self.labels.append((words, about.get("for", "")))
        elif tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        form = self._form(about)
        if form is None:
            return
        if tag == "button" and about.get("type") != "button":
            form.buttons.append((words, about.get("name", ""), about.get("value", "")))
        elif tag == "textarea":
            form.values[about.get("name", "")] = as_written.lstrip("\n")
        elif tag == "option":
            value = about.get("value", words)
            form.choices.setdefault(self.select, {})[words] = value
            if "selected" in about or self.select not in form.values:
                form.values[self.select] = value


@dataclass
class Desk:
    """Somebody at their desk. What is pressed, followed and chosen is kept in `used`: the guide has it in bold."""

    client: Client
    used: set[str]
    at: str = ""
    page: Reading = field(default_factory=lambda: Reading(""))
    typed: dict[str, Any] = field(default_factory=dict)

    def goes(self, path: str) -> "Desk":
        answer = self.client.get(path, follow=True)
        return self._here(answer, path)

    def _here(self, answer: Any, path: str) -> "Desk":
        text = Reading(answer.content.decode()).text
        assert answer.status_code == 200, f"{path}: {answer.status_code}\n{text[text.find('look again') :][:1500]}"
        self.at = answer.redirect_chain[-1][0].split("#")[0] if answer.redirect_chain else path
        self.page, self.typed = Reading(answer.content.decode()), {}
        return self

    def follows(self, words: str) -> "Desk":
        found = next((href for said, href in self.page.links.items() if said.startswith(words)), None)
        assert found, f"no link “{words}” on {self.at}: {sorted(self.page.links)}"
        self.used.add(words)
        return self.goes(self._to(found))

    def _to(self, href: str) -> str:
        return f"{self.at.split('?')[0]}{href}" if href.startswith("?") else href.split("#")[0] or self.at

    def writes(self, label: str, words: Any) -> "Desk":
        self.typed[label] = words
        return self

    def presses(self, words: str, **also: Any) -> "Desk":
        """Press a button, having filled in its form: what `writes` said, by label; `also`, by name."""
        form, button = self._button(words)
        self.used.add(words)
        sent = form.values | {button[1]: button[2]} | also if button[1] else form.values | also
        for label, said in self.typed.items():
            sent = self._filled(form, sent, label, said)
        to = self._to(form.action) if form.action else self.at
        return self._here(self.client.post(to, sent, follow=True), to)

    def _button(self, words: str) -> tuple[Form, tuple[str, str, str]]:
        for form in self.page.forms:
            for button in form.buttons:
                if button[0].startswith(words):
                    return form, button
        found = [button[0] for form in self.page.forms for button in form.buttons]
        raise AssertionError(f"no button “{words}” on {self.at}: {found}\n{self.page.text[:1500]}")

    def _filled(self, form: Form, sent: dict[str, Any], label: str, said: Any) -> dict[str, Any]:
        mine = [(words, one) for words, one in self.page.labels if one in form.ids]
        exact = (one for words, one in mine if words.startswith(label))
        which = next(chain(exact, (one for words, one in mine if label in words)), None)
        assert which, f"no “{label}” to fill in on {self.at}: {[words for words, _id in self.page.labels]}"
        name, value = form.ids[which]
        if value:  # something to tick or choose
            before = sent.get(name)
            return sent | {name: [*before, value] if isinstance(before, list) else value}
        return sent | {name: form.choices.get(name, {}).get(str(said), said)}

    def sees(self, *words: str) -> "Desk":
        for one in words:
            assert one in self.page.text, f"“{one}” is not on {self.at}: {self.page.text[:2500]}"
        return self

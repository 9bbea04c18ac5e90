"""What a form carried that could not be taken: every word somebody typed in it, and the same form, to send again."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.forms import Field, PasswordInput, TimeField
from django.http import HttpRequest

from livingwell.design.fields import CharField, DateField
from livingwell.design.fields.when import PARTS
from livingwell.design.forms import Form

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 -- the name of a field, and no secret


def words_typed(request: HttpRequest) -> list[str]:
    """Return all that was typed, in the order it was sent: a sentence, a name, a number, a day. No password, no code.

    Typed fields are known by their names, which the forms of the house tell: a choice has no words to give back.
    """
    typed = typed_names()
    found: dict[str, list[str]] = {}
    for sent, values in request.POST.lists():
        part = typed.get(_own_name(sent))
        if part is not None:
            found.setdefault(sent.removesuffix(part), []).extend(value for value in values if value.strip())
    return [" ".join(values) for values in found.values() if values]


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a form carried, for a button that sends it again; nothing where that would not be safe.

    Only what a page of ours sent: another site's form must not come to stand on ours, ready to be pressed. And no
    password: a page is not where one is kept.
    """
    names = {_own_name(name) for name in request.POST}
    if not _is_from_here(request) or names & secret_names():
        return []
    return [(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values]


def typed_names() -> dict[str, str]:
    """Return the name of every input that is typed in, each with its own ending where a day is typed in three."""
    names: dict[str, str] = {}
    for name, field in every_field():
        if field.widget.is_hidden:
            continue
        if isinstance(field, DateField):
            names |= {f"{name}_{part}": f"_{part}" for part in PARTS}
        elif isinstance(field, CharField | TimeField):
            names[name] = ""
    secret = secret_names()
    return {name: part for name, part in names.items() if name not in secret}


def secret_names() -> set[str]:
    return {name for name, field in every_field() if _is_secret(field)}


def every_field() -> Iterator[tuple[str, Field]]:
    """Yield the name and the field of every question that a form of the house asks."""
    waiting: list[type[Form]] = [Form]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        yield from one.base_fields.items()  # type: ignore[attr-defined]  # made by Django's metaclass


def _is_secret(field: Field) -> bool:
    return isinstance(field.widget, PasswordInput) or bool(getattr(field, "is_secret", False))


def _own_name(sent: str) -> str:
    """Return a field's own name: several forms on a page each put a word before theirs."""
    return sent.rpartition("-")[2]


def _is_from_here(request: HttpRequest) -> bool:
    """Return whether the browser says that a page of ours sent this; one that says nothing is not believed."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(said).netloc == request.get_host()

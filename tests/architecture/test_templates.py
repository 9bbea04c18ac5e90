"""Templates: nothing inline (the page's policy forbids it), a token in every form that posts, and no reaching up."""

import re
from collections.abc import Iterable

from architecture.faults import Fault, Source, is_below, none_of, templates

INLINE = {
    r"<script(?![^>]*\bsrc=)[^>]*>": "an inline script never runs here: put it in a file of the room's static folder",
    r"<style\b": "an inline style is never read here: put it in design/styles",
    r"\sstyle\s*=": "an inline style is never read here: put it in design/styles",
    r"\son[a-z]+\s*=\s*[\"']": "an inline handler never runs here: use htmx, or a script of the room's static folder",
    r"\bhx-on[:\s=-]": "htmx's own handlers are inline scripts: they never run here",
    r"javascript:": "a script in an address never runs here",
    r"(?:src|href)\s*=\s*[\"']//": "this fetches from another server: serve it ourselves",
    r"<(?:script|link|img)\b[^>]*(?:src|href)\s*=\s*[\"']https?:": "this fetches from elsewhere: serve it ourselves",
}
FORM = re.compile(r"<form\b(?P<tag>(?:[^>{]|\{\{.*?\}\}|\{%.*?%\}|\{)*)>(?P<inside>.*?)(?:</form>|\Z)", re.S | re.I)
POSTS = re.compile(r"method\s*=\s*[\"']?post", re.I)
TOKEN = re.compile(r"csrf_input|\bform_keys\(|\bkeys\(")
LEANS = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+([\"'][^\"']+[\"'](?:\s*,\s*[\"'][^\"']+[\"'])*)")


def without_comments(text: str) -> str:
    """Blank what is in `{# #}`, keeping its lines."""
    return re.sub(r"{#.*?#}", lambda found: re.sub(r"[^\n]", " ", found[0]), text, flags=re.S)


def inline(source: Source) -> Iterable[Fault]:
    text = without_comments(source.text)
    for pattern, say in INLINE.items():
        for found in re.finditer(pattern, text, re.I):
            yield Fault(source.where, _line(text, found.start()), say)


def forms_without_token(source: Source) -> Iterable[Fault]:
    text = without_comments(source.text)
    for found in FORM.finditer(text):
        if POSTS.search(found["tag"]) and not TOKEN.search(found["inside"]):
            yield Fault(source.where, _line(text, found.start()), "this form posts without {{ csrf_input }}")


def reaching_up(source: Source) -> Iterable[Fault]:
    text = without_comments(source.text)
    for found in LEANS.finditer(text):
        for name in re.findall(r"[\"']([^\"']+)[\"']", found[1]):
            room = name.split("/")[0]
            if not is_below(room, source.room):
                yield Fault(
                    source.where,
                    _line(text, found.start()),
                    f"{source.room} leans on {name}, a template of {room} above it: hand it down as a panel",
                )


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def test_no_template_has_anything_inline():
    assert len(templates()) > 60
    none_of(fault for one in templates() for fault in inline(one))


def test_every_form_that_posts_carries_its_token():
    assert sum(len(POSTS.findall(one.text)) for one in templates()) > 20
    none_of(fault for one in templates() for fault in forms_without_token(one))


def test_no_template_leans_on_a_room_above_its_own():
    none_of(fault for one in templates() for fault in reaching_up(one))


# -- each, broken on purpose -------------------------------------------------------------------------------------------
def planted(text: str) -> Source:
    return Source("src/livingwell/people/templates/people/page.jinja", text)


def test_every_kind_of_inline_is_named_with_its_line():
    lines = [
        "<script>alert(1)</script>",
        '<script src="{{ static("x.js") }}"></script>',
        "<style>p{}</style>",
        '<p style="color: red">',
        '<button onclick="go()">',
        '<div hx-on:click="go()">',
        '<a href="javascript:go()">',
        '<img src="https://elsewhere.example/x.png">',
        '<a href="https://www.nhs.uk">elsewhere</a>',
        "{# <style> in a comment #}",
        '<p data-on="1" class="lemon">',
    ]
    assert sorted(one.line for one in inline(planted("\n".join(lines)))) == [1, 3, 4, 5, 6, 7, 8]


def test_a_form_without_its_token_is_named():
    text = (
        '<form method="post" action="{{ url("x") }}">{{ csrf_input }}</form>\n'
        '<form method="get"></form>\n'
        '<form class="a" method="post">\n</form>'
    )
    assert [one.line for one in forms_without_token(planted(text))] == [3]


def test_a_template_that_reaches_up_is_named():
    text = '{% extends "design/layout.jinja" %}\n{% include "people/_one.jinja" %}\n'
    text += '{% from "huddles/_x.jinja" import y %}\n'
    assert [str(one) for one in reaching_up(planted(text))] == [
        "src/livingwell/people/templates/people/page.jinja:3: people leans on huddles/_x.jinja, a template of huddles "
        "above it: hand it down as a panel"
    ]

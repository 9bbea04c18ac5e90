"""Every sentence people see goes through gettext, so that a place may have it in its people's languages."""

import ast
import html
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from architecture.faults import Fault, Source, none_of, programs, templates
from architecture.house import ROOT
from jinja2 import Environment

SAID_IN = ("alt", "aria-label", "aria-description", "placeholder", "title", "label", "content")
A_SENTENCE = re.compile(r"[A-Za-z]{2,}")
ATTRIBUTE = re.compile(rf"""[\s"'](?:{"|".join(SAID_IN)})\s*=\s*["']([^"'{{]*[A-Za-z]{{2,}}[^"'{{]*)["']""")
GETTEXT = frozenset({"_", "N_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "npgettext"})
# What is shown to people when it is passed by these names, or to these.
SHOWN_BY_NAME = frozenset(
    {"label", "hint", "missing", "help_text", "problem", "empty_label", "legend", "invalid", "refusal"}
)
SHOWN_BY_CALL = frozenset({"NotPossible", "Overtaken", "ValidationError"})

# Pages that no visitor reaches, or that hold no sentence; each for its reason.
NOT_SHOWN = {
    "src/livingwell/design/templates/design/styleguide.jinja": "for designers; on no address of the house",
    "src/livingwell/design/templates/design/styleguide_team.jinja": "for designers; on no address of the house",
    "src/livingwell/design/styleguide.py": "for designers; on no address of the house",
}
# What is no sentence: a class that a page gives its body, an attribute or a setting made by a macro.
NO_SENTENCE = re.compile(r"""\s*(team|paper|[a-z-]+=["'].*|\{".*)\s*""", re.S)
SAME_EVERYWHERE = {"utf-8", "width=device-width, initial-scale=1", "noindex", "telephone=no", "same-origin", "PDF"}


def bare_in_template(source: Source) -> Iterator[Fault]:
    """Name each text of a template, or attribute that is read out, that no gettext has seen."""
    if source.where in NOT_SHOWN:
        return
    inside_tag = False
    for line, kind, text in Environment(trim_blocks=True).lex(source.text):  # noqa: S701 -- reads templates, makes none
        if kind != "data":
            continue
        for found in ATTRIBUTE.finditer(f" {text}"):
            if found[1].strip() not in SAME_EVERYWHERE:
                yield _bare(source.where, line + text[: found.start()].count("\n"), found[1])
        shown, inside_tag = _outside_tags(text, inside_tag)
        for at, words in shown:
            if A_SENTENCE.search(html.unescape(words)) and not NO_SENTENCE.fullmatch(words):
                yield _bare(source.where, line + text[:at].count("\n"), words)


def _outside_tags(text: str, inside_tag: bool) -> tuple[list[tuple[int, str]], bool]:
    """Return the texts between tags, each with its place, and whether `text` ends inside a tag."""
    shown, at = [], 0
    for piece in re.split(r"(<!--.*?-->|[<>])", text, flags=re.S):
        if piece == "<":
            inside_tag = True
        elif piece == ">":
            inside_tag = False
        elif not inside_tag and not piece.startswith("<!--"):
            shown.append((at + len(piece) - len(piece.lstrip()), re.sub(r"&#?\w+;", " ", piece)))
        at += len(piece)
    return shown, inside_tag


def _bare(where: str, line: int, words: str) -> Fault:
    return Fault(where, line, f'say it through gettext: {{{{ _("{" ".join(words.split())[:50]}") }}}}')


def bare_in_program(source: Source) -> Iterator[Fault]:
    """Name each string that will be shown and that no gettext has seen."""
    if source.where in NOT_SHOWN:
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        shown = [word.value for word in node.keywords if word.arg in SHOWN_BY_NAME]
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if called in SHOWN_BY_CALL:
            shown += node.args[:1]
        for one in shown:
            if isinstance(one, ast.Constant | ast.JoinedStr) and (words := _literal(one)):
                yield Fault(
                    source.where, one.lineno, f'mark it for translation: _("{words[:50]}"), or N_ where no Django is'
                )


def _literal(node: ast.Constant | ast.JoinedStr) -> str:
    parts = [node] if isinstance(node, ast.Constant) else node.values
    said = "".join(one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return said if A_SENTENCE.search(said) else ""


def computed(source: Source) -> Iterator[Fault]:
    """Name a gettext of something put together on the spot: no translator will ever see it."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in GETTEXT:
            continue
        if node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
            yield Fault(
                source.where, node.lineno, 'translate a whole sentence with places in it: _("... %(name)s ...")'
            )


def test_every_text_of_every_template_is_translatable():
    assert len(templates()) > 60
    none_of(fault for one in templates() for fault in bare_in_template(one))


def test_every_sentence_of_every_form_and_refusal_is_translatable():
    none_of(fault for one in programs() for fault in bare_in_program(one))


def test_no_sentence_is_put_together_before_it_is_translated():
    none_of(fault for one in programs() for fault in computed(one))


def gathered(into: Path) -> str:
    """Gather every sentence as `make messages` does, with the same options, into a file of this test's own."""
    line = next(one for one in (ROOT / "Makefile").read_text().splitlines() if "pybabel extract" in one)
    options = line.split("extract", 1)[1].replace("locale/django.pot", str(into)).split()
    babel = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract", *options]
    subprocess.run(babel, cwd=ROOT, check=True, capture_output=True)
    return into.read_text()


def test_make_messages_gathers_them_all(tmp_path):
    found = gathered(tmp_path / "django.pot")
    assert found.count("\nmsgid ") > 300
    for kind in (r"\.jinja", r"forms[/.]", r"rules[/.]", r"words\.py", r"acting\.py"):
        assert re.search(rf"^#: .*{kind}", found, re.M), f"no sentence was gathered from {kind}"


# -- broken on purpose -------------------------------------------------------------------------------------------------
PAGE = "src/livingwell/people/templates/people/page.jinja"


def test_a_bare_text_of_a_template_is_named_with_its_line():
    text = (
        '<h1>{{ _("Hello") }}</h1>\n'
        "<p>Hello there</p>\n"
        '<p title="{{ _("Hello") }}" class="big card">&nbsp;{{ name }} · 3</p>\n'
        '<img alt="A wheel">\n'
        '<input placeholder="Your name">\n'
        '<a href="{{ url("x") }}" data-words="no">{% trans %}Go{% endtrans %}</a>\n'
        "{# a note #}<p {% if a %}hidden{% endif %}>{{ a }}</p>"
    )
    assert [(one.line, one.say) for one in bare_in_template(Source(PAGE, text))] == [
        (2, 'say it through gettext: {{ _("Hello there") }}'),
        (4, 'say it through gettext: {{ _("A wheel") }}'),
        (5, 'say it through gettext: {{ _("Your name") }}'),
        (6, 'say it through gettext: {{ _("Go") }}'),
    ]


def test_a_bare_sentence_of_a_form_or_a_refusal_is_named_with_its_line():
    text = 'Text(label="Your name")\nText(label=_("Your name"))\n'
    text += 'raise NotPossible("Not now.")\nraise NotPossible(N_("No."))\n'
    assert [one.line for one in bare_in_program(Source("src/livingwell/people/forms.py", text))] == [1, 3]


def test_a_sentence_put_together_is_named():
    text = '_(f"Hello {name}")\n_("Hello " + name)\n_("Hello %(name)s") % {"name": name}\n'
    assert [one.line for one in computed(Source("src/livingwell/people/views.py", text))] == [1, 2]

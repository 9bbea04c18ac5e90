"""The manual says what the examples say, today."""

import pytest
from spec import render


@pytest.mark.parametrize("name", sorted(render.pages()))
def test_a_page_is_what_its_examples_make(name):
    kept = render.PAGES / name
    assert kept.exists(), f"docs/how-it-decides/{name} is missing: run `python tests/spec/render.py`"
    assert kept.read_text() == render.pages()[name], f"{name} is stale: run `python tests/spec/render.py`"


def test_no_page_is_left_of_examples_that_are_gone():
    assert {path.name for path in render.PAGES.glob("*.md")} == set(render.pages())


def test_every_page_opens_with_what_it_is_about_and_tells_every_example():
    for path in render.examples():
        page = render.page(path.read_text(), path.name)
        untold = [line for line, after in zip(page.splitlines()[2:], page.splitlines()[3:], strict=False)
                  if line.startswith("## ") and after.startswith("## ")]  # fmt: skip
        assert page.startswith("# "), path
        assert untold == [], path


def test_an_example_becomes_a_heading_what_is_told_a_table_and_what_comes_out():
    made = render.page(
        '"""Tea.\n\nWhen it is made."""\n'
        "@pytest.mark.parametrize(('asked_for', 'made'), [('tea', 'a cup'), ('|', '')])\n"
        "def test_somebody_asks(asked_for, made):\n"
        '    """They ask."""\n'
        "    assert ask('coffee') == 'There is only tea.'\n",
        "tea.py",
    )
    assert made.startswith(
        "# Tea\n\nWhen it is made.\n\n## Somebody asks\n\nThey ask.\n\n"
        "| asked for | made |\n| --- | --- |\n| tea | a cup |\n| \\| |   |\n\n> There is only tea.\n\n---\n"
    )


def test_a_change_of_an_example_makes_its_page_stale():
    path = render.examples()[0]
    text = path.read_text()
    assert render.page(text, "x") != render.page(text.replace("def test_", "def test_not_", 1), "x")

"""What is built: little, ours, and the same each time."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from livingwell.design import build, styleguide

STATIC = build.HERE / "static" / "design"
KB = 1024


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build.build(tmp_path_factory.mktemp("built"))


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def test_the_sheet_of_a_first_page_is_small(built: Path) -> None:
    assert packed(built / "public.css") <= 14 * KB
    assert packed(built / "team.css") <= 8 * KB
    assert packed(built / "print.css") <= 2 * KB


def test_a_first_page_arrives_in_sixty_kilobytes(built: Path) -> None:
    """The whole of it, compressed, the styleguide standing in for a page far longer than any front door."""
    html = render_to_string("design/styleguide.jinja", styleguide.context())
    sheets = packed(built / "public.css") + packed(built / "print.css")
    scripts = packed(STATIC / "exit.js") + packed(STATIC / "reveal.js") + packed(STATIC / "icon.svg")
    font = (built / "atkinson.woff2").stat().st_size
    assert len(gzip.compress(html.encode(), 6)) + sheets + scripts + font <= 60 * KB


def test_nothing_is_fetched_from_outside(built: Path) -> None:
    for sheet in built.glob("*.css"):
        reached = re.findall(r"url\(\"?([^)\"]*)", sheet.read_text())
        assert [one for one in reached if one != "atkinson.woff2" and not one.startswith("data:,")] == []
        assert "Frutiger" not in sheet.read_text()
    assert (built / "atkinson-licence.txt").read_text().startswith("Copyright")


def test_building_twice_makes_the_same(built: Path) -> None:
    first = {one.name: one.read_bytes() for one in built.iterdir()}
    assert {one.name: one.read_bytes() for one in build.build(built).iterdir()} == first


def test_without_node_modules_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(build.CannotBuild, match="Run `npm ci`"):
        build.find_node_modules(tmp_path / "here")
    with pytest.raises(build.CannotBuild, match=r"htmx\.min\.js is not in .* Run `npm ci`"):
        build.copy_files(tmp_path, tmp_path)


def test_a_mistake_in_a_sheet_is_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in build.SHEETS:
        (tmp_path / f"{name}.scss").write_text("a { colour: $missing }")
    monkeypatch.setattr(build, "STYLES", tmp_path)
    with pytest.raises(build.CannotBuild, match="Undefined variable"):
        build.compile_styles(build.find_node_modules(), tmp_path)


TOKEN = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})")


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_colour_that_carries_words_can_be_read(built: Path) -> None:
    token = dict(TOKEN.findall((built / "public.css").read_text()))
    grounds = ("paper", "card", "you", "we", "together")
    pairs = [(ink, ground) for ink in ("ink", "muted", "brand", "brand-deep", "rust") for ground in grounds]
    pairs += [("ink", "mist"), ("brand-deep", "mist"), ("honey-ink", "honey"), ("heather-ink", "heather")]
    pairs += [("card", ground) for ground in ("brand", "brand-deep", *(f"tint-{n}" for n in range(1, 7)))]
    low = [(pair, round(contrast(*(token[name] for name in pair)), 2)) for pair in pairs]
    assert [one for one in low if one[1] < 4.5] == []
    assert min(contrast(token["edge"], token[ground]) for ground in ("paper", "card")) >= 3

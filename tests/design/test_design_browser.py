"""The parts in a real browser: looked at by axe, walked by keyboard, and pulled about."""

from pathlib import Path

import pytest
from browsing import AXE, AXE_RUNS
from playwright.sync_api import Page
from served import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("design-browser")]

PROJECT = Path(__file__).resolve().parents[2]
PICTURES = PROJECT / "var" / "look"
PAGES = ("public", "team", "wrong", "refused", "not_there")


def overflowing(page: Page) -> list[str]:
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => `${one.tagName}.${one.className} ends at ${one.getBoundingClientRect().right}`)"""
    )


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_runs_off_the_page(visit: Visit, name: str, width: int) -> None:
    page = visit(f"{name}.html", width=width)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"design-{name}-{width}.png", full_page=True)
    page.evaluate(f"{AXE.read_text()}; 0")
    found = page.evaluate(AXE_RUNS)["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert overflowing(page) == []
    assert page.elsewhere == []


@pytest.mark.parametrize("name", ["public", "team"])
def test_letters_twice_as_large_still_fit(visit: Visit, name: str) -> None:
    page = visit(f"{name}.html", width=640)
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert overflowing(page) == []


@pytest.mark.parametrize(("name", "least"), [("public", 18), ("wrong", 18), ("team", 16)])
def test_no_letters_are_smaller_than_promised(visit: Visit, name: str, least: int) -> None:
    small = visit(f"{name}.html", width=320).evaluate(
        """(least) => [...document.querySelectorAll("body *")].filter((one) =>
        [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) &&
        !one.closest("script, .avatar, .nhsuk-u-visually-hidden") && one.checkVisibility() &&
        parseFloat(getComputedStyle(one).fontSize) < least).map((one) => one.outerHTML.slice(0, 80))""",
        least,
    )
    assert small == []


@pytest.mark.parametrize("name", ["public", "team"])
def test_whatever_is_pressed_is_big_enough_to_press(visit: Visit, name: str) -> None:
    small = visit(f"{name}.html", width=320).evaluate(
        """() => [...document.querySelectorAll("button, .btn, input, select, textarea, summary, .exit, .door, " +
        ".now a, .agenda a, .nav a, .guide a, .back, .pager a, .foot a, .brand, .chip[href]")]
        .map((one) => [one, one.getBoundingClientRect()])
        .filter(([one, box]) => one.checkVisibility() && one.type !== "hidden" && (box.height < 44 || box.width < 24))
        .map(([one, box]) => `${one.outerHTML.slice(0, 60)} ${box.width} by ${box.height}`)"""
    )
    assert small == []


COVERED = """() => {
  const one = document.activeElement;
  const box = (one.type === "radio" || one.type === "checkbox" ? one.nextElementSibling : one).getBoundingClientRect();
  const top = document.querySelector(".top"), now = document.querySelector(".now");
  const fixed = top.contains(one) || (now && now.contains(one)) || one.matches(".nhsuk-skip-link");
  const from = fixed ? 0 : top.getBoundingClientRect().bottom;
  const to = fixed || !now ? innerHeight : now.getBoundingClientRect().top;
  return { name: one.outerHTML.slice(0, 80), covered: box.bottom <= from + 4 || box.top >= to - 4 };
}"""


@pytest.mark.parametrize("name", ["public", "team"])
def test_the_keyboard_alone_reaches_everything_and_sees_where_it_is(visit: Visit, name: str) -> None:
    page = visit(f"{name}.html", width=320, height=640)
    total = page.evaluate("() => document.querySelectorAll('a, button, input, select, textarea, summary').length")
    reached = []
    for _step in range(total + 5):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            break
        reached.append(page.evaluate(COVERED))
    assert [one["name"] for one in reached if one["covered"]] == []
    assert len(reached) > 20
    assert "nhsuk-skip-link" in reached[0]["name"]


def test_the_way_out_and_who_to_ring_are_in_sight_at_every_scroll(visit: Visit) -> None:
    for width, height in ((320, 568), (640, 300), (1280, 800)):
        page = visit("public.html", width=width, height=height)
        for share in (0, 0.3, 0.7, 1):
            page.evaluate("(share) => scrollTo(0, share * document.body.scrollHeight)", share)
            for kept in (".exit", ".now a"):
                box = page.locator(kept).first.bounding_box()
                assert 0 <= box["y"] <= height - box["height"] + 1, (width, share, kept, box)


def leaves(page: Page) -> bool:
    page.wait_for_url("https://www.bbc.co.uk/weather")
    return page.title() == "Weather"


def test_leaving_goes_somewhere_dull_and_leaves_no_way_back(visit: Visit) -> None:
    page = visit("public.html")
    page.click(".exit")
    assert leaves(page)
    page.go_back()
    assert "public.html" not in page.url


@pytest.mark.parametrize("key", ["Escape", "Shift"])
def test_three_presses_of_a_key_leave(visit: Visit, key: str) -> None:
    page = visit("public.html")
    for _press in range(3):
        page.keyboard.press(key)
    assert leaves(page)


def test_writing_in_capitals_does_not_leave(visit: Visit) -> None:
    page = visit("public.html")
    page.focus("#id_called")
    for letter in "AMAMENSAH":
        page.keyboard.press("Shift")
        page.keyboard.press(letter)
    assert "public.html" in page.url


def test_without_scripts_the_way_out_is_a_link_and_every_question_is_in_sight(visit: Visit) -> None:
    page = visit("public.html", java_script_enabled=False)
    assert page.locator("#id_mobile").is_visible()
    assert page.locator("#id_email").is_visible()
    page.click(".exit")
    assert leaves(page)


def test_an_answer_asks_its_own_question_and_no_other(visit: Visit) -> None:
    page = visit("public.html")
    assert not page.locator("#id_mobile").is_visible()
    page.check("#id_reach-2")
    assert page.locator("#id_email").is_visible()
    assert not page.locator("#id_mobile").is_visible()
    page.check("#id_good")
    page.check("#id_good-3")
    assert not page.is_checked("#id_good")


def test_what_needs_another_look_takes_the_focus_and_leads_to_its_field(visit: Visit) -> None:
    page = visit("wrong.html")
    assert page.evaluate("() => document.activeElement.className") == "nhsuk-error-summary"
    page.click("text=Your date of birth must be a real date")
    assert page.evaluate("() => document.activeElement.id") == "wrong_born_day"
    assert page.locator("text=When were you born?").last.is_visible()


@pytest.mark.parametrize("look", [{"forced_colors": "active"}, {"color_scheme": "dark"}])
def test_other_ways_of_seeing_are_looked_at_too(visit: Visit, look: dict[str, str]) -> None:
    page = visit("wrong.html", width=640, **look)
    page.screenshot(path=PICTURES / f"design-{'-'.join(look)}.png", full_page=True)
    assert overflowing(page) == []


def test_paper_has_no_buttons_and_keeps_who_to_ring(visit: Visit) -> None:
    page = visit("public.html")
    page.emulate_media(media="print")
    assert not page.locator(".exit").is_visible()
    assert not page.locator(".btn").first.is_visible()
    assert page.locator(".now a").first.is_visible()
    page.pdf(path=PICTURES / "design-paper.pdf", format="A4", prefer_css_page_size=True)

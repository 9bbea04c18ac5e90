"""Pages, fragments and refusals; and the room's templates read as text."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from markup import elements, only

from livingwell.design import styleguide, views
from livingwell.design.jinja import HOUSE
from livingwell.lib.refusals import NotPossible

TEMPLATES = sorted((HOUSE / "design" / "templates").rglob("*.jinja"))
AWAY = NotPossible("%(name)s is away until %(day)s.", name="<Tom>", day=date(2031, 11, 27))


def text(response: HttpResponse) -> str:
    return response.content.decode()


def htmx(ask: RequestFactory, **data: str) -> HttpRequest:
    return ask.post("/x", data, headers={"HX-Request": "true"})


def test_a_page_has_a_language_a_way_in_and_a_way_out(draw: Callable[..., str]) -> None:
    html = draw("design/layout_public.jinja", ring_now=styleguide.RING_NOW, place_name="A & B")
    assert only(html, "html").attrs == {"lang": "en-gb", "dir": "ltr"}
    assert only(html, "title").text == "A & B"
    assert only(html, "a", class_="nhsuk-skip-link").attrs["href"] == f"#{only(html, 'main').attrs['id']}"
    leave = only(html, "a", class_="exit")
    assert (leave.attrs["href"], leave.attrs["rel"]) == (
        "https://www.bbc.co.uk/weather",
        "noreferrer noopener nofollow",
    )
    rung = only(html, "aside", class_="now")
    assert [one.attrs["href"] for one in rung.inside if one.tag == "a"] == ["tel:999", "tel:111", "tel:116123"]


def test_a_front_page_loads_no_script_it_does_not_need(draw: Callable[..., str]) -> None:
    loaded = [one.attrs["src"] for one in elements(draw("design/layout_public.jinja"), "script")]
    assert loaded == ["/static/design/exit.js", "/static/design/reveal.js"]
    assert len(elements(draw("design/layout_public.jinja", lively=True), "script")) == 5
    assert only(draw("design/layout_team.jinja"), "meta", name="htmx-config")


def test_a_team_page_says_where_we_are_and_who_is_signed_in(draw: Callable[..., str]) -> None:
    html = draw("design/layout_team.jinja", **styleguide.team_context())
    assert [one.text for one in elements(html, "a", aria_current="page")] == ["Today"]
    assert only(html, "form", action="#", data_signs_out="").attrs["method"] == "post"
    assert "Shanice" in only(html, "div", class_="signed-in").text
    assert elements(html, "a", class_="exit") == []


def test_a_page_needing_another_look_says_so_first(ask: RequestFactory) -> None:
    form = styleguide.Example(styleguide.WRONG)
    response = views.page(ask.get("/"), "design/styleguide.jinja", **styleguide.context() | {"form": form})
    assert response.status_code == 422
    assert only(text(response), "title").text.startswith("Error: ")
    assert response["Cache-Control"] == "private, no-store"


def test_a_page_with_nothing_wrong_does_not(ask: RequestFactory) -> None:
    context = {name: value for name, value in styleguide.context().items() if name != "wrong"}
    response = views.page(ask.get("/"), "design/layout_public.jinja", **context)
    assert (response.status_code, only(text(response), "title").text) == (200, "Living Well Brackwell")


def test_after_something_is_done_htmx_gets_the_part_and_a_plain_form_goes_on(ask: RequestFactory) -> None:
    plain = views.fragment_or_redirect(ask.post("/x"), "design/_refusal.jinja", to="/there", sentence="Done")
    assert (plain.status_code, plain["Location"]) == (303, "/there")
    part = views.fragment_or_redirect(htmx(ask), "design/_refusal.jinja", to="/there", sentence="Done")
    assert (part.status_code, "<html" in text(part), "Done" in text(part)) == (200, False, True)
    back = ask.get("/x", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert not views.wants_fragment(back)


def test_a_refusal_to_htmx_goes_where_refusals_go_and_leaves_the_form_alone(ask: RequestFactory) -> None:
    response = views.refuse(htmx(ask, words="kept in the page"), AWAY)
    assert (response.status_code, response["HX-Retarget"], response["HX-Reswap"]) == (422, "#refused", "innerHTML")
    assert "&lt;Tom&gt; is away until Thursday 27 November 2031" in text(response)


def test_a_refusal_to_a_plain_form_gives_back_the_words_it_carried(ask: RequestFactory) -> None:
    sent = {"words": "Two <b>lines</b>\nof words", "choice": "3", "csrfmiddlewaretoken": "a b", "once_key": "c d"}
    html = text(views.refuse(ask.post("/x", sent), AWAY))
    kept = [one.text for one in elements(html, "div", class_="card words")]
    assert kept == ["Two <b>lines</b>\nof words"]
    assert "a b" not in html


def test_a_refusal_with_a_form_stands_beside_its_field(ask: RequestFactory) -> None:
    form = styleguide.Example({"called": "Ama", "reach": "visit"})
    context = styleguide.context() | {"form": None}
    del context["form"]
    reason = NotPossible("That name is taken here", field="called")
    response = views.refuse(ask.post("/x"), reason, template="design/styleguide.jinja", form=form, **context)
    assert response.status_code == 422
    assert only(text(response), id="id_called").attrs["value"] == "Ama"
    assert "That name is taken here" in only(text(response), id="id_called-error").text


def test_no_news_costs_nothing(ask: RequestFactory) -> None:
    asked: list[int] = []

    def context() -> dict[str, str]:
        asked.append(1)
        return {"sentence": "News"}

    first = views.fresh(ask.get("/"), "design/_refusal.jinja", version="7", context=context)
    again = ask.get("/", headers={"If-None-Match": first["ETag"]})
    assert views.fresh(again, "design/_refusal.jinja", version="7", context=context).status_code == 304
    assert len(asked) == 1
    assert views.fresh(again, "design/_refusal.jinja", version="8", context=context).status_code == 200


def test_what_somebody_else_wrote_meanwhile_is_shown_and_can_be_answered(ask: RequestFactory) -> None:
    response = views.overtaken(ask.post("/"), theirs="<i>Theirs</i>\nkept", by="Tom", revision=8)
    assert response.status_code == 409
    assert only(text(response), "div", class_="card words").text == "<i>Theirs</i>\nkept"
    assert only(text(response), "button").attrs["data-autosave-keep"] == "8"


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/there?x=1", "/there?x=1"),
        ("//evil.example", "/d"),
        ("https://evil.example/", "/d"),
        ("", "/d"),
        ("there", "/d"),
    ],
)
def test_a_form_goes_on_only_to_a_path_of_ours(ask: RequestFactory, wanted: str, given: str) -> None:
    assert views.onward(ask.post("/x", {"next": wanted}), "/d") == given


def test_not_there_and_not_yours_are_one_page(ask: RequestFactory) -> None:
    gone, forbidden = views.not_found(ask.get("/a")), views.not_found(ask.get("/a"), PermissionError("no"))
    assert (gone.status_code, text(gone)) == (forbidden.status_code, text(forbidden)) == (404, text(gone))


def test_a_page_for_when_all_is_down_needs_nothing(ask: RequestFactory) -> None:
    response = views.failed(ask.get("/"))
    assert response.status_code == 500
    assert "116 123" in text(response)
    assert views.bad_request(ask.get("/")).status_code == 400


def test_paper_has_a_button_to_print_and_no_more(draw: Callable[..., str]) -> None:
    assert only(draw("design/layout_print.jinja"), "button").attrs["data-print"] == ""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_a_style_or_a_script_of_its_own(template) -> None:
    """The content security policy allows neither, so one that did would quietly not work."""
    source = template.read_text()
    assert not re.search(r"\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<style|javascript:|hx-on|hx-vals=[\"']js", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)
    assert not re.search(r"(src|href)=[\"'](https?:)?//", source)


@pytest.mark.parametrize("template", ["design/styleguide.jinja", "design/styleguide_team.jinja"])
def test_every_drawing_is_either_named_or_passed_over(draw: Callable[..., str], template: str) -> None:
    for drawing in elements(draw(template, **styleguide.team_context()), "svg"):
        named = drawing.attrs.get("role") == "img" and drawing.attrs.get("aria-label")
        assert named or drawing.attrs.get("aria-hidden") == "true", drawing


@pytest.mark.parametrize("template", ["design/styleguide.jinja", "design/styleguide_team.jinja"])
def test_every_id_is_used_once(draw: Callable[..., str], template: str) -> None:
    ids = [one.attrs["id"] for one in elements(draw(template, **styleguide.team_context())) if "id" in one.attrs]
    assert sorted(ids) == sorted(set(ids))


WRITTEN = re.compile(r">\s*([^<>{}]*[A-Za-z]{2,}[^<>{}]*)<")


@pytest.mark.parametrize(
    "template", [one for one in TEMPLATES if not one.name.startswith("styleguide")], ids=lambda path: path.name
)
def test_every_sentence_can_be_translated(template) -> None:
    source = re.sub(r"{#.*?#}", "", template.read_text(), flags=re.S)
    assert WRITTEN.findall(source) == []

"""Bars: as long as their figures say."""

import pytest
from markup import elements, only

from livingwell.design.charts import FULL, ROW, bar_rows


def test_the_longest_bar_is_full_and_the_rest_are_in_proportion() -> None:
    rows = bar_rows([("Tom", 10), ("Dev", 5), ("Priya", 0)]).rows
    assert [row.length for row in rows] == [FULL, FULL / 2, 0]


def test_two_pictures_can_share_a_scale() -> None:
    assert bar_rows([("Tom", 10)], longest=20).rows[0].length == FULL / 2
    assert bar_rows([("Tom", 30)], longest=20).rows[0].length == FULL


def test_nothing_at_all_is_an_empty_picture() -> None:
    assert bar_rows([]).height == 0
    assert bar_rows([("Tom", 0)]).rows[0].length == 0


def test_rows_do_not_overlap() -> None:
    first, second = bar_rows([("Tom", 1), ("Dev", 2.5)]).rows
    assert second.label_y - first.label_y == pytest.approx(ROW)
    assert first.said_y < second.label_y
    assert second.said == "2.5"


def test_less_than_nothing_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="below 0 here: Dev"):
        bar_rows([("Tom", 1), ("Dev", -2)])


def test_the_picture_and_its_table_say_the_same(settings: object) -> None:
    from django.template import engines

    source = '{% from "design/charts.jinja" import bar_rows %}{{ bar_rows(bars, "Held", "Who", "How many") }}'
    html = engines.all()[0].from_string(source).render({"bars": bar_rows([("<Tom>", 1234, 2), ("Dev", 8)])})
    assert only(html, "svg").attrs["aria-label"] == "Held: <Tom> 1,234, Dev 8"
    assert [one.text for one in elements(html, "th", scope="row")] == ["<Tom>", "Dev"]
    assert [one.text for one in elements(html, "td")] == ["1,234", "8"]
    assert [one.classes for one in elements(html, "rect")] == [["tint-2"], ["f-brand"]]

"""Fields draw themselves; a form keeps what was typed and says what needs another look."""

from datetime import date, time

import pytest
from markup import elements, only

from livingwell.design import fields
from livingwell.design.fields import Choice
from livingwell.design.fields.bound import Drawn
from livingwell.design.forms import Form, has_problems
from livingwell.design.styleguide import WRONG, Example
from livingwell.lib.refusals import NotPossible


def described(html: str, **attrs: str) -> str:
    """The words an element is described by, in the order they are read out."""
    ids = only(html, **attrs).attrs["aria-describedby"].split()
    return " ".join(" ".join(only(html, id=one).text.split()) for one in ids)


def test_a_line_has_its_label_its_hint_and_what_was_typed() -> None:
    html = Example({"called": 'Ama "<b>'})["called"].as_field(size="m")
    assert only(html, "label", for_="id_called").text.strip() == "What would you like to be called?"
    assert only(html, "input", id="id_called").attrs["value"] == 'Ama "<b>'
    assert only(html, "input").attrs["autocomplete"] == "given-name"
    assert "maxlength" not in html
    assert described(html, id="id_called") == ("A first name is enough, and it need not be the one on your papers.")


def test_what_is_wrong_is_said_beside_the_field_and_read_with_it() -> None:
    html = Example(WRONG)["called"].as_field()
    assert described(html, id="id_called").endswith("Error: Enter a name to be called by")
    assert "nhsuk-form-group--error" in html


def test_a_label_can_be_the_pages_heading_or_unseen() -> None:
    assert only(Example()["called"].as_field(heading=True), "h1").text.strip() == "What would you like to be called?"
    assert "nhsuk-u-visually-hidden" in only(Example()["called"].as_field(hidden_label=True), "label").classes
    assert only(Example()["reach"].as_field(heading=True), "h1").text.strip() == "How shall we reach you?"


def test_words_come_back_line_for_line_even_under_an_answer_that_reveals_them() -> None:
    class Asked(Form):
        why = fields.ChoiceField(label="Why?", choices=[Choice("other", "Something else", reveals=("words",))])
        words = fields.LongTextField(label="Words", longest=20)

    typed = "  one\n    two </textarea>\n\nthree"
    html = Asked({"why": "other", "words": typed})["why"].as_field()
    assert only(html, "textarea").text == typed
    assert "There is room for 20 characters." in described(html, id="id_words")
    assert "Please keep this to 20 characters" in described(html, id="id_words")


def test_an_attribute_reaches_the_input() -> None:
    html = Example()["words"].as_field(data_autosave_url="/kept", rows_note="1")
    assert only(html, "textarea").attrs["data-autosave-url"] == "/kept"


def test_radios_are_a_group_with_what_each_reveals_after_it() -> None:
    html = Example(WRONG)["reach"].as_field()
    assert only(html, "legend").text.strip() == "How shall we reach you?"
    first = only(html, "input", id="id_reach")
    assert (first.attrs["value"], "checked" in first.attrs) == ("text", True)
    revealed = only(html, id=first.attrs["data-aria-controls"])
    assert [one.attrs["id"] for one in revealed.inside if one.tag == "input"] == ["id_mobile"]
    assert "nhsuk-radios__conditional--hidden" not in revealed.classes
    assert "nhsuk-radios__conditional--hidden" in only(html, id="conditional-id_reach-2").classes


def test_a_day_is_three_inputs_with_only_the_wrong_ones_marked() -> None:
    html = Example(WRONG)["born"].as_field()
    marked = {one.attrs["name"]: "nhsuk-input--error" in one.classes for one in elements(html, "input")}
    assert marked == {"born_day": True, "born_month": False, "born_year": False}
    assert only(html, "input", id="id_born_month").attrs["value"] == "February"
    fieldset = only(html, "fieldset")
    assert fieldset.attrs["aria-describedby"] == "id_born-hint id_born-error"
    assert (
        only(Example(initial={"born": date(1984, 3, 27)})["born"].as_field(), id="id_born_year").attrs["value"]
        == "1984"
    )


def test_a_time_a_box_and_a_list_show_what_is_known() -> None:
    form = Example(initial={"at": time(16, 30), "agree": True, "near": "cafe", "alone": False, "good": ["morning"]})
    assert only(form["at"].as_field(), "input").attrs["value"] == "4:30pm"
    assert "checked" in only(form["agree"].as_field(), "input").attrs
    assert "selected" in only(form["near"].as_field(), "option", value="cafe").attrs
    assert "checked" in only(form["alone"].as_field(), "input", value="no").attrs
    assert "checked" in only(form["good"].as_field(), "input", value="morning").attrs


def test_every_id_on_the_page_is_used_once_and_every_reference_leads_somewhere() -> None:
    form = Example(WRONG)
    html = "".join(question.as_field() for question in form.questions())
    ids = [one.attrs["id"] for one in elements(html) if "id" in one.attrs]
    assert len(ids) == len(set(ids))
    for one in elements(html):
        for name in ("for", "aria-describedby", "data-aria-controls"):
            assert set(one.attrs.get(name, "").split()) <= set(ids), (name, one)


def test_the_summary_leads_to_each_field_in_order_and_takes_the_focus() -> None:
    html = Example(WRONG).error_summary()
    assert [one.attrs["href"] for one in elements(html, "a")] == [
        "#id_called", "#id_words", "#id_mobile", "#id_good", "#id_born_day", "#id_at", "#id_many",
    ]  # fmt: skip
    summary = only(html, "div", class_="nhsuk-error-summary")
    assert (summary.attrs["tabindex"], "autofocus" in summary.attrs) == ("-1", True)
    assert only(html, role="alert")
    targets = "".join(question.as_field() for question in Example(WRONG).questions())
    for link in elements(html, "a"):
        assert only(targets, id=link.attrs["href"][1:]).tag in ("input", "textarea")


def test_a_form_with_nothing_wrong_has_no_summary() -> None:
    assert Example().error_summary().strip() == ""
    assert not has_problems(Example())
    assert has_problems(Example(WRONG))


def test_a_question_not_asked_does_not_count() -> None:
    form = Example({"called": "Ama", "reach": "visit", "mobile": "nonsense", "email": ""})
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["mobile"], form.cleaned_data["email"]) == ("", "")


def test_a_question_asked_does() -> None:
    form = Example({"called": "Ama", "reach": "email"})
    assert not form.is_valid()
    assert form.errors == {"email": ["Enter the address to write to"]}


def test_a_question_under_a_question_that_was_not_asked_does_not_count() -> None:
    class Nested(Form):
        one = fields.YesNoField(label="One?", reveals=("two",))
        two = fields.YesNoField(label="Two?", reveals=("three",))
        three = fields.CharField(label="Three", missing="Say three")

    assert Nested({"one": "no", "two": "yes"}).is_valid()
    assert Nested({"one": "yes", "two": "no"}).is_valid()
    assert not Nested({"one": "yes", "two": "yes"}).is_valid()
    assert [one.name for one in Nested().questions()] == ["one"]


def test_a_refusal_stands_beside_the_field_it_names_or_above_them_all() -> None:
    form = Example({"called": "Ama", "reach": "visit"})
    form.add_refusal(NotPossible("%(name)s is taken", field="called", name="Ama"))
    form.add_refusal(NotPossible("Not today"))
    assert form.problems() == [{"text": "Not today"}, {"text": "Ama is taken", "href": "#id_called"}]


@pytest.mark.parametrize("name", ["called", "words", "reach", "good", "born", "at", "near", "many", "agree", "alone"])
def test_every_kind_of_field_draws_itself_empty_and_needing_another_look(name: str) -> None:
    assert elements(Example()[name].as_field())[0].classes == ["nhsuk-form-group"]
    assert Example(WRONG)[name].as_field()


def test_a_field_that_does_not_say_how_it_is_drawn_says_so() -> None:
    class Bare(fields.CharField):
        specifics = Drawn.specifics

    class Holder(Form):
        bare = Bare(label="Bare")

    with pytest.raises(NotImplementedError, match=r"Bare\.specifics must say how the field is drawn"):
        Holder()["bare"].as_field()

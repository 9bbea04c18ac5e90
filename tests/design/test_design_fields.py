"""What is done to what people type, and what they are told."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from livingwell.design import fields
from livingwell.lib.cleaning import clean_text

FAMILY = "👩‍👩‍👧"


def sentence_of(field: fields.CharField, typed: object) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ama  ", "Ama"),
        ("A\x00m\x07a", "Ama"),
        ("Ama\r\nMensah", "Ama Mensah"),
        ("Ama\t Mensah", "Ama Mensah"),
        ("Jose\u0301", "José"),
        (FAMILY, FAMILY),
        ("مرحبا بك", "مرحبا بك"),
        ("\u2067שלום\u2069", "\u2067שלום\u2069"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\ufeffAma", "Ama"),
        ("\ud800Ama", "Ama"),
        ("O’Neill-Żółć", "O’Neill-Żółć"),
    ],
)
def test_a_line_is_cleaned_as_little_as_is_safe(typed: str, kept: str) -> None:
    assert fields.CharField(label="Name").clean(typed) == kept


def test_a_page_keeps_its_lines() -> None:
    assert clean_text("one\r\ntwo\r\r\n three\u2028four \v", lines=True) == "one\ntwo\n\n three\nfour"


@pytest.mark.parametrize("empty", ["", "   ", "\x00", "\u202e", None])
def test_nothing_but_space_is_nothing(empty: str | None) -> None:
    assert sentence_of(fields.CharField(label="Name", missing="Enter a name"), empty) == "Enter a name"
    assert fields.CharField(label="Name").clean(empty) == ""


def test_too_long_says_how_long_and_loses_nothing() -> None:
    said = sentence_of(fields.LongTextField(label="Words"), "é" * 6212)
    assert said == "Please keep this to 5,000 characters; it is 6,212. Nothing you typed is lost."
    assert len(fields.LongTextField(label="Words").clean("e\u0301" * 5000)) == 5000


@pytest.mark.parametrize("typed", ["ama@example.com", " ama@example.com ", "a.m-a+b@sub.example.co.uk"])
def test_an_email_address_is_taken(typed: str) -> None:
    assert fields.EmailField(label="Email").clean(typed) == typed.strip()


@pytest.mark.parametrize("typed", ["ama", "ama@", "@example.com", "ama@example", "ama example.com", "<b>@x"])
def test_an_address_that_is_not_one_is_explained(typed: str) -> None:
    said = sentence_of(fields.EmailField(label="Email"), typed)
    assert said == "Enter an email address in the correct format, like name@example.com"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 (0)7700 900-123", "+447700900123"),
        ("0044 7911 123456", "+447911123456"),
        ("020 7946 0000", "+442079460000"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("", ""),
    ],
)
def test_a_phone_number_is_taken_however_it_is_written(typed: str, kept: str) -> None:
    assert fields.PhoneField(label="Phone").clean(typed) == kept


@pytest.mark.parametrize("typed", ["999", "07700 90012", "ring my sister", "07700 900123 or 4", "+999 1234"])
def test_a_phone_number_that_is_not_one_is_said_back(typed: str) -> None:
    said = sentence_of(fields.PhoneField(label="Phone"), typed)
    assert said == f"That does not look like a phone number: {typed}"


@pytest.mark.parametrize(("typed", "kept"), [("3", 3), (" 1,200 ", 1200), ("", None), ("0", 0), ("٣", 3)])
def test_a_whole_number_is_taken(typed: str, kept: int | None) -> None:
    assert fields.IntegerField(label="How many").clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("lots", "Enter a whole number, for example 3"),
        ("2.5", "Enter a whole number, for example 3"),
        ("13", "Enter a number from 0 to 12"),
        ("-1", "Enter a number from 0 to 12"),
    ],
)
def test_a_number_that_will_not_do_is_explained(typed: str, said: str) -> None:
    assert sentence_of(fields.IntegerField(label="How many", most=12), typed) == said


TODAY = date(2026, 11, 24)
BORN = fields.DateField(label="Born", subject="Your date of birth", latest=lambda: TODAY)


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        (("27", "3", "1984"), date(1984, 3, 27)),
        (("07", "03", "1984"), date(1984, 3, 7)),
        (("1", "March", "1984"), date(1984, 3, 1)),
        (("1", "mar", "1984"), date(1984, 3, 1)),
        (("29", "2", "1984"), date(1984, 2, 29)),
        (("24", "11", "2026"), TODAY),
        (None, None),
    ],
)
def test_a_day_is_read_from_its_three_parts(parts: tuple[str, ...] | None, kept: date | None) -> None:
    assert BORN.clean(parts) == kept


@pytest.mark.parametrize(
    ("parts", "said", "wrong"),
    [
        (("31", "2", "1984"), "Your date of birth must be a real date", ("day",)),
        (("29", "February", "1983"), "Your date of birth must be a real date", ("day",)),
        (("x", "2", "1984"), "Your date of birth must be a real date", ("day",)),
        (("", "2", "1984"), "Your date of birth must include a day", ("day",)),
        (("1", "", ""), "Your date of birth must include a month and a year", ("month", "year")),
        (("1", "13", "1984"), "Your date of birth must have a month from 1 to 12, or its name", ("month",)),
        (("1", "Mars", "1984"), "Your date of birth must have a month from 1 to 12, or its name", ("month",)),
        (("1", "2", "84"), "Your date of birth must have a year of four numbers, such as 1984", ("year",)),
        (("1", "2", "²⁰²⁶"), "Your date of birth must have a year of four numbers, such as 1984", ("year",)),
        (("1", "2", "3026"), "Your date of birth must be 24 November 2026 or earlier", ("year",)),
        (("25", "11", "2026"), "Your date of birth must be 24 November 2026 or earlier", ("day", "month", "year")),
        (("1", "1", "1899"), "Your date of birth must be 1 January 1900 or later", ("day", "month", "year")),
        (("1", "1", "0000"), "Your date of birth must be a real date", ("day",)),
    ],
)
def test_a_day_that_cannot_be_is_explained(parts: tuple[str, ...], said: str, wrong: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as refused:
        BORN.clean(parts)
    assert refused.value.messages == [said]
    assert refused.value.parts == wrong


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4pm", time(16)),
        ("4 p.m.", time(16)),
        ("4:30 PM", time(16, 30)),
        ("4.30pm", time(16, 30)),
        ("16:00", time(16)),
        ("1630", time(16, 30)),
        ("09:30", time(9, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("12:30", time(12, 30)),
        ("midday", time(12)),
        ("Midnight", time(0)),
        ("", None),
    ],
)
def test_a_time_is_taken_as_people_say_it(typed: str, kept: time | None) -> None:
    assert fields.TimeField(label="When").clean(typed) == kept


@pytest.mark.parametrize("typed", ["teatime", "25:00", "16:75", "13pm", "0pm", "4:3pm", "4pm or 5pm"])
def test_a_time_that_is_not_one_is_explained(typed: str) -> None:
    assert sentence_of(fields.TimeField(label="When"), typed) == "Enter a time, like 4pm or 16:30"


@pytest.mark.parametrize("typed", ["4", "9:30"])
def test_a_time_that_could_be_two_is_asked_about(typed: str) -> None:
    said = sentence_of(fields.TimeField(label="When"), typed)
    assert said == f"Say whether that is am or pm: {typed}am or {typed}pm"


def test_one_answer_is_taken_and_another_is_not() -> None:
    field = fields.ChoiceField(label="How", choices=[("a", "A"), fields.Choice(2, "B")], coerce=str)
    assert field.clean("2") == "2"
    assert field.clean("") == ""
    assert sentence_of(field, "c") == "Choose one of the answers in the list"


def test_several_answers_are_taken_unless_one_stands_alone() -> None:
    field = fields.MultipleChoiceField(
        label="When", choices=[("am", "Mornings"), ("pm", "Afternoons"), fields.Choice("any", "Any time", alone=True)]
    )
    assert field.clean(["am", "pm"]) == ["am", "pm"]
    assert field.clean(["any"]) == ["any"]
    assert field.clean(None) == []
    assert sentence_of(field, ["am", "any"]) == "Choose “Any time” on its own, or the others without it"


def test_yes_and_no_and_neither_are_three_answers() -> None:
    field = fields.YesNoField(label="Safe?")
    assert [field.clean("yes"), field.clean("no"), field.clean("")] == [True, False, None]


def test_a_required_field_without_its_own_sentence_says_which_it_is() -> None:
    assert sentence_of(fields.CharField(label="Name", required=True), "") == "Please answer: Name"

"""Days, times and words as pages say them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.template import engines
from django.utils.translation import gettext_lazy

from livingwell.design import dates, filters, sentences
from livingwell.design.sentences import said
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=dates.LONDON)


@pytest.mark.parametrize(
    ("on", "after_by", "after_a_verb"),
    [
        (date(2026, 11, 24), "today", "today"),
        (date(2026, 11, 25), "tomorrow", "tomorrow"),
        (date(2026, 11, 23), "yesterday", "yesterday"),
        (date(2026, 11, 26), "Thursday 26 November", "on Thursday 26 November"),
        (date(2027, 1, 1), "Friday 1 January 2027", "on Friday 1 January 2027"),
        (datetime(2026, 11, 25, 23, 30, tzinfo=UTC), "tomorrow", "tomorrow"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "Wednesday 1 July", "on Wednesday 1 July"),
    ],
)
def test_a_day_is_said_from_where_we_stand(on: date, after_by: str, after_a_verb: str) -> None:
    assert dates.day(on, today=TODAY) == after_by
    assert dates.on_day(on, today=TODAY) == after_a_verb


def test_without_a_today_the_year_is_said() -> None:
    assert dates.day(date(2026, 11, 24)) == "Tuesday 24 November 2026"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(16), "4pm"),
        (time(16, 5), "4:05pm"),
        (time(9, 30), "9:30am"),
        (time(0), "midnight"),
        (time(12), "midday"),
        (time(0, 1), "12:01am"),
        (time(12, 30), "12:30pm"),
        (datetime(2026, 7, 1, 15, 0, tzinfo=UTC), "4pm"),
        (datetime(2026, 12, 1, 16, 0, tzinfo=UTC), "4pm"),
    ],
)
def test_a_time_can_be_read_one_way_only(at: time | datetime, words: str) -> None:
    assert dates.clock(at) == words


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1, minutes=5), "1 hour ago"),
        (timedelta(hours=15), "15 hours ago"),
        (timedelta(hours=17), "yesterday"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=15), "on Monday 9 November"),
    ],
)
def test_how_long_ago(before: timedelta, words: str) -> None:
    assert dates.ago(NOW - before, now=NOW) == words


def rendered(source: str, **context: object) -> str:
    return engines.all()[0].from_string(source).render(context)


def test_templates_take_today_from_their_context() -> None:
    tomorrow_at_four = datetime(2026, 11, 25, 16, 0, tzinfo=dates.LONDON)
    assert rendered("by {{ at | day }}", at=tomorrow_at_four, today=TODAY) == "by tomorrow"
    assert rendered("{{ at | day_and_time }}", at=tomorrow_at_four, today=TODAY) == "tomorrow at 4pm"
    assert rendered("{{ at | on_day_and_time }}", at=NOW, today=date(2026, 1, 1)) == "on Tuesday 24 November at 4pm"
    assert rendered("{{ at | date }}, {{ at | time }}", at=NOW, today=TODAY) == "Tuesday 24 November, 4pm"
    assert (
        rendered("{{ at | plain_date }} {{ at | machine_time }}", at=NOW) == "24 November 2026 2026-11-24T16:00+00:00"
    )
    assert rendered("{{ at | ago }}", at=NOW - timedelta(minutes=5), now=NOW) == "5 minutes ago"


def test_paragraphs_are_escaped_and_keep_their_own_direction() -> None:
    words = "One <b>line</b>\nand another\n \n\nשלום"
    assert rendered("{{ words | paragraphs }}", words=words) == (
        '<p dir="auto">One &lt;b&gt;line&lt;/b&gt;<br>and another</p><p dir="auto">שלום</p>'
    )


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ama", "A"), ("ama kofi mensah", "AM"), ("Dr. O’Neill", "DO"), ("  ", "·"), ("😀 Sam", "S"), ("Élodie", "É")],
)
def test_initials(name: str, letters: str) -> None:
    assert filters.initials(name) == letters


def test_a_tint_is_the_same_everywhere_and_all_six_are_used() -> None:
    assert filters.tint("Shanice") == 1
    assert {filters.tint(n) for n in range(100)} == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("+447700900123", "07700\u00a0900123"),
        ("+33612345678", "+33\u00a06\u00a012\u00a034\u00a056\u00a078"),
        ("the café", "the café"),
    ],
)
def test_a_number_is_written_as_people_here_do(number: str, written: str) -> None:
    assert filters.phone(number) == written


def test_a_refusal_is_said_with_its_places_filled_and_escaped() -> None:
    reason = NotPossible("%(name)s is away until %(day)s at %(at)s.", name="<Tom>", day=date(2026, 11, 25), at=time(9))
    assert said(reason, today=TODAY) == "<Tom> is away until tomorrow at 9am."
    assert rendered("{{ reason | refusal }}", reason=reason, today=TODAY).startswith("&lt;Tom&gt; is away")
    assert said(NotPossible("100% certain")) == "100% certain"


def test_sentences_are_translated_late_and_escaped() -> None:
    assert rendered("{{ _('Hello %(name)s', name=name) }}", name="<Ama>") == "Hello &lt;Ama&gt;"
    assert rendered("{{ lazy }}", lazy=gettext_lazy("A & B")) == "A &amp; B"
    assert rendered("{{ ngettext('%(num)s thing', '%(num)s things', 2) }}") == "2 things"
    assert rendered("{{ url('somewhere', number=3) }} {{ url('somewhere', 4) }}") == "/somewhere/3/ /somewhere/4/"


def test_words_inside_a_refusal_are_translated_with_it_and_names_are_not(monkeypatch) -> None:
    words = {
        "%(called)s has got to “%(state)s”.": "%(called)s ist bei „%(state)s“.",
        "Read": "Gelesen",
        "Ama": "falsch",
    }
    monkeypatch.setattr(sentences, "gettext", lambda sentence: words.get(sentence, sentence))
    reason = NotPossible(N_("%(called)s has got to “%(state)s”."), called="Ama", state=N_("Read"))
    assert said(reason) == "Ama ist bei „Gelesen“."

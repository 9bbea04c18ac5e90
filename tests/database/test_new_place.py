"""A place of one's own: begun by a few answers, joined by its first practitioner, and never opened insecurely."""

import re
from pathlib import Path

import pytest
from commands import Visitor, do, livingwell, served

from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import nations
from livingwell.places.rules import read_pack
from livingwell.website.new_place import Answers, pack_of, slug_of
from livingwell.website.secure import what_is_missing

QUICK = {"LIVINGWELL_FOR_TESTS": "yes"}
PLACE = ["Living Well Irwell", "Irwell", "england", "", "Start", "charity", "The Trust", "1", "", "Swinton team", ""]
FIRST = ["Asha Rao", "Asha", "peer worker", "asha@start.example", "Start", ""]
SECURE = {
    "LIVINGWELL_HTTPS": "yes",
    "LIVINGWELL_HOSTS": "livingwell.example",
    "LIVINGWELL_SMTP_HOST": "mail.livingwell.example",
    "LIVINGWELL_SENDER": "hello@livingwell.example",
}


def lines(*answers: str) -> str:
    return "\n".join(answers) + "\n"


@pytest.mark.slow
def test_a_new_place_is_begun_by_a_few_answers_and_its_first_practitioner_joins(ground: Path) -> None:
    said = do(ground, "new", "irwell", answers=lines(*PLACE, *FIRST), **QUICK)
    link = re.search(r"http://127.0.0.1:8000(/join/[\w-]+/)", said)[1]
    assert (ground / "packs" / "irwell.toml").exists()
    with served(ground, "serve", "--only-here", LIVINGWELL_PLACE="irwell", **QUICK) as place:
        assert "Only on this machine" in place.said
        asha = Visitor(place.url)
        status, _page, onward = asha.ask(link)
        assert (status, onward) == (303, "/join/")
        _status, page, _onward = asha.ask("/join/")
        assert "Hello, Asha" in page
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
        typed = {"csrfmiddlewaretoken": token, "new": "a kettle, a fiddle and some moss"}
        assert asha.ask("/join/", typed)[2] == "/today/"
        assert "second-factor/set-up" in asha.ask("/today/")[2]
        assert Visitor(place.url).ask("/walk-in/")[0] == 404
        assert Visitor(place.url).ask(link)[0] == 303
        receipt = Visitor(place.url).come_to_the_door()
        assert Visitor(place.url).ask(receipt)[0] == 200


@pytest.mark.slow
def test_salford_begins_with_its_own_pack_and_a_mistake_in_it_is_said_by_its_line(ground: Path) -> None:
    first = [*FIRST[:4], "Six Degrees Social Enterprise", ""]
    said = do(ground, "new", "salford", answers=lines(*first), **QUICK)
    assert "made from what is published" in said
    assert "/join/" in said
    own = [ground / "packs" / part / "salford.toml" for part in ("", "guides", "messages")]
    for path, wrong in zip(own, ('nation = "england"', "[[questions]]", 'from_us = "The team"'), strict=True):
        right = path.read_text()
        path.write_text(right.replace(wrong, f"colour = 3\n{wrong}", 1))
        for command in (["prepare"], ["serve", "--only-here"]):
            refused = livingwell(ground, *command, LIVINGWELL_PLACE="salford", **QUICK)
            line = right[: right.index(wrong)].count("\n") + 1
            assert (refused.returncode, f"salford, line {line}: " in refused.stdout) == (1, True), refused.stdout
            assert "Traceback" not in refused.stdout
        path.write_text(right)


@pytest.mark.slow
def test_a_real_place_is_not_opened_insecurely_and_all_that_is_missing_is_said_at_once(ground: Path) -> None:
    do(ground, "new", "irwell", answers=lines(*PLACE, *FIRST), **QUICK)
    for words in (["serve"], ["serve", "--only-here", "--address", "0.0.0.0:8000"]):
        refused = livingwell(ground, *words, LIVINGWELL_PLACE="irwell", **QUICK)
        assert refused.returncode == 1
        for name in ("HTTPS", "HOSTS", "SMTP_HOST"):
            assert f"LIVINGWELL_{name} " in refused.stdout
        assert "Traceback" not in refused.stdout


@pytest.mark.slow
def test_answers_that_stop_half_way_are_gone_on_from_and_a_wrong_one_is_asked_again(ground: Path) -> None:
    stopped = livingwell(ground, "new", "irwell", answers=lines(*PLACE[:5]), **QUICK)
    assert (stopped.returncode, "Stopped before the last question" in stopped.stdout) == (1, True)
    assert not (ground / "packs").exists()
    wrong = ["", *PLACE[:2], "wales", *PLACE[2:5], "9", *PLACE[5:6], "start", *PLACE[6:]]
    stopped = livingwell(ground, "new", "irwell", answers=lines(*wrong, *FIRST[:3], "not an address"), **QUICK)
    for sentence in ("Something is needed here", "Choose one by its number", "That one is here already"):
        assert sentence in stopped.stdout
    assert "does not look like an email address" in stopped.stdout
    assert "/join/" in do(ground, "new", "irwell", answers=lines(*FIRST), **QUICK)
    again = livingwell(ground, "new", "irwell", answers=lines(*FIRST), **QUICK)
    assert "/join/" in again.stdout, "a fresh link takes the place of one that was lost"


@pytest.mark.slow
def test_a_place_is_not_begun_beside_the_made_up_town_nor_by_a_name_that_is_none(ground: Path) -> None:
    for name, sentence in (
        ("Sal ford", "cannot stand in an address"),
        ("brackwell", "There is a pack called"),
    ):
        refused = livingwell(ground, "new", name, answers=lines(*PLACE, *FIRST), **QUICK)
        assert (refused.returncode, sentence in refused.stdout) == (1, True), refused.stdout
    do(ground, "prepare", "--made-up", **QUICK)
    refused = livingwell(ground, "new", "irwell", answers=lines(*PLACE, *FIRST), **QUICK)
    assert (refused.returncode, "This folder holds the made-up town" in refused.stdout) == (1, True)
    assert not (ground / "packs").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"LIVINGWELL_HTTPS": "no"}, "LIVINGWELL_HTTPS is not yes"),
        ({"LIVINGWELL_HOSTS": "localhost,127.0.0.1"}, "LIVINGWELL_HOSTS does not say"),
        ({"LIVINGWELL_HOSTS": "*"}, "LIVINGWELL_HOSTS is *"),
        ({"LIVINGWELL_SMTP_HOST": ""}, "LIVINGWELL_SMTP_HOST is not set"),
        ({"LIVINGWELL_SMTP_TLS": "no"}, "LIVINGWELL_SMTP_TLS is no"),
        ({"LIVINGWELL_SENDER": ""}, "LIVINGWELL_SENDER does not say"),
        ({"DATABASE_URL": "postgresql://admin:x@db.example/lw"}, "DATABASE_URL leads to another machine in the clear"),
        ({"DATABASE_URL": "postgresql://admin:x@db.example/lw?sslmode=prefer"}, "DATABASE_URL leads to another"),
    ],
)
def test_each_thing_that_is_missing_is_said(said: dict[str, str], sentence: str) -> None:
    assert any(reason.startswith(sentence) for reason in what_is_missing({**SECURE, **said}))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "postgresql://lw_web@127.0.0.1:5432/lw",
        "postgresql://lw_web@/lw?host=/run/postgresql",
        "postgresql://lw_web:x@db.example/lw?sslmode=verify-full",
    ],
)
def test_a_place_that_says_all_this_may_open(url: str) -> None:
    assert what_is_missing({**SECURE, "DATABASE_URL": url}) == []


@pytest.mark.parametrize("name", ['He said "come in"', "Ty Hapus \\ Llys", "Café 🙂", "line\tand tab", "’’"])
def test_whatever_a_place_is_called_its_pack_is_read_back_as_it_was_said(name: str) -> None:
    answers = Answers(name, name, "scotland", "", ((name, "charity"),), (name,))
    pack = read_pack("one", pack_of(answers), nations())
    assert (pack.name, pack.teams[0].name, pack.doors[0].team) == (name, name, slug_of(name))


def test_a_pack_that_somebody_changed_wrongly_says_where() -> None:
    text = pack_of(Answers("A", "B", "england", "", (("C", "charity"),), ("D",))).replace("horizon_days = 28", "")
    with pytest.raises(NotPossible, match="horizon_days"):
        read_pack("one", text, nations())

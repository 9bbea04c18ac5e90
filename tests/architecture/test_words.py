"""The words of WORDS.md are kept: in names, in sentences, in comments, in addresses and in site packs."""

import re
from collections.abc import Iterable
from functools import cache

from architecture.faults import Fault, Source, none_of, read
from architecture.house import HOUSE, ROOT

# A sense is banned and not letters. These stand, each for its reason; they are looked for as they are written.
ALLOWED = {
    r"^\s*case .+:$": "Python's own word, in a match",
    r"\bcase (when|\w+ when|not)\b": "SQL's own word",
    r"\bCase(?=[(,]| :|:$)|import Case\b|-> Case\b": "Django's name for SQL's word",
    r"\b(lower|upper|title|camel|snake)[ -]?case\b": "letters, not people",
    r"\bin (any |that |some )?case\b|\b(the|a) case (where|in which|that)\b": "an ordinary phrase",
    r"\brejectattr\b": "a filter of Jinja's",
    r"\b(auth-host=|all all )reject\b|Ping\.REJECT\b": "PostgreSQL's own words for who may connect",
    r"\bSECURE_REFERRER_POLICY\b|\bno-?referrer\b|Referrer-Policy": "a header of the web",
    r"don.t need a referral": "said at the door to somebody who thinks they need one",
    r"states with no rejection": "says that there is none",
    r"TestCase\b": "unittest's own name",
    r"\bclient(Height|Width|X|Y)\b|\bgetBoundingClientRect\b": "the browser's own names",
    r"\bclient(DataJSON|ExtensionResults)\b": "Web Authentication's own names for what a browser sends",
    r"\bhttp\.client\b": "Python's own library",
    r"(?i)staffed": "hours at which somebody is there: we promise only what is staffed (DESIGN.md, promise 8)",
}
# Words that a message on a shared phone must never hold are listed in order to be looked for.
LISTS = {
    "src/livingwell/post/words.py": "a list of what no envelope and no message on a lock screen may say",
    "src/livingwell/introductions/rules/lists/headings.py": "what other people's spreadsheets call things, to be read",
}
ENDINGS = r"(?:s|es|d|ed|ing|red|ring|al|als|ion|ions)?"


@cache
def never() -> dict[str, str]:
    """Return what WORDS.md bans, and what to say instead: `{"patient": "person", ...}`."""
    rows = [line.split("|")[1:3] for line in (ROOT / "WORDS.md").read_text().splitlines() if line.startswith("| ")]
    return {word: say.split(",")[0].strip() for say, banned in rows for word in re.findall(r"`([^`]+)`", banned)}


@cache
def _patterns() -> list[tuple[re.Pattern[str], str, str]]:
    """Longest first, so that `care plan` is named before a word inside it."""
    words = sorted(never().items(), key=lambda pair: -len(pair[0]))
    return [
        (re.compile(rf"\b{re.escape(w).replace(chr(92) + ' ', '[ -]').lower()}{ENDINGS}\b"), w, s) for w, s in words
    ]


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern, _word, _say in _patterns()))


def words_amiss(source: Source) -> Iterable[Fault]:
    """Name each line that uses a word we never do, in a name (`risk_level`, `CarePlan`) or in a sentence."""
    if source.where in LISTS or "/interop/" in source.where:
        return
    for number, line in enumerate([source.where, *source.text.splitlines()]):
        if not _any().search(spelt_out(line)):
            continue
        left = spelt_out(_without(line))
        for pattern, word, say in _patterns():
            if pattern.search(left):
                yield Fault(source.where, max(number, 1), f"say {say!r}, not {word!r}")
                break


def _without(line: str) -> str:
    for phrase in ALLOWED:
        line = re.sub(phrase, " ", line)
    return line


def spelt_out(line: str) -> str:
    """Return a line with its names taken apart: `CarePlan.risk_level` reads "care plan.risk level"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", line).replace("_", " ").lower()


def everything() -> list[Source]:
    kinds = ("*.py", "*.jinja", "*.toml", "*.js", "*.scss")
    return read(path for kind in kinds for path in HOUSE.rglob(kind) if "/built/" not in path.as_posix())


def test_the_words_are_kept_everywhere_in_the_house():
    assert len(everything()) > 300
    none_of(fault for one in everything() for fault in words_amiss(one))


def test_words_md_says_what_to_say_for_every_word_it_bans():
    assert len(never()) > 40
    assert never()["case"] == "person"
    assert all(never().values())


def test_no_list_and_no_phrase_is_allowed_that_nobody_uses():
    texts = [one.text for one in everything()]
    assert [where for where in LISTS if not (ROOT / where).exists()] == []
    assert [phrase for phrase in ALLOWED if not any(re.search(phrase, text, re.M) for text in texts)] == []


# -- broken on purpose -------------------------------------------------------------------------------------------------
def said_of(text: str, where: str = "src/livingwell/people/views.py") -> list[str]:
    return [str(one) for one in words_amiss(Source(where, text))]


def test_a_word_we_never_use_is_named_with_its_line_and_what_to_say():
    assert said_of('"""Who."""\n\ndef close_case(one):\n    pass\n') == [
        "src/livingwell/people/views.py:3: say 'person', not 'case'"
    ]


def test_a_word_is_found_in_a_name_a_class_a_sentence_and_a_path():
    assert said_of("class PatientList:\n    risk_level = 3") == [
        "src/livingwell/people/views.py:1: say 'person', not 'patient'",
        "src/livingwell/people/views.py:2: say 'worry', not 'risk level'",
    ]
    assert said_of('{{ _("Your referral was rejected") }}')[0].endswith("say 'introduction', not 'referral'")
    assert said_of('{{ _("We have discharged you") }}')[0].endswith("say 'step out', not 'discharge'")
    assert said_of("", "src/livingwell/people/triage.py") == [
        "src/livingwell/people/triage.py:1: say 'introduction', not 'triage'"
    ]


def test_a_sense_is_banned_and_not_its_letters():
    fine = [
        "match kind:\n    case Kind.PERSON:",
        "from django.db.models import Case, When",
        "# in lower case, in case they typed it so",
        "{{ places | rejectattr('is_done') }}",
        "patiently, impatient, staffed, casement",
        "You don't need a referral",
        "select case when a then b end",
    ]
    assert [said_of(text) for text in fine] == [[]] * len(fine)


def test_the_border_speaks_the_standards_words():
    assert said_of("class Patient:\n    pass", "src/livingwell/interop/fhir.py") == []

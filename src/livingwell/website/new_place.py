"""A new place: what its pack says, made from a few answers. Pure; the command that asks is `livingwell new`."""

import json
import re
from dataclasses import dataclass

from django.utils.text import slugify

from livingwell.lib.hours import WEEKDAYS

SORTS = ("health trust", "charity", "council", "people with lived experience", "other")
SLUG = re.compile(r"[a-z][a-z0-9-]{1,58}")


@dataclass(frozen=True)
class Answers:
    """What was asked of whoever sets the place up. Organisations are (name, sort); teams are names."""

    name: str
    town: str
    nation: str
    phone: str
    organisations: tuple[tuple[str, str], ...]
    teams: tuple[str, ...]


def slug_of(name: str) -> str:
    """Return a name as it stands in an address: "Harbour Advice" is harbour-advice."""
    return slugify(name) or "one"


def pack_of(answers: Answers) -> str:
    """Return the place's pack as TOML: what was answered, and beside it what most places begin with."""
    lines = [
        "# What this place is and promises. Change anything here, then run `livingwell prepare` again.",
        f"name = {_said(answers.name)}",
        f"town = {_said(answers.town)}",
        f"nation = {_said(answers.nation)}",
        f"phone = {_said(answers.phone)}",
        "# Days nobody is there, beside the weekend: closed_on = [2027-01-01, 2027-03-26]",
        "closed_on = []",
        "",
        "[words]",
        'huddle = "Huddle"  # what people see; a pack of your own (docs) says what else may be renamed',
        "",
        "[look]",
        'brand = "#0F5257"',
        'brand_deep = "#0A3B3F"',
        'mark = "door"',
        "",
        "[rhythm]",
        "first_conversation_days = 14  # promised to whoever comes",
        "reach_days = 2  # staffed days until somebody is in touch",
        "horizon_days = 28  # nobody’s next step is further off",
        "quiet_days = 14  # without a word, and the huddle asks",
        "sessions = 12",
        "",
        "[hours]",
        *(f'{day} = ["09:00", "17:00"]' for day in WEEKDAYS[:5]),
    ]
    for name, sort in answers.organisations:
        lines += [
            "",
            "[[organisations]]",
            f'slug = "{slug_of(name)}"',
            f"name = {_said(name)}",
            f"sort = {_said(sort)}",
        ]
    for name in answers.teams:
        lines += ["", "[[teams]]", f'slug = "{slug_of(name)}"', f"name = {_said(name)}", "areas = []"]
        lines += ["", "[[doors]]", f'slug = "{slug_of(name)}"', f"name = {_said(name)}", f'team = "{slug_of(name)}"']
    return "\n".join(lines) + "\n"


def _said(words: str) -> str:
    """Return words in quotes: what JSON escapes, TOML reads."""
    return json.dumps(words, ensure_ascii=False)

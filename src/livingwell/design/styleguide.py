"""Everything the design system has, on one page with made-up words: what the tests look at, and whoever designs."""

from datetime import date
from typing import Any

from livingwell.design import fields
from livingwell.design.charts import bar_rows
from livingwell.design.fields import Choice
from livingwell.design.forms import Form

RING_NOW = [
    {"called": "Emergency", "label": "999", "tel": "999"},
    {"called": "NHS", "label": "111, then 2", "tel": "111"},
    {"called": "Samaritans", "label": "116 123", "tel": "116123"},
]


class Example(Form):
    """One field of every kind."""

    called = fields.CharField(
        label="What would you like to be called?",
        hint="A first name is enough, and it need not be the one on your papers.",
        missing="Enter a name to be called by",
        autocomplete="given-name",
        width=20,
    )
    words = fields.LongTextField(label="What would help?", hint="In your own words. A line is enough.", longest=500)
    reach = fields.ChoiceField(
        label="How shall we reach you?",
        missing="Choose one safe way to reach you",
        choices=[
            Choice("text", "Text me", reveals=("mobile",)),
            Choice("email", "Email me", hint="Our messages give nothing away.", reveals=("email",)),
            Choice("visit", "I will come by", after="or"),
        ],
    )
    mobile = fields.PhoneField(label="Mobile number", missing="Enter the number to text")
    email = fields.EmailField(label="Email address", missing="Enter the address to write to")
    good = fields.MultipleChoiceField(
        label="When is good?",
        choices=[
            Choice("morning", "Mornings"),
            Choice("evening", "After four"),
            Choice("any", "Any time", alone=True),
        ],
    )
    alone = fields.YesNoField(label="Is it safe to leave a message?")
    born = fields.DateField(
        label="When were you born?",
        hint="For example, 27 3 1984",
        subject="Your date of birth",
        latest=date(2026, 11, 24),
    )
    at = fields.TimeField(label="What time suits?", hint="For example, 4pm")
    near = fields.SelectField(
        label="Which place is nearest?", choices=[("library", "The library"), ("cafe", "The café")]
    )
    many = fields.IntegerField(label="How many of you are coming?", most=12, width=3)
    agree = fields.BooleanField(label="Tell the friend who wrote to us that we spoke")


class Note(Form):
    """Ruled paper."""

    words = fields.LongTextField(label="What we talked about", say_longest=False, rows=8)


WRONG = {
    "called": "",
    "words": "More than there is room for, and every word of it still here. " * 12,
    "reach": "text",
    "mobile": "0770090012",
    "good": ["evening", "any"],
    "born_day": "31",
    "born_month": "February",
    "born_year": "1984",
    "at": "4",
    "many": "lots",
}


def context() -> dict[str, Any]:
    """What styleguide.jinja shows."""
    people = [
        ("Shanice", 9, 1),
        ("Tom", 11, 2),
        ("Dev", 8, 4),
        ("Priya", 4, 3),
        ("Maryam Okonkwo-Bennett", 0, 6),
    ]
    return {
        "form": Example(initial={"born": date(1984, 3, 27)}),
        "wrong": Example(WRONG, prefix=None, auto_id="wrong_%s"),
        "bars": bar_rows(people),
        "ring_now": RING_NOW,
        "place_name": "Living Well Brackwell",
    }


def team_context() -> dict[str, Any]:
    """What styleguide_team.jinja shows."""
    words = "Ama hasn’t slept in her room since August. Her sister brings food on Sundays and they sing."
    nav = [
        {"label": "Today", "url": "#", "current": True},
        {"label": "Who we hold", "url": "#"},
        {"label": "The team", "url": "#"},
    ]
    own = {"note": Note(initial={"words": words}), "nav": nav, "signed_in_name": "Shanice", "sign_out_url": "#"}
    return context() | own | {"ring_now": []}

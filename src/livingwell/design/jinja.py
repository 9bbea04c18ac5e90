"""The Jinja environment every page is made in: strict about names, escaping by default, translated.

In settings: `{"BACKEND": "django.template.backends.jinja2.Jinja2", "DIRS": template_dirs(), "OPTIONS":
{"environment": "livingwell.design.jinja.environment", "context_processors": [...]}}`.
"""

from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from livingwell.design import nhsuk
from livingwell.design.fields import BoundField
from livingwell.design.filters import FILTERS

HOUSE = Path(__file__).parent.parent


def template_dirs() -> list[Path]:
    """The templates folder of every room that has one; templates are named `room/page.jinja` inside it."""
    return sorted(HOUSE.glob("*/templates"))


def url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def field(bound: BoundField, **look: Any) -> Markup:
    """`{{ field(form.called) }}` is `{{ form.called.as_field() }}`."""
    return bound.as_field(**look)


def direction() -> str:
    """Which way the reader's language is written, for `<html dir>`."""
    return "rtl" if get_language_bidi() else "ltr"


def _escapes(name: str | None) -> bool:
    """Everything but a plain text message."""
    return not (name or "").endswith(".txt.jinja")


def environment(**options: Any) -> Environment:
    """Called by Django's Jinja2 backend with its own options; ours are added, and strictness is not for turning off."""
    house = {"undefined": StrictUndefined, "autoescape": _escapes, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(**{**options, **house, "extensions": ["jinja2.ext.i18n"]})  # noqa: S701 -- _escapes decides
    words = {"newstyle": True, "pgettext": pgettext, "npgettext": npgettext}
    env.install_gettext_callables(gettext, ngettext, **words)  # type: ignore[attr-defined]  # the extension's own
    env.filters.update(FILTERS)
    env.globals.update(
        static=static,
        url=url,
        field=field,
        nhsuk=nhsuk.render,
        language=lambda: get_language() or "en",
        direction=direction,
    )
    return env

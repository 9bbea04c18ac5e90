"""The NHS.UK frontend's own macros, in their own environment.

They read parameters that nobody gave them and count on silence, which our strict environment refuses; so they live in
a lenient one and only their markup comes across.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader
from markupsafe import Markup


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"),
        undefined=ChainableUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _macro(component: str, name: str) -> Any:
    return getattr(_environment().get_template(f"nhsuk/components/{component}/macro.jinja").module, name)


def render(component: str, params: Mapping[str, Any]) -> Markup:
    """The markup of one component, named as in the NHS design system ("date-input").

    `params` are those of its Nunjucks macro. Sentences must be `str`: a lazy translation is not text to these macros.
    """
    first, *rest = component.split("-")
    macro = _macro(component, first + "".join(word.title() for word in rest))
    return Markup(str(macro(params)).strip())  # noqa: S704 -- escaped by the macros

"""The room by itself: its own templates, nothing of the project's above it, and a browser to look with."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route
from served import Keeping, Visit, serve

from livingwell.design import build, styleguide, views
from livingwell.design.jinja import template_dirs
from livingwell.lib.refusals import NotPossible


@pytest.fixture(autouse=True)
def _alone(settings: Any) -> None:
    """Only the design room's engine: the project's context processors would ask the database."""
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": template_dirs(),
            "OPTIONS": {"environment": "livingwell.design.jinja.environment"},
        },
    ]
    settings.ROOT_URLCONF = "design.addresses"


@pytest.fixture
def draw() -> Callable[..., str]:
    """Render one of the room's templates by name."""

    def drawn(template: str, **context: Any) -> str:
        return render_to_string(template, context)

    return drawn


@pytest.fixture
def ask() -> RequestFactory:
    return RequestFactory()


@pytest.fixture(scope="module")
def chromium(browser_here: Browser) -> Browser:
    return browser_here


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to serve, with the room's own files built into it."""
    made = tmp_path_factory.mktemp("site")
    shutil.copytree(build.HERE / "static", made / "static", ignore=shutil.ignore_patterns("built"))
    build.build(made / "static" / "design" / "built")
    return made


@pytest.fixture
def site(built_site: Path, ask: RequestFactory) -> Path:
    """The pages looked at. On the one called "public" nothing is wrong, so the focus is left where it is."""
    right = styleguide.context() | {"wrong": styleguide.Example(auto_id="w_%s")}
    words = ask.post("/x", {"words": "What I wrote took a while"})
    pages = {
        "public": render_to_string("design/styleguide.jinja", right),
        "wrong": render_to_string("design/styleguide.jinja", styleguide.context()),
        "team": render_to_string("design/styleguide_team.jinja", styleguide.team_context()),
        "refused": views.refuse(words, NotPossible("Somebody has to hold this first."), back="/").content.decode(),
        "not_there": views.not_found(ask.get("/x")).content.decode(),
    }
    for name, html in pages.items():
        (built_site / f"{name}.html").write_text(html)
    return built_site


@pytest.fixture
def keeping() -> Keeping:
    return Keeping()


@pytest.fixture
def visit(chromium: Browser, site: Path, keeping: Keeping) -> Iterator[Visit]:
    """Open a page at a width; anything asked of another machine is answered with an empty page, and noted."""
    server = serve(site, keeping)
    opened = []

    def visited(path: str, *, width: int = 1280, height: int = 800, **options: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, **{"reduced_motion": "reduce"} | options
        )
        opened.append(context)
        page = context.new_page()
        page.elsewhere = []
        page.route(lambda url: "127.0.0.1" not in url, lambda route: _elsewhere(page, route))
        page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
        return page

    yield visited
    for context in opened:
        context.close()
    server.shutdown()
    server.server_close()


def _elsewhere(page: Page, route: Route) -> None:
    page.elsewhere.append(route.request.url)
    route.fulfill(status=200, content_type="text/html", body="<title>Weather</title>Rain later")

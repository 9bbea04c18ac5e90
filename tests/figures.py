"""Figures a test has to tell, one a line at the end of the run: `figure <name> <value> <unit>`."""

from collections.abc import Callable

import pytest

Figure = Callable[[str, float, str], None]


@pytest.fixture
def figure(record_property) -> Figure:
    """Tell a figure. It travels with the test's report, so it is heard from another process too."""

    def tell(name: str, value: float, unit: str) -> None:
        record_property("figure", f"figure {name} {value} {unit}")

    return tell


def pytest_terminal_summary(terminalreporter) -> None:
    told = [
        said
        for report in terminalreporter.getreports("passed")
        if report.when == "call"
        for name, said in report.user_properties
        if name == "figure"
    ]
    for one in told:
        terminalreporter.write_line(one)

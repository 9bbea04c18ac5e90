"""A bar for what takes long, on a terminal; elsewhere lines alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO, cast

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.progress import Progress


@contextmanager
def bar(out: OutputWrapper, what: str, total: int | None) -> Iterator[Callable[[int], object]]:
    """Show how far something is while the block runs; what is given is called with how much more is done."""
    ending, out.ending = out.ending, ""  # rich ends its own lines
    console = Console(file=cast(IO[str], out), highlight=False, soft_wrap=True)
    try:
        with Progress(console=console, disable=not console.is_terminal) as progress:
            one = progress.add_task(what, total=total)
            yield partial(progress.advance, one)
    finally:
        out.ending = ending

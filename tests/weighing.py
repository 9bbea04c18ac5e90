"""What a page weighs: all that a browser fetches to show it the first time, as it is sent. KB are of 1,024 bytes."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

KB = 1024
FETCHED = re.compile(r'<(?:link|script|img)\b[^>]*?(?:href|src)="(/[^"?]+)')


def first_load(path: str) -> int:
    """Return the bytes of a page and of everything it names: sheets (paper's too), scripts, letters, colours."""
    page = Client().get(path).content
    named = set(FETCHED.findall(page.decode()))
    return len(gzip.compress(page, mtime=0)) + sum(map(_sent, named))


def _sent(address: str) -> int:
    """Return the bytes of a file as it is served: compressed where it is built so, or when it is asked for."""
    if not address.startswith(settings.STATIC_URL):
        return len(Client().get(address).content)
    file = Path(finders.find(address.removeprefix(settings.STATIC_URL)))
    ready = file.with_name(f"{file.name}.gz")
    return (ready if ready.exists() else file).stat().st_size

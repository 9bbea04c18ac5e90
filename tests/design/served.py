"""A small server for the browser to visit: pages made beforehand, our own policy, and words that can be kept."""

import json
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from playwright.sync_api import Page

POLICY = (
    "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
KEY = "key-of-the-form"
Visit = Callable[..., Page]  # (path, *, width, height, **options of a browser's context)


class Keeping:
    """What the server holds of the words being written, and how it is to behave."""

    def __init__(self) -> None:
        self.words, self.revision, self.writer = "", 1, ""
        self.mode = "well"
        self.key = KEY
        self.news, self.version = "First news", 1
        self.polls: list[int] = []
        self.saves = 0

    def keep(self, sent: dict[str, list[str]]) -> tuple[int, str, str]:
        """(status, type, body) for one autosave."""
        one = {name: values[0] for name, values in sent.items()}
        if self.mode == "down":
            return 503, "text/plain", "down"
        if self.mode == "out" or one.get("csrfmiddlewaretoken") != self.key:
            return 403, "text/plain", "signed out"
        if one["revision"] != str(self.revision) and one["writer"] != self.writer:
            return 409, "text/html", f'<div><p id="theirs">{self.words}</p>{button(self.revision)}</div>'
        self.words, self.writer = one.get("words", ""), one["writer"]
        self.revision += 1
        self.saves += 1
        return 200, "application/json", json.dumps({"revision": str(self.revision)})

    def page(self) -> str:
        """The page the words are written on, as it would be loaded now."""
        out = self.mode == "out"
        return PAGE.format(signed_in_as="" if out else "shanice", form="" if out else self.form())

    def form(self) -> str:
        return FORM.format(key=self.key, revision=self.revision, words=self.words)


PAGE = """<!doctype html><html lang="en"><head><title>Words</title>
<script src="/static/design/autosave.js" defer></script><script src="/static/design/refresh.js" defer></script></head>
<body data-signed-in-as="{signed_in_as}">{form}<input id="aside">
<div id="news" data-refresh-url="/news" data-refresh-seconds="0.3"><p>Old news</p><input id="inside"></div>
</body></html>"""
FORM = """<form method="post" action="/keep"><input type="hidden" name="csrfmiddlewaretoken" value="{key}">
<textarea id="words" name="words" data-autosave-url="/keep" data-autosave-revision="{revision}"
 data-autosave-said="said">{words}</textarea></form>
<span id="said" role="status" data-saved="Saved just now" data-trying="Trying again" data-away="Signed out"
 data-overtaken="Somebody else" data-restored="Brought back"></span>"""


def button(revision: int) -> str:
    return f'<button type="button" data-autosave-keep="{revision}">Save mine</button>'


class Visited(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, keeping: Keeping, **options: object) -> None:
        self.keeping = keeping
        super().__init__(*args, **options)

    def log_message(self, *args: object) -> None:
        """Say nothing: a test's output is its own."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self) -> None:
        if self.path == "/words":
            self.answer(200, "text/html; charset=utf-8", self.keeping.page())
        elif self.path == "/news":
            self.news()
        else:
            super().do_GET()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.answer(*self.keeping.keep(parse_qs(body, keep_blank_values=True)))

    def news(self) -> None:
        tag = f'"{self.keeping.version}"'
        same = self.headers.get("If-None-Match") == tag
        self.keeping.polls.append(304 if same else 200)
        self.answer(
            304 if same else 200,
            "text/html",
            "" if same else f'<p>{self.keeping.news}</p><input id="inside">',
            ETag=tag,
        )

    def answer(self, status: int, kind: str, body: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        if status != 304:
            self.wfile.write(body.encode())


def serve(folder: Path, keeping: Keeping) -> ThreadingHTTPServer:
    """Serve `folder` from a free port of this machine until shut down."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Visited, directory=str(folder), keeping=keeping))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server

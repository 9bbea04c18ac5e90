"""Whether the website answers yet: with a page, by sending whoever asks to HTTPS, and not by an error or by silence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from livingwell.website.address import Address
from livingwell.website.serving import answers


@contextmanager
def a_server_that_says(status: int) -> Iterator[Address]:
    class Says(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Location", "https://nobody.invalid/")
            self.end_headers()

        log_message: Callable[..., None] = lambda *_said: None

    with HTTPServer(("127.0.0.1", 0), Says) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Address("127.0.0.1", server.server_port)
        server.shutdown()


@pytest.mark.parametrize(("status", "is_open"), [(200, True), (301, True), (404, True), (500, False), (503, False)])
def test_the_website_is_open_once_it_answers_anything_but_an_error(status: int, is_open: bool) -> None:
    with a_server_that_says(status) as address:
        assert answers(address) is is_open


def test_where_nobody_serves_it_is_not_open() -> None:
    with a_server_that_says(200) as address:
        pass
    assert not answers(address)

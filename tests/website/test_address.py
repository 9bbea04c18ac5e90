"""An address to serve at: read, free, taken, or none at all; each is a sentence."""

import socket

import pytest

from livingwell.website.address import Address, free


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("0.0.0.0:80", "http://127.0.0.1:80"),  # noqa: S104 -- what somebody may say
        ("[::1]:8000", "http://[::1]:8000"),
        ("localhost:8000", "http://localhost:8000"),
    ],
)
def test_an_address_is_a_host_and_a_port_and_known_by_where_this_machine_finds_it(said: str, url: str) -> None:
    assert str(Address.of(said)) == said
    assert Address.of(said).url == url


@pytest.mark.parametrize("said", ["8000", ":8000", "localhost:", "localhost:port", "127.0.0.1:70000", "127.0.0.1:0", ""])
def test_an_address_that_is_none_ends_the_command_with_a_sentence(said: str) -> None:
    with pytest.raises(SystemExit, match="say a host and a port, like 127.0.0.1:8000"):
        free(said)


def test_a_taken_port_is_said_with_another_to_try_and_a_free_one_is_given() -> None:
    with socket.socket() as theirs:
        theirs.bind(("127.0.0.1", 0))
        theirs.listen()
        port = theirs.getsockname()[1]
        with pytest.raises(SystemExit, match=f"already serving at 127.0.0.1:{port}.* make run ADDRESS=127.0.0.1:"):
            free(f"127.0.0.1:{port}")
    assert free(f"127.0.0.1:{port}") == Address("127.0.0.1", port)


def test_an_address_of_another_machine_is_said_in_a_sentence() -> None:
    with pytest.raises(SystemExit, match=r"Nothing can be served at 192\.0\.2\.1:8000"):
        free("192.0.2.1:8000")

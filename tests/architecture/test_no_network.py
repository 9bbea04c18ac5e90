"""No test reaches the network, and a warning is an error: both hold for every test, so both are proved here."""

import socket
import warnings

import pytest
from architecture.house import project


def test_a_test_that_reaches_for_the_network_is_stopped_and_told_why():
    with socket.socket() as one, pytest.raises(RuntimeError, match="reach for the network"):
        one.connect(("192.0.2.1", 80))
    with socket.socket() as one, pytest.raises(RuntimeError, match=r"192\.0\.2\.1"):
        one.connect_ex(("192.0.2.1", 80))
    with pytest.raises(RuntimeError, match=r"example\.org"):
        socket.create_connection(("example.org", 443), timeout=1)


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_UNIX])
def test_this_machine_is_not_the_network(family, tmp_path):
    where = str(tmp_path / "s") if family == socket.AF_UNIX else ("127.0.0.1", 0)
    with socket.socket(family) as listening, socket.socket(family) as one:
        listening.bind(where)
        listening.listen()
        one.connect(listening.getsockname())


def test_a_warning_is_an_error():
    assert project()["tool"]["pytest"]["ini_options"]["filterwarnings"] == ["error"]
    with pytest.raises(DeprecationWarning):
        warnings.warn("this will go", DeprecationWarning, stacklevel=1)

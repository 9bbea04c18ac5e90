"""Tests connect to this machine and to nothing else. A plugin, so that it holds before the first test is read."""

import ipaddress
import socket
from typing import Any

_connect, _connect_ex, _getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


def is_here(host: Any) -> bool:
    """Return whether a host is this machine: a name for it, or an address that never leaves it."""
    if host in (None, "", b"", "localhost", socket.gethostname()):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _check(family: int, address: Any) -> None:
    if family in (socket.AF_INET, socket.AF_INET6) and not is_here(address[0]):
        raise RuntimeError(f"a test may not reach for the network: {address[0]}; stand something in for it here")


def _connecting(self: socket.socket, address: Any) -> None:
    _check(self.family, address)
    return _connect(self, address)


def _connecting_ex(self: socket.socket, address: Any) -> int:
    _check(self.family, address)
    return _connect_ex(self, address)


def _looking_up(host: Any, *more: Any, **named: Any) -> Any:
    _check(socket.AF_INET, (host,))
    return _getaddrinfo(host, *more, **named)


def pytest_configure() -> None:
    for where, name, ours in (
        (socket.socket, "connect", _connecting),
        (socket.socket, "connect_ex", _connecting_ex),
        (socket, "getaddrinfo", _looking_up),
    ):
        setattr(where, name, ours)

"""Where the website is served: a host and a port, free or taken."""

import errno
import socket
from dataclasses import dataclass

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- as said by whoever serves there


@dataclass(frozen=True)
class Address:
    """A host and a port to listen at."""

    host: str
    port: int

    @classmethod
    def of(cls, said: str) -> "Address":
        """Read `host:port`. Raises ValueError, with a sentence, on anything else."""
        host, _, port = said.rpartition(":")
        if not host or not port.isdigit() or not 0 < int(port) < 65_536:
            raise ValueError(f"{said!r} is not an address to serve at: say a host and a port, like 127.0.0.1:8000.")
        return cls(host.strip("[]"), int(port))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def here(self) -> str:
        """The host to ask for from this very machine."""
        return EVERYWHERE.get(self.host, self.host)

    @property
    def url(self) -> str:
        return f"http://{Address(self.here, self.port)}"

    def why_not(self) -> str | None:
        """Return why nobody can serve there now, as a sentence, or None where somebody can."""
        try:
            kind, _, _, _, place = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0]
            with socket.socket(kind, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(place)
        except OSError as trouble:
            if trouble.errno == errno.EADDRINUSE:
                return (
                    f"Something else is already serving at {self}. Stop it, or serve at another address, for instance: "
                    f"make run ADDRESS={Address(self.host, self.port % 65_535 + 1)}"
                )
            return f"Nothing can be served at {self}: {trouble.strerror or trouble}."
        return None


def free(said: str) -> Address:
    """Return the address to serve at, or end the command with the sentence that says why not."""
    try:
        address = Address.of(said)
    except ValueError as trouble:
        raise SystemExit(str(trouble)) from None
    why_not = address.why_not()
    if why_not:
        raise SystemExit(why_not)
    return address

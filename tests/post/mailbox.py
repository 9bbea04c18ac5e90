"""Real SMTP servers to send to: one that keeps what it gets, and one that breaks off wherever it is told to."""

import email
import email.policy
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """What a server got. `replies` are given to messages in turn, as SMTP says them; after the last, 250."""

    def __init__(self) -> None:
        self.replies: list[str] = []
        self.envelopes: list[Any] = []
        self.hold: threading.Event | None = None
        self.reached = threading.Event()

    @property
    def messages(self) -> list[EmailMessage]:
        """The messages it took."""
        return [email.message_from_bytes(each.content, policy=email.policy.default) for each in self.envelopes]

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        """Answer as told; wait first, if told to."""
        reply = self.replies.pop(0) if self.replies else "250 taken"
        if reply.startswith("2"):
            self.envelopes.append(envelope)
        self.reached.set()
        if self.hold:
            await server.loop.run_in_executor(None, self.hold.wait, 30)
        return reply


@contextmanager
def serving(mailbox: Mailbox, **options: Any) -> Iterator[int]:
    """A server for `mailbox` on this machine; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


class Fickle:
    """A server that follows the protocol until `stage`, and then says `says`, or hangs up for None.

    Stages: greeting, EHLO, MAIL, RCPT, DATA, message (in the middle of it), end (its last dot has come).
    """

    def __init__(self, stage: str, says: str | None) -> None:
        self.stage, self.says = stage, says
        self.came: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "Fickle":
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)  # closing alone would leave the thread waiting
        self._listening.close()
        self._thread.join(timeout=5)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            with line, line.makefile("rwb") as talk:
                self._talk(line, talk)

    def _talk(self, line: socket.socket, talk: Any) -> None:
        if not self._answer("greeting", "220 hello", talk):
            return
        for words in iter(talk.readline, b""):
            command = words.split()[0].decode().upper().replace("HELO", "EHLO")
            self.came.append(command)
            if command == "QUIT":
                return
            if not self._answer(command, "354 go on" if command == "DATA" else "250 yes", talk):
                return
            if command == "DATA" and not (self.stage == "DATA" and self.says):
                if self.stage == "message":
                    talk.readline()
                    return
                while talk.readline() not in (b".\r\n", b""):
                    pass
                self.came.append("end")
                if not self._answer("end", "250 taken", talk):
                    return

    def _answer(self, stage: str, usual: str, talk: Any) -> bool:
        """Say the usual, or what was told; return whether the line is still up."""
        says = self.says if stage == self.stage else usual
        if says is None:
            return False
        talk.write(f"{says}\r\n".encode())
        talk.flush()
        return True

"""A mail server and an empty queue, as messages have them."""

from messages.conftest import empty_queue, mailbox

__all__ = ["empty_queue", "mailbox"]

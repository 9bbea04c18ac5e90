"""The ways something is carried, and which of them this place has."""

from livingwell.post.models import Delivery
from livingwell.post.transports import email, laid, letter
from livingwell.post.words import Outcome, Transport


def why_not(transport: Transport) -> str | None:
    """Return why this place cannot send by `transport`, as a sentence to translate, or None where it can."""
    match transport:
        case Transport.LETTER:
            return letter.why_not()
        case Transport.EMAIL if email.is_set_up():
            return None
    return laid.why_not(transport)


def send(delivery: Delivery) -> Outcome:
    """Try once to send, and return what came of it. Called when the try is already on record, outside a transaction."""
    match Transport(delivery.transport):
        case Transport.LETTER:
            return letter.send(delivery)
        case Transport.EMAIL if email.is_set_up():
            return email.send(delivery)
    return laid.send(delivery)

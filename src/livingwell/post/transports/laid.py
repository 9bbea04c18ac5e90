"""Without a provider: refuse, or, where the place has said so, lay what would be sent where a developer can read it."""

import sys
from pathlib import Path

from django.conf import settings

from livingwell.lib.private import private_folder, write_private
from livingwell.lib.sentences import N_
from livingwell.post.models import Delivery
from livingwell.post.words import Answer, Outcome, Transport

NOT_SET_UP = {
    Transport.EMAIL: N_("Emails cannot be sent from here yet: this place has no mail server set up."),
    Transport.TEXT: N_("Texts cannot be sent from here yet: this place has no text provider set up."),
}
NOBODY = N_("Nobody was sent this: there is no provider, and it was laid where developers look.")


def instead() -> str:
    """Return what is done without a provider: "refuse", "folder" or "console". A made-up place uses the folder."""
    made_up = getattr(settings, "DEMONSTRATION", False)
    return getattr(settings, "POST_WITHOUT_PROVIDER", "folder" if made_up else "refuse")


def why_not(transport: Transport) -> str | None:
    """Return why this transport carries nothing here, as a sentence, or None where it does."""
    return NOT_SET_UP[transport] if instead() == "refuse" else None


def send(delivery: Delivery) -> Outcome:
    """Lay it in the folder or on the console, and say that nobody got it."""
    heading = {"To": delivery.to, "From": delivery.sender, "Subject": delivery.subject}
    written = "".join(f"{name}: {said}\n" for name, said in heading.items()) + f"\n{delivery.body}\n"
    match instead():
        case "console":
            sys.stdout.write(written)
        case "folder":
            folder = private_folder(Path(settings.POST_FOLDER) / delivery.transport)
            write_private(folder / f"{delivery.pk}.txt", written)
        case _:
            return Outcome(Answer.NOT_NOW, NOT_SET_UP[Transport(delivery.transport)])
    return Outcome(Answer.SENT, NOBODY)

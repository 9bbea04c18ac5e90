"""A letter: a page put in a tray, for somebody to print, fold and post."""

from html import escape
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from livingwell.lib.private import private_folder, write_private
from livingwell.lib.sentences import N_
from livingwell.post.models import Delivery
from livingwell.post.words import Answer, Outcome

NO_TRAY = N_("Letters cannot be printed from here yet: this place has not said where to put them.")

# The address stands where the window of a DL envelope shows it (BS 4264). Nothing is fetched from anywhere.
PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 20mm }}
body {{ font: 12pt/1.5 sans-serif; max-width: 170mm }}
address {{ font-style: normal; white-space: pre-line; margin-top: 25mm; height: 45mm }}
p {{ white-space: pre-line; margin: 0 0 1em }}
</style></head><body>
<address>{to}</address>
{paragraphs}
<p>{sender}</p>
</body></html>
"""


def why_not() -> str | None:
    """Return why letters are not carried here, as a sentence, or None where they are."""
    return None if getattr(settings, "POST_FOLDER", None) else NO_TRAY


def tray() -> Path:
    """Return the folder that letters wait in until they are posted."""
    return Path(settings.POST_FOLDER) / "letters"


def send(delivery: Delivery) -> Outcome:
    """Put the page in the tray. It counts as sent when somebody says it is posted."""
    if why_not():
        return Outcome(Answer.NOT_NOW, NO_TRAY)
    write_private(private_folder(tray()) / f"{delivery.pk}.html", page(delivery))
    return Outcome(Answer.IN_TRAY)


def take_out(delivery: Delivery) -> None:
    """Take a posted letter out of the tray."""
    (tray() / f"{delivery.pk}.html").unlink(missing_ok=True)


def page(delivery: Delivery) -> str:
    """Return the letter as one page of HTML, ready to print."""
    said = delivery.body.replace("\r\n", "\n").split("\n\n")
    paragraphs = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in said if paragraph.strip())
    return PAGE.format(
        language=get_language() or "en",
        direction="rtl" if get_language_bidi() else "ltr",
        title=escape(_("Letter")),
        to=escape(delivery.to),
        paragraphs=paragraphs,
        sender=escape(delivery.sender),
    )

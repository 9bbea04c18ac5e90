"""What every page is given: the place, the viewer, who to ring now, and where other rooms' pages are."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.once import once_key
from livingwell.access.words import NOBODY, Viewer
from livingwell.places.queries import pack_here

from .links import AWAY, TO


def everywhere(request: HttpRequest) -> dict[str, object]:
    """Return what layouts and every room's templates count on. Asks the database nothing."""
    pack = pack_here()
    viewer = getattr(request, "viewer", NOBODY)
    return {
        "pack": pack,
        "place_name": pack.name,
        "place_css": reverse("website:place_css"),
        # In sight at every scroll for whoever may need it; practitioners have it where they share a worry.
        "ring_now": []
        if viewer.is_practitioner
        else [{"called": line.bar, "label": line.short, "tel": line.number} for line in pack.nation.in_bar()],
        # Whoever has their own page open closes it by leaving: the way out then passes through an address of ours.
        "exit_url": AWAY,
        "exit_by": reverse("website:go_away") if viewer.is_person else "",
        "viewer": viewer,
        "to": TO,
        "now": timezone.localtime(),
        "once_key": once_key,
        "demonstration": settings.DEMONSTRATION,
        **_signed_in(request, viewer),
    }


def _signed_in(request: HttpRequest, viewer: Viewer) -> dict[str, object]:
    if not viewer.is_practitioner:
        return {}
    items = [
        (_("Today"), TO.today()),
        (_("Introductions"), TO.introductions()),
        (pack_here().word("huddle"), TO.huddle()),
        (_("People"), TO.find()),
    ]
    return {
        "home_url": TO.today(),
        "signed_in_name": viewer.called,
        "signed_in_as": str(viewer.ref),
        "find_url": TO.find(),
        "sign_out_url": reverse("accounts:sign_out"),
        "nav": [{"label": label, "url": url, "current": request.path.startswith(url)} for label, url in items],
    }

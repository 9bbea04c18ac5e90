"""What every page is given."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from livingwell.access.once import once_key
from livingwell.access.words import NOBODY
from livingwell.places.queries import pack_here


def everywhere(request: HttpRequest) -> dict[str, object]:
    """Return the place, the viewer, today, and a maker of keys for forms."""
    pack = pack_here()
    return {
        "pack": pack,
        "place_name": pack.name,
        "mark": pack.look.mark,
        "viewer": getattr(request, "viewer", NOBODY),
        "today": timezone.localdate(),
        "now": timezone.localtime(),
        "once_key": once_key,
        "demonstration": settings.DEMONSTRATION,
    }

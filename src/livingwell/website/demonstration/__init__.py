"""The made-up town of Brackwell, and walking in as each of its cast. On no other database."""

from functools import lru_cache

from django.conf import settings

from livingwell.places.models import Site


@lru_cache
def _made_up(slug: str) -> bool:
    return Site.objects.filter(slug=slug, is_made_up=True).exists()


def is_whole() -> bool:
    """Return whether the town's months were made to their end; one left half made is made again from the beginning."""
    return Site.objects.filter(slug=settings.PLACE, is_made_up=True, lived_through_at__isnull=False).exists()


def is_on() -> bool:
    """Return whether this server shows a demonstration: asked for, and on a database that was made up as one."""
    return settings.DEMONSTRATION and _made_up(settings.PLACE)

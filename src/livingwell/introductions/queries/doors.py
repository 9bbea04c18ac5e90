"""Who leads the teams that read the doors: for the one sentence that is always the same, known here or not."""

from datetime import datetime

from livingwell.places.models import Membership, Site
from livingwell.places.queries import current
from livingwell.places.words import Pack


def leads_of_doors(pack: Pack, site: Site, now: datetime) -> list[tuple[str, str]]:
    """Return (who leads, the team) for each team that reads a door of this place, in the order of its doors."""
    slugs = list(dict.fromkeys(door.team for door in pack.doors))
    leading = Membership.objects.filter(current(now), leads=True, team__site=site, team__slug__in=slugs).select_related(
        "practitioner", "team"
    )
    by_slug = {one.team.slug: (one.practitioner.called, one.team.name) for one in leading}
    return [by_slug[slug] for slug in slugs if slug in by_slug]

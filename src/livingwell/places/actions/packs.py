"""A place's pack, loaded: the place becomes what it says."""

from dataclasses import asdict

from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..models import Organisation, Site, Team
from ..words import Pack

NOT_NEARER_YET = N_(
    "%(pack)s: horizon_days cannot become %(days)s yet, for somebody’s next step is further off than that. "
    "Agree a nearer day with them first; then load this again."
)


@transaction.atomic
def load_pack(*, pack: Pack, is_made_up: bool = False) -> Site:
    """Make a place what its pack says, or bring it up to date. Run by whoever sets the place up, as the owner.

    Raises NotPossible for a nearer horizon while somebody would wait past it: what was promised them is not a pack's.
    """
    site = _load_site(pack, is_made_up)
    for one in pack.organisations:
        values = asdict(one)
        Organisation.objects.update_or_create(site=site, slug=values.pop("slug"), defaults=values)
    for team in pack.teams:
        Team.objects.update_or_create(
            site=site, slug=team.slug, defaults={"name": team.name, "areas": list(team.areas)}
        )
    return site


def _load_site(pack: Pack, is_made_up: bool) -> Site:
    said = {
        "name": pack.name,
        "pack": {
            "name": pack.name,
            "town": pack.town,
            "words": dict(pack.words),
            "review_days": pack.rhythm.review_days,
        },
        "horizon_days": pack.rhythm.horizon_days,
    }
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            site, _ = Site.objects.update_or_create(
                slug=pack.slug, defaults=said, create_defaults={**said, "is_made_up": is_made_up}
            )
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != "a_nearer_horizon":
            raise
        raise NotPossible(NOT_NEARER_YET, pack=pack.slug, days=pack.rhythm.horizon_days) from error
    return site


def live_through(*, site: Site) -> None:
    """Say that all the months of a made-up place are made: until then they are begun again. Run as the owner."""
    Site.objects.filter(pk=site.pk, is_made_up=True).update(lived_through_at=Now())

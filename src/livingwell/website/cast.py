"""Who works in the made-up town of Brackwell: a small named cast from five organisations, two teams."""

from dataclasses import dataclass

from livingwell.accounts.actions import make_account
from livingwell.places import actions as places
from livingwell.places.models import Organisation, Practitioner, Site, Team
from livingwell.places.words import Brings, SeenBy

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
EVERY_DAY = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)


@dataclass(frozen=True)
class Cast:
    """One of the cast; no team means drawn in from outside. What they bring is as each of them would say it."""

    called: str
    full_name: str
    role: str
    organisation: str
    brings: tuple[tuple[Brings, str], ...]
    team: str = "brackwell"
    days: tuple[int, ...] = EVERY_DAY
    leads: bool = False
    safeguards: bool = False


CAST = (
    Cast(
        "Shanice",
        "Shanice Boateng",
        "peer worker",
        "been-there",
        ((Brings.LIVED, "losing somebody close"), (Brings.LANGUAGE, "Twi"), (Brings.ELSE, "walking and talking")),
        days=(MONDAY, TUESDAY, THURSDAY),
    ),
    Cast("Tom", "Tom Aldred", "nurse", "trust", ((Brings.TRAINING, "sleep, long illness"),), leads=True),
    Cast(
        "Priya",
        "Priya Nair",
        "social worker",
        "council",
        ((Brings.ELSE, "housing, the council"), (Brings.LANGUAGE, "Malayalam, some Hindi")),
        days=(TUESDAY, WEDNESDAY),
    ),
    Cast(
        "Dev",
        "Dev Lakhani",
        "occupational therapist",
        "trust",
        ((Brings.ELSE, "days that work, leaving the house"), (Brings.LANGUAGE, "Gujarati")),
    ),
    Cast(
        "Ros",
        "Ros Whitlock",
        "social worker",
        "council",
        ((Brings.TRAINING, "keeping people safe"), (Brings.LIVED, "caring for my dad")),
        safeguards=True,
    ),
    Cast("Maggie", "Maggie Orr", "welfare adviser", "harbour", ((Brings.ELSE, "rent, benefits, debt"),), team=""),
    Cast(
        "Callum",
        "Callum Frew",
        "support worker",
        "kindling",
        ((Brings.ELSE, "groups, gardens"), (Brings.SIGNING, "British Sign Language, level 3")),
        team="riverside",
        leads=True,
    ),
)


def gather(site: Site) -> dict[str, Practitioner]:
    """Make the cast in a place, where they are not there yet. Run as the owner."""
    organisations = {one.slug: one for one in Organisation.objects.filter(site=site)}
    teams = {one.slug: one for one in Team.objects.filter(site=site)}
    there = {one.called: one for one in Practitioner.objects.filter(site=site).select_related("organisation")}
    for one in CAST:
        if one.called in there:
            continue
        there[one.called] = places.join(
            site=site,
            organisation=organisations[one.organisation],
            called=one.called,
            full_name=one.full_name,
            role=one.role,
            teams=[teams[one.team]] if one.team else [],
            leads=one.leads,
            safeguards=one.safeguards,
            days=one.days,
        )
        for kind, words in one.brings:
            seen_by = SeenBy.TEAM if kind == Brings.LIVED else SeenBy.HERE
            places.bring(practitioner=there[one.called], kind=kind, words=words, seen_by=seen_by)
    return there


def give_accounts(site: Site) -> None:
    """Give each of the cast an account nobody can sign in to by password: the demonstration walks in without."""
    for one in Practitioner.objects.filter(site=site, account__isnull=True):
        one.account = make_account(email=f"{one.called.lower()}@{site.slug}.example")
        one.save(update_fields=["account"])

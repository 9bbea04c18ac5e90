"""`livingwell new PLACE`: a place of one's own: a few questions, its pack, and the first practitioner's invitation."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import ProgrammingError

from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places
from livingwell.places import rules
from livingwell.places.models import Organisation, Site, Team
from livingwell.places.queries import files_that_come_with_us, nations, own_files, packs
from livingwell.places.words import Asked
from livingwell.website.new_place import SLUG, SORTS, Answers, pack_of, slug_of

HERE = "http://127.0.0.1:8000"
MADE_UP = (
    "This folder holds the made-up town. Give the new place a folder of its own: "
    "set LIVINGWELL_VAR to one, and run this again."
)
NOT_A_NAME = "“%s” cannot stand in an address: use small letters, numbers and dashes, such as salford."


class Command(BaseCommand):
    """Ask a few questions, one at a time; what is asked can be changed in the pack afterwards."""

    help = "Begin a place of your own: asks a few questions, writes its pack, and prints the first invitation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", help="what it is called in addresses and files, such as salford")

    def handle(self, *, place: str, **options: Any) -> None:
        if not SLUG.fullmatch(place):
            raise CommandError(NOT_A_NAME % place)
        path = own_files(place)[""]
        pack = packs().get(place)
        if pack is not None and pack.is_made_up:
            raise CommandError(f"There is a pack called {place} already, of a made-up town: choose another name.")
        if _is_made_up():
            raise CommandError(MADE_UP)
        if not path.exists():
            begin = self._write if pack is None else self._begin_with
            begin(place)
        call_command("prepare", stdout=self.stdout, stderr=self.stderr)
        self._invite(Site.objects.get(slug=place))

    def _write(self, place: str) -> None:
        path = own_files(place)[""]
        self.stdout.write("A few questions. Everything can be changed afterwards.\n")
        text = pack_of(self._ask())
        try:
            rules.read_pack(path.stem, text, nations())
        except NotPossible as reason:
            raise CommandError(str(reason)) from reason
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        packs.cache_clear()
        self.stdout.write(f"\nThe place’s pack is {path}\n")

    def _begin_with(self, place: str) -> None:
        """Give a place whose pack comes with us a copy that is its own, to be put right before a door opens."""
        own = own_files(place)
        for part, path in files_that_come_with_us(place).items():
            own[part].parent.mkdir(parents=True, exist_ok=True)
            own[part].write_text(path.read_text())
        packs.cache_clear()
        self.stdout.write(f"There is a pack for {packs()[place].name}, made from what is published of it.\n")
        self.stdout.write(
            f"It is copied to {own['']}\nRead it and put right what is not so: docs/a-pack-of-your-own.md says how.\n"
        )

    def _ask(self) -> Answers:
        name = self._one("What is the place called, to people who come?")
        town = self._one("Which town or area is it for?")
        nation = self._choice("Which nation is it in?", tuple(nations()))
        phone = self._one("A phone number somebody answers in your hours (or nothing)", may_be_nothing=True)
        organisations = tuple(
            (one, self._choice(f"What is {one}?", SORTS))
            for one in self._several("An organisation that works in it", "Another organisation (or nothing)")
        )
        teams = tuple(self._several("A team", "Another team (or nothing)"))
        return Answers(name, town, nation, phone, organisations, teams)

    def _invite(self, site: Site) -> None:
        """Ask who comes first to a team, and print their link: nobody is in it yet who could send it."""
        self.stdout.write("\nWho is the first to join? They lead their team, and invite the others to it.\n")
        teams = {team.name: team for team in packs()[site.slug].teams}
        leads = next(iter(teams)) if len(teams) == 1 else self._choice("Which team do they lead?", tuple(teams))
        team = Team.objects.get(site=site, slug=teams[leads].slug)
        works_for = {one.name: one for one in Organisation.objects.filter(site=site).order_by("name")}
        asked = Asked(
            full_name=self._one("Their name"),
            called=self._one("What everybody calls them"),
            role=self._one("What they do (peer worker, nurse, coordinator)"),
            email=self._until(_address, "Their email address"),
            organisation_id=works_for[self._choice("Who do they work for?", tuple(works_for))].pk,
            team_id=team.pk,
            leads=True,
            safeguards=True,
            days=(0, 1, 2, 3, 4),
        )
        address = self._one(f"At which address will people open it? (nothing for {HERE})", may_be_nothing=True)
        try:
            link = places.invite(asked=asked, made_by=site.name)
        except NotPossible as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            f"\n{asked.called} joins at this link, once, within a fortnight. Give it to them and to nobody else:\n"
            f"  {(address or HERE).rstrip('/')}/join/{link}/\n\n"
            f"Serve the place:  LIVINGWELL_PLACE={site.slug} livingwell serve\n"
            "  (it says what is missing before it opens; --only-here opens it on this machine alone, to look around)\n"
        )

    # -- asking ---------------------------------------------------------------------------------------------------

    def _one(self, question: str, *, may_be_nothing: bool = False) -> str:
        while True:
            said = self._hear(question)
            if said or may_be_nothing:
                return said
            self.stdout.write("  Something is needed here.")

    def _several(self, first: str, another: str) -> Iterator[str]:
        """Ask until nothing is said; at least one is. A name that makes the same address again is asked for again."""
        known = set()
        said = self._one(first)
        while said:
            if slug_of(said) in known:
                self.stdout.write("  That one is here already.")
            else:
                known.add(slug_of(said))
                yield said
            said = self._one(another, may_be_nothing=True)

    def _choice(self, question: str, choices: tuple[str, ...]) -> str:
        shown = "; ".join(f"{number} {one}" for number, one in enumerate(choices, 1))
        return self._until(lambda said: _chosen(said, choices), f"{question} ({shown})")

    def _until(self, read: Callable[[str], str], question: str) -> str:
        while True:
            try:
                return read(self._one(question))
            except ValueError as reason:
                self.stdout.write(f"  {reason}")

    def _hear(self, question: str) -> str:
        self.stdout.write(f"{question} ", ending="")
        self.stdout.flush()
        try:
            return input().strip()
        except EOFError:
            raise CommandError("Stopped before the last question. Nothing was made but what is said above.") from None


def _chosen(said: str, choices: tuple[str, ...]) -> str:
    if said.isdecimal() and 0 < int(said) <= len(choices):
        return choices[int(said) - 1]
    found = [one for one in choices if one.lower() == said.lower()]
    if not found:
        raise ValueError(f"Choose one by its number, 1 to {len(choices)}.")
    return found[0]


def _address(said: str) -> str:
    try:
        validate_email(said)
    except ValidationError:
        raise ValueError("That does not look like an email address.") from None
    return said


def _is_made_up() -> bool:
    try:
        return Site.objects.filter(is_made_up=True).exists()
    except ProgrammingError:  # nothing is there yet
        return False

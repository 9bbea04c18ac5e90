"""Coming in: introductions, the same form again, reading, and what a receipt adds."""

from contextlib import suppress
from uuid import uuid4

import hypothesis.strategies as st
import neighbourhood
from django.utils import timezone
from hypothesis.stateful import rule
from journeys.oracle import Life
from journeys.walks.town import InTown, a_team, pick

from livingwell.access.naming import named
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.introductions import actions as introductions
from livingwell.introductions.models import Introduction
from livingwell.introductions.queries import receipt_borne
from livingwell.introductions.rules import Introducer, Introducing, Way
from livingwell.introductions.words import ForWhom
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import Channel
from livingwell.places.queries import packs


class AtTheDoor(InTown):
    """Coming in: introductions, the same form again, reading, and what a receipt adds."""

    @rule(team=a_team, by_another=st.booleans())
    def introduce(self, team: str, by_another: bool) -> None:
        person = f"person {len(self.town.lives):03}"
        self.keys[person] = uuid4()
        self._introduce(person, team, by_another)

    def _introduce(self, person: str, team: str, by_another: bool) -> None:
        introducer = Introducer("Piotr", they_agreed=True) if by_another else None
        made = introductions.introduce
        with named(NOBODY):
            arrived = made(
                key=self.keys[person],
                said=Introducing(
                    ForWhom.SOMEONE if by_another else ForWhom.ME,
                    person,
                    (Way(Channel.CALL, "01632 960001"),),
                    going_on="I can’t sleep.",
                    introducer=introducer,
                ),
                team=self.teams[team],
                door="front",
                pack=packs()["brackwell"],
                now=timezone.now(),
                by=Viewer(Kind.VISITOR, called=person),
            )
        if person not in self.town.lives:
            self.town.lives[person] = Life(team)
            self.ids[person], self.introduced_as[person] = arrived.person_id, arrived.introduction_id
            self.watchers.add(f"receipt of {person}", "receipt", arrived.introduction_id)
            self.read_steps(person)
        assert arrived.person_id == self.ids[person]

    @rule(number=pick, by_another=st.booleans())
    def send_the_same_form_again(self, number: int, by_another: bool) -> None:
        person = self.person(number)
        self._introduce(person, self.town.lives[person].team, by_another)

    @rule(acting=pick, number=pick)
    def read(self, acting: int, number: int) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        with suppress(NotPossible, Introduction.DoesNotExist), named(self.viewer(name)) as by:
            introduction = Introduction.objects.get(pk=self.introduced_as[person])
            assert self.town.sees(name, person)
            introductions.read(introduction=introduction, by=by)

    @rule(number=pick, ring=st.booleans())
    def add_by_receipt(self, number: int, ring: bool) -> None:
        person = self.person(number)
        with named(Viewer(Kind.RECEIPT, self.introduced_as[person], called=person)) as by:
            receipt = receipt_borne()
            assert receipt.introduction_id == self.introduced_as[person]
            assert not Introduction.objects.exists()
            if ring:
                introductions.ask_to_ring(receipt=receipt, due_on=neighbourhood.in_days(1), by=by)
            else:
                introductions.add_words(receipt=receipt, words="More", by=by)
        self.read_steps(person)

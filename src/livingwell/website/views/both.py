"""A page that a person has on My page, and those alongside have about them: one view, two addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from livingwell.access.doors import for_practitioners, for_the_person
from livingwell.access.once import once

from ..panels.person import PersonHead, head_of
from .opening import opened

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Here:
    """Whose page this is, and who has it open: `own`, the person themselves."""

    head: PersonHead
    own: bool

    @property
    def person_id(self) -> UUID:
        return self.head.person.pk

    @property
    def called(self) -> str:
        return self.head.person.called

    @property
    def beside(self) -> str:
        """Return whom a practitioner must be sitting beside to write here; nobody, on one's own page."""
        return "" if self.own else self.called

    def url(self, name: str, *args: object) -> str:
        """Return the address of a page of this pair on the side where we are: `wheel`, `goal`."""
        side, whose = ("my", ()) if self.own else ("person", (self.person_id,))
        return reverse(f"website:{side}_{name}", args=[*whose, *args])


def both(view: View, *, page: str) -> tuple[View, View]:
    """Return the person's own view and that of those alongside, of one that takes `request` and `here`."""

    @for_the_person
    @once
    def mine(request: HttpRequest, **at: object) -> HttpResponse:
        head = head_of(request.viewer.ref, timezone.localtime())
        if head is None:
            raise Http404
        return view(request, Here(head, own=True), **at)

    @for_practitioners
    @once
    def theirs(request: HttpRequest, person_id: UUID, **at: object) -> HttpResponse:
        head = opened(request, person_id, page)
        if head.glass_until:
            raise Http404  # help at once reads the safety plan, and not the rest
        return view(request, Here(head, own=False), **at)

    return mine, theirs

"""Who is asking: a practitioner signed in, a person with their own page open, or nobody."""

from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.places.queries import practitioner_for

OWN_PAGE = "own_page"  # where a session keeps whose page it has opened, and which key opened it
WAYS_IN = ("/sign-in/", "/sign-out/", "/walk-in/", "/place.css")


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is asking. A practitioner's account and a person's own page never open in one session."""
    if request.user.is_authenticated:
        practitioner = practitioner_for(request.user.pk)
        if practitioner is None:
            return NOBODY
        return Viewer(
            Kind.PRACTITIONER,
            practitioner.pk,
            called=practitioner.called,
            role=practitioner.role,
            organisation=practitioner.organisation.name,
        )
    opened = request.session.get(OWN_PAGE)
    if opened:
        return Viewer(Kind.PERSON, UUID(opened["person"]), called=opened["called"])
    return NOBODY


def needs_second_factor(request: HttpRequest) -> bool:
    """Return whether a practitioner has signed in without a second factor and must set one up before anything else."""
    if settings.DEMONSTRATION or not request.user.is_authenticated:
        return False
    return not request.path.startswith(WAYS_IN) and not is_mfa_enabled(request.user)

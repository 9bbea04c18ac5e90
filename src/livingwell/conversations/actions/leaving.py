"""What becomes of a planned conversation when whoever was to come no longer may, or when the journey ends."""

from django.db import connection
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys.actions.stream import seal_events
from livingwell.journeys.models import Event, Journey
from livingwell.places.models import Practitioner


@action
def hand_on(*, practitioner: Practitioner, by: Viewer) -> None:
    """Make each conversation to come that somebody may no longer come to somebody else's of the team, by name.

    At the same time and place: whoever meant to be there is still expected by somebody. The database finds them; `by`
    may not see everybody it is about. Where nobody is left, it is put off, and says so.
    """
    why = _("%(called)s can no longer come, and nobody else could be asked") % {"called": practitioner.called}
    put_off = Event.objects.raw(
        "select * from gate.hand_on_conversations(%s, %s, %s)", [practitioner.pk, why, by.called]
    )
    seal_events(put_off)


@action
def call_off_what_was_planned(*, journey: Journey, words: str, by: Viewer) -> None:
    """Call off what was still to come on a journey that has ended, so that nobody is asked whether they talked.

    `by` may see none of it any more: ending a journey draws them out.
    """
    with connection.cursor() as cursor:
        cursor.execute("select gate.call_off_conversations(%s, %s)", [journey.pk, words])

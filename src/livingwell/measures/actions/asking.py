"""Asking somebody for a check-in, by a way that is safe; and no longer asking."""

from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.queries import latest_journey
from livingwell.journeys.words import Happened
from livingwell.lib import keys
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.messages import actions as messages
from livingwell.messages import filling
from livingwell.messages import queries as message_queries
from livingwell.messages import rules as message_rules
from livingwell.messages.models import Message
from livingwell.messages.words import Sort
from livingwell.messages.words import State as MessageState
from livingwell.people.models import WayToReach
from livingwell.places.queries import pack_here

from .. import queries, rules
from ..models import CheckIn, NoMore
from ..words import By, Measure, Moment

WORDS = N_("Hello, it’s {by}. A few short questions, only if you feel like it: {link}")
NO_WAY = N_("There is no way to send this that they said is safe. Ask side by side or by phone instead.")
ENDED = N_("They have stepped out, and nobody would read this answer at once. Ask it side by side or by phone.")


@action
def ask(
    *, journey: Journey, measure: Measure, by_way: By, moment: Moment, way: WayToReach | None = None, by: Viewer
) -> CheckIn:
    """Ask somebody for a check-in. Asked already and not answered, it is the same one, asked by this way.

    By link or by post a message goes on `way`, by the rules of safe contact. Raises NotPossible with why not.
    """
    _check(journey, measure, by_way)
    asked = queries.open_check_in(journey.person_id, measure.slug)
    if asked is None:
        asked = _keep(journey, measure, by_way, moment, by)
    message = _send(asked, journey, way, by) if by_way == By.LINK else None
    now = timezone.now()
    CheckIn.objects.filter(pk=asked.pk).update(
        by=by_way, message=message or asked.message, expires_at=rules.expires_at(now)
    )
    asked.by = by_way
    return asked


@action
def ask_as_due(*, journey: Journey, measure: Measure, moment: Moment, by: Viewer) -> CheckIn | None:
    """Ask somebody whose moment it is, by a safe way; None where there is none. For a job."""
    way = queries.safe_way(journey.person)
    if way is None or way.when.strip():
        return None  # they said when: somebody reads that, and chooses
    return ask(journey=journey, measure=measure, by_way=By.LINK, moment=moment, way=way, by=by)


@action
def begin_own(*, journey: Journey, measure: Measure, by: Viewer) -> CheckIn:
    """Begin a check-in by oneself, on one's own page: whatever was asked, or one more along the way."""
    asked = queries.open_check_in(journey.person_id, measure.slug)
    rules.check_sent(measure, By.OWN_PAGE, pack_here().hours)
    if measure.life and not journey.is_open:
        raise NotPossible(ENDED)
    return asked or _keep(journey, measure, By.OWN_PAGE, Moment.ALONG, by)


@action
def stop(*, check_in: CheckIn, by: Viewer) -> None:
    """Take one check-in back: it is not asked any more. What was answered of it so far stays."""
    stopped = CheckIn.objects.filter(pk=check_in.pk, answered_at__isnull=True, stopped_at__isnull=True).update(
        stopped_at=timezone.now(), stopped_by=by.called
    )
    if not stopped:
        raise NotPossible(N_("This has been answered already, or was taken back."))


@action
def no_more(*, person_id: UUID, by: Viewer) -> None:
    """Stop asking somebody for check-ins, by their own word. Nothing else changes, and they may say otherwise."""
    if queries.has_stopped(person_id) is not None:
        return
    NoMore(person_id=person_id, by_called=by.called).save(force_insert=True)
    CheckIn.objects.filter(person_id=person_id, answered_at__isnull=True, stopped_at__isnull=True).update(
        stopped_at=timezone.now(), stopped_by=by.called
    )
    journey = None if by.kind == "asked" else latest_journey(person_id)
    journeys.record_event(
        kind=Happened.CHECK_IN_STOPPED,
        person_id=person_id,
        journey_id=journey.pk if journey else None,
        by=by,
    )


@action
def some_more(*, person_id: UUID, by: Viewer) -> None:
    """Ask again from time to time, because they said so."""
    NoMore.objects.filter(person_id=person_id, until__isnull=True).update(until=timezone.now(), ended_by=by.called)


@action
def make_link(*, message_id: UUID, by: Viewer) -> str | None:
    """Make the link that a message carries, as it goes: a fresh key, of which a digest is kept. None: it carries none.

    One made before opens nothing from then on.
    """
    key = keys.new_link()
    made = CheckIn.objects.filter(message_id=message_id, answered_at__isnull=True, stopped_at__isnull=True).update(
        link_digest=keys.link_digest(key), expires_at=rules.expires_at(timezone.now())
    )
    return f"{settings.ADDRESS}/q/{key}/" if made else None


def why_not_any_more(message_id: UUID) -> str | None:
    """Return why a message that asks no longer stands, or None: it does, or it asks nothing. For workers."""
    asked = CheckIn.objects.filter(message_id=message_id).first()
    if asked is None:
        return None
    if asked.answered_at is None and asked.stopped_at is None and queries.has_stopped(asked.person_id) is None:
        return None
    return _("It was answered already, or they want no more of these.")


def _check(journey: Journey, measure: Measure, by_way: By) -> None:
    rules.check_sent(measure, by_way, pack_here().hours)
    if measure.life and by_way == By.LINK and not journey.is_open:
        raise NotPossible(ENDED)
    if queries.has_stopped(journey.person_id) is not None:
        raise NotPossible(N_("They said that they want no more of these. Ask only once they say otherwise."))


def _keep(journey: Journey, measure: Measure, by_way: By, moment: Moment, by: Viewer) -> CheckIn:
    now = timezone.now()
    asked = CheckIn(
        person_id=journey.person_id,
        journey=journey,
        measure=measure.slug,
        version=measure.version,
        moment=moment,
        by=by_way,
        asked_at=now,
        asked_by_id=by.ref,
        asked_by=by.called,
        expires_at=rules.expires_at(now),
    )
    asked.save(force_insert=True)
    journeys.record_event(
        kind=Happened.CHECK_IN_ASKED,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={"measure": measure.called, "by": str(by_way)},
        from_id=asked.pk,
        by=by,
    )
    return asked


def _send(asked: CheckIn, journey: Journey, way: WayToReach | None, by: Viewer) -> Message:
    if way is None:
        raise NotPossible(NO_WAY, field="way")
    if asked.message is not None and asked.message.state == MessageState.WAITING:
        raise NotPossible(N_("The link is on its way already."))
    words = message_rules.fill(_(WORDS), by=by.called or message_queries.wordings_here().from_us, link=filling.LINK)
    return messages.write(person=journey.person, way=way, sort=Sort.CHECK_IN, words=words, by=by)

"""Whether the promises hold now: nobody falls, the record is as it was recorded, and what people wrote can be read."""

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from livingwell.accounts import sealing
from livingwell.journeys.models import Journey
from livingwell.record import queries as record
from livingwell.record.words import Anchored
from livingwell.sealed import queries as sealed
from livingwell.website.backups.checks.words import Checked, each
from livingwell.website.backups.contents import Manifest


def checks(what: Manifest, *, step: Callable[[], object]) -> Iterator[Checked]:
    """Yield each kind of check. `step` is called for each seal and entry that is read."""
    yield each(_("Journeys that somebody holds, with a next step in time"), _nobody_falls())
    yield each(_("The record, from end to end"), _record(what, step))
    yield each(_("Columns whose words open"), sealed.closed_cells())
    yield each(_("Second factors that open"), _second_factors())


def _nobody_falls() -> Iterator[str]:
    """Ask the promise itself of each journey: the function that the database asks at every commit."""
    journeys = list(Journey.objects.order_by("pk").values_list("pk", flat=True))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role lw_gate")
        try:
            with transaction.atomic():
                cursor.execute("select count(gate.check_journey(id)) from journeys_journey")
            fallen = {}
        except IntegrityError:
            fallen = {pk: said for pk in journeys if (said := _why(pk))}
        transaction.set_rollback(True)  # it locks what it looks at, and changes nothing
    for pk in journeys:
        yield f"{pk}: {fallen[pk]}" if pk in fallen else ""


def _why(pk: UUID) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select gate.check_journey(%s)", [pk])
    except IntegrityError as error:
        return str(error).splitlines()[0]
    return ""


def _record(what: Manifest, step: Callable[[], object]) -> Iterator[str]:
    """Read all of it, against the end the backup saw."""
    anchors = [Anchored(what.seals, bytes.fromhex(what.chain), what.made_at)] if what.seals else []
    found = [str(one) for one in record.findings(anchors=anchors, step=step)]
    yield from found or [""]


def _second_factors() -> Iterator[str]:
    for one in Authenticator.objects.filter(data__has_key="secret"):
        try:
            sealing.unseal(one.data["secret"])
            yield ""
        except InvalidToken:
            yield _("The second factor of account %(pk)s was sealed with another key") % {"pk": one.user_id}


def made_later(what: Manifest, now: datetime) -> bool:
    """Return whether the backup says that it is from later than now: one of two clocks was wrong."""
    return what.made_at > now

"""Saying what one brings: by oneself alone, and the database takes it from nobody else."""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .. import queries, rules
from ..models import Bringing, Practitioner
from ..words import Brings, Brought, SeenBy

PUT_BACK_WITHIN = timedelta(days=1)  # then the words are forgotten: what was taken back is not kept


@transaction.atomic
def bring(*, practitioner: Practitioner, kind: Brings, words: str, seen_by: SeenBy) -> Bringing:
    """Say that one brings something, and who may see it. By themselves, or as the owner for a made-up place."""
    rules.check_bringing(words, _others(practitioner), kind=kind)
    return Bringing.objects.create(practitioner=practitioner, kind=kind, words=words.strip(), seen_by=seen_by)


@transaction.atomic
def change_bringing(*, bringing: Bringing, kind: Brings, words: str, seen_by: SeenBy) -> None:
    """Say it in other words, or to others. What it said before is not kept."""
    rules.check_bringing(words, _others(bringing.practitioner, but=bringing), kind=kind)
    bringing.kind, bringing.words, bringing.seen_by = kind, words.strip(), seen_by
    bringing.save(update_fields=["kind", "words", "seen_by"])


@transaction.atomic
def take_back_bringing(*, bringing: Bringing) -> None:
    """Take something back: nobody else sees it from this moment."""
    Bringing.objects.filter(pk=bringing.pk, ended_at__isnull=True).update(ended_at=Now())


@transaction.atomic
def put_back_bringing(*, bringing: Bringing) -> None:
    """Say again what was taken back, while its words are still here."""
    if not bringing.may_be_put_back:
        return
    rules.check_bringing(bringing.words, _others(bringing.practitioner, but=bringing), kind=Brings(bringing.kind))
    put_back = Bringing.objects.filter(pk=bringing.pk).exclude(words="").update(ended_at=None)
    if not put_back:
        raise NotPossible(N_("This has been forgotten since. Write it again, if you like."))


@transaction.atomic
def forget_what_was_taken_back() -> int:
    """Forget the words of what was taken back more than a day ago, and of whoever has left. As the worker."""
    left = Bringing.objects.filter(ended_at__isnull=True, practitioner__left_at__isnull=False)
    left.update(ended_at=Now())
    over = Bringing.objects.filter(ended_at__lt=timezone.now() - PUT_BACK_WITHIN).exclude(words="")
    return over.update(words="")


def _others(practitioner: Practitioner, but: Bringing | None = None) -> list[Brought]:
    """Return what somebody says they bring now, one of them aside."""
    rows = queries.bringings_of(practitioner.pk)
    return [Brought(Brings(one.kind), one.words) for one in rows if one.ended_at is None and one != but]

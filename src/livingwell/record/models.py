"""What the record keeps. Rows are added, never changed and never taken away: migration 0002 refuses both."""

import secrets
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from livingwell.record.rules import SALT_BYTES


def new_salt() -> bytes:
    """Return fresh salt for a digest."""
    return secrets.token_bytes(SALT_BYTES)


class Entry(models.Model):
    """That a row of some source was made, and what it said, as a digest nobody can read."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    source = models.CharField(max_length=60)
    source_id = models.UUIDField()
    digest = models.BinaryField()
    made_at = models.DateTimeField(db_default=Now())  # the database's clock: lw_web may not write this column

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["source", "source_id"], name="record_entry_once_per_row"),
        ]
        indexes = [models.Index(fields=["made_at", "id"], name="record_entry_in_order")]


class Seal(models.Model):
    """An entry's place in the chain. The sealer numbers them 1, 2, 3 under a lock, without a gap."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="seal")
    chain = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(number__gt=0), name="record_seal_numbered_from_one")]


class Erasure(models.Model):
    """That the row an entry was made of was lawfully erased, by whom and why; it is an entry itself."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="erasure")
    why = models.TextField()
    by_called = models.TextField()
    at = models.DateTimeField()
    salt = models.BinaryField(default=new_salt)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why="") & ~Q(by_called=""), name="record_erasure_says_why")]

    def payload(self) -> dict[str, Any]:
        """Return what is digested of an erasure."""
        names = ("id", "entry_id", "why", "by_called", "at")
        return {name: getattr(self, name) for name in names}


class Anchor(models.Model):
    """That the chain's length and end were written down outside, and where."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    number = models.BigIntegerField()
    chain = models.BinaryField()
    made_at = models.DateTimeField()
    where = models.TextField()

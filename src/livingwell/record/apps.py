"""The record, to Django."""

from django.apps import AppConfig

from livingwell.record import sources
from livingwell.record.words import ERASURES


class RecordConfig(AppConfig):
    """Registers the record's own source: lawful erasures."""

    name = "livingwell.record"

    def ready(self) -> None:
        """Say how erasures are read; the registry is asked, since models cannot be imported before now."""
        sources.register(ERASURES, self.get_model("Erasure").read_as_source)

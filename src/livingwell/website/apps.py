"""The website, and the wiring of rooms that may not know one another."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "livingwell.website"

    def ready(self) -> None:
        from . import wiring  # noqa: PLC0415 -- models are there only now

        wiring.connect()

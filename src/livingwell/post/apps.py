"""Post, to Django."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from livingwell.post.rights import allow_deferring


def _after_migrating(*, using: str, **rest: object) -> None:
    allow_deferring(connections[using])


class PostConfig(AppConfig):
    """Gives queueing its rights again after every migration, since an upgrade of procrastinate takes them away."""

    name = "livingwell.post"

    def ready(self) -> None:
        """Ask Django to call after migrating: its own hook, and no news between rooms."""
        post_migrate.connect(_after_migrating, sender=self, dispatch_uid="post.rights")
